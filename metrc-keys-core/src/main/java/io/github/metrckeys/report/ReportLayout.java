package io.github.metrckeys.report;

import io.github.metrckeys.catalog.Need;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a report shows, in the words of its reader, and in which order: the same for text, Markdown and HTML. */
final class ReportLayout {

    private final ValidationReport report;
    private final ReportTexts texts;

    ReportLayout(ValidationReport report, ReportTexts texts) {
        this.report = report;
        this.texts = texts;
    }

    /** A row of a table. */
    record Row(String label, LineStatus status, String statusText, String note) {}

    /** Something to do, and who does it. */
    record Action(String text, String who) {}

    String title() {
        return texts.heading("TITLE", texts.subject(report.subject()));
    }

    String facility() {
        return report.facility().license()
                + report.licenseType().map(type -> ", " + type).orElse("")
                + ", "
                + report.facility().jurisdiction().displayName();
    }

    Optional<String> role() {
        return report.role().map(role -> texts.heading("ROLE", texts.role(role)));
    }

    String summary() {
        return texts.summary(report);
    }

    List<Row> looks() {
        return report.lines().stream()
                .filter(line -> line.operation().isEmpty() && line.need() != Need.NOT_NEEDED)
                .map(this::row)
                .toList();
    }

    /** Without a role, those that are not applicable are left out: the line of their category tells it already. */
    List<Row> operations() {
        return shownOperations().map(this::row).toList();
    }

    private Stream<ReportLine> shownOperations() {
        return report.lines().stream()
                .filter(line -> line.operation().isPresent() && line.need() != Need.NOT_NEEDED)
                .filter(line -> line.status() != LineStatus.NOT_APPLICABLE
                        || report.role().isPresent());
    }

    private Row row(ReportLine line) {
        return new Row(
                texts.label(line),
                line.status(),
                texts.status(line.status()),
                texts.explanation(line).orElse(""));
    }

    /** What the operations that are shown need beside the permission. */
    List<String> gates() {
        return shownOperations()
                .filter(line -> line.status() != LineStatus.NOT_APPLICABLE)
                .flatMap(line -> texts.gates(line).stream())
                .toList();
    }

    /** Whether the key got as far as the license, so that the read-out is worth a word. */
    Optional<String> readOut() {
        return report.lines().size() > 1
                ? Optional.of(texts.readOut(report.findings().readOut()))
                : Optional.empty();
    }

    List<Action> actions() {
        return report.remedies().stream()
                .map(remedy -> new Action(texts.remedy(remedy, report), texts.who(remedy.who())))
                .toList();
    }

    String footer() {
        return texts.heading(
                "FOOTER",
                report.checkedAt().toString(),
                Integer.toString(report.calls()),
                Long.toString(report.duration().toMillis()));
    }

    /** What changed, as a heading and sentences. */
    List<String> since(ReportComparison comparison) {
        List<String> sentences = new ArrayList<>();
        sentences.add(texts.heading("SINCE", comparison.since().toString()));
        String key = texts.subject(report.subject());
        add(sentences, "BROKE", comparison.keyBroke() ? key : "", comparison.broke());
        add(sentences, "MENDED", comparison.keyMended() ? key : "", comparison.mended());
        add(sentences, "UNCLEAR", "", comparison.unclear());
        if (!comparison.changed()) {
            sentences.add(texts.heading("UNCHANGED"));
        }
        return sentences;
    }

    private void add(List<String> sentences, String heading, String key, List<ReportLine> lines) {
        List<String> names = new ArrayList<>();
        if (!key.isEmpty()) {
            names.add(key);
        }
        names.addAll(lines.stream().map(texts::label).collect(Collectors.toList()));
        if (!names.isEmpty()) {
            sentences.add(texts.heading(heading, String.join(", ", names)));
        }
    }
}
