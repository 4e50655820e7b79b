package io.github.metrckeys.report;

import io.github.metrckeys.internal.check.Checks;
import java.util.Optional;

/**
 * The form that a report is written in for people to read.
 *
 * <pre>{@code
 * String page = ReportFormat.HTML.render(report);
 * }</pre>
 *
 * <p>For programs, the module {@code io.github.metrckeys.http} writes JSON.
 */
public enum ReportFormat {
    /** Plain text of at most 100 columns: lines, each with a line feed at its end. */
    TEXT,
    /**
     * Markdown with tables, as tickets and chats show it. Whatever came from outside, such as a user's id, is escaped: it
     * becomes neither markup nor a link.
     */
    MARKDOWN,
    /**
     * One page of HTML that needs nothing else: no script, no picture, no font from elsewhere. It is readable in light and
     * dark, on a narrow screen, on paper, and to a screen reader. Whatever came from outside is escaped, and the page forbids
     * itself everything but its own style.
     */
    HTML;

    /**
     * Writes a report in English.
     *
     * @param report the report
     * @return the text
     */
    public String render(ValidationReport report) {
        return render(report, ReportTexts.english());
    }

    /**
     * Writes a report.
     *
     * @param report the report
     * @param texts what its codes are called
     * @return the text
     */
    public String render(ValidationReport report, ReportTexts texts) {
        return render(report, texts, Optional.empty());
    }

    /**
     * Writes a report, and what changed since an earlier one.
     *
     * @param report the report
     * @param texts what its codes are called
     * @param comparison with the earlier one
     * @return the text
     */
    public String render(ValidationReport report, ReportTexts texts, ReportComparison comparison) {
        return render(report, texts, Optional.of(Checks.notNull(comparison, "comparison")));
    }

    private String render(ValidationReport report, ReportTexts texts, Optional<ReportComparison> comparison) {
        Checks.notNull(report, "report");
        Checks.notNull(texts, "texts");
        return switch (this) {
            case TEXT -> TextReport.render(report, texts, comparison);
            case MARKDOWN -> MarkdownReport.render(report, texts, comparison);
            case HTML -> HtmlReport.render(report, texts, comparison);
        };
    }
}
