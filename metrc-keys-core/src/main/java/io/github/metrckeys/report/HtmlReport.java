package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.ReportLayout.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Lays a report out as one page of HTML that needs nothing else: no script, no picture, no font from elsewhere. It is
 * readable in light and dark, on a narrow screen, on paper, and to a screen reader.
 *
 * <p>Whatever came from outside is escaped, and the page forbids itself everything but its own style.
 */
final class HtmlReport {

    private static final String CONTENT_SECURITY_POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private HtmlReport() {}

    static String render(
            ReportLayout layout, Messages messages, Optional<ReportComparison> comparison, ReportFormat.Detail detail) {
        HtmlWriter page = begin(layout.title(), messages);
        page.open("body").line().open("main").line();
        head(page, layout, messages);
        steps(page, layout, messages);
        comparison.ifPresent(since -> since(page, layout.since(since)));
        table(page, layout.rows(), messages);
        layout.gates().ifPresent(gates -> {
            page.open("section", "class", "small").line();
            section(page, gates);
            page.close().line();
        });
        details(page, layout, messages, detail);
        page.close().line().close().line().close().line();
        return page.toString();
    }

    /** Begins a page with this title and the style of all pages: the elements html, body and main are open. */
    static HtmlWriter page(String title, Messages messages) {
        HtmlWriter page = begin(title, messages);
        page.open("body").line().open("main").line();
        return page;
    }

    /** Begins a page, up to its body. */
    static HtmlWriter begin(String title, Messages messages) {
        HtmlWriter page = new HtmlWriter();
        page.open("html", "lang", messages.language()).line();
        page.open("head").line();
        page.empty("meta", "charset", "utf-8").line();
        page.empty("meta", "http-equiv", "Content-Security-Policy", "content", CONTENT_SECURITY_POLICY)
                .line();
        page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1")
                .line();
        page.empty("meta", "name", "color-scheme", "content", "light dark").line();
        page.element("title", title).line();
        page.style(Style.SHEET).line();
        page.close().line();
        return page;
    }

    private static void head(HtmlWriter page, ReportLayout layout, Messages messages) {
        ValidationReport report = layout.report();
        page.open("header", "class", tone(report.verdict())).line();
        page.element("h1", layout.title()).line();
        page.open("p", "class", "where").text(layout.facility());
        layout.role().ifPresent(role -> page.empty("br").text(role));
        page.close().line();
        page.open("p", "class", "verdict");
        status(page, tone(report.verdict()), report.verdict().label(messages));
        page.text(" ").text(layout.summary()).close().line();
        layout.surplus()
                .ifPresent(
                        surplus -> page.element("p", surplus, "class", "where").line());
        page.close().line();
    }

    private static void steps(HtmlWriter page, ReportLayout layout, Messages messages) {
        if (layout.steps().isEmpty()) {
            return;
        }
        page.open("section").line();
        page.element("h2", messages.text("heading.REMEDIES")).line();
        for (ReportLayout.Steps steps : layout.steps()) {
            steps.who().ifPresent(who -> page.element("h3", who).line());
            page.open("ol", "class", "todo").line();
            steps.texts().forEach(text -> page.element("li", text).line());
            page.close().line();
        }
        page.close().line();
    }

    private static void since(HtmlWriter page, List<String> sentences) {
        page.open("section").line();
        page.element("h2", sentences.get(0)).line();
        items(page, sentences.subList(1, sentences.size()));
        page.close().line();
    }

    private static void table(HtmlWriter page, List<Row> rows, Messages messages) {
        if (rows.isEmpty()) {
            return;
        }
        String caption = messages.text("heading.RESULTS");
        page.open("section").line();
        page.element("h2", caption).line();
        page.open("table", "role", "table").line();
        page.element("caption", caption).line();
        page.open("thead").open("tr", "role", "row");
        for (String heading : List.of(
                messages.text("heading.CATEGORY"), messages.text("heading.STATUS"), messages.text("heading.NOTE"))) {
            page.element("th", heading, "scope", "col", "role", "columnheader");
        }
        page.close().close().line();
        page.open("tbody").line();
        for (Row row : rows) {
            page.open("tr", "role", "row").element("th", row.label(), "scope", "row", "role", "rowheader");
            page.open("td", "role", "cell");
            status(page, row.tone().name().toLowerCase(Locale.ROOT), row.statusText());
            page.close().element("td", row.note(), "role", "cell").close().line();
        }
        page.close().line().close().line().close().line();
    }

    /** A fold, which needs no script; it stays closed on paper. */
    private static void details(HtmlWriter page, ReportLayout layout, Messages messages, ReportFormat.Detail detail) {
        page.open("section", "class", "small").line();
        String[] open = detail == ReportFormat.Detail.FULL ? new String[] {"open", ""} : new String[0];
        page.open("details", open).line();
        page.element("summary", messages.text("heading.DETAILS")).line();
        layout.details().forEach(section -> section(page, section));
        page.close().line().close().line();
    }

    private static void section(HtmlWriter page, ReportLayout.Section section) {
        page.element("p", section.heading()).line();
        items(page, section.sentences());
    }

    private static void items(HtmlWriter page, List<String> items) {
        page.open("ul").line();
        items.forEach(item -> page.element("li", item).line());
        page.close().line();
    }

    private static void status(HtmlWriter page, String tone, String text) {
        page.element("span", text, "class", "status " + tone);
    }

    private static String tone(Verdict verdict) {
        return switch (verdict) {
            case ALL_GOOD -> "good";
            case PERMISSIONS_MISSING, ROLE_DOES_NOT_FIT -> "warn";
            case KEY_REFUSED -> "bad";
            case NOT_VERIFIED, INCONCLUSIVE -> "open";
        };
    }

    /** The one style sheet, which stands beside this class. */
    private static final class Style {
        static final String SHEET = read();

        private static String read() {
            try (InputStream in = HtmlReport.class.getResourceAsStream("report.css")) {
                return new String(Checks.notNull(in, "report.css").readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
