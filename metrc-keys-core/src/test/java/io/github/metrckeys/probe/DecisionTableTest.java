package io.github.metrckeys.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.metrckeys.probe.DecisionTable.Advice;
import io.github.metrckeys.probe.DecisionTable.Row;
import io.github.metrckeys.probe.DecisionTable.Stage;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.LineStatus;
import io.github.metrckeys.report.RemedyCode;
import io.github.metrckeys.report.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of diagnoses itself. */
class DecisionTableTest {

    private static List<Row> rows(Stage stage) {
        return DecisionTable.rows().stream().filter(row -> row.stage() == stage).toList();
    }

    @Test
    void everyCauseIsDecidedBySomeRow() {
        assertThat(DecisionTable.rows().stream().map(Row::cause).flatMap(Optional::stream))
                .contains(Cause.values());
    }

    @Test
    void everyRemedyIsAdvisedBySomeRow() {
        assertThat(DecisionTable.rows().stream()
                        .map(Row::advice)
                        .flatMap(Collection::stream)
                        .map(Advice::code))
                .contains(RemedyCode.values());
    }

    @Test
    void everyFactIsAskedForBySomeRow() {
        Set<Fact> asked = new HashSet<>();
        for (Row row : DecisionTable.rows()) {
            row.conditions().forEach(condition -> asked.add(condition.fact()));
            row.advice().forEach(advice -> advice.where().ifPresent(asked::add));
        }

        assertThat(asked).containsExactlyInAnyOrder(Fact.values());
    }

    @Test
    void everyOutcomeIsOneOfItsStage() {
        for (Row row : DecisionTable.rows()) {
            switch (row.stage()) {
                case DOOR, REPORT ->
                    assertThatCode(() -> row.outcome(Verdict.class)).doesNotThrowAnyException();
                case LINE -> assertThatCode(() -> row.outcome(LineStatus.class)).doesNotThrowAnyException();
                case NOTE, CALL -> assertThat(row.outcome()).isEqualTo("-");
            }
        }
    }

    @Test
    void aVerdictOtherThanAllGoodHasACauseAndSomethingToDo() {
        assertThat(DecisionTable.rows())
                .filteredOn(row -> row.stage() == Stage.DOOR || row.stage() == Stage.REPORT)
                .allSatisfy(row ->
                        assertThat(row.cause().isEmpty()).isEqualTo(row.outcome(Verdict.class) == Verdict.ALL_GOOD));
        assertThat(rows(Stage.DOOR)).allSatisfy(row -> assertThat(row.advice()).isNotEmpty());
    }

    @ParameterizedTest
    @EnumSource(
            value = Stage.class,
            names = {"LINE", "REPORT", "CALL"})
    void aStageEndsWithARowThatAlwaysDecides(Stage stage) {
        List<Row> rows = rows(stage);

        assertThat(rows.get(rows.size() - 1).conditions()).isEmpty();
    }

    /** At the door, what was answered is always one of six things. */
    @Test
    void atTheDoorEveryAnswerIsDecided() {
        Random random = new Random(7);
        List<Fact> answers = List.of(
                Fact.SUCCEEDED,
                Fact.REFUSED,
                Fact.NOT_FOUND,
                Fact.THROTTLED,
                Fact.UNREACHABLE,
                Fact.FAILING,
                Fact.STRANGE);
        for (int i = 0; i < 2_000; i++) {
            Set<Fact> facts = EnumSet.of(answers.get(random.nextInt(answers.size())));
            for (Fact fact : Fact.values()) {
                if (!answers.contains(fact) && random.nextInt(4) == 0) {
                    facts.add(fact);
                }
            }
            assertThatCode(() -> DecisionTable.first(Stage.DOOR, facts)).doesNotThrowAnyException();
        }
    }

    /** A row that another one before it always beats says nothing. */
    @Test
    void noRowIsShadowedByAnEarlierOne() {
        for (Stage stage : EnumSet.of(Stage.DOOR, Stage.LINE, Stage.REPORT, Stage.CALL)) {
            List<Row> earlier = new ArrayList<>();
            for (Row row : rows(stage)) {
                assertThat(earlier)
                        .as(row.toString())
                        .noneMatch(before -> row.conditions().containsAll(before.conditions()));
                earlier.add(row);
            }
        }
    }
}
