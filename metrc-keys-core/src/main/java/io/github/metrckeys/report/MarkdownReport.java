package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.report.ReportLayout.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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

    static String render(
            ReportLayout layout, Messages messages, Optional<ReportComparison> comparison, ReportFormat.Detail detail) {
        List<String> blocks = new ArrayList<>();
        blocks.add("## " + escaped(layout.title()));
        blocks.add(escaped(layout.facility())
                + layout.role().map(role -> "\n" + escaped(role)).orElse(""));
        blocks.add("**" + escaped(layout.summary()) + "**");
        layout.surplus().ifPresent(surplus -> blocks.add(escaped(surplus)));
        if (!layout.steps().isEmpty()) {
            blocks.add("### " + escaped(messages.text("heading.REMEDIES")));
            for (ReportLayout.Steps steps : layout.steps()) {
                steps.who().ifPresent(who -> blocks.add("**" + escaped(who) + "**"));
                List<String> lines = new ArrayList<>();
                for (int i = 0; i < steps.texts().size(); i++) {
                    lines.add((i + 1) + ". " + escaped(steps.texts().get(i)));
                }
                blocks.add(String.join("\n", lines));
            }
        }
        comparison.ifPresent(since -> {
            List<String> sentences = layout.since(since);
            blocks.add("### " + escaped(sentences.get(0)));
            blocks.add(items(sentences.subList(1, sentences.size())));
        });
        if (!layout.rows().isEmpty()) {
            blocks.add("### " + escaped(messages.text("heading.RESULTS")));
            blocks.add(table(messages.text("heading.CATEGORY"), layout.rows(), messages));
        }
        layout.gates().ifPresent(gates -> section(blocks, gates));
        if (detail == ReportFormat.Detail.FULL) {
            layout.details().forEach(section -> section(blocks, section));
        }
        return String.join("\n\n", blocks) + "\n";
    }

    private static void section(List<String> blocks, ReportLayout.Section section) {
        blocks.add("### " + escaped(section.heading()));
        blocks.add(items(section.sentences()));
    }

    private static String items(List<String> sentences) {
        return sentences.stream().map(sentence -> "- " + escaped(sentence)).collect(Collectors.joining("\n"));
    }

    private static String table(String first, List<Row> rows, Messages messages) {
        List<String> lines = new ArrayList<>();
        lines.add(row(first, messages.text("heading.STATUS"), messages.text("heading.NOTE")));
        lines.add("| --- | --- | --- |");
        rows.forEach(row -> lines.add(row(row.label(), row.statusText(), row.note())));
        return String.join("\n", lines);
    }

    static String row(String... cells) {
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
