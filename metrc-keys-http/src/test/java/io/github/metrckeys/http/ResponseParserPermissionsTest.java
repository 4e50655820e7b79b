package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.http.ResponseParser.Employee;
import io.github.metrckeys.http.ResponseParser.EmployeePage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of a user's permissions, and the list of employees in which the user is looked for. */
class ResponseParserPermissionsTest {

    @Test
    void aWordOfFortyCharactersMayStandInTheNameOfAPermission() {
        String longest = "x".repeat(40);

        assertThat(permissions("[\"Manage Sales\", \"Polish " + longest + "\"]"))
                .contains(Set.of(Permission.of("Manage Sales"), Permission.of("Polish " + longest)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "Polish %s", "Polish the %s now"})
    void aListWithALongerWordIsNoneForItMayBeAKey(String name) {
        assertThat(permissions("[\"Manage Sales\", \"" + name.formatted("x".repeat(41)) + "\"]"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"EmployeeLicenseNumber\": null}", "{\"EmployeeLicenseNumber\": \"<b>\"}"})
    void anEmployeeWithoutANumberThatCanBeReadIsOneAllTheSame(String license) {
        assertThat(employees(
                        "{\"Data\": [{\"FullName\": \"Morgan\", \"License\": " + license + "}], \"TotalPages\": 1}"))
                .contains(new EmployeePage(List.of(new Employee("Morgan", Optional.empty())), 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Data\": []}",
                "{\"Data\": [], \"TotalPages\": null}",
                "{\"Data\": [], \"TotalPages\": \"1\"}",
                "{\"Data\": [], \"TotalPages\": 1.5}",
                "{\"Data\": [], \"TotalPages\": 99999999999}"
            })
    void aPageThatDoesNotSayHowManyThereAreIsNoAnswer(String body) {
        assertThat(employees(body)).isEmpty();
    }

    @Test
    void aBareArrayIsTheWholeList() {
        assertThat(employees("[{\"FullName\": \"Morgan\", \"License\": {\"EmployeeLicenseNumber\": \"E-1\"}}]"))
                .contains(new EmployeePage(List.of(new Employee("Morgan", Optional.of("E-1"))), 1));
    }

    private static Optional<Set<Permission>> permissions(String body) {
        return ResponseParser.permissions(CannedResponse.of(200, body).reply());
    }

    private static Optional<EmployeePage> employees(String body) {
        return ResponseParser.employees(CannedResponse.of(200, body).reply());
    }
}
