package io.github.metrckeys.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.report.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is saved, and what is not. */
class DecisionProperties {

    private static boolean saves(Decision decision) {
        return decision == Decision.SAVE || decision == Decision.SAVE_IN_SPITE;
    }

    @Property
    void aKeyThatIsThereAlreadyIsNeverStoredAgain(
            @ForAll Verdict verdict, @ForAll boolean blocked, @ForAll boolean strict, @ForAll boolean overridden) {
        assertThat(Decision.of(verdict, true, blocked, strict, overridden)).isEqualTo(Decision.LEAVE_AS_IS);
    }

    @Property
    void withoutAReasonAKeyIsSavedOnlyIfMetrcLetItInAndNothingBlocksIt(
            @ForAll Verdict verdict, @ForAll boolean blocked, @ForAll boolean strict) {
        Decision decision = Decision.of(verdict, false, blocked, strict, false);

        assertThat(decision == Decision.SAVE)
                .isEqualTo(!blocked
                        && (verdict == Verdict.ALL_GOOD || (verdict == Verdict.PERMISSIONS_MISSING && !strict)));
        assertThat(decision).isNotEqualTo(Decision.SAVE_IN_SPITE);
    }

    @Property
    void aKeyWaitsWhereOnlyMetrcIsToBlame(@ForAll Verdict verdict, @ForAll boolean blocked, @ForAll boolean strict) {
        assertThat(Decision.of(verdict, false, blocked, strict, false) == Decision.WAIT)
                .isEqualTo(verdict == Verdict.INCONCLUSIVE && !blocked);
    }

    @Property
    void withAReasonEveryNewKeyIsSaved(@ForAll Verdict verdict, @ForAll boolean blocked, @ForAll boolean strict) {
        assertThat(saves(Decision.of(verdict, false, blocked, strict, true))).isTrue();
    }

    @Property
    void aReasonThatWasNotNeededOverridesNothing(
            @ForAll Verdict verdict, @ForAll boolean blocked, @ForAll boolean strict) {
        assertThat(Decision.of(verdict, false, blocked, strict, true) == Decision.SAVE)
                .isEqualTo(Decision.of(verdict, false, blocked, strict, false) == Decision.SAVE);
    }

    @Property
    void whoDemandsMoreSavesLess(@ForAll Verdict verdict, @ForAll boolean blocked) {
        assertThat(saves(Decision.of(verdict, false, blocked, true, false)))
                .satisfies(strict -> assertThat(!strict || saves(Decision.of(verdict, false, blocked, false, false)))
                        .isTrue());
    }
}
