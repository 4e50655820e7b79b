package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.internal.text.ResourceTable;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Remedy;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The table of diagnoses. The comment at the top of {@code diagnoses.txt} explains it. */
final class DecisionTable {

    private static final List<Row> ROWS = ResourceTable.read(DecisionTable.class, "diagnoses.txt", DecisionTable::row);

    private DecisionTable() {}

    /** The stage that a row of the table belongs to. */
    enum Stage {
        AUTHENTICATION,
        LINE,
        REPORT,
        NOTE,
        CALL
    }

    /** A fact that must or must not hold. */
    record Condition(Fact fact, boolean wanted) {

        private static Condition parse(String text) {
            return text.startsWith("!")
                    ? new Condition(Fact.parse(text.substring(1)), false)
                    : new Condition(Fact.parse(text), true);
        }

        private boolean holds(Set<Fact> facts) {
            return facts.contains(fact) == wanted;
        }
    }

    /** A remedy that is given always, or only if a fact holds. */
    record Advice(Optional<Fact> where, Remedy.Code code) {

        private static Advice parse(String text) {
            int colon = text.indexOf(':');
            return colon < 0
                    ? new Advice(Optional.empty(), Remedy.Code.valueOf(text))
                    : new Advice(
                            Optional.of(Fact.parse(text.substring(0, colon))),
                            Remedy.Code.valueOf(text.substring(colon + 1).strip()));
        }
    }

    /** One row. */
    record Row(Stage stage, Optional<Cause> cause, String outcome, List<Condition> conditions, List<Advice> advice) {

        private boolean holds(Set<Fact> facts) {
            return conditions.stream().allMatch(condition -> condition.holds(facts));
        }

        /** The outcome as a constant of an enum. */
        <E extends Enum<E>> E outcome(Class<E> type) {
            return Enum.valueOf(type, outcome);
        }

        /** What to do if these facts hold. */
        List<Remedy.Code> remedies(Set<Fact> facts) {
            return advice.stream()
                    .filter(a -> a.where().filter(fact -> !facts.contains(fact)).isEmpty())
                    .map(Advice::code)
                    .toList();
        }
    }

    /** The first row of a stage whose conditions all hold. */
    static Row first(Stage stage, Set<Fact> facts) {
        return all(stage, facts).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row for " + stage + " " + facts));
    }

    /** The rows of a stage whose conditions all hold. */
    static List<Row> all(Stage stage, Set<Fact> facts) {
        return ROWS.stream()
                .filter(row -> row.stage() == stage && row.holds(facts))
                .toList();
    }

    /** The whole table. */
    static Collection<Row> rows() {
        return ROWS;
    }

    private static Row row(ResourceTable.Row row) {
        String cause = row.text(1);
        return new Row(
                Stage.valueOf(row.text(0).toUpperCase(Locale.ROOT)),
                cause.equals(ResourceTable.NOTHING) ? Optional.empty() : Optional.of(Cause.valueOf(cause)),
                row.text(2),
                row.list(3, ",").stream().map(Condition::parse).toList(),
                Arrays.stream(row.text(4).split(",", -1))
                        .map(String::strip)
                        .filter(text -> !text.equals(ResourceTable.NOTHING))
                        .map(Advice::parse)
                        .toList());
    }
}
