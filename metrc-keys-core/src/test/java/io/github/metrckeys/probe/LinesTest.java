package io.github.metrckeys.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Diagnosis;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.LineStatus;
import io.github.metrckeys.report.ReadOut;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.RemedyCode;
import io.github.metrckeys.report.ReportLine;
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

    private static final FacilityProfile SHOP = Seen.shop();
    private static final Permission MANAGE_SALES = Permission.of("Manage Sales");

    @Test
    void whatTheReadOutHasAllPermissionsForIsProven() {
        ReportLine line = line(
                Diagnostician.diagnose(Seen.complete(SHOP, Seen.outcomes(SHOP, Set.of(MANAGE_SALES)))
                        .withReadOut(Seen.readOut("Manage Sales"))),
                Operation.RING_SALE);

        assertThat(line.status()).isEqualTo(LineStatus.SUCCESS);
        assertThat(line.cause()).isEmpty();
        assertThat(line.evidence()).containsExactly(new Evidence.Declared(MANAGE_SALES, true));
    }

    @Test
    void whatTheReadOutLacksAPermissionForFails() {
        Diagnosis diagnosis = Diagnostician.diagnose(
                allSucceeded().withReadOut(Seen.readOut(Seen.allPermissionsBut("Manage Sales"))));

        assertLine(line(diagnosis, Operation.RING_SALE), LineStatus.FAILURE, Cause.PERMISSION_MISSING);
        assertThat(line(diagnosis, Operation.RING_SALE).evidence())
                .containsExactly(new Evidence.Declared(MANAGE_SALES, false));
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
    }

    @Test
    void ofSeveralPermissionsEachIsDeclaredForItself() {
        ReportLine line = line(
                Diagnostician.diagnose(
                        Seen.complete(SHOP, but(Map.of(PermissionCategory.LAB_RESULTS, Outcome.NOT_FOUND)))
                                .withReadOut(Seen.readOut(Seen.allPermissionsBut("Manage Packages Inventory")))),
                Operation.ADJUST_PACKAGE);

        assertLine(line, LineStatus.FAILURE, Cause.PERMISSION_MISSING);
        assertThat(line.evidence())
                .containsExactly(
                        new Evidence.Declared(Permission.of("View Packages"), true),
                        new Evidence.Declared(Permission.of("Manage Packages Inventory"), false));
    }

    @Test
    void whereOneOfSeveralIsEnoughTheOtherMayBeMissing() {
        Diagnosis diagnosis =
                Diagnostician.diagnose(Seen.complete(SHOP, but(Map.of(PermissionCategory.TRANSFERS, Outcome.REFUSED)))
                        .withReadOut(Seen.readOut("View Transfers")));

        assertLine(
                line(diagnosis, PermissionCategory.TRANSFERS),
                LineStatus.INCONCLUSIVE,
                Cause.REFUSED_DESPITE_PERMISSION);
    }

    @Test
    void aPermissionThatANameInTheReadOutMightMeanIsNeitherGrantedNorMissing() {
        ReportLine line = line(
                Diagnostician.diagnose(allSucceeded().withReadOut(Seen.readOut("Sales Receipts Writer"))),
                Operation.RING_SALE);

        assertLine(line, LineStatus.UNPROVEN, Cause.NOT_PROVEN);
        assertThat(line.evidence()).isEmpty();
    }

    @Test
    void whatIsRefusedAlthoughThePermissionIsGrantedSpoilsNoVerdictAndIsAQuestionForMetrc() {
        Diagnosis diagnosis =
                Diagnostician.diagnose(Seen.complete(SHOP, but(Map.of(PermissionCategory.TAGS, Outcome.REFUSED)))
                        .withReadOut(Seen.readOut(Seen.allPermissions())));

        assertLine(line(diagnosis, PermissionCategory.TAGS), LineStatus.INCONCLUSIVE, Cause.REFUSED_DESPITE_PERMISSION);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(RemedyCode.ASK_METRC));
    }

    @Test
    void aRefusalThatTheReadOutContradictsAndALineWithoutAPermissionAreToldApart() {
        Diagnosis diagnosis = Diagnostician.diagnose(Seen.complete(
                        SHOP,
                        but(Map.of(
                                PermissionCategory.TAGS, Outcome.REFUSED, PermissionCategory.ITEMS, Outcome.REFUSED)))
                .withReadOut(Seen.readOut(Seen.allPermissionsBut("Manage Items"))));

        assertLine(line(diagnosis, PermissionCategory.TAGS), LineStatus.INCONCLUSIVE, Cause.REFUSED_DESPITE_PERMISSION);
        assertLine(line(diagnosis, PermissionCategory.ITEMS), LineStatus.FAILURE, Cause.PERMISSION_MISSING);
        assertThat(diagnosis.remedies())
                .containsExactly(
                        new Remedy(RemedyCode.GRANT_PERMISSION, List.of(Permission.of("Manage Items"))),
                        Remedy.of(RemedyCode.ASK_METRC));
    }

    @Test
    void whatWasGrantedJustNowAndIsRefusedStillIsNotInEffectYet() {
        ProbeCase about = Seen.knowing(Seen.EMPLOYEE, Circumstance.PERMISSION_JUST_GRANTED);
        Diagnosis diagnosis =
                Diagnostician.diagnose(Seen.complete(about, SHOP, but(Map.of(PermissionCategory.TAGS, Outcome.REFUSED)))
                        .withReadOut(Seen.readOut(Seen.allPermissions())));

        assertLine(line(diagnosis, PermissionCategory.TAGS), LineStatus.INCONCLUSIVE, Cause.GRANT_NOT_IN_EFFECT);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(diagnosis.cause()).contains(Cause.GRANT_NOT_IN_EFFECT);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(RemedyCode.CHECK_AGAIN_THEN_RENEW));
    }

    @Test
    void aGrantThatTheRoleDoesWithoutMayTakeItsTime() {
        Role role = Role.named("CASHIER").looksAt(PermissionCategory.SALES);
        ProbeCase about = new ProbeCase(
                Seen.EMPLOYEE,
                Seen.SHOP,
                Optional.of(role),
                Set.of(Circumstance.PERMISSION_JUST_GRANTED),
                Set.of(),
                false,
                ProbeDepth.FULL,
                Seen.TODAY);
        Diagnosis diagnosis =
                Diagnostician.diagnose(Seen.complete(about, SHOP, but(Map.of(PermissionCategory.TAGS, Outcome.REFUSED)))
                        .withReadOut(Seen.readOut(Seen.allPermissions())));

        assertLine(line(diagnosis, PermissionCategory.TAGS), LineStatus.INCONCLUSIVE, Cause.GRANT_NOT_IN_EFFECT);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
    }

    @Test
    void aListThatALookContradictsNeitherProvesNorDeniesAnOperation() {
        Diagnosis diagnosis =
                Diagnostician.diagnose(allSucceeded().withReadOut(Seen.readOut("Manage Sales", "View Packages")));

        assertThat(line(diagnosis, PermissionCategory.TAGS).answeredAgainstTheList())
                .isTrue();
        assertLine(line(diagnosis, Operation.RING_SALE), LineStatus.UNPROVEN, Cause.NOT_PROVEN);
        assertLine(line(diagnosis, Operation.CREATE_ITEM), LineStatus.UNPROVEN, Cause.NOT_PROVEN);
    }

    @Test
    void whatARefusedLookShowsHoldsWhateverIsTheMatterWithTheList() {
        Diagnosis diagnosis =
                Diagnostician.diagnose(Seen.complete(SHOP, but(Map.of(PermissionCategory.ITEMS, Outcome.REFUSED)))
                        .withReadOut(Seen.readOut("Manage Sales")));

        assertLine(line(diagnosis, Operation.CREATE_ITEM), LineStatus.FAILURE, Cause.PERMISSION_MISSING);
    }

    @Test
    void aSaleOfThePastContradictsNoList() {
        ProbeCase about = Seen.withSuccesses(Operation.RING_SALE.endpoint());
        Diagnosis diagnosis = Diagnostician.diagnose(Seen.complete(about, SHOP, allOf(Outcome.SUCCEEDED))
                .withReadOut(Seen.readOut(Seen.allPermissionsBut("Manage Sales"))));

        assertThat(line(diagnosis, Operation.CREATE_ITEM).status()).isEqualTo(LineStatus.SUCCESS);
        assertLine(line(diagnosis, Operation.VOID_SALE), LineStatus.FAILURE, Cause.PERMISSION_MISSING);
    }

    @Test
    void whereMetrcLeftTheFlagOutARefusalIsTheTypeOfTheLicenseOrAPermission() {
        Diagnosis diagnosis = Diagnostician.diagnose(refusedPatients(FacilityFlags.UNKNOWN));

        assertLine(line(diagnosis, PermissionCategory.PATIENTS), LineStatus.INCONCLUSIVE, Cause.TYPE_OR_PERMISSION);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(diagnosis.cause()).contains(Cause.TYPE_OR_PERMISSION);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(RemedyCode.READ_PERMISSIONS_OUT));
    }

    @Test
    void whereTheFlagIsTrueARefusalIsAMissingPermission() {
        Diagnosis diagnosis = Diagnostician.diagnose(
                refusedPatients(new FacilityFlags(Map.of(FacilityFlag.of("CanHaveMemberPatients"), true))));

        assertLine(line(diagnosis, PermissionCategory.PATIENTS), LineStatus.FAILURE, Cause.PERMISSION_MISSING);
    }

    @Test
    void whereTheListLacksThePermissionTheFlagIsNotAskedFor() {
        Diagnosis diagnosis = Diagnostician.diagnose(refusedPatients(FacilityFlags.UNKNOWN)
                .withReadOut(Seen.readOut(Seen.allPermissionsBut("Manage Patients"))));

        assertLine(line(diagnosis, PermissionCategory.PATIENTS), LineStatus.FAILURE, Cause.PERMISSION_MISSING);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "PERMISSION_JUST_GRANTED, GRANT_NOT_IN_EFFECT, CHECK_AGAIN_THEN_RENEW",
        "WORKED_BEFORE, REFUSED_DESPITE_PERMISSION, ASK_METRC"
    })
    void whereEverythingThatIsGrantedIsRefusedThereIsNoVerdict(Circumstance known, Cause cause, RemedyCode remedy) {
        Diagnosis diagnosis =
                Diagnostician.diagnose(Seen.complete(Seen.knowing(Seen.EMPLOYEE, known), SHOP, allOf(Outcome.REFUSED))
                        .withReadOut(Seen.readOut(Seen.allPermissions())));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(diagnosis.cause()).contains(cause);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(remedy));
    }

    @Test
    void anOperationFailsWhereARefusedLookShowedThatItsPermissionIsMissing() {
        Diagnosis diagnosis =
                Diagnostician.diagnose(Seen.complete(SHOP, but(Map.of(PermissionCategory.SALES, Outcome.REFUSED))));

        assertLine(line(diagnosis, Operation.RING_SALE), LineStatus.FAILURE, Cause.PERMISSION_MISSING);
        assertThat(line(diagnosis, Operation.RING_SALE).evidence())
                .containsExactly(Seen.observation(PermissionCategory.SALES, Outcome.REFUSED)
                        .evidence());
    }

    @Test
    void anOperationFailsWhereOneOfAllThePermissionsThatItNeedsIsShownToBeMissing() {
        Diagnosis diagnosis =
                Diagnostician.diagnose(Seen.complete(SHOP, but(Map.of(PermissionCategory.PACKAGES, Outcome.REFUSED))));

        assertLine(line(diagnosis, Operation.ADJUST_PACKAGE), LineStatus.FAILURE, Cause.PERMISSION_MISSING);
    }

    @Test
    void aRefusedLookThatNeedsSeveralPermissionsShowsNothingAboutTheOperations() {
        Diagnosis diagnosis = Diagnostician.diagnose(
                Seen.complete(SHOP, but(Map.of(PermissionCategory.LAB_RESULTS, Outcome.REFUSED))));

        assertLine(line(diagnosis, Operation.ADJUST_PACKAGE), LineStatus.UNPROVEN, Cause.NOT_PROVEN);
    }

    @Test
    void aRefusalThatIsNoMissingPermissionShowsNothingAboutTheOperations() {
        ProbeEvidence evidence = Seen.opened(Seen.EMPLOYEE, Seen.listed(SHOP))
                .withObservations(Seen.observations(but(Map.of(PermissionCategory.SALES, Outcome.REFUSED))));

        assertLine(line(Diagnostician.diagnose(evidence), Operation.RING_SALE), LineStatus.UNPROVEN, Cause.NOT_PROVEN);
    }

    @Test
    void aSaleThatTheApplicationRangProvesThatSalesCanBeRung() {
        ProbeCase about = Seen.withSuccesses(Operation.RING_SALE.endpoint());
        ReportLine line =
                line(Diagnostician.diagnose(Seen.complete(about, SHOP, allOf(Outcome.SUCCEEDED))), Operation.RING_SALE);

        assertThat(line.status()).isEqualTo(LineStatus.SUCCESS);
        assertThat(line.evidence())
                .containsExactly(Evidence.observed(Operation.RING_SALE.endpoint(), OptionalInt.of(200)));
    }

    @Test
    void whatTheApplicationDidGoesBeforeWhatTheReadOutLacks() {
        ProbeCase about = Seen.withSuccesses(Operation.RING_SALE.endpoint());
        ReportLine line = line(
                Diagnostician.diagnose(Seen.complete(about, SHOP, allOf(Outcome.SUCCEEDED))
                        .withReadOut(Seen.readOut(Seen.allPermissionsBut("Manage Sales")))),
                Operation.RING_SALE);

        assertThat(line.status()).isEqualTo(LineStatus.SUCCESS);
        assertThat(line.disputed()).isTrue();
    }

    @Test
    void aLookThatTheApplicationReportedNeedsNoCallOfItsOwn() {
        Map<PermissionCategory, Outcome> outcomes = allOf(Outcome.SUCCEEDED);
        outcomes.remove(PermissionCategory.TAGS);
        ProbeCase about = Seen.withSuccesses(PermissionCategory.TAGS.readEndpoint());

        assertThat(line(Diagnostician.diagnose(Seen.complete(about, SHOP, outcomes)), PermissionCategory.TAGS)
                        .status())
                .isEqualTo(LineStatus.SUCCESS);
    }

    @Test
    void aPermissionThatAnEarlierSuccessProvedAndARefusalDeniesIsNamed() {
        ProbeCase about = Seen.withSuccesses(Operation.CREATE_ITEM.endpoint());

        assertThat(Diagnostician.diagnose(
                                Seen.complete(about, SHOP, but(Map.of(PermissionCategory.ITEMS, Outcome.REFUSED))))
                        .remedies())
                .containsExactly(new Remedy(RemedyCode.GRANT_PERMISSION, List.of(Permission.of("Manage Items"))));
    }

    @Test
    void aReportedSuccessShowsThatALicenseWhoseDateHasPassedIsStillGood() {
        FacilityProfile over = Seen.shopUntil(Optional.of(Seen.TODAY.minusDays(1)));
        ProbeCase about = Seen.withSuccesses(Operation.RING_SALE.endpoint());

        assertThat(Diagnostician.diagnose(Seen.complete(about, over, allOf(Outcome.REFUSED)))
                        .cause())
                .contains(Cause.PERMISSION_MISSING);
    }

    @Test
    void anOperationThatIsALookRestsOnTheLook() {
        Diagnosis diagnosis = Diagnostician.diagnose(Seen.complete(SHOP, allOf(Outcome.SUCCEEDED)));

        assertThat(line(diagnosis, Operation.RECEIVE_TRANSFER).status()).isEqualTo(LineStatus.SUCCESS);
        assertThat(line(diagnosis, Operation.RECEIVE_TRANSFER).evidence())
                .isEqualTo(line(diagnosis, PermissionCategory.TRANSFERS).evidence());
    }

    @Test
    void anOperationThatTheTypeOfTheLicenseExcludesIsNotApplicableWhateverIsGranted() {
        Diagnosis diagnosis = Diagnostician.diagnose(allSucceeded().withReadOut(Seen.readOut(Seen.allPermissions())));

        assertThat(line(diagnosis, Operation.HARVEST).status()).isEqualTo(LineStatus.NOT_APPLICABLE);
        assertThat(line(diagnosis, Operation.HARVEST).excludedBy()).containsExactly(FacilityFlag.of("CanGrowPlants"));
        assertThat(line(diagnosis, Operation.HARVEST).evidence()).isEmpty();
    }

    @Test
    void anAnswerThatThereWasFailsTheLineThoughNothingCameBackForOthers() {
        Observation failing = Observation.answered(PermissionCategory.TAGS.readEndpoint(), Outcome.UNAVAILABLE, 503);
        Map<PermissionCategory, Observation> observations = Seen.observations(allOf(Outcome.SUCCEEDED));
        observations.put(PermissionCategory.TAGS, failing);

        ReportLine line = line(
                Diagnostician.diagnose(
                        Seen.opened(Seen.EMPLOYEE, Seen.listed(SHOP)).withObservations(observations)),
                PermissionCategory.TAGS);

        assertLine(line, LineStatus.INCONCLUSIVE, Cause.METRC_UNAVAILABLE);
        assertThat(line.evidence()).containsExactly(failing.evidence());
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"SUCCEEDED", "REFUSED"})
    void whatWasSeenGoesBeforeWhatIsDeclared(Outcome outcome) {
        Diagnosis diagnosis = Diagnostician.diagnose(Seen.complete(SHOP, but(Map.of(PermissionCategory.TAGS, outcome)))
                .withReadOut(Seen.readOut(Seen.allPermissions())));

        assertThat(line(diagnosis, PermissionCategory.TAGS).status()).isEqualTo(LineStatus.INCONCLUSIVE);
        assertThat(line(diagnosis, PermissionCategory.TAGS).cause())
                .isNotEqualTo(Optional.of(Cause.REFUSED_DESPITE_PERMISSION));
    }

    @Test
    void aKeyThatDiedMeanwhileMayHaveLackedNothing() {
        ProbeEvidence evidence = Seen.opened(Seen.EMPLOYEE, Seen.listed(SHOP))
                .withObservations(Seen.observations(but(Map.of(PermissionCategory.TAGS, Outcome.REFUSED))))
                .withReadOut(Seen.readOut(Set.of()))
                .withClosing(Seen.without(Outcome.REFUSED));

        assertLine(
                line(Diagnostician.diagnose(evidence), Operation.RING_SALE),
                LineStatus.INCONCLUSIVE,
                Cause.KEY_REPLACED_DURING_CHECK);
    }

    @Test
    void aKeyPastItsUsualAgeIsRenewedBeforeItEnds() {
        ProbeCase about = Seen.knowing(Seen.EMPLOYEE, Circumstance.PAST_USUAL_AGE);
        Diagnosis diagnosis = Diagnostician.diagnose(Seen.complete(about, SHOP, allOf(Outcome.SUCCEEDED)));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(RemedyCode.RENEW_KEY_EARLY));
    }

    @Test
    void withoutAReadOutNothingIsDeclared() {
        Diagnosis diagnosis =
                Diagnostician.diagnose(allSucceeded().withReadOut(new ReadOut.None(ReadOut.Reason.REFUSED)));

        assertThat(diagnosis.lines())
                .filteredOn(line -> line.status() != LineStatus.NOT_APPLICABLE)
                .flatExtracting(ReportLine::evidence)
                .hasOnlyElementsOfType(Evidence.Observed.class);
        assertLine(line(diagnosis, Operation.RING_SALE), LineStatus.UNPROVEN, Cause.NOT_PROVEN);
    }

    private static ProbeEvidence refusedPatients(FacilityFlags flags) {
        FacilityProfile facility = Seen.profile(flags, Optional.empty());
        return Seen.complete(
                facility,
                Seen.outcomes(
                        facility,
                        step -> step.category() == PermissionCategory.PATIENTS ? Outcome.REFUSED : Outcome.SUCCEEDED));
    }

    private static ProbeEvidence allSucceeded() {
        return Seen.complete(SHOP, allOf(Outcome.SUCCEEDED));
    }

    private static Map<PermissionCategory, Outcome> allOf(Outcome outcome) {
        return Seen.outcomes(SHOP, step -> outcome);
    }

    private static Map<PermissionCategory, Outcome> but(Map<PermissionCategory, Outcome> exceptions) {
        return Seen.outcomes(SHOP, step -> exceptions.getOrDefault(step.category(), Outcome.SUCCEEDED));
    }

    private static ReportLine line(Diagnosis diagnosis, PermissionCategory category) {
        return diagnosis.lines().stream()
                .filter(line -> line.category() == category && line.operation().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static ReportLine line(Diagnosis diagnosis, Operation operation) {
        return diagnosis.lines().stream()
                .filter(line -> line.operation().equals(Optional.of(operation)))
                .findFirst()
                .orElseThrow();
    }

    private static void assertLine(ReportLine line, LineStatus status, Cause cause) {
        assertThat(line.status()).isEqualTo(status);
        assertThat(line.cause()).contains(cause);
    }
}
