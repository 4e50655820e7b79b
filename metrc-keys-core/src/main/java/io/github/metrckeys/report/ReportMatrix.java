package io.github.metrckeys.report;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.UserId;
import io.github.metrckeys.internal.check.Checks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reports about several keys or facilities as one table: who can work where.
 *
 * <pre>
 *             CO 402-00001  CO 402-00002
 * ----------  ------------  -------------------
 * emp-7       All good      Permissions missing
 * emp-8       Refused       -
 * Master Key  All good      All good
 *
 * The key of emp-7 works at 402-00002, but it lacks View Sales.
 * Metrc in Colorado refuses the key of emp-8; the vendor key is good, for another user's key works with it.
 * </pre>
 *
 * <p>Immutable and safe for use by several threads.
 */
public final class ReportMatrix {

    private static final String NOTHING = "-";

    private final Map<Place, ValidationReport> reports;

    private record Place(KeyOwner owner, Facility facility) {}

    private ReportMatrix(Map<Place, ValidationReport> reports) {
        this.reports = reports;
    }

    /**
     * Arranges reports.
     *
     * @param reports the reports. Where several are about one key at one facility, the one counts whose check began
     *     last; an inconclusive one counts only if there is no other
     * @return the table
     */
    public static ReportMatrix of(Collection<ValidationReport> reports) {
        Map<Place, ValidationReport> places = new LinkedHashMap<>();
        for (ValidationReport report : List.copyOf(Checks.notNull(reports, "reports"))) {
            places.merge(new Place(report.subject(), report.facility()), report, ReportMatrix::better);
        }
        return new ReportMatrix(places);
    }

    private static ValidationReport better(ValidationReport one, ValidationReport other) {
        boolean judged = one.verdict() != Verdict.INCONCLUSIVE;
        boolean otherJudged = other.verdict() != Verdict.INCONCLUSIVE;
        if (judged != otherJudged) {
            return judged ? one : other;
        }
        return other.checkedAt().isBefore(one.checkedAt()) ? one : other;
    }

    /**
     * Whose keys there are reports about.
     *
     * @return the owners, in the order of the reports
     */
    public List<KeyOwner> owners() {
        return reports.keySet().stream().map(Place::owner).distinct().toList();
    }

    /**
     * Which facilities there are reports about.
     *
     * @return the facilities, in the order of the reports
     */
    public List<Facility> facilities() {
        return reports.keySet().stream().map(Place::facility).distinct().toList();
    }

    /**
     * What is known of a key at a facility.
     *
     * @param owner whose key
     * @param facility where
     * @return the report; empty if there is none
     */
    public Optional<ValidationReport> report(KeyOwner owner, Facility facility) {
        return Optional.ofNullable(
                reports.get(new Place(Checks.notNull(owner, "owner"), Checks.notNull(facility, "facility"))));
    }

    /**
     * Lays the table out as plain text in English, as {@link #render(Messages)} does.
     *
     * @return lines of text, each with a line feed at its end; no text if there is no report
     */
    public String render() {
        return render(Messages.english());
    }

    /**
     * Lays the table out as plain text, with a sentence below it for each report that is not all good. There is a row
     * for each person and one for the master keys, and a column for each facility; or the other way round, if there are
     * more facilities.
     *
     * @param messages the language
     * @return lines of text, each with a line feed at its end; no text if there is no report
     */
    public String render(Messages messages) {
        Checks.notNull(messages, "messages");
        if (reports.isEmpty()) {
            return "";
        }
        // The master keys of all facilities have one row: each of them is of use at its own facility alone.
        Map<Optional<UserId>, String> people = new LinkedHashMap<>();
        owners().forEach(owner -> people.putIfAbsent(user(owner), owner.label(messages)));
        List<Facility> facilities = facilities();
        List<List<String>> table = new ArrayList<>();
        table.add(row("", facilities.stream().map(Facility::toString)));
        people.forEach((person, name) ->
                table.add(row(name, facilities.stream().map(facility -> cell(person, facility, messages)))));
        Stream<String> sentences = reports.values().stream()
                .filter(report -> report.verdict() != Verdict.ALL_GOOD)
                .map(report -> report.summary(messages))
                .distinct();
        List<String> below = sentences.toList();
        return Stream.of(
                        aligned(facilities.size() > people.size() ? turned(table) : table).stream(),
                        below.isEmpty() ? Stream.<String>of() : Stream.of(""),
                        below.stream())
                .flatMap(lines -> lines)
                .map(line -> line.stripTrailing() + "\n")
                .collect(Collectors.joining());
    }

    private static Optional<UserId> user(KeyOwner owner) {
        return owner instanceof KeyOwner.Individual individual ? Optional.of(individual.user()) : Optional.empty();
    }

    private String cell(Optional<UserId> person, Facility facility, Messages messages) {
        KeyOwner owner = person.map(user -> KeyOwner.individual(facility.jurisdiction(), user))
                .orElseGet(() -> KeyOwner.master(facility));
        return report(owner, facility)
                .map(report -> report.verdict().label(messages))
                .orElse(NOTHING);
    }

    private static List<String> row(String name, Stream<String> cells) {
        return Stream.concat(Stream.of(name), cells).toList();
    }

    private static List<List<String>> turned(List<List<String>> table) {
        List<List<String>> turned = new ArrayList<>();
        for (int column = 0; column < table.get(0).size(); column++) {
            List<String> row = new ArrayList<>();
            for (List<String> each : table) {
                row.add(each.get(column));
            }
            turned.add(row);
        }
        return turned;
    }

    private static List<String> aligned(List<List<String>> table) {
        int[] widths = new int[table.get(0).size()];
        for (List<String> row : table) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : table) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String cell = row.get(i);
                line.append(cell).append(" ".repeat(widths[i] - cell.length() + 2));
            }
            lines.add(line.toString());
        }
        StringBuilder rule = new StringBuilder();
        for (int width : widths) {
            rule.append("-".repeat(width)).append("  ");
        }
        lines.add(1, rule.toString());
        return lines;
    }

    /** {@return how large it is} */
    @Override
    public String toString() {
        return "ReportMatrix[" + owners().size() + " owners, " + facilities().size() + " facilities]";
    }
}
