package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.report.ReportLayout.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Formats a report as plain text: what it is about, the verdict, what to do, and a table. */
final class TextReport {

    static final int WIDTH = 100;
    /** What is good for a role is read at a glance, and what is not fits a screen if it can. */
    private static final int GLANCE = 12;

    private static final int SCREEN = 24;

    private static final int WIDEST_LABEL = 44;
    private static final int NARROWEST_NOTE = 30;

    private TextReport() {}

    static String render(
            ReportLayout layout, Messages messages, Optional<ReportComparison> comparison, ReportFormat.Detail detail) {
        List<String> head = head(layout, messages, comparison);
        List<String> text = new ArrayList<>(head);
        text.addAll(table(layout, messages, (layout.steps().isEmpty() ? GLANCE : SCREEN) - head.size()));
        layout.gates().ifPresent(gates -> text.addAll(section(gates)));
        if (detail == ReportFormat.Detail.FULL) {
            layout.details().forEach(section -> text.addAll(section(section)));
        }
        return text.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static List<String> head(ReportLayout layout, Messages messages, Optional<ReportComparison> comparison) {
        List<String> text = new ArrayList<>();
        text.add(layout.title());
        text.addAll(place(layout));
        text.addAll(wrapped(layout.summary(), WIDTH, ""));
        layout.surplus().ifPresent(surplus -> text.addAll(wrapped(surplus, WIDTH, "")));
        if (!layout.steps().isEmpty()) {
            text.add("");
            text.add(messages.text("heading.REMEDIES"));
            layout.steps().forEach(steps -> text.addAll(numbered(steps)));
        }
        comparison.ifPresent(since -> {
            text.add("");
            layout.since(since).forEach(sentence -> text.addAll(wrapped(sentence, WIDTH, "  ")));
        });
        return text;
    }

    /** The table. For a role, shorter ways to say it are tried until it has less than this many lines. */
    private static List<String> table(ReportLayout layout, Messages messages, int most) {
        if (layout.rows().isEmpty()) {
            return List.of();
        }
        List<String> lines = table(layout.rows(), messages);
        if (layout.report().role().isPresent()) {
            // What is not good is better told in a few lines more than in numbers.
            int[] lengths = layout.steps().isEmpty()
                    ? new int[] {ReportLayout.LONGEST_LABEL, WIDTH / 2, 0}
                    : new int[] {ReportLayout.LONGEST_LABEL};
            for (int longest : lengths) {
                if (lines.size() < most) {
                    break;
                }
                lines = table(layout.rows(longest), messages);
                lines.remove(1);
            }
        }
        lines.add(0, "");
        return lines;
    }

    /** The facility and the role, on one line if they fit. */
    private static List<String> place(ReportLayout layout) {
        String facility = layout.facility();
        return layout.role()
                .map(role -> facility.length() + role.length() + 2 > WIDTH
                        ? List.of(facility, role)
                        : List.of(facility + ". " + role))
                .orElseGet(() -> List.of(facility));
    }

    private static List<String> numbered(ReportLayout.Steps steps) {
        List<String> lines = new ArrayList<>();
        steps.who().ifPresent(lines::add);
        for (int i = 0; i < steps.texts().size(); i++) {
            String number = (i + 1) + ". ";
            lines.addAll(wrapped(number + steps.texts().get(i), WIDTH, " ".repeat(number.length())));
        }
        return lines;
    }

    private static List<String> section(ReportLayout.Section section) {
        List<String> lines = new ArrayList<>(List.of("", section.heading()));
        section.sentences().forEach(sentence -> lines.addAll(wrapped("- " + sentence, WIDTH, "  ")));
        return lines;
    }

    private static List<String> table(List<Row> rows, Messages messages) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of(
                messages.text("heading.CATEGORY"), messages.text("heading.STATUS"), messages.text("heading.NOTE")));
        rows.forEach(row -> cells.add(List.of(row.label(), row.statusText(), row.note())));
        int first = Math.min(width(cells, 0), WIDEST_LABEL);
        int second = width(cells, 1);
        int third = Math.min(width(cells, 2), Math.max(NARROWEST_NOTE, WIDTH - first - second - 4));
        List<String> table = new ArrayList<>();
        for (List<String> row : cells) {
            List<String> label = wrapped(row.get(0), first, "");
            List<String> note = wrapped(row.get(2), third, "");
            for (int i = 0; i < Math.max(label.size(), note.size()); i++) {
                table.add(pad(i < label.size() ? label.get(i) : "", first) + "  "
                        + pad(i == 0 ? row.get(1) : "", second) + "  " + (i < note.size() ? note.get(i) : ""));
            }
        }
        table.add(1, "-".repeat(first) + "  " + "-".repeat(second) + "  " + "-".repeat(third));
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
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
