package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Access;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.ReportFixture;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ValidationReportTest {

    private static final ReportLine SALES = ReportFixture.failure(PermissionCategory.SALES);
    private static final ValidationReport REPORT = ReportFixture.of(
            ReportFixture.EMPLOYEE,
            new ValidationReport.Diagnosis(
                    Verdict.PERMISSIONS_MISSING,
                    Optional.of(Cause.PERMISSION_MISSING),
                    List.of(ReportFixture.success(PermissionCategory.FACILITIES), SALES),
                    List.of(ReportFixture.grant("View Sales"))));

    @Test
    void tellsWhatItsDiagnosisTells() {
        assertThat(REPORT.verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
        assertThat(REPORT.cause()).contains(Cause.PERMISSION_MISSING);
        assertThat(REPORT.lines()).hasSize(2);
        assertThat(REPORT.remedies()).containsExactly(ReportFixture.grant("View Sales"));
    }

    @Test
    void aLineIsFoundByItsCategory() {
        assertThat(REPORT.line(PermissionCategory.SALES)).contains(SALES);
        assertThat(REPORT.line(PermissionCategory.PLANTS)).isEmpty();
    }

    @Test
    void aLineAboutLookingIsNotTakenForOneAboutAnOperation() {
        ReportLine ring = ReportFixture.unproven(Operation.RING_SALE);
        ValidationReport report = ReportFixture.of(
                ReportFixture.EMPLOYEE,
                new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), List.of(ring, SALES), List.of()));

        assertThat(report.line(PermissionCategory.SALES)).contains(SALES);
        assertThat(report.line(Operation.RING_SALE)).contains(ring);
        assertThat(report.line(Operation.VOID_SALE)).isEmpty();
    }

    @Test
    void unprovenAreTheRequiredLinesOfThatStatus() {
        ReportLine ring = ReportFixture.unproven(Operation.RING_SALE);
        ValidationReport report = ReportFixture.of(
                ReportFixture.EMPLOYEE,
                new ValidationReport.Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        List.of(
                                SALES,
                                ring,
                                ReportFixture.needed(Role.Need.HELPFUL, ReportFixture.unproven(Operation.VOID_SALE))),
                        List.of()));

        assertThat(report.unproven()).containsExactly(ring);
    }

    @Test
    void theTypeOfTheLicenseIsOneOfItsFindings() {
        assertThat(REPORT.licenseType()).contains("Retail Store");
        assertThat(ValidationReport.Findings.NONE.licenseType()).isEmpty();
    }

    @Test
    void aLineTellsWhatItsCallDoesAndNeeds() {
        assertThat(SALES.access()).isEqualTo(Access.READ);
        assertThat(SALES.requiredPermissions())
                .isEqualTo(PermissionCategory.SALES.readEndpoint().permissions());
    }

    @Test
    void aRemedyTellsWhoActs() {
        assertThat(ReportFixture.grant("View Sales").who()).isEqualTo(Remedy.Responsible.METRC_ADMIN);
        assertThat(Remedy.of(Remedy.Code.RENEW_USER_KEY).who()).isEqualTo(Remedy.Responsible.EMPLOYEE);
    }
}
