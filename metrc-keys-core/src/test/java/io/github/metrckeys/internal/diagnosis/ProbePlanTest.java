package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Provenance;
import io.github.metrckeys.fixture.EvidenceFixture;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProbePlanTest {

    @Test
    void everyPartButTheListOfFacilitiesHasAStepInTheOrderOfTheCategories() {
        List<PermissionCategory> parts = Arrays.asList(PermissionCategory.values());

        assertThat(ProbePlan.of(EvidenceFixture.shop()).steps())
                .extracting(ProbePlan.Step::category)
                .containsExactlyElementsOf(parts.subList(1, parts.size()))
                .doesNotContain(PermissionCategory.FACILITIES);
    }

    @Test
    void aShopIsNotAskedForWhatItsTypeCannotHold() {
        assertThat(ProbePlan.of(EvidenceFixture.shop()).calls())
                .extracting(ProbePlan.Step::category)
                .containsExactly(
                        PermissionCategory.PACKAGES,
                        PermissionCategory.TRANSFERS,
                        PermissionCategory.TRANSFER_TEMPLATES,
                        PermissionCategory.SALES,
                        PermissionCategory.ITEMS,
                        PermissionCategory.LOCATIONS,
                        PermissionCategory.STRAINS,
                        PermissionCategory.TAGS,
                        PermissionCategory.EMPLOYEES,
                        PermissionCategory.TRANSPORTERS,
                        PermissionCategory.LAB_RESULTS);
    }

    @Test
    void anExcludedStepNamesTheFlagsOfWhichOneWouldHaveToBeTrue() {
        assertThat(step(PermissionCategory.PLANTS, EvidenceFixture.shop().flags())
                        .excludedBy())
                .containsExactly(FacilityFlag.of("CanGrowPlants"));
        assertThat(step(
                                PermissionCategory.SALES_DELIVERIES,
                                EvidenceFixture.shop().flags())
                        .excludedBy())
                .containsExactly(
                        FacilityFlag.of("CanDeliverSalesToConsumers"), FacilityFlag.of("CanDeliverSalesToPatients"));
    }

    @Test
    void oneTrueFlagOfAGroupIsEnough() {
        FacilityFlags flags = EvidenceFixture.flags(flag -> flag.name().equals("CanSellToPatients"));

        assertThat(step(PermissionCategory.SALES, flags).applicable()).isTrue();
    }

    @Test
    void unknownFlagsExcludeNothing() {
        FacilityProfile unknown = EvidenceFixture.profile(FacilityFlags.UNKNOWN, Optional.empty());

        assertThat(ProbePlan.of(unknown).calls())
                .isEqualTo(ProbePlan.of(unknown).steps());
    }

    @Test
    void aGroupWithAnUnknownFlagExcludesNothing() {
        FacilityFlags flags = new FacilityFlags(Map.of(
                FacilityFlag.of("CanSellToConsumers"), false,
                FacilityFlag.of("CanSellToPatients"), false,
                FacilityFlag.of("CanSellToCaregivers"), false));

        assertThat(step(PermissionCategory.SALES, flags).applicable()).isTrue();
    }

    @Test
    void aRuleThatIsOnlyInferredExcludesToo() {
        ProbePlan.Step patients =
                step(PermissionCategory.PATIENTS, EvidenceFixture.shop().flags());

        assertThat(patients.endpoint().facility().provenance()).isEqualTo(Provenance.INFERRED);
        assertThat(patients.applicable()).isFalse();
    }

    @Test
    void whereEveryFlagIsTrueEverythingIsAsked() {
        FacilityProfile all = EvidenceFixture.profile(EvidenceFixture.flags(flag -> true), Optional.empty());

        assertThat(ProbePlan.of(all).calls()).hasSize(PermissionCategory.values().length - 1);
    }

    private static ProbePlan.Step step(PermissionCategory category, FacilityFlags flags) {
        return ProbePlan.of(EvidenceFixture.profile(flags, Optional.empty())).steps().stream()
                .filter(step -> step.category() == category)
                .findFirst()
                .orElseThrow();
    }
}
