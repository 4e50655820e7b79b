package io.github.metrckeys.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.catalog.Endpoint;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the rows of the table of diagnoses make of what was seen. */
class DiagnosisRowsTest {

    private static final Liveness REFUSED = Seen.without(Outcome.REFUSED);
    private static final FacilityProfile SHOP = Seen.shop();

    /** A case under way. */
    private static final class Case {
        private KeyOwner subject = Seen.EMPLOYEE;
        private Optional<Role> role = Optional.empty();
        private Set<Circumstance> circumstances = Set.of();
        private Set<Endpoint> successes = Set.of();
        private boolean oddShape;
        private ProbeDepth depth = ProbeDepth.FULL;

        ProbeEvidence opened(Liveness opening) {
            return ProbeEvidence.opened(
                    new ProbeCase(subject, Seen.SHOP, role, circumstances, successes, oddShape, depth, Seen.TODAY),
                    opening);
        }

        /** Inside the facility, with these answers and all else answered, and the key alive at the end. */
        ProbeEvidence inside(Map<PermissionCategory, Outcome> exceptions) {
            return inside(SHOP, exceptions);
        }

        ProbeEvidence inside(FacilityProfile facility, Map<PermissionCategory, Outcome> exceptions) {
            Map<PermissionCategory, Outcome> outcomes =
                    Seen.outcomes(facility, step -> exceptions.getOrDefault(step.category(), Outcome.SUCCEEDED));
            return opened(Seen.listed(facility))
                    .withObservations(Seen.observations(outcomes))
                    .withClosing(Seen.listed(facility));
        }
    }

    private static Case about(Circumstance... known) {
        Case about = new Case();
        about.circumstances = Set.of(known);
        return about;
    }

    private static Case master(Circumstance... known) {
        Case about = about(known);
        about.subject = Seen.MASTER;
        return about;
    }

    private static Case as(Role role) {
        Case about = new Case();
        about.role = Optional.of(role);
        return about;
    }

    private static ReadOut granting(String... names) {
        return new ReadOut.Read(
                "E-7",
                ReadOut.Found.GIVEN,
                KeyMode.MASTER,
                Stream.of(names).map(Permission::of).collect(Collectors.toSet()));
    }

    private static void decided(ProbeEvidence evidence, Verdict verdict, Cause cause, RemedyCode... remedies) {
        Diagnosis diagnosis = Diagnostician.diagnose(evidence);
        assertThat(diagnosis.verdict()).isEqualTo(verdict);
        assertThat(diagnosis.cause()).contains(cause);
        assertThat(diagnosis.remedies()).extracting(Remedy::code).containsExactly(remedies);
    }

    private static ReportLine line(ProbeEvidence evidence, PermissionCategory category) {
        return Diagnostician.diagnose(evidence).lines().stream()
                .filter(line -> line.category() == category && line.operation().isEmpty())
                .findFirst()
                .orElseThrow();
    }

    private static ReportLine line(ProbeEvidence evidence, Operation operation) {
        return Diagnostician.diagnose(evidence).lines().stream()
                .filter(line -> line.operation().equals(Optional.of(operation)))
                .findFirst()
                .orElseThrow();
    }

    private static void says(ReportLine line, LineStatus status, Cause cause) {
        assertThat(line.status()).isEqualTo(status);
        assertThat(line.cause()).contains(cause);
    }

    @Test
    void keysThatAreTakenInEachOthersPlacesAreSwapped() {
        decided(
                about().opened(REFUSED).withControl(REFUSED).withSwapped(Seen.listed()),
                Verdict.KEY_REFUSED,
                Cause.KEYS_SWAPPED,
                RemedyCode.SWAP_KEYS);
    }

    @Test
    void aPairThatIsTakenElsewhereIsOfAnotherJurisdiction() {
        ProbeEvidence evidence = about().opened(REFUSED)
                .withSwapped(REFUSED)
                .withElsewhere(Map.of(Jurisdiction.of("NV"), Seen.listed(), Jurisdiction.of("MI"), REFUSED));

        decided(evidence, Verdict.KEY_REFUSED, Cause.WRONG_JURISDICTION, RemedyCode.CHOOSE_JURISDICTION);
        assertThat(evidence.acceptedAt()).contains(Jurisdiction.of("NV"));
    }

    @Test
    void whereNobodyGetsInTheAccessIsSuspendedUnlessAnotherKeyWorks() {
        ProbeEvidence refused = about(Circumstance.WEB_LOGIN_FAILS).opened(REFUSED);

        decided(refused, Verdict.KEY_REFUSED, Cause.ACCESS_SUSPENDED, RemedyCode.SETTLE_ACCESS);
        decided(
                refused.withControl(Seen.listed()),
                Verdict.KEY_REFUSED,
                Cause.USER_KEY_REJECTED,
                RemedyCode.RENEW_USER_KEY);
    }

    @Test
    void twoRefusedKeysShareTheVendorKey() {
        decided(
                about().opened(REFUSED).withControl(REFUSED),
                Verdict.KEY_REFUSED,
                Cause.VENDOR_KEY_REJECTED,
                RemedyCode.CHECK_VENDOR_KEY,
                RemedyCode.CHECK_KEY_PAIR,
                RemedyCode.SETTLE_ACCESS);
    }

    @Test
    void aMasterKeyOfSomebodyWhoLeftIsReplaced() {
        decided(
                master(Circumstance.OWNER_LEFT).opened(REFUSED),
                Verdict.KEY_REFUSED,
                Cause.MASTER_KEY_OWNER_LEFT,
                RemedyCode.RENEW_MASTER_KEY);
        decided(
                about(Circumstance.OWNER_LEFT).opened(REFUSED).withControl(Seen.listed()),
                Verdict.KEY_REFUSED,
                Cause.USER_KEY_REJECTED,
                RemedyCode.RENEW_USER_KEY);
    }

    @Test
    void aKeyThatWorkedBeforeWasReplacedOrIsPastItsAge() {
        decided(
                about(Circumstance.WORKED_BEFORE).opened(REFUSED).withControl(Seen.listed()),
                Verdict.KEY_REFUSED,
                Cause.KEY_REPLACED,
                RemedyCode.RENEW_USER_KEY);
        decided(
                about(Circumstance.WORKED_BEFORE, Circumstance.PAST_USUAL_AGE)
                        .opened(REFUSED)
                        .withControl(Seen.listed()),
                Verdict.KEY_REFUSED,
                Cause.KEY_EXPIRED,
                RemedyCode.RENEW_USER_KEY);
        decided(
                master(Circumstance.WORKED_BEFORE).opened(REFUSED).withControl(Seen.listed()),
                Verdict.KEY_REFUSED,
                Cause.KEY_REPLACED,
                RemedyCode.RENEW_MASTER_KEY);
    }

    @Test
    void thatItWorkedBeforeDoesNotTellWhichOfTwoKeysIsRefused() {
        decided(
                about(Circumstance.WORKED_BEFORE).opened(REFUSED),
                Verdict.KEY_REFUSED,
                Cause.KEY_PAIR_REJECTED,
                RemedyCode.CHECK_KEY_PAIR,
                RemedyCode.RENEW_USER_KEY,
                RemedyCode.CHECK_VENDOR_KEY);
    }

    @Test
    void aRefusedKeyOfAnOddFormIsPastedAgainFirst() {
        Case odd = about();
        odd.oddShape = true;

        decided(
                odd.opened(REFUSED).withControl(Seen.listed()),
                Verdict.KEY_REFUSED,
                Cause.USER_KEY_REJECTED,
                RemedyCode.PASTE_KEY_AGAIN,
                RemedyCode.RENEW_USER_KEY);
        assertThat(Diagnostician.diagnose(odd.inside(Map.of())).verdict()).isEqualTo(Verdict.ALL_GOOD);
    }

    @Test
    void aListThatCouldNotBeReadWholeLeavesALicenseOpen() {
        Liveness cut = new Liveness(Seen.facilities(Outcome.SUCCEEDED), List.of(), false);

        decided(about().opened(cut), Verdict.INCONCLUSIVE, Cause.UNEXPECTED_ANSWER, RemedyCode.CHECK_CONNECTION);
        decided(
                about().opened(Seen.listed()),
                Verdict.KEY_REFUSED,
                Cause.LICENSE_NOT_ATTACHED,
                RemedyCode.ATTACH_USER,
                RemedyCode.CORRECT_LICENSE_NUMBER);
    }

    @Test
    void theLineOfTheFacilitiesRestsOnEveryLookAtTheList() {
        ProbeEvidence evidence = about().opened(REFUSED)
                .withControl(REFUSED)
                .withSwapped(REFUSED)
                .withElsewhere(Map.of(Jurisdiction.of("NV"), REFUSED));

        assertThat(line(evidence, PermissionCategory.FACILITIES).evidence())
                .extracting(seen -> ((Evidence.Observed) seen).signed())
                .containsExactly(Evidence.Signed.values());
    }

    @Test
    void whatIsGrantedAndAllowedAndRefusedAllTheSameSpoilsNoVerdict() {
        ProbeEvidence evidence =
                about().inside(Map.of(PermissionCategory.TAGS, Outcome.REFUSED)).withReadOut(granting("Manage Tags"));

        says(line(evidence, PermissionCategory.TAGS), LineStatus.INCONCLUSIVE, Cause.REFUSED_DESPITE_PERMISSION);
        assertThat(line(evidence, PermissionCategory.TAGS).disputed()).isTrue();
        assertThat(Diagnostician.diagnose(evidence).remedies())
                .extracting(Remedy::code)
                .contains(RemedyCode.ASK_METRC);
    }

    @Test
    void whatWasGrantedJustNowMayNotHaveReachedTheKey() {
        ProbeEvidence evidence = about(Circumstance.PERMISSION_JUST_GRANTED)
                .inside(Map.of(PermissionCategory.TAGS, Outcome.REFUSED))
                .withReadOut(granting("Manage Tags"));

        says(line(evidence, PermissionCategory.TAGS), LineStatus.INCONCLUSIVE, Cause.GRANT_NOT_IN_EFFECT);
        assertThat(line(evidence, PermissionCategory.TAGS).disputed()).isTrue();
        assertThat(Diagnostician.diagnose(evidence).remedies())
                .extracting(Remedy::code)
                .contains(RemedyCode.CHECK_AGAIN_THEN_RENEW);
    }

    @Test
    void whereEverythingIsRefusedThatIsGrantedThereIsNoVerdict() {
        Map<PermissionCategory, Outcome> refused = Seen.outcomes(SHOP, step -> Outcome.REFUSED);
        String[] everything = Stream.of(PermissionCategory.values())
                .flatMap(category -> category.readEndpoint().permissions().permissions().stream())
                .map(Permission::name)
                .toArray(String[]::new);
        Case cashier = as(Role.named("LOOKER").looksAt(PermissionCategory.values()));

        decided(
                cashier.inside(refused).withReadOut(granting(everything)),
                Verdict.INCONCLUSIVE,
                Cause.REFUSED_DESPITE_PERMISSION,
                RemedyCode.ASK_METRC);
        cashier.circumstances = Set.of(Circumstance.PERMISSION_JUST_GRANTED);
        decided(
                cashier.inside(refused).withReadOut(granting(everything)),
                Verdict.INCONCLUSIVE,
                Cause.GRANT_NOT_IN_EFFECT,
                RemedyCode.CHECK_AGAIN_THEN_RENEW);
    }

    @Test
    void aWriteIsProvenByTheReadOut() {
        ProbeEvidence evidence = about().inside(Map.of());

        says(line(evidence, Operation.RING_SALE), LineStatus.UNPROVEN, Cause.NOT_PROVEN);
        says(
                line(evidence.withReadOut(granting("View Sales")), Operation.RING_SALE),
                LineStatus.FAILURE,
                Cause.PERMISSION_MISSING);
        assertThat(line(evidence.withReadOut(granting("Manage Sales")), Operation.RING_SALE)
                        .status())
                .isEqualTo(LineStatus.SUCCESS);
    }

    @Test
    void everyOneOfSeveralPermissionsIsNeededForAWrite() {
        ProbeEvidence evidence = about().inside(Map.of());

        says(
                line(evidence.withReadOut(granting("View Packages")), Operation.CREATE_PACKAGE),
                LineStatus.FAILURE,
                Cause.PERMISSION_MISSING);
        assertThat(line(
                                evidence.withReadOut(granting("View Packages", "Create/Submit/Discontinue Packages")),
                                Operation.CREATE_PACKAGE)
                        .evidence())
                .containsExactly(
                        new Evidence.Declared(Permission.of("View Packages"), true),
                        new Evidence.Declared(Permission.of("Create/Submit/Discontinue Packages"), true));
    }

    @Test
    void oneOfTwoPermissionsIsEnoughToLook() {
        ProbeEvidence evidence = about().inside(Map.of(PermissionCategory.SALES, Outcome.REFUSED));

        says(
                line(evidence.withReadOut(granting("Manage Sales")), PermissionCategory.SALES),
                LineStatus.INCONCLUSIVE,
                Cause.REFUSED_DESPITE_PERMISSION);
        says(
                line(evidence.withReadOut(granting("Manage Tags")), PermissionCategory.SALES),
                LineStatus.FAILURE,
                Cause.PERMISSION_MISSING);
    }

    @Test
    void aNameThatMightMeanThePermissionProvesNothing() {
        ProbeEvidence evidence = about().inside(Map.of()).withReadOut(granting("Handle Retail Sales"));

        says(line(evidence, Operation.RING_SALE), LineStatus.UNPROVEN, Cause.NOT_PROVEN);
        assertThat(line(evidence, Operation.RING_SALE).evidence()).isEmpty();
    }

    @Test
    void aWriteIsShownToBeOutOfReachByALookThatNeedsTheSame() {
        ReportLine ring = line(about().inside(Map.of(PermissionCategory.SALES, Outcome.REFUSED)), Operation.RING_SALE);

        says(ring, LineStatus.FAILURE, Cause.PERMISSION_MISSING);
        assertThat(ring.evidence())
                .containsExactly(Seen.observation(PermissionCategory.SALES, Outcome.REFUSED)
                        .evidence());
    }

    @Test
    void aLookThatNeedsTwoPermissionsShowsOfNeitherThatItIsMissing() {
        says(
                line(about().inside(Map.of(PermissionCategory.LAB_RESULTS, Outcome.REFUSED)), Operation.ADJUST_PACKAGE),
                LineStatus.UNPROVEN,
                Cause.NOT_PROVEN);
    }

    @Test
    void aSuccessOfTheApplicationsProvesItsCallAndNoOther() {
        Case about = about();
        about.successes = Set.of(Operation.RING_SALE.endpoint());
        ProbeEvidence evidence = about.inside(Map.of());

        assertThat(line(evidence, Operation.RING_SALE).status()).isEqualTo(LineStatus.SUCCESS);
        assertThat(line(evidence, Operation.RING_SALE).evidence()).hasSize(1);
        assertThat(line(evidence, Operation.VOID_SALE).status()).isEqualTo(LineStatus.UNPROVEN);
    }

    @Test
    void aLookThatTheApplicationMadeGoesBeforeAnOutage() {
        Case about = about();
        about.successes = Set.of(PermissionCategory.ITEMS.readEndpoint());

        assertThat(line(about.inside(Map.of(PermissionCategory.ITEMS, Outcome.UNAVAILABLE)), PermissionCategory.ITEMS)
                        .status())
                .isEqualTo(LineStatus.SUCCESS);
    }

    @Test
    void metrcsAnswerGoesBeforeItsListAndTheDisputeIsShown() {
        ReportLine packages =
                line(about().inside(Map.of()).withReadOut(granting("Manage Tags")), PermissionCategory.PACKAGES);

        assertThat(packages.status()).isEqualTo(LineStatus.SUCCESS);
        assertThat(packages.disputed()).isTrue();
        assertThat(line(about().inside(Map.of()).withReadOut(granting("View Packages")), PermissionCategory.PACKAGES)
                        .disputed())
                .isFalse();
    }

    @Test
    void whatARoleDoesWithoutSpoilsNothingAndWhatItNeedsIsNamed() {
        Case budtender = as(Role.BUDTENDER);

        assertThat(Diagnostician.diagnose(budtender
                                .inside(Map.of(
                                        PermissionCategory.LOCATIONS, Outcome.REFUSED,
                                        PermissionCategory.STRAINS, Outcome.UNAVAILABLE))
                                .withReadOut(granting("View Packages", "Manage Sales")))
                        .verdict())
                .isEqualTo(Verdict.ALL_GOOD);
        assertThat(Diagnostician.diagnose(
                                budtender.inside(Map.of()).withReadOut(granting("View Packages", "View Sales")))
                        .remedies())
                .containsExactly(new Remedy(RemedyCode.GRANT_PERMISSION, List.of(Permission.of("Manage Sales"))));
    }

    @Test
    void aRefusedLookOfARoleThatRingsAsksForWhatRingingNeeds() {
        assertThat(Diagnostician.diagnose(as(Role.BUDTENDER).inside(Map.of(PermissionCategory.SALES, Outcome.REFUSED)))
                        .remedies())
                .extracting(Remedy::permissions)
                .containsExactly(List.of(Permission.of("Manage Sales")));
    }

    @Test
    void whatIsOnlyHelpfulSpoilsNothing() {
        Role role = Role.named("R").looksAt(PermissionCategory.PACKAGES).mayLookAt(PermissionCategory.ITEMS);

        assertThat(Diagnostician.diagnose(as(role).inside(Map.of(PermissionCategory.ITEMS, Outcome.REFUSED)))
                        .verdict())
                .isEqualTo(Verdict.ALL_GOOD);
    }

    @Test
    void whatARoleNeedsAndNothingProvesIsToBeReadOut() {
        assertThat(Diagnostician.diagnose(as(Role.BUDTENDER).inside(Map.of())).remedies())
                .extracting(Remedy::code)
                .containsExactly(RemedyCode.READ_PERMISSIONS_OUT);
        assertThat(Diagnostician.diagnose(about().inside(Map.of())).remedies()).isEmpty();
    }

    @Test
    void aKeyThatIsPastItsAgeIsRenewedEarly() {
        Diagnosis diagnosis =
                Diagnostician.diagnose(about(Circumstance.PAST_USUAL_AGE).inside(Map.of()));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
        assertThat(diagnosis.remedies()).extracting(Remedy::code).containsExactly(RemedyCode.RENEW_KEY_EARLY);
    }

    @Test
    void atAShiftStartWhatWasNotAskedIsNoOutage() {
        Case about = as(Role.BUDTENDER);
        about.depth = ProbeDepth.SHIFT_START;
        ProbeEvidence evidence = about.opened(Seen.listed(SHOP));

        says(line(evidence, PermissionCategory.SALES), LineStatus.UNPROVEN, Cause.NOT_PROVEN);
        assertThat(Diagnostician.diagnose(evidence).verdict()).isEqualTo(Verdict.ALL_GOOD);
        assertThat(line(evidence.withReadOut(granting("View Sales")), PermissionCategory.SALES)
                        .status())
                .isEqualTo(LineStatus.SUCCESS);
    }

    @Test
    void aLicenseHasEndedWhereItsDayIsOverAndEverythingIsRefused() {
        FacilityProfile ended = Seen.shopUntil(Optional.of(Seen.TODAY.minusDays(1)));
        ProbeEvidence refused = about().inside(ended, Seen.outcomes(ended, step -> Outcome.REFUSED));

        decided(refused, Verdict.KEY_REFUSED, Cause.LICENSE_ENDED, RemedyCode.RENEW_LICENSE);
        says(line(refused, Operation.RING_SALE), LineStatus.FAILURE, Cause.LICENSE_ENDED);
    }

    @Test
    void anOutageAndAPassedEndDateCondemnNothing() {
        FacilityProfile ended = Seen.shopUntil(Optional.of(LocalDate.of(2020, 12, 31)));
        ProbeEvidence silent = about().inside(ended, Seen.outcomes(ended, step -> Outcome.UNAVAILABLE));
        ProbeEvidence refusedAndUnclear = about().inside(ended, Seen.outcomes(ended, step -> Outcome.REFUSED))
                .withClosing(Seen.without(Outcome.UNAVAILABLE));

        assertThat(Diagnostician.diagnose(silent).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(Diagnostician.diagnose(refusedAndUnclear).verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aKeyThatDiedMeanwhileLeavesOperationsOpenWhateverItsListSaid() {
        ProbeEvidence died = about().inside(Map.of(PermissionCategory.ITEMS, Outcome.REFUSED))
                .withReadOut(granting("Manage Sales"))
                .withClosing(REFUSED);

        says(line(died, Operation.RING_SALE), LineStatus.INCONCLUSIVE, Cause.KEY_REPLACED_DURING_CHECK);
    }

    @Test
    void whatTheLicenseTypeCannotHoldIsNotApplicableForOperationsToo() {
        ReportLine plant = line(about().inside(Map.of()).withReadOut(granting("Manage Sales")), Operation.PLANT);

        assertThat(plant.status()).isEqualTo(LineStatus.NOT_APPLICABLE);
        assertThat(plant.excludedBy()).isNotEmpty();
        assertThat(plant.evidence()).isEmpty();
    }

    @Test
    void anOperationThatIsALookRestsOnTheLook() {
        assertThat(line(about().inside(Map.of()), Operation.RECEIVE_TRANSFER).status())
                .isEqualTo(LineStatus.SUCCESS);
        says(
                line(
                        about().inside(Map.of(PermissionCategory.TRANSFERS, Outcome.UNAVAILABLE)),
                        Operation.RECEIVE_TRANSFER),
                LineStatus.INCONCLUSIVE,
                Cause.METRC_UNAVAILABLE);
    }
}
