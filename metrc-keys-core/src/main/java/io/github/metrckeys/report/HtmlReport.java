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
 * Lays a report out as one page of HTML that needs nothing else: no script, no picture, no font from elsewhere. It is readable
 * in light and dark, on a narrow screen, on paper, and to a screen reader.
 *
 * <p>Whatever came from outside is escaped, and the page forbids itself everything but its own style.
 */
final class HtmlReport {

    private HtmlReport() {}

    static String render(ValidationReport report, Messages messages, Optional<ReportComparison> comparison) {
        ReportLayout layout = new ReportLayout(report, messages);
        StringBuilder page = new StringBuilder(16_384);
        page.append("<!DOCTYPE html>\n<html lang=\"")
                .append(escaped(messages.language()))
                .append("\">\n<head>\n");
        page.append("<meta charset=\"utf-8\"/>\n");
        page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'\"/>\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n");
        page.append("<meta name=\"color-scheme\" content=\"light dark\"/>\n");
        page.append("<title>").append(escaped(layout.title())).append("</title>\n");
        page.append("<style>\n").append(Style.SHEET).append("</style>\n</head>\n<body>\n<main>\n");
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
        page.append("<footer>\n");
        layout.permissionList().ifPresent(sentence -> paragraph(page, sentence));
        layout.licenses().ifPresent(sentence -> paragraph(page, sentence));
        paragraph(page, layout.footer());
        page.append("</footer>\n</main>\n</body>\n</html>\n");
        return page.toString();
    }

    private static void head(StringBuilder page, ReportLayout layout, ValidationReport report, Messages messages) {
        page.append("<header class=\"").append(tone(report.verdict())).append("\">\n");
        page.append("<h1>").append(escaped(layout.title())).append("</h1>\n");
        page.append("<p class=\"where\">").append(escaped(layout.facility()));
        layout.role().ifPresent(role -> page.append("<br/>").append(escaped(role)));
        page.append("</p>\n<p class=\"verdict\"><span class=\"status ")
                .append(tone(report.verdict()))
                .append("\">")
                .append(escaped(report.verdict().label(messages)))
                .append("</span> ")
                .append(escaped(layout.summary()))
                .append("</p>\n</header>\n");
    }

    private static void actions(StringBuilder page, ReportLayout layout, Messages messages) {
        if (layout.actions().isEmpty()) {
            return;
        }
        page.append("<section>\n<h2>")
                .append(escaped(messages.text("heading.REMEDIES")))
                .append("</h2>\n<ol class=\"todo\">\n");
        for (ReportLayout.Action action : layout.actions()) {
            page.append("<li>").append(escaped(action.text())).append("<span class=\"who\">");
            page.append(escaped(messages.text("heading.WHO"))).append(": <b>").append(escaped(action.who()));
            page.append("</b></span></li>\n");
        }
        page.append("</ol>\n</section>\n");
    }

    private static void since(StringBuilder page, List<String> sentences) {
        page.append("<section>\n<h2>").append(escaped(sentences.get(0))).append("</h2>\n<ul>\n");
        sentences.stream()
                .skip(1)
                .forEach(sentence ->
                        page.append("<li>").append(escaped(sentence)).append("</li>\n"));
        page.append("</ul>\n</section>\n");
    }

    private static void table(StringBuilder page, String caption, String first, List<Row> rows, Messages messages) {
        if (rows.isEmpty()) {
            return;
        }
        page.append("<section>\n<h2>").append(escaped(caption)).append("</h2>\n<table role=\"table\">\n<caption>");
        page.append(escaped(caption)).append("</caption>\n<thead><tr role=\"row\">");
        for (String heading : List.of(first, messages.text("heading.STATUS"), messages.text("heading.NOTE"))) {
            page.append("<th scope=\"col\" role=\"columnheader\">")
                    .append(escaped(heading))
                    .append("</th>");
        }
        page.append("</tr></thead>\n<tbody>\n");
        for (Row row : rows) {
            page.append("<tr role=\"row\"><th scope=\"row\" role=\"rowheader\">")
                    .append(escaped(row.label()));
            page.append("</th><td role=\"cell\"><span class=\"status ")
                    .append(tone(row))
                    .append("\">");
            page.append(escaped(row.statusText())).append("</span></td><td role=\"cell\">");
            page.append(escaped(row.note())).append("</td></tr>\n");
        }
        page.append("</tbody>\n</table>\n</section>\n");
    }

    private static void gates(StringBuilder page, ReportLayout layout, Messages messages) {
        if (layout.gates().isEmpty()) {
            return;
        }
        page.append("<section class=\"small\">\n");
        paragraph(page, messages.text("heading.GATES"));
        page.append("<ul>\n");
        layout.gates().forEach(gate -> page.append("<li>").append(escaped(gate)).append("</li>\n"));
        page.append("</ul>\n</section>\n");
    }

    private static void paragraph(StringBuilder page, String text) {
        page.append("<p>").append(escaped(text)).append("</p>\n");
    }

    private static String tone(Verdict verdict) {
        return switch (verdict) {
            case ALL_GOOD -> "good";
            case PERMISSIONS_MISSING -> "warn";
            case KEY_REFUSED -> "bad";
            case INCONCLUSIVE -> "open";
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

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
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
