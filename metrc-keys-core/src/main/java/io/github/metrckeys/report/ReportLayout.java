package io.github.metrckeys.report;

import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The content of a report in the reader's language and in order. Text, Markdown and HTML share it.
 *
 * <p>No text from here contains an invisible character that changes how a person reads it.
 */
final class ReportLayout {

    /**
     * Control characters, which a terminal executes, and characters that change the writing direction, which can make
     * one name look like another. A report may contain them: the name of a license type is any text, and a user's id
     * may change the direction.
     */
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069\\uFFFE\\uFFFF]");

    private static final Pattern LINE_BREAKS = Pattern.compile("[\\t\\n\\x0B\\f\\r\\u0085\\u2028\\u2029]+");

    private final ValidationReport report;
    private final Messages messages;

    ReportLayout(ValidationReport report, Messages messages) {
        this.report = report;
        this.messages = messages;
    }

    /** A row of a table. */
    record Row(String label, ReportLine.Status status, String statusText, String note, boolean matters) {}

    /** An action, and who must do it. */
    record Action(String text, String who) {}

    String title() {
        return visible(messages.text("heading.TITLE", report.subject().label(messages)));
    }

    String facility() {
        return visible(report.facility().license()
                + report.licenseType().map(type -> ", " + type).orElse("")
                + ", "
                + report.facility().jurisdiction().displayName(messages));
    }

    Optional<String> role() {
        return report.role().map(role -> visible(messages.text("heading.ROLE", role.label(messages))));
    }

    String summary() {
        return visible(report.summary(messages));
    }

    List<Row> looks() {
        return report.lines().stream()
                .filter(line -> line.operation().isEmpty() && shown(line))
                .map(this::row)
                .toList();
    }

    List<Row> operations() {
        return shownOperations().map(this::row).toList();
    }

    private Stream<ReportLine> shownOperations() {
        return report.lines().stream().filter(line -> line.operation().isPresent() && shown(line));
    }

    /**
     * Whether a line is useful to the reader. It is not if the role does not need it. An operation that is not
     * applicable is not useful either if no role was named, because the line of its category already says so.
     */
    private boolean shown(ReportLine line) {
        return line.need() != Role.Need.NOT_NEEDED
                && (line.operation().isEmpty()
                        || line.status() != ReportLine.Status.NOT_APPLICABLE
                        || report.role().isPresent());
    }

    private Row row(ReportLine line) {
        return new Row(
                line.label(messages),
                line.status(),
                line.status().label(messages),
                visible(line.note(messages)),
                line.need() == Role.Need.REQUIRED);
    }

    /** What the shown operations need in addition to the permission. */
    List<String> gates() {
        return shownOperations()
                .filter(line -> line.status() != ReportLine.Status.NOT_APPLICABLE)
                .flatMap(line -> line.gates(messages).stream())
                .map(ReportLayout::visible)
                .toList();
    }

    /** A sentence about the list of permissions; empty if the key did not get as far as the license. */
    Optional<String> permissionList() {
        return report.lines().size() > 1
                ? Optional.of(visible(report.findings().permissionList().sentence(messages)))
                : Optional.empty();
    }

    /** The licenses that the key can be used at; empty if the report says this elsewhere. */
    Optional<String> licenses() {
        List<LicenseNumber> licenses = report.findings().licenses();
        boolean told = licenses.isEmpty()
                || licenses.equals(List.of(report.facility().license()))
                || report.cause().equals(Optional.of(Cause.LICENSE_NOT_ATTACHED));
        return told
                ? Optional.empty()
                : Optional.of(visible(messages.text(
                        "heading.LICENSES",
                        licenses.stream().map(LicenseNumber::value).collect(Collectors.joining(", ")))));
    }

    List<Action> actions() {
        return report.remedies().stream()
                .map(remedy -> new Action(
                        visible(remedy.sentence(report, messages)), remedy.who().label(messages)))
                .toList();
    }

    String footer() {
        return messages.text(
                "heading.FOOTER",
                report.checkedAt().toString(),
                Integer.toString(report.calls()),
                Long.toString(report.duration().toMillis()));
    }

    /** What changed in the shown lines, as a heading and sentences. */
    List<String> since(ReportComparison comparison) {
        List<String> sentences = new ArrayList<>();
        sentences.add(messages.text("heading.SINCE", comparison.since().toString()));
        String key = report.subject().label(messages);
        add(sentences, "BROKE", comparison.keyBroke() ? key : "", comparison.broke());
        add(sentences, "FIXED", comparison.keyFixed() ? key : "", comparison.fixed());
        add(sentences, "UNCLEAR", "", comparison.unclear());
        if (sentences.size() == 1) {
            sentences.add(messages.text("heading.UNCHANGED"));
        }
        return sentences;
    }

    private void add(List<String> sentences, String heading, String key, List<ReportLine> lines) {
        List<String> names = new ArrayList<>();
        if (!key.isEmpty()) {
            names.add(key);
        }
        lines.stream().filter(this::shown).map(line -> line.label(messages)).forEach(names::add);
        if (!names.isEmpty()) {
            sentences.add(visible(messages.text("heading." + heading, String.join(", ", names))));
        }
    }

    static String visible(String text) {
        return UNSEEN.matcher(LINE_BREAKS.matcher(text).replaceAll(" ")).replaceAll("\uFFFD");
    }
}
