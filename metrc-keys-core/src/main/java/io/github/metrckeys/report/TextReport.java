package io.github.metrckeys.report;

import io.github.metrckeys.catalog.Need;
import io.github.metrckeys.internal.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Lays a report out as plain text: what it is about, the verdict, a table, and what to do. */
public final class TextReport {

    private static final int WIDTH = 100;

    private TextReport() {}

    /**
     * Writes a report in English.
     *
     * @param report the report
     * @return lines of text, each with a line feed at its end
     */
    public static String render(ValidationReport report) {
        return render(report, ReportTexts.english());
    }

    /**
     * Writes a report.
     *
     * @param report the report
     * @param texts what its codes are called
     * @return lines of text, each with a line feed at its end
     */
    public static String render(ValidationReport report, ReportTexts texts) {
        Checks.notNull(report, "report");
        Checks.notNull(texts, "texts");
        List<String> text = new ArrayList<>();
        text.add(texts.heading("TITLE", texts.subject(report.subject())));
        text.add(facility(report));
        report.role().ifPresent(role -> text.add(texts.heading("ROLE", texts.role(role))));
        text.addAll(wrapped(texts.summary(report), ""));
        text.add("");
        text.addAll(table(report, texts));
        if (report.verdict() != Verdict.KEY_REFUSED || report.lines().size() > 1) {
            text.add("");
            text.addAll(wrapped(texts.readOut(report.findings().readOut()), ""));
        }
        if (!report.remedies().isEmpty()) {
            text.add("");
            text.add(texts.heading("REMEDIES"));
            for (Remedy remedy : report.remedies()) {
                String who = " (" + texts.who(remedy.who()) + ")";
                text.addAll(wrapped("- " + texts.remedy(remedy, report) + who, "  "));
            }
        }
        return text.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private static String facility(ValidationReport report) {
        return report.facility().license()
                + report.licenseType().map(type -> ", " + type).orElse("")
                + ", "
                + report.facility().jurisdiction().displayName();
    }

    private static List<String> table(ValidationReport report, ReportTexts texts) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(texts.heading("CATEGORY"), texts.heading("STATUS"), texts.heading("NOTE")));
        for (ReportLine line : report.lines()) {
            if (!shown(line, report)) {
                continue;
            }
            rows.add(List.of(
                    texts.label(line),
                    texts.status(line.status()),
                    texts.explanation(line).orElse("")));
        }
        int first = width(rows, 0);
        int second = width(rows, 1);
        List<String> table = new ArrayList<>();
        for (List<String> row : rows) {
            table.add(pad(row.get(0), first) + "  " + pad(row.get(1), second) + "  " + row.get(2));
        }
        table.add(1, "-".repeat(first) + "  " + "-".repeat(second) + "  " + "-".repeat(width(rows, 2)));
        return table;
    }

    /**
     * Whether a line says something to the reader: not where the role does without it, and not where an operation is not
     * applicable, as the line of its category tells already.
     */
    static boolean shown(ReportLine line, ValidationReport report) {
        return line.need() != Need.NOT_NEEDED
                && (line.operation().isEmpty()
                        || line.status() != LineStatus.NOT_APPLICABLE
                        || report.role().isPresent());
    }

    /** Breaks a sentence between words, so that it is as wide as the table at the most. */
    private static List<String> wrapped(String sentence, String indent) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : sentence.split(" ", -1)) {
            if (line.length() > indent.length() && line.length() + 1 + word.length() > WIDTH) {
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
