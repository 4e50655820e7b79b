package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.report.ReportLayout.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Formats a report as Markdown with tables, for tickets and chats.
 *
 * <p>Everything that came from outside, such as a user's id, is escaped, so that it does not become markup, HTML or a
 * link. For this, a zero-width space follows each @, and each # before a number.
 */
final class MarkdownReport {

    /**
     * Characters with a meaning in Markdown: anywhere, inside a word (GitHub turns addresses into links), and at the
     * beginning of a line.
     */
    private static final Pattern MARKUP =
            Pattern.compile("[\\\\`*_\\[\\]<>#|~&!$]|[:.](?=\\S)|^[-+=]|(?<=^\\d{1,9})[.)]");

    /**
     * Characters that start a link on GitHub even if they are escaped: in mail addresses, before names (@) and before
     * numbers (#).
     */
    private static final Pattern REFERENCES = Pattern.compile("@|#(?=\\d)");

    /** A zero-width space, which prevents GitHub from making a link. */
    private static final String APART = "&#8203;";

    private MarkdownReport() {}

    static String render(ValidationReport report, Messages messages, Optional<ReportComparison> comparison) {
        ReportLayout layout = new ReportLayout(report, messages);
        List<String> blocks = new ArrayList<>();
        blocks.add("## " + escaped(layout.title()));
        blocks.add(escaped(layout.facility())
                + layout.role().map(role -> "\n" + escaped(role)).orElse(""));
        blocks.add("**" + escaped(layout.summary()) + "**");
        if (!layout.actions().isEmpty()) {
            blocks.add("### " + escaped(messages.text("heading.REMEDIES")));
            List<String> actions = new ArrayList<>();
            layout.actions()
                    .forEach(action ->
                            actions.add("- " + escaped(action.text()) + " (**" + escaped(action.who()) + "**)"));
            blocks.add(String.join("\n", actions));
        }
        comparison.ifPresent(since -> {
            List<String> sentences = layout.since(since);
            blocks.add("### " + escaped(sentences.get(0)));
            List<String> changes = new ArrayList<>();
            sentences.stream().skip(1).forEach(sentence -> changes.add("- " + escaped(sentence)));
            blocks.add(String.join("\n", changes));
        });
        if (!layout.looks().isEmpty()) {
            blocks.add("### " + escaped(messages.text("heading.LOOKS")));
            blocks.add(table(messages.text("heading.CATEGORY"), layout.looks(), messages));
        }
        if (!layout.operations().isEmpty()) {
            blocks.add("### " + escaped(messages.text("heading.OPERATIONS")));
            blocks.add(table(messages.text("heading.OPERATION"), layout.operations(), messages));
        }
        if (!layout.gates().isEmpty()) {
            List<String> gates = new ArrayList<>();
            gates.add(escaped(messages.text("heading.GATES")) + "\n");
            layout.gates().forEach(gate -> gates.add("- " + escaped(gate)));
            blocks.add(String.join("\n", gates));
        }
        layout.permissionList().ifPresent(sentence -> blocks.add(escaped(sentence)));
        layout.licenses().ifPresent(sentence -> blocks.add(escaped(sentence)));
        blocks.add(escaped(layout.footer()));
        return String.join("\n\n", blocks) + "\n";
    }

    private static String table(String first, List<Row> rows, Messages messages) {
        List<String> lines = new ArrayList<>();
        lines.add(row(first, messages.text("heading.STATUS"), messages.text("heading.NOTE")));
        lines.add("| --- | --- | --- |");
        rows.forEach(row -> lines.add(row(row.label(), row.statusText(), row.note())));
        return String.join("\n", lines);
    }

    private static String row(String... cells) {
        StringBuilder line = new StringBuilder("|");
        for (String cell : cells) {
            line.append(' ').append(escaped(cell)).append(" |");
        }
        return line.toString();
    }

    static String escaped(String text) {
        return REFERENCES.matcher(MARKUP.matcher(text).replaceAll("\\\\$0")).replaceAll("$0" + APART);
    }
}
