package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.internal.diagnosis.DecisionTable.Condition;
import io.github.metrckeys.internal.diagnosis.DecisionTable.Row;
import io.github.metrckeys.internal.diagnosis.DecisionTable.Stage;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DecisionTableProperties {

    @Property
    void whateverIsKnownSomeRowDecides(@ForAll("decisions") Stage stage, @ForAll Set<Fact> facts) {
        Row row = DecisionTable.first(stage, facts);

        assertThat(row.stage()).isEqualTo(stage);
        assertThat(row.conditions()).allMatch(condition -> holds(condition, facts));
    }

    @Property
    void ofARowThatDoesNotHoldNothingIsSaid(@ForAll Stage stage, @ForAll Set<Fact> facts) {
        assertThat(DecisionTable.all(stage, facts))
                .containsExactlyElementsOf(DecisionTable.rows().stream()
                        .filter(row -> row.stage() == stage)
                        .filter(row -> row.conditions().stream().allMatch(condition -> holds(condition, facts)))
                        .toList());
    }

    /** The stages that have to come to a decision: a note is one that may be left out. */
    @Provide
    Arbitrary<Stage> decisions() {
        return Arbitraries.of(Stage.class).filter(stage -> stage != Stage.NOTE);
    }

    private static boolean holds(Condition condition, Set<Fact> facts) {
        return facts.contains(condition.fact()) == condition.wanted();
    }
}
