package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.report.ReportLayout.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Formats a report as plain text: what it is about, the verdict, a table, and what to do. */
final class TextReport {

    static final int WIDTH = 100;
    private static final int NARROWEST_NOTE = 30;

    private TextReport() {}

    static String render(ValidationReport report, Messages messages, Optional<ReportComparison> comparison) {
        ReportLayout layout = new ReportLayout(report, messages);
        List<String> text = new ArrayList<>();
        text.add(layout.title());
        text.add(layout.facility());
        layout.role().ifPresent(text::add);
        text.addAll(wrapped(layout.summary(), WIDTH, ""));
        if (!layout.looks().isEmpty() || !layout.operations().isEmpty()) {
            text.add("");
            text.addAll(table(layout, messages));
        }
        if (!layout.gates().isEmpty()) {
            text.add("");
            text.add(messages.text("heading.GATES"));
            layout.gates().forEach(gate -> text.addAll(wrapped("- " + gate, WIDTH, "  ")));
        }
        layout.permissionList().ifPresent(sentence -> {
            text.add("");
            text.addAll(wrapped(sentence, WIDTH, ""));
        });
        comparison.ifPresent(since -> {
            text.add("");
            layout.since(since).forEach(sentence -> text.addAll(wrapped(sentence, WIDTH, "  ")));
        });
        if (!layout.actions().isEmpty()) {
            text.add("");
            text.add(messages.text("heading.REMEDIES"));
            layout.actions()
                    .forEach(action ->
                            text.addAll(wrapped("- " + action.text() + " (" + action.who() + ")", WIDTH, "  ")));
        }
        return text.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    /** A table of the looks, followed by the operations. */
    private static List<String> table(ReportLayout layout, Messages messages) {
        List<Row> looks = layout.looks();
        List<Row> operations = layout.operations();
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of(
                messages.text("heading.CATEGORY"), messages.text("heading.STATUS"), messages.text("heading.NOTE")));
        Stream.concat(looks.stream(), operations.stream())
                .forEach(row -> cells.add(List.of(row.label(), row.statusText(), row.note())));
        int first = width(cells, 0);
        int second = width(cells, 1);
        int third = Math.min(width(cells, 2), Math.max(NARROWEST_NOTE, WIDTH - first - second - 4));
        List<String> table = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            if (i == 1) {
                table.add("-".repeat(first) + "  " + "-".repeat(second) + "  " + "-".repeat(third));
            }
            if (i == looks.size() + 1 && i > 1) {
                table.add("");
            }
            List<String> row = cells.get(i);
            List<String> note = wrapped(row.get(2), third, "");
            table.add(pad(row.get(0), first) + "  " + pad(row.get(1), second) + "  " + note.get(0));
            note.stream().skip(1).forEach(rest -> table.add(" ".repeat(first + second + 4) + rest));
        }
        return table;
    }

    /** Breaks a sentence between words into lines of at most this width. */
    static List<String> wrapped(String sentence, int width, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ", -1)) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line.setLength(0);
                line.append(indent).append(word);
            } else {
                line.append(line.length() == 0 ? "" : " ").append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
