package io.github.metrckeys.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.report.Verdict;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is saved, and what is not. */
class EnrollmentDecisionProperties {

    private static boolean saves(EnrollmentDecision decision) {
        return decision == EnrollmentDecision.SAVE || decision == EnrollmentDecision.SAVE_IN_SPITE;
    }

    @Property
    void aKeyThatIsThereAlreadyIsNeverStoredAgain(
            @ForAll Verdict verdict, @ForAll boolean blocked, @ForAll boolean strict, @ForAll boolean overridden) {
        assertThat(EnrollmentDecision.of(verdict, true, blocked, strict, overridden))
                .isEqualTo(EnrollmentDecision.LEAVE_AS_IS);
    }

    @Property
    void withoutAReasonAKeyIsSavedOnlyIfMetrcLetItInAndNothingBlocksIt(
            @ForAll Verdict verdict, @ForAll boolean blocked, @ForAll boolean strict) {
        EnrollmentDecision decision = EnrollmentDecision.of(verdict, false, blocked, strict, false);

        assertThat(decision == EnrollmentDecision.SAVE)
                .isEqualTo(!blocked && (verdict == Verdict.ALL_GOOD || (verdict.keyWorks() && !strict)));
        assertThat(decision).isNotEqualTo(EnrollmentDecision.SAVE_IN_SPITE);
    }

    @Property
    void aKeyWaitsWhereOnlyMetrcIsToBlame(@ForAll Verdict verdict, @ForAll boolean blocked, @ForAll boolean strict) {
        assertThat(EnrollmentDecision.of(verdict, false, blocked, strict, false) == EnrollmentDecision.WAIT)
                .isEqualTo(verdict == Verdict.INCONCLUSIVE && !blocked);
    }

    @Property
    void withAReasonEveryNewKeyIsSaved(@ForAll Verdict verdict, @ForAll boolean blocked, @ForAll boolean strict) {
        assertThat(saves(EnrollmentDecision.of(verdict, false, blocked, strict, true)))
                .isTrue();
    }

    @Property
    void aReasonThatWasNotNeededOverridesNothing(
            @ForAll Verdict verdict, @ForAll boolean blocked, @ForAll boolean strict) {
        assertThat(EnrollmentDecision.of(verdict, false, blocked, strict, true) == EnrollmentDecision.SAVE)
                .isEqualTo(EnrollmentDecision.of(verdict, false, blocked, strict, false) == EnrollmentDecision.SAVE);
    }

    @Property
    void whoDemandsMoreSavesLess(@ForAll Verdict verdict, @ForAll boolean blocked) {
        assertThat(saves(EnrollmentDecision.of(verdict, false, blocked, true, false)))
                .satisfies(strict -> assertThat(
                                !strict || saves(EnrollmentDecision.of(verdict, false, blocked, false, false)))
                        .isTrue());
    }
}
