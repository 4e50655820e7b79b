package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metrckeys.internal.diagnosis.DecisionTable.Condition;
import io.github.metrckeys.internal.diagnosis.DecisionTable.Row;
import io.github.metrckeys.internal.diagnosis.DecisionTable.Stage;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.Verdict;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class DecisionTableTest {

    /** What a call can have been answered: one of these, or nothing if none was made. */
    private static final Set<Fact> ANSWERS = EnumSet.of(
            Fact.SUCCEEDED,
            Fact.REFUSED,
            Fact.NOT_FOUND,
            Fact.THROTTLED,
            Fact.UNREACHABLE,
            Fact.FAILING,
            Fact.STRANGE,
            Fact.REDIRECTED,
            Fact.INVALID,
            Fact.TOO_LARGE);

    static Collection<Row> rows() {
        return DecisionTable.rows();
    }

    private static List<Row> rows(Stage stage) {
        return rows().stream().filter(row -> row.stage() == stage).toList();
    }

    @Test
    void everyLineOfTheTableIsARow() throws Exception {
        try (BufferedReader table = new BufferedReader(new InputStreamReader(
                DecisionTable.class.getResourceAsStream("diagnoses.txt"), StandardCharsets.UTF_8))) {
            long lines = table.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .count();

            assertThat(rows()).hasSize((int) lines).hasSizeGreaterThan(60);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowHasACauseUnlessNothingIsTheMatter(Row row) {
        boolean nothingIsTheMatter = switch (row.stage()) {
            case AUTHENTICATION -> false;
            case LINE ->
                Set.of(ReportLine.Status.SUCCESS, ReportLine.Status.NOT_APPLICABLE)
                        .contains(row.outcome(ReportLine.Status.class));
            case REPORT -> row.outcome(Verdict.class) == Verdict.ALL_GOOD;
            case NOTE -> true;
            case CALL -> row.conditions().equals(List.of(new Condition(Fact.SUCCEEDED, true)));
        };

        assertThat(row.cause().isEmpty()).isEqualTo(nothingIsTheMatter);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowSaysWhatItsStageIsAskedFor(Row row) {
        switch (row.stage()) {
            case AUTHENTICATION ->
                assertThat(row.outcome(Verdict.class)).isIn(Verdict.KEY_REFUSED, Verdict.INCONCLUSIVE);
            case LINE -> assertThat(row.outcome(ReportLine.Status.class)).isNotNull();
            case REPORT -> assertThat(row.outcome(Verdict.class)).isNotNull();
            case NOTE, CALL -> assertThat(row.outcome()).isEqualTo("-");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyCauseIsReached(Cause cause) {
        assertThat(rows()).anyMatch(row -> row.cause().equals(Optional.of(cause)));
    }

    @ParameterizedTest
    @EnumSource
    void everyRemedyIsGiven(Remedy.Code code) {
        assertThat(rows()).anyMatch(row -> row.advice().stream().anyMatch(advice -> advice.code() == code));
    }

    @ParameterizedTest
    @EnumSource
    void everyFactIsAskedFor(Fact fact) {
        assertThat(rows().stream()
                        .flatMap(row -> Stream.concat(
                                row.conditions().stream().map(Condition::fact),
                                row.advice().stream().flatMap(advice -> advice.where().stream()))))
                .contains(fact);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOTE")
    void theLastRowOfAStageAlwaysHolds(Stage stage) {
        List<Row> rows = rows(stage);

        assertThat(rows.get(rows.size() - 1).conditions()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void noRowIsHiddenByOneBeforeIt(Row row) {
        Set<Fact> wanted = row.conditions().stream()
                .filter(Condition::wanted)
                .map(Condition::fact)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Fact.class)));
        boolean answered = wanted.stream().anyMatch(ANSWERS::contains);
        Stream<Set<Fact>> situations = Stream.concat(
                Stream.of(wanted), ANSWERS.stream().filter(answer -> !answered).map(answer -> {
                    Set<Fact> with = EnumSet.copyOf(wanted);
                    with.add(answer);
                    return with;
                }));

        assertThat(situations)
                .anyMatch(facts -> row.stage() == Stage.NOTE
                        ? DecisionTable.all(Stage.NOTE, facts).contains(row)
                        : DecisionTable.first(row.stage(), facts).equals(row));
    }

    @Test
    void theFirstRowThatHoldsDecides() {
        Set<Fact> facts = EnumSet.of(Fact.REFUSED, Fact.SWAPPED_ACCEPTED, Fact.ACCEPTED_ELSEWHERE);

        assertThat(DecisionTable.first(Stage.AUTHENTICATION, facts).cause()).contains(Cause.KEYS_SWAPPED);
        assertThat(DecisionTable.all(Stage.AUTHENTICATION, facts))
                .extracting(row -> row.cause().orElseThrow())
                .startsWith(Cause.KEYS_SWAPPED, Cause.WRONG_JURISDICTION, Cause.KEY_PAIR_REJECTED);
    }

    @Test
    void aRowDoesNotHoldWhereAFactHoldsThatMustNot() {
        assertThat(DecisionTable.first(Stage.AUTHENTICATION, EnumSet.of(Fact.REFUSED, Fact.WEB_LOGIN_FAILS))
                        .cause())
                .contains(Cause.ACCESS_SUSPENDED);
        assertThat(DecisionTable.first(
                                Stage.AUTHENTICATION,
                                EnumSet.of(Fact.REFUSED, Fact.WEB_LOGIN_FAILS, Fact.CONTROL_ACCEPTED))
                        .cause())
                .contains(Cause.USER_KEY_REJECTED);
    }

    @Test
    void aRemedyBehindAFactIsGivenOnlyWhereTheFactHolds() {
        Row pair = DecisionTable.first(Stage.AUTHENTICATION, EnumSet.of(Fact.REFUSED));

        assertThat(pair.remedies(EnumSet.of(Fact.INDIVIDUAL)))
                .containsExactly(Remedy.Code.CHECK_KEY_PAIR, Remedy.Code.CHECK_VENDOR_KEY, Remedy.Code.RENEW_USER_KEY);
        assertThat(pair.remedies(EnumSet.of(Fact.MASTER, Fact.ODD_SHAPE)))
                .containsExactly(
                        Remedy.Code.PASTE_KEY_AGAIN,
                        Remedy.Code.CHECK_KEY_PAIR,
                        Remedy.Code.CHECK_VENDOR_KEY,
                        Remedy.Code.RENEW_MASTER_KEY);
    }

    @Test
    void whatIsNoFactCannotBeWritten() {
        assertThat(Fact.parse("past-usual-age")).isEqualTo(Fact.PAST_USUAL_AGE);
        assertThatThrownBy(() -> Fact.parse("past-usual-rage")).isInstanceOf(IllegalArgumentException.class);
    }
}
