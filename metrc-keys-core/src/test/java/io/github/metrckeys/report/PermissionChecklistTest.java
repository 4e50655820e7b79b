package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PermissionChecklistTest {

    private static final Role LOOKER = Role.named("LOOKER").looksAt(PermissionCategory.SALES);

    private static PermissionChecklist at(String licenseType, Role role) {
        return PermissionChecklist.of(role, FacilityFlags.ofLicenseType(licenseType), licenseType);
    }

    @Test
    void whereOneIsEnoughWhoOnlyLooksGetsTheBoxToLook() {
        assertThat(at("Retail Store", LOOKER).boxes())
                .extracting(box -> box.permission().name(), PermissionChecklist.Box::need)
                .containsExactly(tuple("View Sales", Role.Need.REQUIRED));
    }

    @Test
    void theBoxToManageServesForLookingIfTheWorkNeedsItAnyway() {
        PermissionChecklist checklist = at(
                "Retail Store",
                Role.named("TAGGER").looksAt(PermissionCategory.EMPLOYEES).does(Operation.READ_PERMISSIONS));

        assertThat(checklist.boxes())
                .singleElement()
                .satisfies(box -> assertThat(box.permission()).isEqualTo(Permission.of("Manage Employees")))
                .satisfies(box -> assertThat(box.uses())
                        .extracting(PermissionChecklist.Use::operation)
                        .containsExactly(Optional.empty(), Optional.of(Operation.READ_PERMISSIONS)));
    }

    @Test
    void aBoxThatOnlyHelpfulWorkNeedsIsHelpful() {
        Role role = Role.named("CLERK")
                .looksAt(PermissionCategory.EMPLOYEES)
                .optionallyDoes(Operation.READ_PERMISSIONS, Operation.CREATE_ITEM);

        assertThat(at("Retail Store", role).boxes())
                .extracting(box -> box.permission().name() + " " + box.need())
                .containsExactly("View Employees REQUIRED", "Manage Items HELPFUL", "Manage Employees HELPFUL");
    }

    @Test
    void workThatTheLicenseExcludesNeedsNoBoxAndIsListedApart() {
        PermissionChecklist checklist =
                at("Retail Store", LOOKER.looksAt(PermissionCategory.PLANTS).looksAt(PermissionCategory.PATIENTS));

        assertThat(checklist.boxes()).extracting(box -> box.permission().name()).containsExactly("View Sales");
        assertThat(checklist.excluded())
                .extracting(excluded -> excluded.use().category() + " " + excluded.flags() + " " + excluded.certain())
                .containsExactlyInAnyOrder("PLANTS [CanGrowPlants] true", "PATIENTS [CanHaveMemberPatients] false");
    }

    @Test
    void whatIsUnknownExcludesNothing() {
        assertThat(PermissionChecklist.of(Role.MASTER_KEY_OWNER, FacilityFlags.UNKNOWN)
                        .excluded())
                .isEmpty();
    }

    @Test
    void aRoleWhoseMainWorkTheLicenseExcludesDoesNotFit() {
        assertThat(at("Retail Cultivation", Role.BUDTENDER).fits()).isFalse();
        assertThat(at("Retail Store", Role.BUDTENDER).fits()).isTrue();
        assertThat(at("Retail Cultivation", LOOKER).fits()).isFalse();
        assertThat(at("Retail Store", Role.named("NOBODY")).fits()).isTrue();
    }

    static Stream<Arguments> rolesAndTypes() {
        return Role.standard().stream()
                .flatMap(role -> FacilityFlags.licenseTypes().stream().map(type -> Arguments.of(role, type)));
    }

    @ParameterizedTest
    @MethodSource("rolesAndTypes")
    void theRequiredBoxesAllowAllRequiredWorkThatExists(Role role, String type) {
        PermissionChecklist checklist = at(type, role);
        Set<Permission> checked = new HashSet<>();
        checklist.boxes().stream()
                .filter(box -> box.need() == Role.Need.REQUIRED)
                .forEach(box -> checked.add(box.permission()));

        assertThat(Arrays.stream(Operation.values())
                        .filter(operation -> role.need(operation) == Role.Need.REQUIRED)
                        .map(Operation::endpoint)
                        .filter(endpoint -> endpoint.facility()
                                .excludedBy(FacilityFlags.ofLicenseType(type))
                                .isEmpty()))
                .allSatisfy(endpoint ->
                        assertThat(endpoint.permissions().allows(checked)).isTrue());
    }

    @ParameterizedTest
    @MethodSource("rolesAndTypes")
    void withoutARequiredBoxSomeRequiredWorkIsRefused(Role role, String type) {
        List<PermissionChecklist.Box> required = at(type, role).boxes().stream()
                .filter(box -> box.need() == Role.Need.REQUIRED)
                .toList();

        assertThat(required).allSatisfy(box -> {
            Set<Permission> others = new HashSet<>();
            required.forEach(other -> others.add(other.permission()));
            others.remove(box.permission());
            assertThat(box.uses()).anyMatch(use -> !use.endpoint().permissions().allows(others));
        });
    }

    @Test
    void theTextTellsWhereTheBoxesAreAndWhatTheyAreFor() {
        PermissionChecklist checklist = at(
                "Retail Store",
                LOOKER.does(Operation.RING_SALE)
                        .looksAt(PermissionCategory.PATIENTS)
                        .optionallyDoes(Operation.CREATE_ITEM));

        assertThat(checklist.render(ReportFormat.TEXT)).isEqualTo("""
                        Which boxes does the role LOOKER need in Metrc, at a license of type Retail Store?
                        In Metrc, open Admin > Employees, select the employee, press Edit Employee, and check these boxes.
                        Validate the key as soon as there is one.

                        Required:
                        [ ] Manage Sales (under Sales Menu): Look at Sales, Ring a sale

                        Good to have, not required:
                        [ ] Manage Items: Create an item

                        Not at this type of license, or probably not, so that no box is needed for it:
                        - Look at Patients: probably no patients at this license
                        """);
    }

    @Test
    void aRoleThatDoesNotFitIsToldSoFirst() {
        assertThat(at("Retail Cultivation", Role.BUDTENDER).render(ReportFormat.TEXT))
                .contains("\nThis type of license does not have the main work of this role: choose another license or");
    }

    @Test
    void markdownHasBoxesToTickAndEscapesNames() {
        assertThat(at("Retail Store", LOOKER).render(ReportFormat.MARKDOWN))
                .contains("- [ ] **View Sales (under Sales Menu)**: Look at Sales");
        assertThat(PermissionChecklist.of(LOOKER, FacilityFlags.UNKNOWN, "<b>*odd*</b>")
                        .render(ReportFormat.MARKDOWN))
                .doesNotContain("<b>");
    }

    @Test
    void thePageHasBoxesAndEscapesNames() {
        String page = PermissionChecklist.of(LOOKER, FacilityFlags.UNKNOWN, "<script>")
                .render(ReportFormat.HTML);

        assertThat(page)
                .startsWith("<!DOCTYPE html>")
                .contains("<li>\u2610 <b>View Sales (under Sales Menu)</b>: Look at Sales</li>")
                .contains("&lt;script&gt;")
                .doesNotContain("<script>")
                .endsWith("</html>\n");
    }

    @ParameterizedTest
    @EnumSource
    void theEmptyChecklistSaysThatNoBoxIsNeeded(ReportFormat format) {
        assertThat(PermissionChecklist.of(Role.named("NOBODY"), FacilityFlags.UNKNOWN)
                        .render(format))
                .contains("No box is needed");
    }

    @Test
    void flagsAloneAreEnough() {
        FacilityFlags flags = FacilityFlags.ofTrue(Set.of(FacilityFlag.of("CanGrowPlants")));

        assertThat(PermissionChecklist.of(Role.CULTIVATOR, flags).fits()).isTrue();
        assertThat(PermissionChecklist.of(Role.BUDTENDER, flags).fits()).isFalse();
    }
}
