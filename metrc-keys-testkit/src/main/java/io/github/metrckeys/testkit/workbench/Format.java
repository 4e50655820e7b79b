package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.json.ReportJson;
import io.github.metrckeys.report.HtmlReport;
import io.github.metrckeys.report.MarkdownReport;
import io.github.metrckeys.report.TextReport;
import io.github.metrckeys.report.ValidationReport;

/** How a report is printed. */
enum Format {
    TEXT,
    JSON,
    MARKDOWN,
    HTML;

    /** The report, with a line feed at its end. */
    String render(ValidationReport report) {
        return switch (this) {
            case TEXT -> TextReport.render(report);
            case JSON -> ReportJson.write(report) + "\n";
            case MARKDOWN -> MarkdownReport.render(report);
            case HTML -> HtmlReport.render(report);
        };
    }
}
