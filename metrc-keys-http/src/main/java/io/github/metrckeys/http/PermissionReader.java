package io.github.metrckeys.http;

import io.github.metrckeys.KeyMode;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.diagnosis.FacilityProfile;
import io.github.metrckeys.internal.diagnosis.Observation;
import io.github.metrckeys.internal.diagnosis.Outcome;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.PermissionList.Found;
import io.github.metrckeys.report.PermissionList.None;
import io.github.metrckeys.report.PermissionList.Reason;
import io.github.metrckeys.secret.UserApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Reads Metrc's list of an employee's permissions. It finds the employee by the number that was given, by the one in
 * the list of facilities, or by name, in this order. It reads with the master key, which is more likely to have Manage
 * Employees, and then with the employee's own key.
 */
final class PermissionReader {

    private static final Endpoint EMPLOYEES = PermissionCategory.EMPLOYEES.readEndpoint();
    private static final Endpoint PERMISSIONS = EndpointCatalog.standard()
            .find(HttpMethod.GET, "/employees/v2/permissions")
            .orElseThrow(() -> new AssertionError("not in the catalog: the list of permissions"));
    private static final String EMPLOYEE_LICENSE = "employeeLicenseNumber";
    /** The largest page that Metrc allows (documented). */
    private static final int PAGE_SIZE = 20;
    /** No license has so many employees: a server that claims more pages is not believed. */
    private static final int MOST_PAGES = 100;

    private final MetrcSession metrc;
    private final ProbeRequest request;
    private final FacilityProfile facility;

    private boolean masterKeyRefused;
    private boolean masterKeyWorks;
    private boolean refusedToKey;

    PermissionReader(MetrcSession metrc, ProbeRequest request, FacilityProfile facility) {
        this.metrc = metrc;
        this.request = request;
        this.facility = facility;
    }

    /** A key that may read, and whose it is. */
    private record Reader(UserApiKey key, KeyMode mode) {}

    /** An employee, and by what they were found. */
    private record Wanted(String employeeLicense, Found found) {}

    /** Either what was looked for, or why there is none. */
    private record Search<T>(Optional<T> result, Reason reason) {

        static <T> Search<T> found(T result) {
            return new Search<>(Optional.of(result), Reason.NOT_ASKED);
        }

        static <T> Search<T> none(Reason reason) {
            return new Search<>(Optional.empty(), reason);
        }

        CompletableFuture<PermissionList> then(Function<T, CompletableFuture<PermissionList>> next) {
            return result.map(next).orElseGet(() -> CompletableFuture.completedFuture(new None(reason)));
        }
    }

    /**
     * What was read, and what was seen on the way.
     *
     * @param list the list, or why there is none
     * @param whoseKey whether the key's user is the person who was named
     * @param masterKeyRefused whether Metrc refused a call to the master key, which may be dead or lack a permission
     * @param masterKeyWorks whether Metrc answered a call of the master key
     * @param refusedToKey whether the validated key itself asked for the list of a known employee and was refused
     */
    record Reading(
            PermissionList list,
            WhoseKey whoseKey,
            boolean masterKeyRefused,
            boolean masterKeyWorks,
            boolean refusedToKey) {}

    /**
     * Reads the list of permissions.
     *
     * @param seesEmployees whether the key was seen to read employees; if not, it cannot have the permission
     */
    CompletableFuture<Reading> read(boolean seesEmployees) {
        List<Reader> readers = readers(seesEmployees);
        if (readers.isEmpty()) {
            return CompletableFuture.completedFuture(reading(new None(Reason.REFUSED), EmployeeList.NOT_READ));
        }
        return employees(readers.get(0))
                .thenCompose(employees -> employee(employees)
                        .then(wanted -> read(wanted, readers))
                        .thenApply(list -> reading(list, employees)));
    }

    private Reading reading(PermissionList list, EmployeeList employees) {
        return new Reading(
                list, WhoseKey.of(request, listed(), employees), masterKeyRefused, masterKeyWorks, refusedToKey);
    }

    private List<Reader> readers(boolean seesEmployees) {
        List<Reader> readers = new ArrayList<>();
        request.masterKey()
                .filter(key -> !key.equals(request.userKey()))
                .ifPresent(key -> readers.add(new Reader(key, KeyMode.MASTER)));
        // A login screen waits for one more call only, so only one key is tried there.
        if (seesEmployees || (loginOnly() && readers.isEmpty())) {
            readers.add(new Reader(request.userKey(), request.subject().mode()));
        }
        return readers;
    }

    private boolean loginOnly() {
        return request.depth() == ProbeRequest.Depth.LOGIN;
    }

    /** The number next to the license, which is likely that of the key's own user (inferred). */
    private Optional<String> listed() {
        return facility.employeeLicense().filter(number -> !request.holdsKey(number));
    }

    /** Reads the list only to find a name, or if two numbers differ; and not while somebody waits to log in. */
    private CompletableFuture<EmployeeList> employees(Reader reader) {
        boolean needed = request.employeeLicense()
                .map(given -> listed().filter(number -> !EmployeeList.sameNumber(number, given))
                        .isPresent())
                .orElseGet(() -> request.employeeName().isPresent());
        return needed && !loginOnly()
                ? employees(reader, 1, new ArrayList<>())
                : CompletableFuture.completedFuture(EmployeeList.NOT_READ);
    }

    private CompletableFuture<EmployeeList> employees(Reader reader, int page, List<ResponseParser.Employee> before) {
        return employees(reader, page).thenCompose(reply -> {
            Optional<ResponseParser.EmployeePage> list = ResponseParser.employees(reply);
            Outcome outcome = ResponseParser.list(EMPLOYEES, reply).outcome();
            saw(reader, outcome);
            if (list.isEmpty() || list.get().totalPages() > MOST_PAGES) {
                return CompletableFuture.completedFuture(
                        EmployeeList.none(outcome == Outcome.REFUSED ? Reason.REFUSED : Reason.NO_ANSWER));
            }
            list.get().employees().stream().map(this::withoutKeys).forEach(before::add);
            return page < list.get().totalPages()
                    ? employees(reader, page + 1, before)
                    : CompletableFuture.completedFuture(new EmployeeList(before, Optional.empty()));
        });
    }

    private ResponseParser.Employee withoutKeys(ResponseParser.Employee employee) {
        return new ResponseParser.Employee(
                employee.fullName(), employee.employeeLicense().filter(number -> !request.holdsKey(number)));
    }

    private CompletableFuture<Reply> employees(Reader reader, int page) {
        Map<String, String> license =
                Map.of(Endpoint.LICENSE_NUMBER, facility.license().value());
        return metrc.getPage(EMPLOYEES, license, page, PAGE_SIZE, reader.key());
    }

    private Search<Wanted> employee(EmployeeList employees) {
        Optional<Wanted> known = request.employeeLicense()
                .map(given -> listed().filter(number -> EmployeeList.sameNumber(number, given))
                        .orElse(given))
                .map(number -> new Wanted(number, Found.GIVEN))
                .or(() -> listed().map(number -> new Wanted(number, Found.IN_FACILITIES)));
        return known.map(Search::found)
                .orElseGet(() -> employees
                        .failure()
                        .map(Search::<Wanted>none)
                        .orElseGet(() ->
                                only(employees.numbersOf(request.employeeName().orElseThrow()))));
    }

    private void saw(Reader reader, Outcome outcome) {
        if (reader.mode() == KeyMode.MASTER && request.subject().mode() != KeyMode.MASTER) {
            masterKeyWorks |= outcome == Outcome.SUCCEEDED;
            masterKeyRefused |= outcome == Outcome.REFUSED;
        }
    }

    private static Search<Wanted> only(List<Optional<String>> numbers) {
        if (numbers.stream().distinct().count() > 1) {
            return Search.none(Reason.AMBIGUOUS_NAME);
        }
        return numbers.stream()
                .findFirst()
                .flatMap(number -> number)
                .map(number -> Search.found(new Wanted(number, Found.BY_NAME)))
                .orElseGet(() -> Search.none(Reason.NO_EMPLOYEE));
    }

    private CompletableFuture<PermissionList> read(Wanted wanted, List<Reader> readers) {
        Reader reader = readers.get(0);
        Map<String, String> query =
                Map.of(Endpoint.LICENSE_NUMBER, facility.license().value(), EMPLOYEE_LICENSE, wanted.employeeLicense());
        return metrc.get(PERMISSIONS, query, reader.key()).thenCompose(reply -> {
            // A list that repeats a key is not a list of permissions, whatever else it holds.
            Optional<Set<Permission>> permissions = ResponseParser.permissions(reply)
                    .filter(names -> names.stream().noneMatch(name -> request.holdsKey(name.name())));
            if (permissions.isPresent()) {
                saw(reader, Outcome.SUCCEEDED);
                return CompletableFuture.completedFuture(new PermissionList.Read(
                        wanted.employeeLicense(), wanted.found(), reader.mode(), permissions.get()));
            }
            Observation seen = ResponseParser.list(PERMISSIONS, reply);
            saw(reader, seen.outcome());
            refusedToKey = seen.outcome() == Outcome.REFUSED && reader.key().equals(request.userKey());
            if (seen.outcome() != Outcome.REFUSED) {
                return CompletableFuture.completedFuture(new None(Reason.NO_ANSWER));
            }
            return readers.size() > 1
                    ? read(wanted, readers.subList(1, readers.size()))
                    : CompletableFuture.completedFuture(new None(Reason.REFUSED));
        });
    }
}
