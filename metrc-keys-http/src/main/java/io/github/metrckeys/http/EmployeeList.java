package io.github.metrckeys.http;

import io.github.metrckeys.http.ResponseParser.Employee;
import io.github.metrckeys.report.PermissionList.Reason;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The employees of a license in Metrc.
 *
 * @param employees the employees; empty if they were not read
 * @param failure why they were not read; empty if they were
 */
record EmployeeList(List<Employee> employees, Optional<Reason> failure) {

    static final EmployeeList NOT_READ = new EmployeeList(List.of(), Optional.of(Reason.NO_EMPLOYEE));

    EmployeeList {
        employees = List.copyOf(employees);
    }

    static EmployeeList none(Reason reason) {
        return new EmployeeList(List.of(), Optional.of(reason));
    }

    /** The numbers of all who have this name; an employee without a number counts as well. */
    List<Optional<String>> numbersOf(String name) {
        return employees.stream()
                .filter(employee -> sameName(employee.fullName(), name))
                .map(Employee::employeeLicense)
                .toList();
    }

    /** The names beside this number. */
    List<String> namesOf(String number) {
        return employees.stream()
                .filter(employee -> employee.employeeLicense()
                        .filter(other -> sameNumber(other, number))
                        .isPresent())
                .map(Employee::fullName)
                .toList();
    }

    /** Whether two names are the same but for case and white space. */
    static boolean sameName(String one, String other) {
        return folded(one).equals(folded(other));
    }

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    /** Whether two numbers are the same but for case, dashes and spaces, which people type as they like. */
    static boolean sameNumber(String one, String other) {
        return alphanumeric(one).equalsIgnoreCase(alphanumeric(other));
    }

    private static String alphanumeric(String number) {
        return number.replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
