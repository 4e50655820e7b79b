package io.github.metrckeys.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.testing.EqualsTester;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RoleTest {

    private static final Role CASHIER = Role.named("CASHIER");

    static List<Role> standard() {
        return Role.standard();
    }

    @ParameterizedTest
    @EnumSource
    void aNewRoleNeedsNothing(Operation operation) {
        assertThat(CASHIER.need(operation)).isEqualTo(Role.Need.NOT_NEEDED);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FACILITIES")
    void aNewRoleLooksAtNothing(PermissionCategory category) {
        assertThat(CASHIER.need(category)).isEqualTo(Role.Need.NOT_NEEDED);
    }

    @Test
    void everyRoleNeedsTheListOfFacilities() {
        assertThat(CASHIER.need(PermissionCategory.FACILITIES)).isEqualTo(Role.Need.REQUIRED);
        assertThat(CASHIER.optionallyLooksAt(PermissionCategory.FACILITIES).need(PermissionCategory.FACILITIES))
                .isEqualTo(Role.Need.REQUIRED);
    }

    @Test
    void aRoleTellsHowMuchItNeedsEach() {
        Role role = CASHIER.looksAt(PermissionCategory.SALES)
                .optionallyLooksAt(PermissionCategory.TAGS)
                .does(Operation.RING_SALE)
                .optionallyDoes(Operation.VOID_SALE);

        assertThat(role.need(PermissionCategory.SALES)).isEqualTo(Role.Need.REQUIRED);
        assertThat(role.need(PermissionCategory.TAGS)).isEqualTo(Role.Need.HELPFUL);
        assertThat(role.need(Operation.RING_SALE)).isEqualTo(Role.Need.REQUIRED);
        assertThat(role.need(Operation.VOID_SALE)).isEqualTo(Role.Need.HELPFUL);
        assertThat(role.need(Operation.HARVEST)).isEqualTo(Role.Need.NOT_NEEDED);
    }

    @Test
    void whatIsSaidLastCounts() {
        Role role = CASHIER.does(Operation.RING_SALE).optionallyDoes(Operation.RING_SALE);

        assertThat(role.need(Operation.RING_SALE)).isEqualTo(Role.Need.HELPFUL);
    }

    @Test
    void aRoleThatIsAddedToStaysAsItWas() {
        Role before = CASHIER.does(Operation.RING_SALE);
        Role after = before.does(Operation.VOID_SALE).looksAt(PermissionCategory.SALES);

        assertThat(before.need(Operation.VOID_SALE)).isEqualTo(Role.Need.NOT_NEEDED);
        assertThat(before.need(PermissionCategory.SALES)).isEqualTo(Role.Need.NOT_NEEDED);
        assertThat(after.need(Operation.RING_SALE)).isEqualTo(Role.Need.REQUIRED);
    }

    @Test
    void anArrayThatIsChangedLaterChangesNoRole() {
        Operation[] operations = {Operation.RING_SALE};
        Role role = CASHIER.does(operations);
        operations[0] = Operation.HARVEST;

        assertThat(role.need(Operation.RING_SALE)).isEqualTo(Role.Need.REQUIRED);
        assertThat(role.need(Operation.HARVEST)).isEqualTo(Role.Need.NOT_NEEDED);
    }

    @Test
    void aRoleIsItsNameAndItsNeeds() {
        new EqualsTester()
                .addEqualityGroup(
                        CASHIER.does(Operation.RING_SALE),
                        Role.named(" CASHIER ").does(Operation.RING_SALE))
                .addEqualityGroup(CASHIER)
                .addEqualityGroup(CASHIER.optionallyDoes(Operation.RING_SALE))
                .addEqualityGroup(CASHIER.does(Operation.RING_SALE).looksAt(PermissionCategory.SALES))
                .addEqualityGroup(Role.named("SELLER").does(Operation.RING_SALE))
                .testEquals();
    }

    @Test
    void aRoleIsPrintedByItsName() {
        assertThat(CASHIER).hasToString("CASHIER");
        assertThat(CASHIER.name()).isEqualTo("CASHIER");
    }

    @Test
    void aRoleWithoutANameIsRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Role.named(" "))
                .withMessage("The name of a role is empty: use a name such as CASHIER.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }

    @Test
    void aRoleOfTheLibraryIsFoundByItsName() {
        assertThat(Role.standard("inventory clerk")).isSameAs(Role.INVENTORY_CLERK);
    }

    @ParameterizedTest
    @CsvSource({
        "cashier, BUDTENDER",
        "Sales associate, BUDTENDER",
        "inventory, INVENTORY_CLERK",
        "store-manager, MANAGER",
        "driver, DELIVERY_DRIVER",
        "dispatcher, DELIVERY_DRIVER",
        "grower, CULTIVATOR",
        "manufacturer, PROCESSOR",
        "lab technician, LAB",
        "OWNER, MASTER_KEY_OWNER",
        "master, MASTER_KEY_OWNER"
    })
    void aRoleOfTheLibraryIsFoundByWhatShopsCallIt(String word, String name) {
        assertThat(Role.standard(word).name()).isEqualTo(name);
    }

    @ParameterizedTest
    @MethodSource("standard")
    void theMainWorkOfARoleOfTheLibraryIsRequired(Role role) {
        assertThat(role.mainOperations())
                .isNotEmpty()
                .allSatisfy(operation -> assertThat(role.need(operation)).isEqualTo(Role.Need.REQUIRED));
    }

    @Test
    void theMainWorkOfARoleIsAllThatItRequiresIfNoneIsNamed() {
        assertThat(CASHIER.does(Operation.RING_SALE)
                        .optionallyDoes(Operation.VOID_SALE)
                        .mainOperations())
                .containsExactly(Operation.RING_SALE);
        assertThat(CASHIER.mainOperations()).isEmpty();
    }

    @Test
    void whatBecomesHelpfulIsNoMainWorkAnyMore() {
        assertThat(CASHIER.mainlyDoes(Operation.RING_SALE, Operation.VOID_SALE)
                        .optionallyDoes(Operation.VOID_SALE)
                        .mainOperations())
                .containsExactly(Operation.RING_SALE);
    }

    @Test
    void aManagerNeedsNoBoxThatGivesOthersPermissions() {
        assertThat(Role.MANAGER.need(PermissionCategory.EMPLOYEES)).isEqualTo(Role.Need.NOT_NEEDED);
        assertThat(Role.MANAGER.need(Operation.READ_PERMISSIONS)).isEqualTo(Role.Need.NOT_NEEDED);
    }

    @Test
    void ofANameThatIsNoneTheNearestAreTold() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Role.standard("budtendr"))
                .withMessageStartingWith("There is no role \"budtendr\": the nearest are BUDTENDER, ")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }

    @ParameterizedTest
    @CsvSource({
        "cashier, BUDTENDER",
        "Sales associate, BUDTENDER",
        "driver, DELIVERY_DRIVER",
        "dispatch, DELIVERY_DRIVER",
        "owner, MASTER_KEY_OWNER",
        "grower, CULTIVATOR",
        "lab-technician, LAB"
    })
    void aCommonWordFindsItsRole(String word, String role) {
        assertThat(Role.standard(word).name()).isEqualTo(role);
    }

    @Test
    void theMainWorkIsWhatWasNamedAsSuchOrElseAllThatIsRequired() {
        Role named = Role.named("A").does(Operation.VOID_SALE).mainlyDoes(Operation.RING_SALE);

        assertThat(named.mainOperations()).containsExactly(Operation.RING_SALE);
        assertThat(named.need(Operation.RING_SALE)).isEqualTo(Role.Need.REQUIRED);
        assertThat(named.optionallyDoes(Operation.RING_SALE).mainOperations()).containsExactly(Operation.VOID_SALE);
        assertThat(Role.named("B").does(Operation.VOID_SALE).mainOperations()).containsExactly(Operation.VOID_SALE);
        assertThat(Role.named("C").looksAt(PermissionCategory.SALES).mainOperations())
                .isEmpty();
        assertThat(named).isNotEqualTo(Role.named("A").does(Operation.RING_SALE, Operation.VOID_SALE));
    }

    @Test
    void toSellNobodyNeedsThePackages() {
        assertThat(Role.BUDTENDER.need(PermissionCategory.PACKAGES)).isEqualTo(Role.Need.HELPFUL);
        assertThat(Role.BUDTENDER.need(Operation.LOOK_PATIENT_UP)).isEqualTo(Role.Need.REQUIRED);
    }

    @Test
    void noTwoRolesOfTheLibraryHaveTheSameName() {
        assertThat(Role.standard())
                .extracting(Role::name)
                .doesNotHaveDuplicates()
                .hasSize(9);
    }

    @ParameterizedTest
    @MethodSource("standard")
    void aRoleOfTheLibraryMayAtLeastLookWhereItHasToWork(Role role) {
        assertThat(role.mainOperations())
                .isNotEmpty()
                .allSatisfy(
                        operation -> assertThat(role.need(operation.category())).isEqualTo(Role.Need.REQUIRED));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"ARRIVE_AT_HUB", "CHECK_SHIPMENT_IN", "CHECK_SHIPMENT_OUT", "DEPART_FROM_HUB", "ADD_DRIVER"})
    void theOwnerOfAMasterKeyNeedsEveryOperationOfAShop(Operation operation) {
        assertThat(Role.MASTER_KEY_OWNER.need(operation)).isEqualTo(Role.Need.REQUIRED);
    }

    @ParameterizedTest
    @EnumSource
    void theOwnerOfAMasterKeyLooksAtEverything(PermissionCategory category) {
        assertThat(Role.MASTER_KEY_OWNER.need(category)).isEqualTo(Role.Need.REQUIRED);
    }
}
