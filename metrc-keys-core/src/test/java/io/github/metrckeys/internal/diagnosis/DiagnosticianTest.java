package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DiagnosticianTest {

    private static final FacilityProfile SHOP = EvidenceFixture.shop();
    private static final FacilityProfile ANOTHER_SHOP = new FacilityProfile(
            LicenseNumber.of("402-00002"), Optional.empty(), Optional.empty(), FacilityFlags.UNKNOWN, Optional.empty());

    @Test
    void whereEveryCallSucceedsAllIsGood() {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(EvidenceFixture.complete(SHOP, allOf(Outcome.SUCCEEDED)));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
        assertThat(diagnosis.cause()).isEmpty();
        assertThat(diagnosis.remedies()).isEmpty();
        assertThat(diagnosis.lines())
                .filteredOn(line -> line.operation().isEmpty())
                .extracting(ReportLine::status)
                .containsOnly(ReportLine.Status.SUCCESS, ReportLine.Status.NOT_APPLICABLE);
    }

    @Test
    void thatAKeyMayLookDoesNotProveThatItMayChangeAnything() {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(EvidenceFixture.complete(SHOP, allOf(Outcome.SUCCEEDED)));

        assertThat(line(diagnosis, Operation.RING_SALE).status()).isEqualTo(ReportLine.Status.UNPROVEN);
        assertThat(line(diagnosis, Operation.RING_SALE).cause()).contains(Cause.NOT_PROVEN);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
    }

    @Test
    void withoutARoleEveryLineIsRequiredButWhatFewPeopleDo() {
        assertThat(Diagnostician.diagnose(EvidenceFixture.complete(SHOP, allOf(Outcome.SUCCEEDED)))
                        .lines())
                .filteredOn(line -> line.need() != Role.Need.REQUIRED)
                .extracting(line -> line.operation().orElseThrow())
                .containsExactly(
                        Operation.ARRIVE_AT_HUB,
                        Operation.CHECK_SHIPMENT_IN,
                        Operation.CHECK_SHIPMENT_OUT,
                        Operation.DEPART_FROM_HUB,
                        Operation.READ_PERMISSIONS);
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, nobody, KEY_REFUSED, FAILURE, KEY_PAIR_REJECTED",
        "REFUSED, SUCCEEDED, KEY_REFUSED, FAILURE, USER_KEY_REJECTED",
        "REFUSED, REFUSED, KEY_REFUSED, FAILURE, VENDOR_KEY_REJECTED",
        "REFUSED, UNAVAILABLE, KEY_REFUSED, FAILURE, KEY_PAIR_REJECTED",
        "REFUSED, THROTTLED, KEY_REFUSED, FAILURE, KEY_PAIR_REJECTED",
        "REFUSED, UNEXPECTED, KEY_REFUSED, FAILURE, KEY_PAIR_REJECTED",
        "REFUSED, NOT_FOUND, KEY_REFUSED, FAILURE, KEY_PAIR_REJECTED",
        "UNAVAILABLE, nobody, INCONCLUSIVE, INCONCLUSIVE, METRC_UNAVAILABLE",
        "THROTTLED, nobody, INCONCLUSIVE, INCONCLUSIVE, THROTTLED",
        "UNEXPECTED, nobody, INCONCLUSIVE, INCONCLUSIVE, UNEXPECTED_ANSWER",
        "NOT_FOUND, nobody, INCONCLUSIVE, INCONCLUSIVE, UNEXPECTED_ANSWER",
        "UNAVAILABLE, REFUSED, INCONCLUSIVE, INCONCLUSIVE, METRC_UNAVAILABLE"
    })
    void aKeyThatCannotReadTheFacilityListIsJudgedByThatAndByTheControlKey(
            Outcome opening, String control, Verdict verdict, ReportLine.Status status, Cause cause) {
        ProbeEvidence evidence = EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.without(opening));

        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                control.equals("nobody")
                        ? evidence
                        : evidence.withControl(EvidenceFixture.without(Outcome.valueOf(control))));

        assertThat(diagnosis.verdict()).isEqualTo(verdict);
        assertThat(diagnosis.cause()).contains(cause);
        assertOnlyLine(diagnosis, status, cause);
    }

    @Test
    void aLicenseThatIsNotInTheListIsNotAttached() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.listed(ANOTHER_SHOP)));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.KEY_REFUSED);
        assertThat(diagnosis.cause()).contains(Cause.LICENSE_NOT_ATTACHED);
        assertOnlyLine(diagnosis, ReportLine.Status.FAILURE, Cause.LICENSE_NOT_ATTACHED);
    }

    @Test
    void aMasterKeyThatLostTheLicenseWhenItsOwnerLeftIsRenewed() {
        ProbeEvidence lost = EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.listed(ANOTHER_SHOP));
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.of(EvidenceFixture.knowing(EvidenceFixture.MASTER, Circumstance.OWNER_LEFT), lost));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.KEY_REFUSED);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(Remedy.Code.RENEW_MASTER_KEY));
        assertOnlyLine(diagnosis, ReportLine.Status.FAILURE, Cause.MASTER_KEY_OWNER_LEFT);
        assertThat(Diagnostician.diagnose(EvidenceFixture.of(EvidenceFixture.about(EvidenceFixture.MASTER), lost))
                        .cause())
                .contains(Cause.LICENSE_NOT_ATTACHED);
        assertThat(Diagnostician.diagnose(EvidenceFixture.of(
                                EvidenceFixture.knowing(EvidenceFixture.EMPLOYEE, Circumstance.OWNER_LEFT), lost))
                        .cause())
                .contains(Cause.LICENSE_NOT_ATTACHED);
    }

    @Test
    void aMasterKeyThatLosesTheLicenseDuringTheCheckIsRenewedWhereItsOwnerLeft() {
        ProbeEvidence lost = refusedInPart().withClosing(EvidenceFixture.listed(ANOTHER_SHOP));
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.of(EvidenceFixture.knowing(EvidenceFixture.MASTER, Circumstance.OWNER_LEFT), lost));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.KEY_REFUSED);
        assertThat(diagnosis.cause()).contains(Cause.MASTER_KEY_OWNER_LEFT);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(Remedy.Code.RENEW_MASTER_KEY));
    }

    @Test
    void aLicenseMayStandInThePartOfTheListThatCouldNotBeRead() {
        FacilityList broken =
                new FacilityList(EvidenceFixture.facilities(Outcome.SUCCEEDED), List.of(ANOTHER_SHOP), false);

        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, broken));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertOnlyLine(diagnosis, ReportLine.Status.INCONCLUSIVE, Cause.UNEXPECTED_ANSWER);
    }

    @Test
    void aRefusedCallOfAKeyThatLivesToTheEndIsAMissingPermission() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(SHOP, but(Map.of(PermissionCategory.ITEMS, Outcome.REFUSED))));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
        assertThat(diagnosis.cause()).contains(Cause.PERMISSION_MISSING);
        assertThat(diagnosis.remedies())
                .containsExactly(new Remedy(Remedy.Code.GRANT_PERMISSION, List.of(Permission.of("Manage Items"))));
        assertLine(diagnosis, PermissionCategory.ITEMS, ReportLine.Status.FAILURE, Cause.PERMISSION_MISSING);
    }

    @Test
    void everyMissingPermissionIsNamedInOneRemedy() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(EvidenceFixture.complete(
                SHOP,
                but(Map.of(
                        PermissionCategory.SALES,
                        Outcome.REFUSED,
                        PermissionCategory.TAGS,
                        Outcome.REFUSED,
                        PermissionCategory.LAB_RESULTS,
                        Outcome.REFUSED))));

        assertThat(diagnosis.remedies())
                .containsExactly(new Remedy(
                        Remedy.Code.GRANT_PERMISSION,
                        List.of(
                                Permission.of("View Sales"),
                                Permission.of("Manage Tags"),
                                Permission.of("Manage Packages Inventory"))));
    }

    @ParameterizedTest
    @CsvSource({
        "REFUSED, KEY_REFUSED, KEY_REPLACED_DURING_CHECK",
        "UNAVAILABLE, INCONCLUSIVE, METRC_UNAVAILABLE",
        "THROTTLED, INCONCLUSIVE, THROTTLED",
        "UNEXPECTED, INCONCLUSIVE, UNEXPECTED_ANSWER",
        "NOT_FOUND, INCONCLUSIVE, UNEXPECTED_ANSWER"
    })
    void whereTheKeyIsNotSeenAliveAtTheEndARefusedCallIsNoMissingPermission(
            Outcome closing, Verdict verdict, Cause cause) {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(refusedInPart().withClosing(EvidenceFixture.without(closing)));

        assertThat(diagnosis.verdict()).isEqualTo(verdict);
        assertThat(diagnosis.cause()).contains(cause);
        assertLine(diagnosis, PermissionCategory.ITEMS, ReportLine.Status.INCONCLUSIVE, cause);
        assertThat(line(diagnosis, PermissionCategory.PACKAGES).status()).isEqualTo(ReportLine.Status.SUCCESS);
    }

    @Test
    void whereTheListWasNotAskedAtTheEndARefusedCallSaysNothing() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(refusedInPart());

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertLine(diagnosis, PermissionCategory.ITEMS, ReportLine.Status.INCONCLUSIVE, Cause.METRC_UNAVAILABLE);
    }

    @Test
    void aUserWhoWasDetachedDuringTheCheckLacksNoPermission() {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(refusedInPart().withClosing(EvidenceFixture.listed(ANOTHER_SHOP)));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.KEY_REFUSED);
        assertThat(diagnosis.cause()).contains(Cause.LICENSE_NOT_ATTACHED);
    }

    @Test
    void aListThatCouldNotBeReadAsAWholeAtTheEndSaysNothing() {
        FacilityList broken = new FacilityList(EvidenceFixture.facilities(Outcome.SUCCEEDED), List.of(), false);

        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(refusedInPart().withClosing(broken));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(diagnosis.cause()).contains(Cause.UNEXPECTED_ANSWER);
    }

    @Test
    void whereEverythingIsRefusedAtALicenseWhoseEndHasPassedTheLicenseIsTheCause() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(shopUntil(EvidenceFixture.TODAY.minusDays(1)), allOf(Outcome.REFUSED)));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.KEY_REFUSED);
        assertThat(diagnosis.cause()).contains(Cause.LICENSE_ENDED);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(Remedy.Code.RENEW_LICENSE));
        assertLine(diagnosis, PermissionCategory.PACKAGES, ReportLine.Status.FAILURE, Cause.LICENSE_ENDED);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUCCEEDED", "REFUSED"})
    void aDateThatHasPassedIsNotTheCauseWhereNothingWasRefused(Outcome outcome) {
        assertThat(Diagnostician.diagnose(
                                EvidenceFixture.complete(shopUntil(EvidenceFixture.TODAY.minusDays(1)), allOf(outcome)))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUCCEEDED", "REFUSED"})
    void aDateThatHasPassedIsNotTheCauseWhereTheKeyIsNotSeenAliveAtTheEnd(Outcome closing) {
        ProbeEvidence evidence = EvidenceFixture.opened(
                        EvidenceFixture.EMPLOYEE, EvidenceFixture.listed(shopUntil(EvidenceFixture.TODAY.minusDays(1))))
                .withObservations(EvidenceFixture.observations(allOf(Outcome.REFUSED)))
                .withClosing(EvidenceFixture.without(closing));

        assertThat(Diagnostician.diagnose(evidence).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aCallThatTheServerDoesNotKnowDoesNotHideThatTheLicenseHasEnded() {
        Map<PermissionCategory, Outcome> outcomes = EvidenceFixture.outcomes(
                SHOP, step -> step.category() == PermissionCategory.TAGS ? Outcome.NOT_FOUND : Outcome.REFUSED);

        assertThat(Diagnostician.diagnose(
                                EvidenceFixture.complete(shopUntil(EvidenceFixture.TODAY.minusDays(1)), outcomes))
                        .cause())
                .contains(Cause.LICENSE_ENDED);
    }

    @Test
    void aLicenseIsGoodOnItsLastDay() {
        assertThat(Diagnostician.diagnose(
                                EvidenceFixture.complete(shopUntil(EvidenceFixture.TODAY), allOf(Outcome.REFUSED)))
                        .cause())
                .contains(Cause.PERMISSION_MISSING);
    }

    @Test
    void aLicenseThatHasEndedIsNotTheCauseWhereSomethingSucceeds() {
        assertThat(Diagnostician.diagnose(EvidenceFixture.complete(
                                shopUntil(EvidenceFixture.TODAY.minusDays(1)),
                                but(Map.of(PermissionCategory.ITEMS, Outcome.REFUSED))))
                        .cause())
                .contains(Cause.PERMISSION_MISSING);
    }

    @Test
    void whereEverythingIsRefusedAtAGoodLicensePermissionsAreMissing() {
        assertThat(Diagnostician.diagnose(EvidenceFixture.complete(SHOP, allOf(Outcome.REFUSED)))
                        .cause())
                .contains(Cause.PERMISSION_MISSING);
    }

    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, METRC_UNAVAILABLE", "THROTTLED, THROTTLED", "UNEXPECTED, UNEXPECTED_ANSWER"})
    void aCallWithoutAnAnswerAboutTheKeyMakesTheReportInconclusive(Outcome outcome, Cause cause) {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(EvidenceFixture.complete(SHOP, but(Map.of(PermissionCategory.ITEMS, outcome))));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(diagnosis.cause()).contains(cause);
        assertLine(diagnosis, PermissionCategory.ITEMS, ReportLine.Status.INCONCLUSIVE, cause);
    }

    @Test
    void aCallThatWasNotMadeHasNoAnswer() {
        Map<PermissionCategory, Outcome> outcomes = allOf(Outcome.SUCCEEDED);
        outcomes.remove(PermissionCategory.ITEMS);

        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(EvidenceFixture.complete(SHOP, outcomes));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertLine(diagnosis, PermissionCategory.ITEMS, ReportLine.Status.INCONCLUSIVE, Cause.METRC_UNAVAILABLE);
        assertThat(line(diagnosis, PermissionCategory.ITEMS).evidence()).isEmpty();
    }

    @Test
    void ofSeveralSilencesAnOutageIsToldFirst() {
        assertThat(Diagnostician.diagnose(EvidenceFixture.complete(
                                SHOP,
                                but(Map.of(
                                        PermissionCategory.PACKAGES,
                                        Outcome.UNEXPECTED,
                                        PermissionCategory.ITEMS,
                                        Outcome.THROTTLED,
                                        PermissionCategory.TAGS,
                                        Outcome.UNAVAILABLE))))
                        .cause())
                .contains(Cause.METRC_UNAVAILABLE);
    }

    @Test
    void aMissingPermissionIsToldAlthoughAnotherCallHadNoAnswer() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(EvidenceFixture.complete(
                SHOP,
                but(Map.of(PermissionCategory.ITEMS, Outcome.REFUSED, PermissionCategory.TAGS, Outcome.UNAVAILABLE))));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
        assertLine(diagnosis, PermissionCategory.ITEMS, ReportLine.Status.FAILURE, Cause.PERMISSION_MISSING);
        assertLine(diagnosis, PermissionCategory.TAGS, ReportLine.Status.INCONCLUSIVE, Cause.METRC_UNAVAILABLE);
    }

    @Test
    void aCallThatTheServerDoesNotKnowSpoilsNoVerdict() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(SHOP, but(Map.of(PermissionCategory.TAGS, Outcome.NOT_FOUND))));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
        assertLine(diagnosis, PermissionCategory.TAGS, ReportLine.Status.INCONCLUSIVE, Cause.UNSUPPORTED_HERE);
    }

    @Test
    void whatTheFacilitysTypeCannotHoldIsNotApplicableAndNamesTheFlag() {
        ReportLine plants = line(
                Diagnostician.diagnose(EvidenceFixture.complete(SHOP, allOf(Outcome.SUCCEEDED))),
                PermissionCategory.PLANTS);

        assertThat(plants.status()).isEqualTo(ReportLine.Status.NOT_APPLICABLE);
        assertThat(plants.cause()).isEmpty();
        assertThat(plants.excludedBy()).containsExactly(FacilityFlag.of("CanGrowPlants"));
        assertThat(plants.evidence()).isEmpty();
    }

    @Test
    void linesStandInTheOrderOfTheCategoriesAndThenOfTheOperations() {
        List<ReportLine> lines = Diagnostician.diagnose(EvidenceFixture.complete(SHOP, allOf(Outcome.SUCCEEDED)))
                .lines();
        int looks = PermissionCategory.values().length;

        assertThat(lines.subList(0, looks))
                .allSatisfy(line -> assertThat(line.operation()).isEmpty())
                .extracting(ReportLine::category)
                .containsExactly(PermissionCategory.values());
        assertThat(lines.subList(looks, lines.size()))
                .extracting(line -> line.operation().orElseThrow())
                .containsExactly(Operation.values());
    }

    @Test
    void aLineRestsOnTheCallThatWasMade() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(SHOP, but(Map.of(PermissionCategory.ITEMS, Outcome.REFUSED))));

        assertThat(line(diagnosis, PermissionCategory.ITEMS).evidence())
                .containsExactly(EvidenceFixture.observation(PermissionCategory.ITEMS, Outcome.REFUSED)
                        .evidence());
    }

    @Test
    void theLineOfTheFacilitiesRestsOnTheFirstAndTheLastLook() {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(refusedInPart().withClosing(EvidenceFixture.without(Outcome.REFUSED)));

        assertThat(line(diagnosis, PermissionCategory.FACILITIES).evidence())
                .containsExactly(
                        EvidenceFixture.facilities(Outcome.SUCCEEDED).evidence(),
                        EvidenceFixture.facilities(Outcome.REFUSED).evidence());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            USER_KEY_REJECTED         | RENEW_USER_KEY
            VENDOR_KEY_REJECTED       | CHECK_VENDOR_KEY, CHECK_KEY_PAIR, SETTLE_ACCESS
            KEY_PAIR_REJECTED         | CHECK_KEY_PAIR, CHECK_VENDOR_KEY, RENEW_USER_KEY
            LICENSE_NOT_ATTACHED      | ATTACH_USER, CORRECT_LICENSE_NUMBER
            KEY_REPLACED_DURING_CHECK | RENEW_USER_KEY
            THROTTLED                 | WAIT, SLOW_DOWN
            METRC_UNAVAILABLE         | WAIT, CHECK_CONNECTION
            UNEXPECTED_ANSWER         | CHECK_CONNECTION
            """)
    void eachCauseHasItsRemedies(Cause cause, String remedies) {
        assertThat(Diagnostician.diagnose(evidenceOf(cause)).remedies())
                .extracting(remedy -> remedy.code().name())
                .containsExactly(remedies.split(", ", -1));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"KEY_PAIR_REJECTED", "KEY_REPLACED_DURING_CHECK"})
    void aMasterKeyIsRenewedByWhoSetsUpThePointOfSale(Cause cause) {
        ProbeEvidence ofMaster = EvidenceFixture.of(EvidenceFixture.about(EvidenceFixture.MASTER), evidenceOf(cause));

        assertThat(Diagnostician.diagnose(ofMaster).remedies())
                .extracting(Remedy::code)
                .contains(Remedy.Code.RENEW_MASTER_KEY)
                .doesNotContain(Remedy.Code.RENEW_USER_KEY);
    }

    private static ProbeEvidence evidenceOf(Cause cause) {
        ProbeEvidence refused =
                EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.without(Outcome.REFUSED));
        return switch (cause) {
            case USER_KEY_REJECTED -> refused.withControl(EvidenceFixture.listed());
            case VENDOR_KEY_REJECTED -> refused.withControl(EvidenceFixture.without(Outcome.REFUSED));
            case KEY_PAIR_REJECTED -> refused;
            case LICENSE_NOT_ATTACHED -> EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.listed());
            case KEY_REPLACED_DURING_CHECK -> refusedInPart().withClosing(EvidenceFixture.without(Outcome.REFUSED));
            case THROTTLED ->
                EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.without(Outcome.THROTTLED));
            case METRC_UNAVAILABLE ->
                EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.without(Outcome.UNAVAILABLE));
            case UNEXPECTED_ANSWER ->
                EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.without(Outcome.UNEXPECTED));
            default -> throw new IllegalArgumentException(cause + " has a test of its own");
        };
    }

    /** The calls for items refused, all others answered, and the list of facilities not yet asked again. */
    private static ProbeEvidence refusedInPart() {
        return EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.listed(SHOP))
                .withObservations(EvidenceFixture.observations(but(Map.of(PermissionCategory.ITEMS, Outcome.REFUSED))));
    }

    private static FacilityProfile shopUntil(LocalDate endDate) {
        return EvidenceFixture.shopUntil(Optional.of(endDate));
    }

    private static Map<PermissionCategory, Outcome> allOf(Outcome outcome) {
        return EvidenceFixture.outcomes(SHOP, step -> outcome);
    }

    /** Every call of the plan succeeded, but these. */
    private static Map<PermissionCategory, Outcome> but(Map<PermissionCategory, Outcome> exceptions) {
        return EvidenceFixture.outcomes(SHOP, step -> exceptions.getOrDefault(step.category(), Outcome.SUCCEEDED));
    }

    private static ReportLine line(ValidationReport.Diagnosis diagnosis, PermissionCategory category) {
        return diagnosis.lines().stream()
                .filter(line -> line.category() == category && line.operation().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static ReportLine line(ValidationReport.Diagnosis diagnosis, Operation operation) {
        return diagnosis.lines().stream()
                .filter(line -> line.operation().equals(Optional.of(operation)))
                .findFirst()
                .orElseThrow();
    }

    private static void assertLine(
            ValidationReport.Diagnosis diagnosis, PermissionCategory category, ReportLine.Status status, Cause cause) {
        assertThat(line(diagnosis, category).status()).isEqualTo(status);
        assertThat(line(diagnosis, category).cause()).contains(cause);
    }

    private static void assertOnlyLine(ValidationReport.Diagnosis diagnosis, ReportLine.Status status, Cause cause) {
        assertThat(diagnosis.lines()).extracting(ReportLine::category).containsExactly(PermissionCategory.FACILITIES);
        assertLine(diagnosis, PermissionCategory.FACILITIES, status, cause);
    }

    @Test
    void aServerThatKnowsNotOneOfTheCallsPraisesNoKey() {
        ProbeEvidence evidence = EvidenceFixture.complete(SHOP, allOf(Outcome.NOT_FOUND));

        assertThat(Diagnostician.diagnose(evidence).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }
}
