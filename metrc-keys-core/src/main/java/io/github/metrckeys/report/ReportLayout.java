package io.github.metrckeys.report;

import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
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

    /** So many permissions fit one line. */
    private static final int MOST_SURPLUS = 3;

    /** So many characters fit two lines of the first column of a text report. */
    static final int LONGEST_LABEL = 80;

    private final ValidationReport report;
    private final Messages messages;

    ReportLayout(ValidationReport report, Messages messages) {
        this.report = report;
        this.messages = messages;
    }

    /** A row of a table: one line of the report, or several of the same kind. */
    record Row(String label, Tone tone, String statusText, String note) {}

    /** How much a row should worry the reader. */
    enum Tone {
        GOOD,
        BAD,
        NONE,
        OPEN
    }

    /** What one person has to do; nobody is named if nobody has to act. */
    record Steps(Optional<String> who, List<String> texts) {}

    /** A heading, and sentences. */
    record Section(String heading, List<String> sentences) {}

    ValidationReport report() {
        return report;
    }

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

    /** What the key has beyond what the role needs; the most dangerous come first, and the rest is counted. */
    Optional<String> surplus() {
        List<Permission> surplus = report.surplus();
        return report.role().filter(role -> !surplus.isEmpty()).map(role -> {
            String first = names(surplus.stream().limit(MOST_SURPLUS));
            int more = surplus.size() - MOST_SURPLUS;
            return visible(
                    more > 0
                            ? messages.text("heading.SURPLUS_MORE", role.label(messages), first, more)
                            : messages.text("heading.SURPLUS", role.label(messages), first));
        });
    }

    private static String names(Stream<Permission> permissions) {
        return permissions.map(Permission::name).collect(Collectors.joining(", "));
    }

    /**
     * The table. For a role, whatever fails or is unclear comes first, a row each, and the rest is one row for each
     * status; without a role, nobody knows what matters, so that each line is a row.
     */
    List<Row> rows() {
        return rows(LONGEST_LABEL);
    }

    /** The same table, with numbers in place of lists of names that are longer than this. */
    List<Row> rows(int longest) {
        List<ReportLine> shown = report.lines().stream().filter(this::shown).toList();
        if (report.role().isEmpty()) {
            return shown.stream().map(this::row).toList();
        }
        List<Row> rows = new ArrayList<>();
        Map<String, List<ReportLine>> quiet = new TreeMap<>();
        for (ReportLine line : shown) {
            quietKind(line)
                    .ifPresentOrElse(
                            kind -> quiet.computeIfAbsent(kind, none -> new ArrayList<>())
                                    .add(line),
                            () -> rows.add(row(line)));
        }
        quiet.values().forEach(lines -> rows.add(merged(lines, longest)));
        return rows;
    }

    /** Sorts what needs no row of its own: success, then what is optional, then what the license rules out. */
    private static Optional<String> quietKind(ReportLine line) {
        if (line.status() == ReportLine.Status.NOT_APPLICABLE) {
            return Optional.of("3");
        }
        if (line.optional()) {
            return Optional.of("2" + optionalKey(line));
        }
        return line.status() == ReportLine.Status.SUCCESS && !line.disputed() ? Optional.of("1") : Optional.empty();
    }

    /** What is off is a box: a license that has ended says nothing about it. */
    private static String optionalKey(ReportLine line) {
        boolean unclear = line.status() == ReportLine.Status.FAILURE
                && !line.cause().equals(Optional.of(Cause.PERMISSION_MISSING));
        return "status.OPTIONAL_" + (unclear ? ReportLine.Status.INCONCLUSIVE : line.status());
    }

    private Row merged(List<ReportLine> lines, int longest) {
        Row first = row(lines.get(0));
        return new Row(labels(lines, longest), first.tone(), first.statusText(), longest == 0 ? "" : without(lines));
    }

    /** What the license lacks, all at once; empty for lines that have another status. */
    private String without(List<ReportLine> lines) {
        String sure = things(lines, false);
        String likely = things(lines, true);
        if (!sure.isEmpty() && !likely.isEmpty()) {
            return visible(messages.text("line.NOT_APPLICABLE_MIXED", sure, likely));
        }
        return lines.get(0).excludedBy().isEmpty()
                ? ""
                : visible(ReportLine.notApplicable(sure + likely, sure.isEmpty(), messages));
    }

    private String things(List<ReportLine> lines, boolean likely) {
        return lines.stream()
                .filter(line -> line.likelyNotApplicable() == likely)
                .map(ReportLine::excludedBy)
                .flatMap(flags -> LicenseWords.each(flags, messages))
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** The names, or how many there are if nobody would read them all. */
    private String labels(List<ReportLine> lines, int longest) {
        String all = names(lines);
        if (all.length() <= longest) {
            return all;
        }
        List<ReportLine> looks =
                lines.stream().filter(line -> line.operation().isEmpty()).toList();
        List<ReportLine> operations =
                lines.stream().filter(line -> line.operation().isPresent()).toList();
        if (looks.isEmpty() || operations.isEmpty()) {
            return looks.isEmpty() ? counted("OPERATIONS", operations) : counted("PARTS", looks);
        }
        return messages.text(
                "heading.PARTS_AND_OPERATIONS", counted("PARTS", looks), counted("OPERATIONS", operations));
    }

    private String counted(String unit, List<ReportLine> lines) {
        return lines.size() == 1 ? names(lines) : messages.text("heading." + unit, lines.size());
    }

    private String names(List<ReportLine> lines) {
        return lines.stream().map(line -> line.label(messages)).collect(Collectors.joining(", "));
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
                tone(line),
                line.optional()
                        ? messages.text(optionalKey(line))
                        : line.status().label(messages),
                visible(line.explanation(messages).orElse("")));
    }

    private static Tone tone(ReportLine line) {
        return switch (line.status()) {
            case SUCCESS -> Tone.GOOD;
            case FAILURE -> line.optional() ? Tone.NONE : Tone.BAD;
            case NOT_APPLICABLE -> Tone.NONE;
            case INCONCLUSIVE, UNPROVEN -> line.optional() ? Tone.NONE : Tone.OPEN;
        };
    }

    /** What calls need in addition to the permission, if that is why something was refused; else only in the details. */
    Optional<Section> gates() {
        boolean closed = report.cause().equals(Optional.of(Cause.GATE_CLOSED))
                || report.lines().stream().anyMatch(line -> line.cause().equals(Optional.of(Cause.GATE_CLOSED)));
        return closed ? section("heading.GATES", allGates()) : Optional.empty();
    }

    /** What only a reader wants who asks how a result came about. */
    List<Section> details() {
        List<String> results = new ArrayList<>();
        report.lines().stream().filter(this::shown).forEach(line -> {
            if (!line.excludedBy().isEmpty()) {
                results.add(visible(messages.text(
                        "heading.FLAGS",
                        line.label(messages),
                        line.excludedBy().stream().map(FacilityFlag::name).collect(Collectors.joining(", ")))));
            }
            if (!line.evidence().isEmpty()) {
                results.add(visible(messages.text(
                        "heading.EVIDENCE",
                        line.label(messages),
                        line.evidence().stream().map(this::evidence).collect(Collectors.joining("; ")))));
            }
        });
        List<String> more = new ArrayList<>();
        permissionList().ifPresent(more::add);
        licenses().ifPresent(more::add);
        report.role()
                .filter(role -> report.surplus().size() > MOST_SURPLUS)
                .ifPresent(role -> more.add(visible(
                        messages.text("heading.SURPLUS", role.label(messages), names(report.surplus().stream())))));
        more.addAll(results);
        more.add(footer());
        return Stream.of(
                        gates().isPresent() ? Optional.<Section>empty() : section("heading.GATES", allGates()),
                        section("heading.BASIS", more))
                .flatMap(Optional::stream)
                .toList();
    }

    private Optional<Section> section(String heading, List<String> sentences) {
        return sentences.isEmpty() ? Optional.empty() : Optional.of(new Section(messages.text(heading), sentences));
    }

    private String evidence(Evidence evidence) {
        if (evidence instanceof Evidence.Declared declared) {
            return messages.text(
                    declared.granted() ? "evidence.GRANTED" : "evidence.MISSING",
                    declared.permission().name());
        }
        Evidence.Observed observed = (Evidence.Observed) evidence;
        String call = observed.endpoint().method() + " " + observed.endpoint().path();
        return observed.httpStatus().isPresent()
                ? messages.text(
                        "evidence.ANSWERED",
                        call,
                        Integer.toString(observed.httpStatus().getAsInt()))
                : messages.text("evidence.SILENT", call);
    }

    private List<String> allGates() {
        return shownOperations()
                .filter(line -> line.status() != ReportLine.Status.NOT_APPLICABLE)
                .flatMap(line -> line.gates(messages).stream())
                .map(ReportLayout::visible)
                .toList();
    }

    /** A sentence about the list of permissions; empty if the key did not get as far as the license. */
    private Optional<String> permissionList() {
        return report.lines().size() > 1
                ? Optional.of(visible(report.findings().permissionList().sentence(messages)))
                : Optional.empty();
    }

    /** The licenses that the key can be used at; empty if the report says this elsewhere. */
    private Optional<String> licenses() {
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

    /** What to do, for each person. */
    List<Steps> steps() {
        Map<Remedy.Responsible, List<String>> texts = new LinkedHashMap<>();
        report.steps(messages)
                .forEach(step -> texts.computeIfAbsent(step.who(), who -> new ArrayList<>())
                        .add(visible(step.text())));
        return texts.entrySet().stream()
                .map(each -> new Steps(
                        each.getKey() == Remedy.Responsible.NOBODY
                                ? Optional.empty()
                                : Optional.of(messages.text(
                                        "heading.STEPS", each.getKey().label(messages))),
                        each.getValue()))
                .toList();
    }

    private String footer() {
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
