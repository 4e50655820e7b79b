package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Messages;
import io.github.metrckeys.json.ReportJson;
import io.github.metrckeys.report.PermissionChecklist;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ValidationReport;

/** The formats of a printed report. */
enum Format {
    TEXT,
    JSON,
    MARKDOWN,
    HTML;

    /** The checklist, with a line feed at its end. */
    String render(PermissionChecklist checklist) {
        return switch (this) {
            case TEXT -> checklist.render(ReportFormat.TEXT);
            case JSON -> ReportJson.write(checklist) + "\n";
            case MARKDOWN -> checklist.render(ReportFormat.MARKDOWN);
            case HTML -> checklist.render(ReportFormat.HTML);
        };
    }

    /** The report in brief, with a line feed at its end. */
    String render(ValidationReport report) {
        return render(report, ReportFormat.Detail.BRIEF);
    }

    /** The report, with a line feed at its end. JSON has all details anyway. */
    String render(ValidationReport report, ReportFormat.Detail detail) {
        return switch (this) {
            case TEXT -> ReportFormat.TEXT.render(report, Messages.english(), detail);
            case JSON -> ReportJson.write(report) + "\n";
            case MARKDOWN -> ReportFormat.MARKDOWN.render(report, Messages.english(), detail);
            case HTML -> ReportFormat.HTML.render(report, Messages.english(), detail);
        };
    }
}
