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

                What to do:
                For the Metrc administrator:
                1. In Metrc in Colorado, at the license 402-00001, open Admin > Employees > emp-7 > Edit Employee,
                   check View Sales (Sales Menu), Manage Packages Inventory (Packages Page > Inventory), and press
                   Save Employee. Metrc's API calls them so; headings in parentheses are from POS vendors' help
                   pages.
                2. In Metrc in Colorado, check only what the work of emp-7 needs: a View box allows only looking,
                   the Manage box beside it allows changes.
                For the person who sets up the point of sale:
                1. Once this is checked for emp-7 in Metrc in Colorado (View Sales, Manage Packages Inventory),
                   check the key of emp-7 at the license 402-00001 again: a change takes effect at once, as one
                   vendor says.
                2. Only if Metrc in Colorado still refuses the key of emp-7 something: the key must be regenerated,
                   as another vendor says, which ends the old one at once in every program that uses it. If that
                   does not help either, this type of license may not hold such records.

                Category            Status          Note
                ------------------  --------------  -------------------------------------------------
                Facilities          Success
                Packages            Success
                Sales               Failure         needs View Sales or Manage Sales
                Lab results         Failure         needs View Packages and Manage Packages Inventory
                Transfer templates  Inconclusive    this server does not know the call
                Plants              Not applicable  no plants at this license
                Sales deliveries    Not applicable  no home delivery at this license
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

                What to do:
                For the person who sets up the point of sale:
                1. Check for the license 402-00001 that Colorado is the right server (the state, and production or
                   sandbox), and that the Vendor API Key and the master key were pasted whole.
                2. If the owner of the master key of 402-00001 in Colorado still works there, keep that person.
                   Otherwise choose somebody who works there to own it, best the license owner with all permissions.
                3. Enter what that person copies from Metrc in Colorado (avatar menu > API Keys > Current API Key)
                   as the master key of 402-00001. Only if that is refused, the person presses Generate there, which
                   ends the old key at once in every program that uses it, also as the person's own key and at other
                   licenses.
                For the point-of-sale vendor:
                1. Look in Metrc Connect whether the Vendor API Key that is used at the license 402-00001 is the
                   right one, active, and enabled for Colorado.

                Category    Status   Note
                ----------  -------  --------------------
                Facilities  Failure  the keys are refused
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
