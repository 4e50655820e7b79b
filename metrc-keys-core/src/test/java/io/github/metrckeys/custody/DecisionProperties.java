package io.github.metrckeys.custody;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is saved, and what is not. */
class DecisionProperties {

    private static boolean saves(Decision decision) {
        return decision == Decision.SAVE || decision == Decision.SAVE_IN_SPITE;
    }

    private static boolean isPersonsThatWorksElsewhere(ValidationReport report) {
        return report.verdict() == Verdict.KEY_REFUSED
                && report.subject().equals(Shop.KIMS)
                && (report.cause().equals(Optional.of(Cause.LICENSE_NOT_ATTACHED))
                        || report.cause().equals(Optional.of(Cause.LICENSE_ENDED)));
    }

    /** Of a person's key and of a master key: each verdict, and each cause for which a key may be refused. */
    @Provide
    Arbitrary<ValidationReport> reports() {
        Arbitrary<ProbeRequest> requests = Arbitraries.of(Shop.of(Shop.KIM, Shop.KEY), Shop.ofMaster(Shop.KEY));
        Arbitrary<Verdict> verdicts = Arbitraries.of(Verdict.class);
        Arbitrary<Cause> causes = Arbitraries.of(Cause.class);
        return Arbitraries.oneOf(
                Combinators.combine(requests, verdicts).as((request, verdict) -> Shop.report(request, verdict)),
                Combinators.combine(requests, causes).as((request, cause) -> Shop.report(request, cause)));
    }

    @Property
    void aMasterKeyIsSavedOnlyIfItWorksAtItsLicense(
            @ForAll Cause cause, @ForAll boolean blocked, @ForAll boolean strict) {
        ValidationReport report = Shop.report(Shop.ofMaster(Shop.KEY), cause);

        assertThat(Decision.of(report, false, blocked, strict, false)).isEqualTo(Decision.REFUSE);
    }

    @Property
    void aKeyThatIsThereAlreadyIsNeverStoredAgain(
            @ForAll("reports") ValidationReport report,
            @ForAll boolean blocked,
            @ForAll boolean strict,
            @ForAll boolean overridden) {
        assertThat(Decision.of(report, true, blocked, strict, overridden)).isEqualTo(Decision.LEAVE_AS_IS);
    }

    @Property
    void withoutAReasonAKeyIsSavedOnlyIfItWorksAndNothingBlocksIt(
            @ForAll("reports") ValidationReport report, @ForAll boolean blocked, @ForAll boolean strict) {
        Decision decision = Decision.of(report, false, blocked, strict, false);

        assertThat(decision == Decision.SAVE)
                .isEqualTo(!blocked
                        && (report.verdict() == Verdict.ALL_GOOD
                                || (!strict
                                        && (report.verdict() == Verdict.PERMISSIONS_MISSING
                                                || isPersonsThatWorksElsewhere(report)))));
        assertThat(decision).isNotEqualTo(Decision.SAVE_IN_SPITE);
    }

    @Property
    void aKeyWaitsWhereOnlyMetrcIsToBlame(
            @ForAll("reports") ValidationReport report, @ForAll boolean blocked, @ForAll boolean strict) {
        assertThat(Decision.of(report, false, blocked, strict, false) == Decision.WAIT)
                .isEqualTo(report.verdict() == Verdict.INCONCLUSIVE && !blocked);
    }

    @Property
    void withAReasonEveryNewKeyIsSaved(
            @ForAll("reports") ValidationReport report, @ForAll boolean blocked, @ForAll boolean strict) {
        assertThat(saves(Decision.of(report, false, blocked, strict, true))).isTrue();
    }

    @Property
    void aReasonThatWasNotNeededOverridesNothing(
            @ForAll("reports") ValidationReport report, @ForAll boolean blocked, @ForAll boolean strict) {
        assertThat(Decision.of(report, false, blocked, strict, true) == Decision.SAVE)
                .isEqualTo(Decision.of(report, false, blocked, strict, false) == Decision.SAVE);
    }

    @Property
    void whoDemandsMoreSavesLess(@ForAll("reports") ValidationReport report, @ForAll boolean blocked) {
        assertThat(saves(Decision.of(report, false, blocked, true, false)))
                .satisfies(strict -> assertThat(!strict || saves(Decision.of(report, false, blocked, false, false)))
                        .isTrue());
    }
}
