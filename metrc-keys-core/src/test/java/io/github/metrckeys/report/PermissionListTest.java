package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metrckeys.KeyMode;
import io.github.metrckeys.catalog.Permission;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PermissionListTest {

    private static final Permission MANAGE_SALES = Permission.of("Manage Sales");

    @ParameterizedTest
    @ValueSource(strings = {"Manage Sales", "manage sales", "MANAGE SALES"})
    void aPermissionInTheListIsGrantedWhateverItsCase(String name) {
        assertThat(list(name).says(MANAGE_SALES)).isEqualTo(PermissionList.Says.GRANTED);
    }

    @Test
    void aPermissionThatIsNotInTheListIsMissing() {
        assertThat(list("View Sales", "Manage Items").says(MANAGE_SALES)).isEqualTo(PermissionList.Says.MISSING);
        assertThat(list().says(MANAGE_SALES)).isEqualTo(PermissionList.Says.MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "Sales Receipts, Manage Sales",
        "sales, Manage Sales",
        "Plants Inventory (All), Manage Packages Inventory",
        "Manage/Veg Plants, View Veg/Flower Plants"
    })
    void aNameThatTheLibraryDoesNotKnowAndThatSharesAWordMightMeanIt(String listed, String asked) {
        assertThat(list(listed).says(Permission.of(asked))).isEqualTo(PermissionList.Says.UNCERTAIN);
    }

    @ParameterizedTest
    @CsvSource({
        "Manage Everything, Manage Sales",
        "View and Manage the Rest, Manage Sales",
        "Salesforce, Manage Sales",
        "Do It, Manage Items"
    })
    void aNameThatSharesNoWordThatSaysSomethingDoesNotMeanIt(String listed, String asked) {
        assertThat(list(listed).says(Permission.of(asked))).isEqualTo(PermissionList.Says.MISSING);
    }

    @Test
    void aNameThatTheLibraryKnowsMeansNothingElse() {
        assertThat(list("Manage Sales Delivery").says(MANAGE_SALES)).isEqualTo(PermissionList.Says.MISSING);
    }

    @Test
    void unknownIsWhatNoCallOfTheCatalogAsksFor() {
        assertThat(list("Manage Sales", "manage items", "Print Labels", "Sales Receipts")
                        .unknown())
                .containsExactly(Permission.of("Print Labels"), Permission.of("Sales Receipts"));
    }

    @Test
    void theListIsNotChangedFromOutside() {
        Set<Permission> given = Stream.of(MANAGE_SALES).collect(Collectors.toSet());
        PermissionList.Read list = new PermissionList.Read("E-1001", PermissionList.Found.GIVEN, KeyMode.MASTER, given);
        given.clear();

        assertThat(list.says(MANAGE_SALES)).isEqualTo(PermissionList.Says.GRANTED);
        assertThatThrownBy(() -> list.granted().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> list.unknown().add(MANAGE_SALES)).isInstanceOf(UnsupportedOperationException.class);
    }

    @ParameterizedTest
    @EnumSource
    void whereThereIsNoListNothingIsSaid(PermissionList.Reason reason) {
        assertThat(new PermissionList.None(reason).says(MANAGE_SALES)).isEqualTo(PermissionList.Says.NOTHING);
    }

    private static PermissionList.Read list(String... granted) {
        return new PermissionList.Read(
                "E-1001",
                PermissionList.Found.GIVEN,
                KeyMode.MASTER,
                Stream.of(granted).map(Permission::of).collect(Collectors.toSet()));
    }
}
