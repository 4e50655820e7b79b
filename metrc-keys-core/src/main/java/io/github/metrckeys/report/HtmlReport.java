package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.ReportLayout.Row;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

    static String render(ValidationReport report, Messages messages, Optional<ReportComparison> comparison) {
        ReportLayout layout = new ReportLayout(report, messages);
        HtmlWriter page = page(layout.title(), messages);
        head(page, layout, report, messages);
        actions(page, layout, messages);
        comparison.ifPresent(since -> since(page, layout.since(since)));
        table(page, messages.text("heading.LOOKS"), messages.text("heading.CATEGORY"), layout.looks(), messages);
        table(
                page,
                messages.text("heading.OPERATIONS"),
                messages.text("heading.OPERATION"),
                layout.operations(),
                messages);
        gates(page, layout, messages);
        page.open("footer").line();
        layout.permissionList()
                .ifPresent(sentence -> page.element("p", sentence).line());
        layout.licenses().ifPresent(sentence -> page.element("p", sentence).line());
        page.element("p", layout.footer()).line();
        page.close().line();
        page.close().line().close().line().close().line();
        return page.toString();
    }

    /** Begins a page with this title and the style of all pages: the elements html, body and main are open. */
    static HtmlWriter page(String title, Messages messages) {
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
        page.open("body").line().open("main").line();
        return page;
    }

    private static void head(HtmlWriter page, ReportLayout layout, ValidationReport report, Messages messages) {
        page.open("header", "class", tone(report.verdict())).line();
        page.element("h1", layout.title()).line();
        page.open("p", "class", "where").text(layout.facility());
        layout.role().ifPresent(role -> page.empty("br").text(role));
        page.close().line();
        page.open("p", "class", "verdict");
        status(page, tone(report.verdict()), report.verdict().label(messages));
        page.text(" ").text(layout.summary()).close().line();
        page.close().line();
    }

    private static void actions(HtmlWriter page, ReportLayout layout, Messages messages) {
        if (layout.actions().isEmpty()) {
            return;
        }
        page.open("section").line();
        page.element("h2", messages.text("heading.REMEDIES")).line();
        page.open("ol", "class", "todo").line();
        for (ReportLayout.Action action : layout.actions()) {
            page.open("li").text(action.text());
            page.open("span", "class", "who").text(messages.text("heading.WHO")).text(": ");
            page.element("b", action.who()).close().close().line();
        }
        page.close().line().close().line();
    }

    private static void since(HtmlWriter page, List<String> sentences) {
        page.open("section").line();
        page.element("h2", sentences.get(0)).line();
        items(page, sentences.subList(1, sentences.size()));
        page.close().line();
    }

    private static void table(HtmlWriter page, String caption, String first, List<Row> rows, Messages messages) {
        if (rows.isEmpty()) {
            return;
        }
        page.open("section").line();
        page.element("h2", caption).line();
        page.open("table", "role", "table").line();
        page.element("caption", caption).line();
        page.open("thead").open("tr", "role", "row");
        for (String heading : List.of(first, messages.text("heading.STATUS"), messages.text("heading.NOTE"))) {
            page.element("th", heading, "scope", "col", "role", "columnheader");
        }
        page.close().close().line();
        page.open("tbody").line();
        for (Row row : rows) {
            page.open("tr", "role", "row").element("th", row.label(), "scope", "row", "role", "rowheader");
            page.open("td", "role", "cell");
            status(page, tone(row), row.statusText());
            page.close().element("td", row.note(), "role", "cell").close().line();
        }
        page.close().line().close().line().close().line();
    }

    private static void gates(HtmlWriter page, ReportLayout layout, Messages messages) {
        if (layout.gates().isEmpty()) {
            return;
        }
        page.open("section", "class", "small").line();
        page.element("p", messages.text("heading.GATES")).line();
        items(page, layout.gates());
        page.close().line();
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

    /** What the role gets along without is no alarm. */
    private static String tone(Row row) {
        return switch (row.status()) {
            case SUCCESS -> "good";
            case FAILURE -> row.matters() ? "bad" : "none";
            case NOT_APPLICABLE -> "none";
            case INCONCLUSIVE, UNPROVEN -> "open";
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
