package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
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
    TEXT(TextReport::render),
    /**
     * Markdown with tables, as tickets and chats show it. Whatever came from outside, such as a user's id, is escaped: it
     * becomes neither markup nor a link.
     */
    MARKDOWN(MarkdownReport::render),
    /**
     * One page of HTML that needs nothing else: no script, no picture, no font from elsewhere. It is readable in light and
     * dark, on a narrow screen, on paper, and to a screen reader. Whatever came from outside is escaped, and the page forbids
     * itself everything but its own style.
     */
    HTML(HtmlReport::render);

    private final Renderer renderer;

    ReportFormat(Renderer renderer) {
        this.renderer = renderer;
    }

    private interface Renderer {
        String render(ValidationReport report, Messages messages, Optional<ReportComparison> comparison);
    }

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
        return renderer.render(
                Checks.notNull(report, "report"), Checks.notNull(messages, "messages"), Optional.empty());
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
        return renderer.render(
                Checks.notNull(report, "report"),
                Checks.notNull(messages, "messages"),
                Optional.of(Checks.notNull(comparison, "comparison")));
    }
}
