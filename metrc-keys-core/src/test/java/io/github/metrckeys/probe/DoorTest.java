package io.github.metrckeys.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Diagnosis;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.Evidence.Signed;
import io.github.metrckeys.report.LineStatus;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.RemedyCode;
import io.github.metrckeys.report.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said about a pair of keys that Metrc refuses at the list of facilities. */
class DoorTest {

    private static final Liveness ACCEPTED = Seen.listed(Seen.shop());
    private static final Liveness REFUSED = Seen.without(Outcome.REFUSED);
    private static final Jurisdiction CALIFORNIA = Jurisdiction.of("CA");
    private static final Jurisdiction OREGON = Jurisdiction.of("OR");

    @Test
    void keysThatAreTakenInEachOthersPlacesAreSwapped() {
        assertRefused(refused(Seen.EMPLOYEE).withSwapped(ACCEPTED), Cause.KEYS_SWAPPED, RemedyCode.SWAP_KEYS);
    }

    @Test
    void keysThatAreRefusedInEachOthersPlacesTooAreNotSwapped() {
        assertThat(cause(refused(Seen.EMPLOYEE).withSwapped(REFUSED))).isEqualTo(Cause.KEY_PAIR_REJECTED);
    }

    @Test
    void aPairThatAnotherServerTakesIsOfThatJurisdiction() {
        assertRefused(
                refused(Seen.EMPLOYEE).withElsewhere(Map.of(CALIFORNIA, ACCEPTED, OREGON, REFUSED)),
                Cause.WRONG_JURISDICTION,
                RemedyCode.CHOOSE_JURISDICTION);
    }

    @Test
    void aPairThatEveryServerRefusesIsOfNoOtherJurisdiction() {
        assertThat(cause(refused(Seen.EMPLOYEE).withElsewhere(Map.of(CALIFORNIA, REFUSED, OREGON, REFUSED))))
                .isEqualTo(Cause.KEY_PAIR_REJECTED);
    }

    @Test
    void whereNobodyCanLogInEitherTheAccessIsSuspended() {
        assertRefused(
                refused(Seen.EMPLOYEE, Circumstance.WEB_LOGIN_FAILS), Cause.ACCESS_SUSPENDED, RemedyCode.SETTLE_ACCESS);
    }

    @Test
    void aSuspendedAccessIsNoMatterOfTheVendorKeyThoughAnotherKeyIsRefusedToo() {
        assertThat(cause(refused(Seen.EMPLOYEE, Circumstance.WEB_LOGIN_FAILS).withControl(REFUSED)))
                .isEqualTo(Cause.ACCESS_SUSPENDED);
    }

    @Test
    void whereAnotherKeyOfTheCompanyWorksItsAccessIsNotSuspended() {
        assertThat(cause(refused(Seen.EMPLOYEE, Circumstance.WEB_LOGIN_FAILS).withControl(ACCEPTED)))
                .isEqualTo(Cause.USER_KEY_REJECTED);
    }

    @Test
    void whereAnotherKeyIsRefusedTooTheVendorKeyIsWhatTheyShare() {
        assertRefused(
                refused(Seen.EMPLOYEE).withControl(REFUSED),
                Cause.VENDOR_KEY_REJECTED,
                RemedyCode.CHECK_VENDOR_KEY,
                RemedyCode.CHECK_KEY_PAIR,
                RemedyCode.SETTLE_ACCESS);
    }

    @Test
    void aMasterKeyWhoseOwnerLeftIsRenewed() {
        assertRefused(
                refused(Seen.MASTER, Circumstance.OWNER_LEFT),
                Cause.MASTER_KEY_OWNER_LEFT,
                RemedyCode.RENEW_MASTER_KEY);
    }

    @Test
    void aMasterKeyWhoseOwnerLeftIsRenewedAlsoWhereTheControlKeyIsRefusedToo() {
        assertRefused(
                refused(Seen.MASTER, Circumstance.OWNER_LEFT).withControl(REFUSED),
                Cause.MASTER_KEY_OWNER_LEFT,
                RemedyCode.RENEW_MASTER_KEY);
    }

    @Test
    void thatAnOwnerLeftSaysNothingAboutAnEmployeesKey() {
        assertThat(cause(refused(Seen.EMPLOYEE, Circumstance.OWNER_LEFT))).isEqualTo(Cause.KEY_PAIR_REJECTED);
    }

    @Test
    void anEmployeesKeyThatWorkedBeforeAndIsPastTheUsualAgeHasExpired() {
        assertRefused(
                refused(Seen.EMPLOYEE, Circumstance.WORKED_BEFORE, Circumstance.PAST_USUAL_AGE)
                        .withControl(ACCEPTED),
                Cause.KEY_EXPIRED,
                RemedyCode.RENEW_USER_KEY);
    }

    @Test
    void aMasterKeyThatWorkedBeforeAndIsPastTheUsualAgeHasExpired() {
        assertRefused(
                refused(Seen.MASTER, Circumstance.WORKED_BEFORE, Circumstance.PAST_USUAL_AGE)
                        .withControl(ACCEPTED),
                Cause.KEY_EXPIRED,
                RemedyCode.RENEW_MASTER_KEY);
    }

    @Test
    void anEmployeesKeyThatWorkedBeforeWasReplaced() {
        assertRefused(
                refused(Seen.EMPLOYEE, Circumstance.WORKED_BEFORE).withControl(ACCEPTED),
                Cause.KEY_REPLACED,
                RemedyCode.RENEW_USER_KEY);
    }

    @Test
    void aMasterKeyThatWorkedBeforeWasReplaced() {
        assertRefused(
                refused(Seen.MASTER, Circumstance.WORKED_BEFORE).withControl(ACCEPTED),
                Cause.KEY_REPLACED,
                RemedyCode.RENEW_MASTER_KEY);
    }

    @Test
    void ageAloneIsNoReasonForARefusal() {
        assertThat(cause(refused(Seen.EMPLOYEE, Circumstance.PAST_USUAL_AGE).withControl(ACCEPTED)))
                .isEqualTo(Cause.USER_KEY_REJECTED);
    }

    @Test
    void thatAKeyWorkedBeforeDoesNotTellWhichOfThePairIsRefusedNow() {
        assertThat(cause(refused(Seen.EMPLOYEE, Circumstance.WORKED_BEFORE, Circumstance.PAST_USUAL_AGE)))
                .isEqualTo(Cause.KEY_PAIR_REJECTED);
    }

    @Test
    void aKeyIsRefusedWhereAnotherWorksWithTheSameVendorKey() {
        assertRefused(refused(Seen.EMPLOYEE).withControl(ACCEPTED), Cause.USER_KEY_REJECTED, RemedyCode.RENEW_USER_KEY);
        assertRefused(refused(Seen.MASTER).withControl(ACCEPTED), Cause.USER_KEY_REJECTED, RemedyCode.RENEW_MASTER_KEY);
    }

    @Test
    void aRefusedKeyOfAnOddFormIsPastedAgainFirst() {
        assertRefused(
                ProbeEvidence.opened(Seen.ofOddShape(Seen.EMPLOYEE), REFUSED).withControl(ACCEPTED),
                Cause.USER_KEY_REJECTED,
                RemedyCode.PASTE_KEY_AGAIN,
                RemedyCode.RENEW_USER_KEY);
    }

    @Test
    void whereNothingTellsWhichOfThePairIsMeantBothAreChecked() {
        assertRefused(
                refused(Seen.EMPLOYEE),
                Cause.KEY_PAIR_REJECTED,
                RemedyCode.CHECK_KEY_PAIR,
                RemedyCode.RENEW_USER_KEY,
                RemedyCode.CHECK_VENDOR_KEY);
        assertRefused(
                refused(Seen.MASTER),
                Cause.KEY_PAIR_REJECTED,
                RemedyCode.CHECK_KEY_PAIR,
                RemedyCode.RENEW_MASTER_KEY,
                RemedyCode.CHECK_VENDOR_KEY);
    }

    @Test
    void aRefusedPairWithAKeyOfAnOddFormIsPastedAgainFirst() {
        assertRefused(
                ProbeEvidence.opened(Seen.ofOddShape(Seen.EMPLOYEE), REFUSED),
                Cause.KEY_PAIR_REJECTED,
                RemedyCode.PASTE_KEY_AGAIN,
                RemedyCode.CHECK_KEY_PAIR,
                RemedyCode.RENEW_USER_KEY,
                RemedyCode.CHECK_VENDOR_KEY);
    }

    @Test
    void aServerThatAnswersThatItFailedIsWaitedFor() {
        Observation failing =
                Observation.answered(Seen.facilities(Outcome.UNAVAILABLE).endpoint(), Outcome.UNAVAILABLE, 503);

        assertThat(Diagnostician.diagnose(ProbeEvidence.opened(Seen.about(Seen.EMPLOYEE), Liveness.without(failing)))
                        .remedies())
                .containsExactly(Remedy.of(RemedyCode.WAIT));
    }

    @ParameterizedTest
    @EnumSource(Circumstance.class)
    void whatPeopleKnowCondemnsNoKeyThatMetrcDoesNotRefuse(Circumstance known) {
        ProbeEvidence evidence =
                ProbeEvidence.opened(Seen.knowing(Seen.MASTER, known), Seen.without(Outcome.UNAVAILABLE));

        assertThat(Diagnostician.diagnose(evidence).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void theLineRestsOnEveryLookAndTellsHowEachWasSigned() {
        Map<Jurisdiction, Liveness> elsewhere = new LinkedHashMap<>();
        elsewhere.put(OREGON, Seen.without(Outcome.THROTTLED));
        elsewhere.put(Jurisdiction.of("MI"), Seen.without(Outcome.UNAVAILABLE));
        elsewhere.put(CALIFORNIA, REFUSED);
        elsewhere.put(Jurisdiction.of("ME"), Seen.without(Outcome.NOT_FOUND));
        elsewhere.put(Jurisdiction.of("AK"), Seen.without(Outcome.UNEXPECTED));

        Diagnosis diagnosis = Diagnostician.diagnose(refused(Seen.EMPLOYEE)
                .withControl(Seen.without(Outcome.UNEXPECTED))
                .withSwapped(REFUSED)
                .withElsewhere(elsewhere));

        assertThat(diagnosis.lines().get(0).evidence())
                .containsExactly(
                        looked(OptionalInt.of(401), Signed.WITH_THE_KEY),
                        looked(OptionalInt.of(302), Signed.WITH_ANOTHER_KEY),
                        looked(OptionalInt.of(401), Signed.WITH_THE_PAIR_SWAPPED),
                        looked(OptionalInt.of(302), Signed.AT_ANOTHER_SERVER),
                        looked(OptionalInt.of(401), Signed.AT_ANOTHER_SERVER),
                        looked(OptionalInt.of(404), Signed.AT_ANOTHER_SERVER),
                        looked(OptionalInt.empty(), Signed.AT_ANOTHER_SERVER),
                        looked(OptionalInt.of(429), Signed.AT_ANOTHER_SERVER));
    }

    private static Evidence looked(OptionalInt status, Signed signed) {
        return new Evidence.Observed(REFUSED.observation().endpoint(), status, signed);
    }

    private static ProbeEvidence refused(KeyOwner subject, Circumstance... known) {
        return ProbeEvidence.opened(Seen.knowing(subject, known), REFUSED);
    }

    private static Cause cause(ProbeEvidence evidence) {
        return Diagnostician.diagnose(evidence).cause().orElseThrow();
    }

    private static void assertRefused(ProbeEvidence evidence, Cause cause, RemedyCode... remedies) {
        Diagnosis diagnosis = Diagnostician.diagnose(evidence);

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.KEY_REFUSED);
        assertThat(diagnosis.cause()).contains(cause);
        assertThat(diagnosis.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.status()).isEqualTo(LineStatus.FAILURE))
                .satisfies(line -> assertThat(line.cause()).contains(cause));
        assertThat(diagnosis.remedies())
                .isEqualTo(List.of(remedies).stream().map(Remedy::of).toList());
    }
}
