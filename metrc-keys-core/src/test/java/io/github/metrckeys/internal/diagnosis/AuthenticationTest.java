package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.Evidence.Signed;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said about a pair of keys that Metrc refuses at the list of facilities. */
class AuthenticationTest {

    private static final FacilityList ACCEPTED = EvidenceFixture.listed(EvidenceFixture.shop());
    private static final FacilityList REFUSED = EvidenceFixture.without(Outcome.REFUSED);
    private static final Jurisdiction CALIFORNIA = Jurisdiction.of("CA");
    private static final Jurisdiction OREGON = Jurisdiction.of("OR");

    @Test
    void keysThatAreTakenInEachOthersPlacesAreSwapped() {
        assertRefused(
                refused(EvidenceFixture.EMPLOYEE).withSwapped(ACCEPTED), Cause.KEYS_SWAPPED, Remedy.Code.SWAP_KEYS);
    }

    @Test
    void keysThatAreRefusedInEachOthersPlacesTooAreNotSwapped() {
        assertThat(cause(refused(EvidenceFixture.EMPLOYEE).withSwapped(REFUSED)))
                .isEqualTo(Cause.KEY_PAIR_REJECTED);
    }

    @Test
    void aPairThatAnotherServerTakesIsOfThatJurisdiction() {
        assertRefused(
                refused(EvidenceFixture.EMPLOYEE).withElsewhere(Map.of(CALIFORNIA, ACCEPTED, OREGON, REFUSED)),
                Cause.WRONG_JURISDICTION,
                Remedy.Code.CHOOSE_JURISDICTION);
    }

    @Test
    void aPairThatEveryServerRefusesIsOfNoOtherJurisdiction() {
        assertThat(cause(refused(EvidenceFixture.EMPLOYEE).withElsewhere(Map.of(CALIFORNIA, REFUSED, OREGON, REFUSED))))
                .isEqualTo(Cause.KEY_PAIR_REJECTED);
    }

    @Test
    void whereNobodyCanLogInEitherTheAccessIsSuspended() {
        assertRefused(
                refused(EvidenceFixture.EMPLOYEE, Circumstance.WEB_LOGIN_FAILS),
                Cause.ACCESS_SUSPENDED,
                Remedy.Code.SETTLE_ACCESS);
    }

    @Test
    void aSuspendedAccessIsNoMatterOfTheVendorKeyThoughAnotherKeyIsRefusedToo() {
        assertThat(cause(refused(EvidenceFixture.EMPLOYEE, Circumstance.WEB_LOGIN_FAILS)
                        .withControl(REFUSED)))
                .isEqualTo(Cause.ACCESS_SUSPENDED);
    }

    @Test
    void whereAnotherKeyOfTheCompanyWorksItsAccessIsNotSuspended() {
        assertThat(cause(refused(EvidenceFixture.EMPLOYEE, Circumstance.WEB_LOGIN_FAILS)
                        .withControl(ACCEPTED)))
                .isEqualTo(Cause.USER_KEY_REJECTED);
    }

    @Test
    void whereAnotherKeyIsRefusedTooTheVendorKeyIsWhatTheyShare() {
        assertRefused(
                refused(EvidenceFixture.EMPLOYEE).withControl(REFUSED),
                Cause.VENDOR_KEY_REJECTED,
                Remedy.Code.CHECK_VENDOR_KEY,
                Remedy.Code.CHECK_KEY_PAIR,
                Remedy.Code.SETTLE_ACCESS);
    }

    @Test
    void aMasterKeyWhoseOwnerLeftIsRenewed() {
        assertRefused(
                refused(EvidenceFixture.MASTER, Circumstance.OWNER_LEFT),
                Cause.MASTER_KEY_OWNER_LEFT,
                Remedy.Code.RENEW_MASTER_KEY);
    }

    @Test
    void aMasterKeyWhoseOwnerLeftIsRenewedAlsoWhereTheControlKeyIsRefusedToo() {
        assertRefused(
                refused(EvidenceFixture.MASTER, Circumstance.OWNER_LEFT).withControl(REFUSED),
                Cause.MASTER_KEY_OWNER_LEFT,
                Remedy.Code.RENEW_MASTER_KEY);
    }

    @Test
    void thatAnOwnerLeftSaysNothingAboutAnEmployeesKey() {
        assertThat(cause(refused(EvidenceFixture.EMPLOYEE, Circumstance.OWNER_LEFT)))
                .isEqualTo(Cause.KEY_PAIR_REJECTED);
    }

    @Test
    void anEmployeesKeyThatWorkedBeforeAndIsPastTheUsualAgeHasExpired() {
        assertRefused(
                refused(EvidenceFixture.EMPLOYEE, Circumstance.WORKED_BEFORE, Circumstance.PAST_USUAL_AGE)
                        .withControl(ACCEPTED),
                Cause.KEY_EXPIRED,
                Remedy.Code.RENEW_USER_KEY);
    }

    @Test
    void aMasterKeyThatWorkedBeforeAndIsPastTheUsualAgeHasExpired() {
        assertRefused(
                refused(EvidenceFixture.MASTER, Circumstance.WORKED_BEFORE, Circumstance.PAST_USUAL_AGE)
                        .withControl(ACCEPTED),
                Cause.KEY_EXPIRED,
                Remedy.Code.RENEW_MASTER_KEY);
    }

    @Test
    void anEmployeesKeyThatWorkedBeforeWasReplaced() {
        assertRefused(
                refused(EvidenceFixture.EMPLOYEE, Circumstance.WORKED_BEFORE).withControl(ACCEPTED),
                Cause.KEY_REPLACED,
                Remedy.Code.RENEW_USER_KEY);
    }

    @Test
    void aMasterKeyThatWorkedBeforeWasReplaced() {
        assertRefused(
                refused(EvidenceFixture.MASTER, Circumstance.WORKED_BEFORE).withControl(ACCEPTED),
                Cause.KEY_REPLACED,
                Remedy.Code.RENEW_MASTER_KEY);
    }

    @Test
    void ageAloneIsNoReasonForARefusal() {
        assertThat(cause(refused(EvidenceFixture.EMPLOYEE, Circumstance.PAST_USUAL_AGE)
                        .withControl(ACCEPTED)))
                .isEqualTo(Cause.USER_KEY_REJECTED);
    }

    @Test
    void thatAKeyWorkedBeforeDoesNotTellWhichOfThePairIsRefusedNow() {
        assertThat(cause(refused(EvidenceFixture.EMPLOYEE, Circumstance.WORKED_BEFORE, Circumstance.PAST_USUAL_AGE)))
                .isEqualTo(Cause.KEY_PAIR_REJECTED);
    }

    @Test
    void aKeyIsRefusedWhereAnotherWorksWithTheSameVendorKey() {
        assertRefused(
                refused(EvidenceFixture.EMPLOYEE).withControl(ACCEPTED),
                Cause.USER_KEY_REJECTED,
                Remedy.Code.RENEW_USER_KEY);
        assertRefused(
                refused(EvidenceFixture.MASTER).withControl(ACCEPTED),
                Cause.USER_KEY_REJECTED,
                Remedy.Code.RENEW_MASTER_KEY);
    }

    @Test
    void aRefusedKeyOfAnOddFormIsPastedAgainFirst() {
        assertRefused(
                ProbeEvidence.opened(EvidenceFixture.ofOddShape(EvidenceFixture.EMPLOYEE), REFUSED)
                        .withControl(ACCEPTED),
                Cause.USER_KEY_REJECTED,
                Remedy.Code.PASTE_KEY_AGAIN,
                Remedy.Code.RENEW_USER_KEY);
    }

    @Test
    void whereNothingTellsWhichOfThePairIsMeantBothAreChecked() {
        assertRefused(
                refused(EvidenceFixture.EMPLOYEE),
                Cause.KEY_PAIR_REJECTED,
                Remedy.Code.CHECK_KEY_PAIR,
                Remedy.Code.CHECK_VENDOR_KEY,
                Remedy.Code.RENEW_USER_KEY);
        assertRefused(
                refused(EvidenceFixture.MASTER),
                Cause.KEY_PAIR_REJECTED,
                Remedy.Code.CHECK_KEY_PAIR,
                Remedy.Code.CHECK_VENDOR_KEY,
                Remedy.Code.RENEW_MASTER_KEY);
    }

    @Test
    void aRefusedPairWithAKeyOfAnOddFormIsPastedAgainFirst() {
        assertRefused(
                ProbeEvidence.opened(EvidenceFixture.ofOddShape(EvidenceFixture.EMPLOYEE), REFUSED),
                Cause.KEY_PAIR_REJECTED,
                Remedy.Code.PASTE_KEY_AGAIN,
                Remedy.Code.CHECK_KEY_PAIR,
                Remedy.Code.CHECK_VENDOR_KEY,
                Remedy.Code.RENEW_USER_KEY);
    }

    @Test
    void aServerThatAnswersThatItFailedIsWaitedFor() {
        Observation failing = Observation.answered(
                EvidenceFixture.facilities(Outcome.UNAVAILABLE).endpoint(), Outcome.UNAVAILABLE, 503);

        assertThat(Diagnostician.diagnose(ProbeEvidence.opened(
                                EvidenceFixture.about(EvidenceFixture.EMPLOYEE), FacilityList.without(failing)))
                        .remedies())
                .containsExactly(Remedy.of(Remedy.Code.WAIT));
    }

    @ParameterizedTest
    @EnumSource(Circumstance.class)
    void whatPeopleKnowCondemnsNoKeyThatMetrcDoesNotRefuse(Circumstance known) {
        ProbeEvidence evidence = ProbeEvidence.opened(
                EvidenceFixture.knowing(EvidenceFixture.MASTER, known), EvidenceFixture.without(Outcome.UNAVAILABLE));

        assertThat(Diagnostician.diagnose(evidence).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void theLineRestsOnEveryLookAndTellsHowEachWasSigned() {
        Map<Jurisdiction, FacilityList> elsewhere = new LinkedHashMap<>();
        elsewhere.put(OREGON, EvidenceFixture.without(Outcome.THROTTLED));
        elsewhere.put(Jurisdiction.of("MI"), EvidenceFixture.without(Outcome.UNAVAILABLE));
        elsewhere.put(CALIFORNIA, REFUSED);
        elsewhere.put(Jurisdiction.of("ME"), EvidenceFixture.without(Outcome.NOT_FOUND));
        elsewhere.put(Jurisdiction.of("AK"), EvidenceFixture.without(Outcome.UNEXPECTED));

        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(refused(EvidenceFixture.EMPLOYEE)
                .withControl(EvidenceFixture.without(Outcome.UNEXPECTED))
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
        return ProbeEvidence.opened(EvidenceFixture.knowing(subject, known), REFUSED);
    }

    private static Cause cause(ProbeEvidence evidence) {
        return Diagnostician.diagnose(evidence).cause().orElseThrow();
    }

    private static void assertRefused(ProbeEvidence evidence, Cause cause, Remedy.Code... remedies) {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(evidence);

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.KEY_REFUSED);
        assertThat(diagnosis.cause()).contains(cause);
        assertThat(diagnosis.lines())
                .singleElement()
                .satisfies(line -> assertThat(line.status()).isEqualTo(ReportLine.Status.FAILURE))
                .satisfies(line -> assertThat(line.cause()).contains(cause));
        assertThat(diagnosis.remedies())
                .isEqualTo(List.of(remedies).stream().map(Remedy::of).toList());
    }
}
