package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.fixture.ReportFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.ValidationReport.Findings.Holder;
import io.github.metrckeys.report.ValidationReport.Findings.MasterKey;
import io.github.metrckeys.report.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What counts beside the lines: whose key Metrc lists it as, the master key, and lines of earlier checks. */
class BesideTheLinesTest {

    private static final FacilityProfile SHOP = EvidenceFixture.shop();
    private static final Role CASHIER = Role.named("CASHIER").mainlyDoes(Operation.RING_SALE);
    private static final Holder BEA = new Holder("E-1004", Optional.of("Bea Bud"), Optional.of("Vic View"));

    @Test
    void aKeyThatMetrcListsUnderSomebodyElseIsNotVerifiedHoweverMuchIsProven() {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(good(CASHIER).withHolder(Optional.of(BEA)));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(diagnosis.cause()).contains(Cause.KEY_OF_ANOTHER);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(Remedy.Code.USE_OWN_KEY));
    }

    @Test
    void aDeadMasterKeyIsReplacedAndTheKeyBesideItIsAsGoodAsBefore() {
        ValidationReport.Diagnosis diagnosis =
                Diagnostician.diagnose(good(CASHIER).withMasterKey(MasterKey.REFUSED));

        assertThat(diagnosis.verdict()).isEqualTo(Verdict.ALL_GOOD);
        assertThat(diagnosis.remedies()).containsExactly(Remedy.of(Remedy.Code.RENEW_MASTER_KEY));
    }

    @Test
    void aPersonsKeyThatIsTheMasterKeyIsNotVerifiedForARole() {
        ProbeEvidence evidence = good(CASHIER).withMasterKey(MasterKey.SAME_KEY);

        assertThat(Diagnostician.diagnose(evidence).cause()).contains(Cause.KEY_OF_ANOTHER);
        assertThat(Diagnostician.diagnose(evidence).verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(Diagnostician.diagnose(EvidenceFixture.of(EvidenceFixture.about(EvidenceFixture.EMPLOYEE), evidence))
                        .verdict())
                .isEqualTo(Verdict.ALL_GOOD);
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"REFUSED", "SAME_KEY"})
    void anyOtherMasterKeyNeedsNothing(MasterKey masterKey) {
        assertThat(Diagnostician.diagnose(good(CASHIER).withMasterKey(masterKey))
                        .remedies())
                .isEmpty();
    }

    @Test
    void linesOfEarlierChecksAreJudgedByTheSameRule() {
        List<ReportLine> sale =
                List.of(ReportFixture.operation(Operation.RING_SALE, ReportLine.Status.SUCCESS, Optional.empty()));
        List<ReportLine> open = List.of(ReportFixture.unproven(Operation.RING_SALE));

        assertThat(judged(Optional.of(CASHIER), sale, ValidationReport.Findings.NONE))
                .isEqualTo(Verdict.ALL_GOOD);
        assertThat(judged(Optional.of(CASHIER), open, ValidationReport.Findings.NONE))
                .isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(judged(Optional.empty(), open, ValidationReport.Findings.NONE))
                .isEqualTo(Verdict.ALL_GOOD);
        assertThat(judged(Optional.of(CASHIER), sale, ofAnother())).isEqualTo(Verdict.NOT_VERIFIED);
    }

    @Test
    void aMasterKeyThatReadTheListForItselfHasManageEmployees() {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(EvidenceFixture.of(
                EvidenceFixture.about(EvidenceFixture.MASTER),
                good(Role.MASTER_KEY_OWNER)
                        .withPermissionList(EvidenceFixture.permissionList(
                                EvidenceFixture.allPermissionsBut("Manage Employees")))));

        ReportLine list = line(diagnosis, Operation.READ_PERMISSIONS);
        assertThat(list.status()).isEqualTo(ReportLine.Status.SUCCESS);
        assertThat(list.evidence())
                .contains(Evidence.observed(Operation.READ_PERMISSIONS.endpoint(), OptionalInt.of(200)));
    }

    @Test
    void aMasterKeyThatIsRefusedTheListLacksManageEmployees() {
        ProbeEvidence evidence =
                opened(Role.MASTER_KEY_OWNER).withListRefusedToKey(true).withClosing(EvidenceFixture.listed(SHOP));
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(evidence);

        assertThat(line(diagnosis, Operation.READ_PERMISSIONS).cause()).contains(Cause.PERMISSION_MISSING);
        assertThat(diagnosis.verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
        assertThat(diagnosis.remedies())
                .contains(new Remedy(Remedy.Code.GRANT_PERMISSION, List.of(Permission.of("Manage Employees"))));
    }

    @Test
    void aRefusedListNeedsTheClosingCheckAsARefusedLookDoes() {
        assertThat(opened(Role.MASTER_KEY_OWNER).withListRefusedToKey(true).needsClosing())
                .isTrue();
        assertThat(opened(Role.MASTER_KEY_OWNER).needsClosing()).isFalse();
    }

    @Test
    void aRefusedListSaysNothingIfTheRoleDoesNotNeedItOrTheNumberMayBeWrong() {
        ProbeEvidence refused = opened(Role.MASTER_KEY_OWNER).withListRefusedToKey(true);

        assertThat(opened(CASHIER).withListRefusedToKey(true).ownList()).isEmpty();
        assertThat(EvidenceFixture.of(about(Role.MASTER_KEY_OWNER, true, true), refused)
                        .ownList())
                .isEmpty();
        assertThat(EvidenceFixture.of(about(Role.MASTER_KEY_OWNER, false, false), refused)
                        .ownList())
                .isEmpty();
        assertThat(refused.ownList()).isPresent();
    }

    private static Verdict judged(Optional<Role> role, List<ReportLine> lines, ValidationReport.Findings findings) {
        return Diagnostician.diagnose(role, lines, findings).verdict();
    }

    private static ValidationReport.Findings ofAnother() {
        ValidationReport.Findings none = ValidationReport.Findings.NONE;
        return new ValidationReport.Findings(
                none.licenseType(),
                none.flags(),
                none.licenses(),
                none.permissionList(),
                none.acceptedAt(),
                Optional.of(BEA),
                none.masterKey());
    }

    private static ProbeCase about(Role role, boolean employeeGiven, boolean looksTried) {
        ProbeCase full = EvidenceFixture.forRole(role);
        return new ProbeCase(
                full.subject(),
                full.facility(),
                full.role(),
                full.circumstances(),
                full.successes(),
                full.oddShape(),
                employeeGiven,
                looksTried,
                full.today());
    }

    /** Every look succeeded, and there is no list. */
    private static ProbeEvidence opened(Role role) {
        return EvidenceFixture.complete(
                EvidenceFixture.forRole(role), SHOP, EvidenceFixture.outcomes(SHOP, step -> Outcome.SUCCEEDED));
    }

    /** Every look succeeded, and another key read the list, which has everything. */
    private static ProbeEvidence good(Role role) {
        return opened(role).withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissions()));
    }

    private static ReportLine line(ValidationReport.Diagnosis diagnosis, Operation operation) {
        return diagnosis.lines().stream()
                .filter(line -> line.operation().equals(Optional.of(operation)))
                .findFirst()
                .orElseThrow();
    }
}
