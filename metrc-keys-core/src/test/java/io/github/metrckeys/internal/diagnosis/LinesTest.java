package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What single lines of a report say: those about looks, and those about operations, which are not tried out. */
class LinesTest {

    private static final FacilityProfile SHOP = EvidenceFixture.shop();
    private static final Permission MANAGE_SALES = Permission.of("Manage Sales");

    @Test
    void whatThePermissionListHasAllPermissionsForIsProven() {
        ReportLine line = line(
                Diagnostician.diagnose(
                        EvidenceFixture.complete(SHOP, EvidenceFixture.outcomes(SHOP, Set.of(MANAGE_SALES)))
                                .withPermissionList(EvidenceFixture.permissionList("Manage Sales"))),
                Operation.RING_SALE);

        assertThat(line.status()).isEqualTo(ReportLine.Status.SUCCESS);
        assertThat(line.cause()).isEmpty();
        assertThat(line.evidence()).containsExactly(new Evidence.Declared(MANAGE_SALES, true));
    }

    @Test
    void whatThePermissionListLacksAPermissionForFails() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(allSucceeded()
                .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Sales"))));

        assertLine(line(diagnosis, Operation.RING_SALE), ReportLine.Status.FAILURE, Cause.PERMISSION_MISSING);
        assertThat(line(diagnosis, Operation.RING_SALE).evidence())
                .containsExactly(new Evidence.Declared(MANAGE_SALES, false));
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
    }

    @Test
    void ofSeveralPermissionsEachIsDeclaredForItself() {
        ReportLine line = line(
                Diagnostician.diagnose(
                        EvidenceFixture.complete(SHOP, but(Map.of(PermissionCategory.LAB_RESULTS, Outcome.NOT_FOUND)))
                                .withPermissionList(EvidenceFixture.permissionList(
                                        EvidenceFixture.allPermissionsBut("Manage Packages Inventory")))),
                Operation.ADJUST_PACKAGE);

        assertLine(line, ReportLine.Status.FAILURE, Cause.PERMISSION_MISSING);
        assertThat(line.evidence())
                .containsExactly(
                        new Evidence.Declared(Permission.of("View Packages"), true),
                        new Evidence.Declared(Permission.of("Manage Packages Inventory"), false));
    }

    @Test
    void whereOneOfSeveralIsEnoughTheOtherMayBeMissing() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(SHOP, but(Map.of(PermissionCategory.TRANSFERS, Outcome.REFUSED)))
                        .withPermissionList(EvidenceFixture.permissionList("View Transfers")));

        assertLine(
                line(diagnosis, PermissionCategory.TRANSFERS),
                ReportLine.Status.INCONCLUSIVE,
                Cause.REFUSED_DESPITE_PERMISSION);
    }

    @Test
    void aPermissionThatANameInThePermissionListMightMeanIsNeitherGrantedNorMissing() {
        ReportLine line = line(
                Diagnostician.diagnose(
                        allSucceeded().withPermissionList(EvidenceFixture.permissionList("Sales Receipts Writer"))),
                Operation.RING_SALE);

        assertLine(line, ReportLine.Status.UNPROVEN, Cause.NOT_PROVEN);
        assertThat(line.evidence()).isEmpty();
    }

    @Test
    void whatIsRefusedAlthoughThePermissionIsGrantedSpoilsNoVerdictAndIsAQuestionForMetrc() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(SHOP, but(Map.of(PermissionCategory.TAGS, Outcome.REFUSED)))
                        .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())));

        assertLine(
                line(diagnosis, PermissionCategory.TAGS),
                ReportLine.Status.INCONCLUSIVE,
                Cause.REFUSED_DESPITE_PERMISSION);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(Remedy.Code.ASK_METRC));
    }

    @Test
    void aRefusalThatThePermissionListContradictsAndALineWithoutAPermissionAreToldApart() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(EvidenceFixture.complete(
                        SHOP,
                        but(Map.of(
                                PermissionCategory.TAGS, Outcome.REFUSED, PermissionCategory.ITEMS, Outcome.REFUSED)))
                .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Items"))));

        assertLine(
                line(diagnosis, PermissionCategory.TAGS),
                ReportLine.Status.INCONCLUSIVE,
                Cause.REFUSED_DESPITE_PERMISSION);
        assertLine(line(diagnosis, PermissionCategory.ITEMS), ReportLine.Status.FAILURE, Cause.PERMISSION_MISSING);
        assertThat(diagnosis.remedies())
                .containsExactly(
                        new Remedy(Remedy.Code.GRANT_PERMISSION, List.of(Permission.of("Manage Items"))),
                        Remedy.of(Remedy.Code.ASK_METRC));
    }

    @Test
    void whatWasGrantedJustNowAndIsRefusedStillIsNotInEffectYet() {
        ProbeCase about = EvidenceFixture.knowing(EvidenceFixture.EMPLOYEE, Circumstance.PERMISSION_JUST_GRANTED);
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(about, SHOP, but(Map.of(PermissionCategory.TAGS, Outcome.REFUSED)))
                        .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())));

        assertLine(line(diagnosis, PermissionCategory.TAGS), ReportLine.Status.INCONCLUSIVE, Cause.GRANT_NOT_IN_EFFECT);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(diagnosis.cause()).contains(Cause.GRANT_NOT_IN_EFFECT);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(Remedy.Code.CHECK_AGAIN_THEN_RENEW));
    }

    @Test
    void aGrantThatTheRoleDoesWithoutMayTakeItsTime() {
        Role role = Role.named("CASHIER").looksAt(PermissionCategory.SALES);
        ProbeCase about = new ProbeCase(
                EvidenceFixture.EMPLOYEE,
                EvidenceFixture.SHOP,
                Optional.of(role),
                Set.of(Circumstance.PERMISSION_JUST_GRANTED),
                Set.of(),
                false,
                false,
                true,
                EvidenceFixture.TODAY);
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(about, SHOP, but(Map.of(PermissionCategory.TAGS, Outcome.REFUSED)))
                        .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())));

        assertLine(line(diagnosis, PermissionCategory.TAGS), ReportLine.Status.INCONCLUSIVE, Cause.GRANT_NOT_IN_EFFECT);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
    }

    @Test
    void aListThatALookContradictsNeitherProvesNorDeniesAnOperation() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                allSucceeded().withPermissionList(EvidenceFixture.permissionList("Manage Sales", "View Packages")));

        assertThat(line(diagnosis, PermissionCategory.TAGS).answeredAgainstTheList())
                .isTrue();
        assertLine(line(diagnosis, Operation.RING_SALE), ReportLine.Status.UNPROVEN, Cause.NOT_PROVEN);
        assertLine(line(diagnosis, Operation.CREATE_ITEM), ReportLine.Status.UNPROVEN, Cause.NOT_PROVEN);
    }

    @Test
    void whatARefusedLookShowsHoldsWhateverIsTheMatterWithTheList() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(SHOP, but(Map.of(PermissionCategory.ITEMS, Outcome.REFUSED)))
                        .withPermissionList(EvidenceFixture.permissionList("Manage Sales")));

        assertLine(line(diagnosis, Operation.CREATE_ITEM), ReportLine.Status.FAILURE, Cause.PERMISSION_MISSING);
    }

    @Test
    void aSaleOfThePastContradictsNoList() {
        ProbeCase about = EvidenceFixture.withSuccesses(Operation.RING_SALE.endpoint());
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(EvidenceFixture.complete(
                        about, SHOP, allOf(Outcome.SUCCEEDED))
                .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Sales"))));

        assertThat(line(diagnosis, Operation.CREATE_ITEM).status()).isEqualTo(ReportLine.Status.SUCCESS);
        assertLine(line(diagnosis, Operation.VOID_SALE), ReportLine.Status.FAILURE, Cause.PERMISSION_MISSING);
    }

    @Test
    void whereMetrcLeftTheFlagOutARefusalIsTheTypeOfTheLicenseOrAPermission() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(refusedPatients(FacilityFlags.UNKNOWN));

        assertLine(
                line(diagnosis, PermissionCategory.PATIENTS), ReportLine.Status.INCONCLUSIVE, Cause.TYPE_OR_PERMISSION);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(diagnosis.cause()).contains(Cause.TYPE_OR_PERMISSION);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(Remedy.Code.READ_PERMISSIONS_OUT));
    }

    @Test
    void whereTheFlagIsTrueARefusalIsAMissingPermission() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                refusedPatients(new FacilityFlags(Map.of(FacilityFlag.of("CanHaveMemberPatients"), true))));

        assertLine(line(diagnosis, PermissionCategory.PATIENTS), ReportLine.Status.FAILURE, Cause.PERMISSION_MISSING);
    }

    @Test
    void whereTheListLacksThePermissionTheFlagIsNotAskedFor() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(refusedPatients(FacilityFlags.UNKNOWN)
                .withPermissionList(
                        EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Patients"))));

        assertLine(line(diagnosis, PermissionCategory.PATIENTS), ReportLine.Status.FAILURE, Cause.PERMISSION_MISSING);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "PERMISSION_JUST_GRANTED, GRANT_NOT_IN_EFFECT, CHECK_AGAIN_THEN_RENEW",
        "WORKED_BEFORE, REFUSED_DESPITE_PERMISSION, ASK_METRC"
    })
    void whereEverythingThatIsGrantedIsRefusedThereIsNoVerdict(Circumstance known, Cause cause, Remedy.Code remedy) {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(EvidenceFixture.complete(
                        EvidenceFixture.knowing(EvidenceFixture.EMPLOYEE, known), SHOP, allOf(Outcome.REFUSED))
                .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(diagnosis.cause()).contains(cause);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(remedy));
    }

    @Test
    void anOperationFailsWhereARefusedLookShowedThatItsPermissionIsMissing() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(SHOP, but(Map.of(PermissionCategory.SALES, Outcome.REFUSED))));

        assertLine(line(diagnosis, Operation.RING_SALE), ReportLine.Status.FAILURE, Cause.PERMISSION_MISSING);
        assertThat(line(diagnosis, Operation.RING_SALE).evidence())
                .containsExactly(EvidenceFixture.observation(PermissionCategory.SALES, Outcome.REFUSED)
                        .evidence());
    }

    @Test
    void anOperationFailsWhereOneOfAllThePermissionsThatItNeedsIsShownToBeMissing() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(SHOP, but(Map.of(PermissionCategory.PACKAGES, Outcome.REFUSED))));

        assertLine(line(diagnosis, Operation.ADJUST_PACKAGE), ReportLine.Status.FAILURE, Cause.PERMISSION_MISSING);
    }

    @Test
    void aRefusedLookThatNeedsSeveralPermissionsShowsNothingAboutTheOperations() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(SHOP, but(Map.of(PermissionCategory.LAB_RESULTS, Outcome.REFUSED))));

        assertLine(line(diagnosis, Operation.ADJUST_PACKAGE), ReportLine.Status.UNPROVEN, Cause.NOT_PROVEN);
    }

    @Test
    void aRefusalThatIsNoMissingPermissionShowsNothingAboutTheOperations() {
        ProbeEvidence evidence = EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.listed(SHOP))
                .withObservations(EvidenceFixture.observations(but(Map.of(PermissionCategory.SALES, Outcome.REFUSED))));

        assertLine(
                line(Diagnostician.diagnose(evidence), Operation.RING_SALE),
                ReportLine.Status.UNPROVEN,
                Cause.NOT_PROVEN);
    }

    @Test
    void aSaleThatTheApplicationRangProvesThatSalesCanBeRung() {
        ProbeCase about = EvidenceFixture.withSuccesses(Operation.RING_SALE.endpoint());
        ReportLine line = line(
                Diagnostician.diagnose(EvidenceFixture.complete(about, SHOP, allOf(Outcome.SUCCEEDED))),
                Operation.RING_SALE);

        assertThat(line.status()).isEqualTo(ReportLine.Status.SUCCESS);
        assertThat(line.evidence())
                .containsExactly(Evidence.observed(Operation.RING_SALE.endpoint(), OptionalInt.of(200)));
    }

    @Test
    void whatTheApplicationDidGoesBeforeWhatThePermissionListLacks() {
        ProbeCase about = EvidenceFixture.withSuccesses(Operation.RING_SALE.endpoint());
        ReportLine line = line(
                Diagnostician.diagnose(EvidenceFixture.complete(about, SHOP, allOf(Outcome.SUCCEEDED))
                        .withPermissionList(
                                EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Sales")))),
                Operation.RING_SALE);

        assertThat(line.status()).isEqualTo(ReportLine.Status.SUCCESS);
        assertThat(line.disputed()).isTrue();
    }

    @Test
    void aLookThatTheApplicationReportedNeedsNoCallOfItsOwn() {
        Map<PermissionCategory, Outcome> outcomes = allOf(Outcome.SUCCEEDED);
        outcomes.remove(PermissionCategory.TAGS);
        ProbeCase about = EvidenceFixture.withSuccesses(PermissionCategory.TAGS.readEndpoint());

        assertThat(line(
                                Diagnostician.diagnose(EvidenceFixture.complete(about, SHOP, outcomes)),
                                PermissionCategory.TAGS)
                        .status())
                .isEqualTo(ReportLine.Status.SUCCESS);
    }

    @Test
    void aPermissionThatAnEarlierSuccessProvedAndARefusalDeniesIsNamed() {
        ProbeCase about = EvidenceFixture.withSuccesses(Operation.CREATE_ITEM.endpoint());

        assertThat(Diagnostician.diagnose(EvidenceFixture.complete(
                                about, SHOP, but(Map.of(PermissionCategory.ITEMS, Outcome.REFUSED))))
                        .remedies())
                .containsExactly(new Remedy(Remedy.Code.GRANT_PERMISSION, List.of(Permission.of("Manage Items"))));
    }

    @Test
    void aReportedSuccessShowsThatALicenseWhoseDateHasPassedIsStillGood() {
        FacilityProfile over = EvidenceFixture.shopUntil(Optional.of(EvidenceFixture.TODAY.minusDays(1)));
        ProbeCase about = EvidenceFixture.withSuccesses(Operation.RING_SALE.endpoint());

        assertThat(Diagnostician.diagnose(EvidenceFixture.complete(about, over, allOf(Outcome.REFUSED)))
                        .cause())
                .contains(Cause.PERMISSION_MISSING);
    }

    @Test
    void anOperationThatIsALookRestsOnTheLook() {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(EvidenceFixture.complete(SHOP, allOf(Outcome.SUCCEEDED)));

        assertThat(line(diagnosis, Operation.RECEIVE_TRANSFER).status()).isEqualTo(ReportLine.Status.SUCCESS);
        assertThat(line(diagnosis, Operation.RECEIVE_TRANSFER).evidence())
                .isEqualTo(line(diagnosis, PermissionCategory.TRANSFERS).evidence());
    }

    @Test
    void anOperationThatTheTypeOfTheLicenseExcludesIsNotApplicableWhateverIsGranted() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                allSucceeded().withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())));

        assertThat(line(diagnosis, Operation.HARVEST).status()).isEqualTo(ReportLine.Status.NOT_APPLICABLE);
        assertThat(line(diagnosis, Operation.HARVEST).excludedBy()).containsExactly(FacilityFlag.of("CanGrowPlants"));
        assertThat(line(diagnosis, Operation.HARVEST).evidence()).isEmpty();
    }

    @Test
    void anAnswerThatThereWasFailsTheLineThoughNothingCameBackForOthers() {
        Observation failing = Observation.answered(PermissionCategory.TAGS.readEndpoint(), Outcome.UNAVAILABLE, 503);
        Map<PermissionCategory, Observation> observations = EvidenceFixture.observations(allOf(Outcome.SUCCEEDED));
        observations.put(PermissionCategory.TAGS, failing);

        ReportLine line = line(
                Diagnostician.diagnose(EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.listed(SHOP))
                        .withObservations(observations)),
                PermissionCategory.TAGS);

        assertLine(line, ReportLine.Status.INCONCLUSIVE, Cause.METRC_UNAVAILABLE);
        assertThat(line.evidence()).containsExactly(failing.evidence());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUCCEEDED", "REFUSED"})
    void whatWasSeenGoesBeforeWhatIsDeclared(Outcome outcome) {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(EvidenceFixture.complete(SHOP, but(Map.of(PermissionCategory.TAGS, outcome)))
                        .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())));

        assertThat(line(diagnosis, PermissionCategory.TAGS).status()).isEqualTo(ReportLine.Status.INCONCLUSIVE);
        assertThat(line(diagnosis, PermissionCategory.TAGS).cause())
                .isNotEqualTo(Optional.of(Cause.REFUSED_DESPITE_PERMISSION));
    }

    @Test
    void aKeyThatDiedMeanwhileMayHaveLackedNothing() {
        ProbeEvidence evidence = EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.listed(SHOP))
                .withObservations(EvidenceFixture.observations(but(Map.of(PermissionCategory.TAGS, Outcome.REFUSED))))
                .withPermissionList(EvidenceFixture.permissionList(Set.of()))
                .withClosing(EvidenceFixture.without(Outcome.REFUSED));

        assertLine(
                line(Diagnostician.diagnose(evidence), Operation.RING_SALE),
                ReportLine.Status.INCONCLUSIVE,
                Cause.KEY_REPLACED_DURING_CHECK);
    }

    @Test
    void aKeyPastItsUsualAgeIsRenewedBeforeItEnds() {
        ProbeCase about = EvidenceFixture.knowing(EvidenceFixture.EMPLOYEE, Circumstance.PAST_USUAL_AGE);
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(EvidenceFixture.complete(about, SHOP, allOf(Outcome.SUCCEEDED)));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(Remedy.Code.RENEW_KEY_EARLY));
    }

    @Test
    void withoutAPermissionListNothingIsDeclared() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                allSucceeded().withPermissionList(new PermissionList.None(PermissionList.Reason.REFUSED)));

        assertThat(diagnosis.lines())
                .filteredOn(line -> line.status() != ReportLine.Status.NOT_APPLICABLE)
                .flatExtracting(ReportLine::evidence)
                .hasOnlyElementsOfType(Evidence.Observed.class);
        assertLine(line(diagnosis, Operation.RING_SALE), ReportLine.Status.UNPROVEN, Cause.NOT_PROVEN);
    }

    private static ProbeEvidence refusedPatients(FacilityFlags flags) {
        FacilityProfile facility = EvidenceFixture.profile(flags, Optional.empty());
        return EvidenceFixture.complete(
                facility,
                EvidenceFixture.outcomes(
                        facility,
                        step -> step.category() == PermissionCategory.PATIENTS ? Outcome.REFUSED : Outcome.SUCCEEDED));
    }

    private static ProbeEvidence allSucceeded() {
        return EvidenceFixture.complete(SHOP, allOf(Outcome.SUCCEEDED));
    }

    private static Map<PermissionCategory, Outcome> allOf(Outcome outcome) {
        return EvidenceFixture.outcomes(SHOP, step -> outcome);
    }

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

    private static void assertLine(ReportLine line, ReportLine.Status status, Cause cause) {
        assertThat(line.status()).isEqualTo(status);
        assertThat(line.cause()).contains(cause);
    }
}
