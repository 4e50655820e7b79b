package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.internal.check.Checks;
import java.util.Optional;

/**
 * A format in which people read a report: plain text, Markdown or HTML.
 *
 * <pre>{@code
 * String page = ReportFormat.HTML.render(report);
 * }</pre>
 *
 * <p>For programs, the module {@code io.github.metrckeys.http} writes JSON.
 */
public enum ReportFormat {
    /** Plain text of at most 100 columns. Each line ends with a line feed. */
    TEXT,
    /**
     * Markdown with tables, for tickets and chats. Everything that came from outside, such as a user's id, is escaped,
     * so that it does not become markup or a link.
     */
    MARKDOWN,
    /**
     * One self-contained HTML page: no script, no images, no external fonts. It is readable in light and dark mode, on
     * a narrow screen, on paper, and with a screen reader. Everything that came from outside is escaped, and the page's
     * own security policy allows only its own style.
     */
    HTML;

    /**
     * Writes a report in English.
     *
     * @param report the report
     * @return the text
     */
    public String render(ValidationReport report) {
        return render(report, Messages.english());
    }

    /**
     * Writes a report.
     *
     * @param report the report
     * @param messages the language
     * @return the text
     */
    public String render(ValidationReport report, Messages messages) {
        return render(report, messages, Optional.empty(), Detail.BRIEF);
    }

    /**
     * Writes a report, and what changed since an earlier one.
     *
     * @param report the report
     * @param messages the language
     * @param comparison with the earlier one
     * @return the text
     */
    public String render(ValidationReport report, Messages messages, ReportComparison comparison) {
        return render(report, messages, Optional.of(Checks.notNull(comparison, "comparison")), Detail.BRIEF);
    }

    /**
     * Writes a report, in brief or with its details.
     *
     * @param report the report
     * @param messages the language
     * @param detail how much of it
     * @return the text
     */
    public String render(ValidationReport report, Messages messages, Detail detail) {
        return render(report, messages, Optional.empty(), Checks.notNull(detail, "detail"));
    }

    private String render(
            ValidationReport report, Messages messages, Optional<ReportComparison> comparison, Detail detail) {
        ReportLayout layout = new ReportLayout(Checks.notNull(report, "report"), Checks.notNull(messages, "messages"));
        return switch (this) {
            case TEXT -> TextReport.render(layout, messages, comparison, detail);
            case MARKDOWN -> MarkdownReport.render(layout, messages, comparison, detail);
            case HTML -> HtmlReport.render(layout, messages, comparison, detail);
        };
    }

    /** How much of a report people read. */
    public enum Detail {
        /** The verdict, what to do, and a short table. In HTML, the details are folded behind it. */
        BRIEF,
        /**
         * Also each single result, with the names of Metrc's facility flags and grants and what the result is based on.
         */
        FULL
    }
}
