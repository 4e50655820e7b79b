package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.fixture.ReportFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextReportTest {

    @Test
    void aKeyWithMissingPermissionsIsLaidOutLineByLineWithWhatToDo() {
        ValidationReport report = ReportFixture.of(
                ReportFixture.EMPLOYEE,
                new ValidationReport.Diagnosis(
                        Verdict.PERMISSIONS_MISSING,
                        Optional.of(Cause.PERMISSION_MISSING),
                        List.of(
                                ReportFixture.success(PermissionCategory.FACILITIES),
                                ReportFixture.success(PermissionCategory.PACKAGES),
                                ReportFixture.failure(PermissionCategory.SALES),
                                ReportFixture.failure(PermissionCategory.LAB_RESULTS),
                                ReportFixture.because(
                                        PermissionCategory.TRANSFER_TEMPLATES,
                                        ReportLine.Status.INCONCLUSIVE,
                                        Cause.UNSUPPORTED_HERE),
                                ReportFixture.notApplicable(PermissionCategory.PLANTS, "CanGrowPlants"),
                                ReportFixture.notApplicable(
                                        PermissionCategory.SALES_DELIVERIES,
                                        "CanDeliverSalesToConsumers",
                                        "CanDeliverSalesToPatients")),
                        List.of(ReportFixture.grant("View Sales", "Manage Packages Inventory"))));

        assertThat(ReportFormat.TEXT.render(report)).isEqualTo("""
                Validating key for: emp-7
                402-00001, Retail Store, Colorado
                The key of emp-7 works at 402-00001, but it lacks View Sales, Manage Packages Inventory.

                Category            Status          Note
                ------------------  --------------  ----------------------------------------------------------------
                Facilities          Success
                Packages            Success
                Sales               Failure         needs View Sales or Manage Sales
                Lab results         Failure         needs View Packages and Manage Packages Inventory
                Transfer templates  Inconclusive    this server does not know the call
                Plants              Not applicable  this type of license does not have CanGrowPlants
                Sales deliveries    Not applicable  this type of license has none of CanDeliverSalesToConsumers,
                                                    CanDeliverSalesToPatients

                Permissions were not read.

                What to do:
                - If the work needs it, check for the user of this key at 402-00001 in Metrc (Admin > Employees):
                  View Sales, Manage Packages Inventory. A View permission allows only looking; to change things,
                  check the Manage permission beside it. If one is checked already and Metrc still refuses, this
                  type of license may not hold such records, or the key must be regenerated (as one vendor says).
                  (the Metrc administrator)
                """);
    }

    @Test
    void aMasterKeyThatIsRefusedIsOneLineAndItsRemedies() {
        ValidationReport report = new ValidationReport(
                ReportFixture.MASTER,
                ReportFixture.SHOP,
                Optional.empty(),
                ValidationReport.Findings.NONE,
                new ValidationReport.Diagnosis(
                        Verdict.KEY_REFUSED,
                        Optional.of(Cause.KEY_PAIR_REJECTED),
                        List.of(ReportFixture.because(
                                PermissionCategory.FACILITIES, ReportLine.Status.FAILURE, Cause.KEY_PAIR_REJECTED)),
                        List.of(
                                Remedy.of(Remedy.Code.CHECK_KEY_PAIR),
                                Remedy.of(Remedy.Code.RENEW_MASTER_KEY),
                                Remedy.of(Remedy.Code.CHECK_VENDOR_KEY))),
                Instant.EPOCH,
                Duration.ZERO,
                1);

        assertThat(ReportFormat.TEXT.render(report)).isEqualTo("""
                Validating key for: Master Key
                402-00001, Colorado
                Metrc in Colorado refuses the master key together with the vendor key; nothing shows which of the
                two it means.

                Category    Status   Note
                ----------  -------  --------------------
                Facilities  Failure  the keys are refused

                What to do:
                - Check that Colorado is the right server (the state, and production or sandbox) and that both keys
                  were pasted whole. (the person who sets up the point of sale)
                - Enter a new master key for 402-00001. If the person who owned the old one has left, use another
                  person's key. Otherwise use that person's current key; a new one ends the old one at once in all
                  software, also as the person's own key and at other licenses. (the person who sets up the point of
                  sale)
                - Check the vendor key in Metrc Connect: whether it is the right one, active, and enabled for
                  Colorado. (the point-of-sale vendor)
                """);
    }

    @Test
    void whereAllIsGoodThereIsNothingToDo() {
        ValidationReport report = ReportFixture.of(
                ReportFixture.EMPLOYEE,
                new ValidationReport.Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        List.of(ReportFixture.success(PermissionCategory.FACILITIES)),
                        List.of()));

        assertThat(ReportFormat.TEXT.render(report)).isEqualTo("""
                Validating key for: emp-7
                402-00001, Retail Store, Colorado
                The key of emp-7 works at 402-00001; nothing that was checked is missing.

                Category    Status   Note
                ----------  -------  ----
                Facilities  Success
                """);
    }
}
