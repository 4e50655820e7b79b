package io.github.metrckeys.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.testing.EqualsTester;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PermissionTest {

    @Test
    void namesAreComparedWithoutUpperAndLowerCase() {
        new EqualsTester()
                .addEqualityGroup(
                        Permission.of("Manage Sales"), Permission.of("manage SALES"), Permission.of(" Manage Sales "))
                .addEqualityGroup(Permission.of("View Sales"))
                .testEquals();
    }

    @Test
    void theOrderAgreesWithEquality() {
        assertThat(Permission.of("manage sales"))
                .isEqualByComparingTo(Permission.of("Manage Sales"))
                .isLessThan(Permission.of("View Sales"));
    }

    @Test
    void aNameIsShownAsItWasGiven() {
        assertThat(Permission.of("manage Sales")).hasToString("manage Sales");
    }

    @ParameterizedTest
    @CsvSource({
        "View Packages, Packages Page > Grids",
        "manage packages inventory, Packages Page > Inventory",
        "Create/Submit/Discontinue Packages, Packages Page > Create/Submit/Discontinue",
        "Manage Sales, Sales Menu",
        "Lookup Patients, Search Menu",
        "View Transfers, Transfers Menu"
    })
    void theHeadingOfMetrcsScreenIsKnownForSome(String name, String screen) {
        assertThat(Permission.of(name).screen()).contains(screen);
    }

    @Test
    void noHeadingIsInvented() {
        assertThat(Permission.of("Manage Employees").screen()).isEmpty();
        assertThat(EndpointCatalog.standard().permissions().stream()
                        .filter(permission -> permission.screen().isPresent()))
                .hasSize(8);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aTextThatIsNoNameIsRefused(String name, String fault) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Permission.of(name))
                .withMessage(
                        "The name of a permission " + fault + ": use a name that Metrc shows, such as Manage Sales.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("", "is empty"),
                Arguments.of(" \t", "is empty"),
                Arguments.of("x".repeat(201), "has 201 characters, more than 200"),
                Arguments.of("Manage\nSales", "has a control character (U+000A) at position 7"));
    }
}
