package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.ReportFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ReportLine;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Whether a license has any of a role's main work. */
class RoleFitTest {

    private static final ReportLine SALE = ReportFixture.unproven(Operation.RING_SALE);
    private static final ReportLine NO_SALE = ReportFixture.notApplicable(Operation.RING_SALE, "CanSellToConsumers");
    private static final ReportLine NO_SALES_REPORT = ReportFixture.notApplicable(Operation.RING_SALE, "AdvancedSales");
    private static final ReportLine NO_HARVEST = ReportFixture.notApplicable(Operation.HARVEST, "CanGrowPlants");
    private static final ReportLine NO_PROCESSING =
            ReportFixture.notApplicable(Operation.START_PROCESSING, "CanRecordProcessingJobs");

    @Test
    void oneMainOperationIsEnough() {
        Role role = Role.named("A").mainlyDoes(Operation.RING_SALE, Operation.HARVEST);

        assertThat(RoleFit.of(role, List.of(SALE, NO_HARVEST))).isEmpty();
        assertThat(RoleFit.of(role, List.of(NO_SALE, NO_HARVEST))).containsExactly(Fact.MAIN_WORK_EXCLUDED);
    }

    @Test
    void whatIsRequiredAndNotTheMainWorkSavesNothing() {
        Role role = Role.named("A").mainlyDoes(Operation.HARVEST).does(Operation.RING_SALE);

        assertThat(RoleFit.of(role, List.of(SALE, NO_HARVEST))).containsExactly(Fact.MAIN_WORK_EXCLUDED);
    }

    @Test
    void aFlagWhoseMeaningIsInferredExcludesLikely() {
        Role role = Role.named("A").mainlyDoes(Operation.HARVEST, Operation.START_PROCESSING);

        assertThat(RoleFit.of(role, List.of(NO_HARVEST, NO_PROCESSING)))
                .containsExactly(Fact.MAIN_WORK_LIKELY_EXCLUDED);
    }

    @Test
    void aLicenseThatSellsAndReportsNoSalesIsACaseOfItsOwn() {
        Role cashier = Role.named("A").mainlyDoes(Operation.RING_SALE);

        assertThat(RoleFit.of(cashier, List.of(NO_SALES_REPORT)))
                .containsExactlyInAnyOrder(Fact.MAIN_WORK_EXCLUDED, Fact.NO_SALES_REPORTS);
    }

    @Test
    void whoMayDoOtherMainWorkIsNotHeldUpByReportsOfSales() {
        Role manager = Role.named("A").mainlyDoes(Operation.RING_SALE, Operation.ADJUST_PACKAGE);

        assertThat(RoleFit.of(manager, List.of(NO_SALES_REPORT, ReportFixture.unproven(Operation.ADJUST_PACKAGE))))
                .isEmpty();
    }

    @Test
    void theMainWorkOfARoleThatOnlyLooksIsWhatItHasToLookAt() {
        Role auditor = Role.named("A").looksAt(PermissionCategory.HARVESTS);
        ReportLine list = ReportFixture.success(PermissionCategory.FACILITIES);
        ReportLine noHarvests = ReportFixture.notApplicable(PermissionCategory.HARVESTS, "CanGrowPlants");
        ReportLine helpful =
                ReportFixture.needed(Role.Need.HELPFUL, ReportFixture.success(PermissionCategory.PACKAGES));

        assertThat(RoleFit.of(auditor, List.of(list, helpful, noHarvests))).containsExactly(Fact.MAIN_WORK_EXCLUDED);
        assertThat(RoleFit.of(auditor, List.of(list, ReportFixture.success(PermissionCategory.HARVESTS))))
                .isEmpty();
    }

    @Test
    void aLookThatThisServerDoesNotKnowStopsOnlyWhoDoesNothingElse() {
        ReportLine unknown =
                ReportFixture.because(PermissionCategory.TAGS, ReportLine.Status.INCONCLUSIVE, Cause.UNSUPPORTED_HERE);

        assertThat(RoleFit.of(Role.named("A").looksAt(PermissionCategory.TAGS), List.of(unknown)))
                .containsExactly(Fact.OPERATION_UNSUPPORTED);
        assertThat(RoleFit.of(Role.named("B").mainlyDoes(Operation.RING_SALE), List.of(unknown, SALE)))
                .isEmpty();
    }

    @Test
    void anOperationThatThisServerDoesNotKnowCountsIfItIsRequired() {
        ReportLine unknown = ReportFixture.operation(
                Operation.RECEIVE_TRANSFER, ReportLine.Status.INCONCLUSIVE, Optional.of(Cause.UNSUPPORTED_HERE));
        Role clerk = Role.named("A").mainlyDoes(Operation.RING_SALE).does(Operation.RECEIVE_TRANSFER);

        assertThat(RoleFit.of(clerk, List.of(SALE, unknown))).containsExactly(Fact.OPERATION_UNSUPPORTED);
        assertThat(RoleFit.of(clerk, List.of(SALE, ReportFixture.needed(Role.Need.HELPFUL, unknown))))
                .isEmpty();
    }
}
