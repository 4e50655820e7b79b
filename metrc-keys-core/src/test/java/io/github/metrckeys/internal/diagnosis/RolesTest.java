package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a verdict for a role rests on. */
class RolesTest {

    private static final FacilityProfile SHOP = EvidenceFixture.shop();
    private static final Role CASHIER = Role.named("CASHIER")
            .looksAt(PermissionCategory.SALES)
            .optionallyLooksAt(PermissionCategory.TAGS)
            .does(Operation.RING_SALE)
            .optionallyDoes(Operation.ADJUST_PACKAGE);

    @Test
    void everyLineHasTheNeedOfTheRole() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(refused(CASHIER));
        Map<PermissionCategory, Role.Need> looks = new EnumMap<>(PermissionCategory.class);
        Map<Operation, Role.Need> operations = new EnumMap<>(Operation.class);
        for (ReportLine line : diagnosis.lines()) {
            line.operation()
                    .ifPresentOrElse(
                            operation -> operations.put(operation, line.need()),
                            () -> looks.put(line.category(), line.need()));
        }

        assertThat(looks)
                .containsEntry(PermissionCategory.FACILITIES, Role.Need.REQUIRED)
                .containsEntry(PermissionCategory.SALES, Role.Need.REQUIRED)
                .containsEntry(PermissionCategory.TAGS, Role.Need.HELPFUL)
                .containsEntry(PermissionCategory.ITEMS, Role.Need.NOT_NEEDED);
        assertThat(operations)
                .containsEntry(Operation.RING_SALE, Role.Need.REQUIRED)
                .containsEntry(Operation.ADJUST_PACKAGE, Role.Need.HELPFUL)
                .containsEntry(Operation.CREATE_ITEM, Role.Need.NOT_NEEDED);
    }

    @Test
    void aLineThatTheRoleDoesNotNeedSpoilsNoVerdict() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(refused(CASHIER, PermissionCategory.ITEMS)
                .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Items"))));

        assertThat(line(diagnosis, PermissionCategory.ITEMS).cause()).contains(Cause.PERMISSION_MISSING);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
        assertThat(diagnosis.remedies()).extracting(Remedy::code).doesNotContain(Remedy.Code.GRANT_PERMISSION);
    }

    @Test
    void aLineThatIsOnlyHelpfulSpoilsNoVerdict() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(refused(CASHIER, PermissionCategory.TAGS)
                .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Tags"))));

        assertThat(line(diagnosis, PermissionCategory.TAGS).cause()).contains(Cause.PERMISSION_MISSING);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"THROTTLED", "UNAVAILABLE", "UNEXPECTED"})
    void anOutageWhereTheRoleDoesNotLookSpoilsNoVerdict(Outcome outcome) {
        Map<PermissionCategory, Outcome> outcomes = but(Map.of(PermissionCategory.TAGS, outcome));

        assertThat(Diagnostician.diagnose(EvidenceFixture.complete(EvidenceFixture.forRole(CASHIER), SHOP, outcomes)
                                .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())))
                        .verdict())
                .isEqualTo(Verdict.ALL_GOOD);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {"THROTTLED", "UNAVAILABLE", "UNEXPECTED"})
    void anOutageWhereTheRoleHasToLookLeavesNoVerdict(Outcome outcome) {
        Map<PermissionCategory, Outcome> outcomes = but(Map.of(PermissionCategory.SALES, outcome));

        assertThat(Diagnostician.diagnose(EvidenceFixture.complete(EvidenceFixture.forRole(CASHIER), SHOP, outcomes))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void whatARoleHasToDoAndLooksAtIsGrantedByOnePermission() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(refused(CASHIER, PermissionCategory.SALES));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
        assertThat(diagnosis.remedies()).containsExactly(grant("Manage Sales"));
    }

    @Test
    void aRoleThatOnlyLooksIsGrantedTheLeast() {
        Role auditor = Role.named("AUDITOR").looksAt(PermissionCategory.SALES).optionallyDoes(Operation.RING_SALE);

        assertThat(Diagnostician.diagnose(refused(auditor, PermissionCategory.SALES))
                        .remedies())
                .containsExactly(grant("View Sales"));
    }

    @Test
    void onlyWhatIsRequiredIsNamed() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                refused(CASHIER, PermissionCategory.SALES, PermissionCategory.TAGS, PermissionCategory.ITEMS));

        assertThat(diagnosis.remedies()).containsExactly(grant("Manage Sales"));
    }

    /** Each role of a shop, and each permission without which it cannot do all that it has to. */
    static Stream<Arguments> permissionsThatRolesNeed() {
        return Stream.of(Role.BUDTENDER, Role.INVENTORY_CLERK, Role.MANAGER)
                .flatMap(role -> requiredLines(role).stream()
                        .flatMap(line -> line.requiredPermissions().permissions().stream()
                                .filter(permission -> !line.requiredPermissions()
                                        .allows(EvidenceFixture.allPermissionsBut(permission.name()))))
                        .distinct()
                        .map(permission -> Arguments.of(role, permission)));
    }

    @ParameterizedTest
    @MethodSource("permissionsThatRolesNeed")
    void aPermissionThatARoleLacksIsNamedInMetrcsWords(Role role, Permission permission) {
        Set<Permission> granted = EvidenceFixture.allPermissionsBut(permission.name());
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                EvidenceFixture.complete(EvidenceFixture.forRole(role), SHOP, EvidenceFixture.outcomes(SHOP, granted))
                        .withPermissionList(EvidenceFixture.permissionList(granted)));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
        assertThat(diagnosis.remedies()).containsExactly(grant(permission.name()));
    }

    @Test
    void aRoleOfWhichSomethingIsNotProvenHasThePermissionsRead() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(refused(CASHIER));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(diagnosis.cause()).contains(Cause.NOT_PROVEN);
        assertThat(line(diagnosis, Operation.RING_SALE).status()).isEqualTo(ReportLine.Status.UNPROVEN);
        assertThat(diagnosis.remedies())
                .containsExactly(check("Manage Sales"), Remedy.of(Remedy.Code.READ_PERMISSIONS_OUT));
    }

    @Test
    void permissionsThatWereReadAreNotAskedForAgain() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                refused(CASHIER).withPermissionList(EvidenceFixture.permissionList("Sales Receipts Writer")));

        assertThat(line(diagnosis, Operation.RING_SALE).status()).isEqualTo(ReportLine.Status.UNPROVEN);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(diagnosis.remedies()).containsExactly(check("Manage Sales"));
    }

    @Test
    void aRoleOfWhichEverythingIsProvenNeedsNothing() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                refused(CASHIER).withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
        assertThat(diagnosis.remedies()).isEmpty();
    }

    @Test
    void whatOnlyHelpsNeedsNoProof() {
        Role helper = Role.named("HELPER").optionallyDoes(Operation.RING_SALE);

        assertThat(Diagnostician.diagnose(refused(helper)).remedies()).isEmpty();
    }

    @Test
    void withoutARoleNobodyIsAskedToReadPermissionsOut() {
        assertThat(Diagnostician.diagnose(EvidenceFixture.complete(SHOP, but(Map.of())))
                        .remedies())
                .isEmpty();
    }

    @Test
    void whatTheTypeOfTheLicenseExcludesNoRoleNeedsThere() {
        Role gardener = Role.named("GARDENER").does(Operation.HARVEST, Operation.RING_SALE);
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                refused(gardener).withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())));

        assertThat(line(diagnosis, Operation.HARVEST).status()).isEqualTo(ReportLine.Status.NOT_APPLICABLE);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
    }

    @Test
    void aRoleWhoseMainWorkTheTypeOfTheLicenseExcludesDoesNotFit() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(refused(Role.CULTIVATOR)
                .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ROLE_DOES_NOT_FIT);
        assertThat(diagnosis.cause()).contains(Cause.LICENSE_TYPE_EXCLUDES);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(Remedy.Code.CHOOSE_LICENSE_OR_ROLE));
    }

    @Test
    void aMissingPermissionIsNoNewsIfTheRoleDoesNotFit() {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(refused(Role.CULTIVATOR, PermissionCategory.LOCATIONS));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ROLE_DOES_NOT_FIT);
        assertThat(diagnosis.remedies()).extracting(Remedy::code).containsOnly(Remedy.Code.CHOOSE_LICENSE_OR_ROLE);
    }

    @Test
    void aFlagWhoseMeaningIsInferredRulesOutNothingForCertain() {
        Role processor = Role.named("PROCESSING_ONLY").does(Operation.START_PROCESSING);
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(refused(processor));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(diagnosis.cause()).contains(Cause.LICENSE_TYPE_EXCLUDES);
    }

    @Test
    void aLookThatIsRefusedAlthoughGrantedLeavesNoVerdictForTheRoleThatNeedsIt() {
        Role auditor = Role.named("AUDITOR").looksAt(PermissionCategory.TAGS);
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(refused(auditor, PermissionCategory.TAGS)
                .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(diagnosis.cause()).contains(Cause.REFUSED_DESPITE_PERMISSION);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(Remedy.Code.CHECK_AGAIN_THEN_RENEW));
    }

    @Test
    void anOperationThatTheServerDoesNotKnowIsNotVerified() {
        Role receiver = Role.named("RECEIVER").does(Operation.RECEIVE_TRANSFER);
        Map<PermissionCategory, Outcome> outcomes = but(Map.of(PermissionCategory.TRANSFERS, Outcome.NOT_FOUND));
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(EvidenceFixture.complete(EvidenceFixture.forRole(receiver), SHOP, outcomes));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(diagnosis.cause()).contains(Cause.UNSUPPORTED_HERE);
    }

    @Test
    void aShiftBeginsWithoutALookAtAnyPart() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(loginOnly(PermissionList.NOT_ASKED));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(diagnosis.lines())
                .filteredOn(line -> line.category() != PermissionCategory.FACILITIES)
                .extracting(ReportLine::status)
                .containsOnly(ReportLine.Status.UNPROVEN, ReportLine.Status.NOT_APPLICABLE);
    }

    @Test
    void atLoginWhatThePermissionListDeclaresSucceedsAndWhatItLacksFails() {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(loginOnly(EvidenceFixture.permissionList("Manage Sales")));

        assertThat(line(diagnosis, PermissionCategory.SALES).status()).isEqualTo(ReportLine.Status.SUCCESS);
        assertThat(line(diagnosis, Operation.RING_SALE).status()).isEqualTo(ReportLine.Status.SUCCESS);
        assertThat(line(diagnosis, PermissionCategory.TAGS).cause()).contains(Cause.PERMISSION_MISSING);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
    }

    @Test
    void atLoginWhatThePermissionListDoesNotSayIsUnproven() {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(loginOnly(EvidenceFixture.permissionList("Sales Receipts Writer")));

        assertThat(line(diagnosis, PermissionCategory.SALES).status()).isEqualTo(ReportLine.Status.UNPROVEN);
        assertThat(line(diagnosis, Operation.RING_SALE).status()).isEqualTo(ReportLine.Status.UNPROVEN);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
    }

    @Test
    void atLoginARoleThatLacksAPermissionIsToldSo() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(
                loginOnly(EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Sales"))));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
        assertThat(diagnosis.remedies()).containsExactly(grant("Manage Sales"));
        assertThat(line(diagnosis, Operation.RING_SALE).status()).isEqualTo(ReportLine.Status.FAILURE);
        assertThat(line(diagnosis, PermissionCategory.SALES).status()).isEqualTo(ReportLine.Status.SUCCESS);
    }

    @Test
    void atLoginALicenseIsNotOverForItsDate() {
        ProbeEvidence evidence = ProbeEvidence.opened(
                EvidenceFixture.atLogin(Optional.empty()),
                EvidenceFixture.listed(EvidenceFixture.shopUntil(Optional.of(EvidenceFixture.TODAY.minusDays(1)))));

        assertThat(Diagnostician.diagnose(evidence).verdict()).isEqualTo(Verdict.ALL_GOOD);
    }

    private static ProbeEvidence loginOnly(PermissionList permissionList) {
        return ProbeEvidence.opened(EvidenceFixture.atLogin(Optional.of(CASHIER)), EvidenceFixture.listed(SHOP))
                .withPermissionList(permissionList);
    }

    /** Every look succeeded but these. */
    private static ProbeEvidence refused(Role role, PermissionCategory... refused) {
        Map<PermissionCategory, Outcome> exceptions = new EnumMap<>(PermissionCategory.class);
        List.of(refused).forEach(category -> exceptions.put(category, Outcome.REFUSED));
        return EvidenceFixture.complete(EvidenceFixture.forRole(role), SHOP, but(exceptions));
    }

    private static Map<PermissionCategory, Outcome> but(Map<PermissionCategory, Outcome> exceptions) {
        return EvidenceFixture.outcomes(SHOP, step -> exceptions.getOrDefault(step.category(), Outcome.SUCCEEDED));
    }

    private static List<ReportLine> requiredLines(Role role) {
        return Diagnostician.diagnose(refused(role)).lines().stream()
                .filter(line -> line.need() == Role.Need.REQUIRED && line.status() != ReportLine.Status.NOT_APPLICABLE)
                .toList();
    }

    private static Remedy grant(String... permissions) {
        return new Remedy(
                Remedy.Code.GRANT_PERMISSION,
                Stream.of(permissions).map(Permission::of).toList());
    }

    private static Remedy check(String permission) {
        return new Remedy(Remedy.Code.CHECK_PERMISSION, List.of(Permission.of(permission)));
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
}
