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
import io.github.metrckeys.report.ValidationReport.Findings.Holder;
import io.github.metrckeys.secret.UserApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;

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

    /** A server's text is passed on only if it looks like a name: a longer run without a space may be a key. */
    private static final Pattern PRINTABLE_NAME =
            Pattern.compile("(?=.{1,80}$)[\\p{L}\\p{M}.'\u2019-]{1,30}([ ,]+[\\p{L}\\p{M}.'\u2019-]{1,30})*");

    private final MetrcSession metrc;
    private final ProbeRequest request;
    private final FacilityProfile facility;

    private Optional<Holder> holder = Optional.empty();
    private boolean masterKeyRefused;
    private boolean masterKeyWorks;
    private boolean personConfirmed;
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
     * @param holder under whom Metrc lists the key's user, if that is not the person who was named
     * @param masterKeyRefused whether Metrc refused a call to the master key, which may be dead or lack a permission
     * @param masterKeyWorks whether Metrc answered a call of the master key
     * @param personConfirmed whether Metrc lists the key's user as the person who was named
     * @param refusedToKey whether the validated key itself asked for the list of a known employee and was refused
     */
    record Reading(
            PermissionList list,
            Optional<Holder> holder,
            boolean masterKeyRefused,
            boolean masterKeyWorks,
            boolean personConfirmed,
            boolean refusedToKey) {}

    /**
     * Reads the list of permissions.
     *
     * @param seesEmployees whether the key was seen to read employees; if not, it cannot have the permission
     */
    CompletableFuture<Reading> read(boolean seesEmployees) {
        List<Reader> readers = readers(seesEmployees);
        if (readers.isEmpty()) {
            holder = suspected(Employees.NOT_READ);
            return CompletableFuture.completedFuture(reading(new None(Reason.REFUSED)));
        }
        return employees(readers.get(0)).thenCompose(search -> {
            holder = suspected(search);
            return employee(search).then(wanted -> read(wanted, readers)).thenApply(this::reading);
        });
    }

    private Optional<Holder> suspected(Employees seen) {
        personConfirmed =
                listed().filter(mine -> isCertainlyThePersonNamed(mine, seen)).isPresent();
        return listed().filter(mine -> !isThePersonNamed(mine, seen)).map(mine -> holder(mine, seen));
    }

    private Reading reading(PermissionList list) {
        return new Reading(list, holder, masterKeyRefused, masterKeyWorks, personConfirmed, refusedToKey);
    }

    private List<Reader> readers(boolean seesEmployees) {
        boolean loginOnly = loginOnly();
        List<Reader> readers = new ArrayList<>();
        request.masterKey()
                .filter(key -> !key.equals(request.userKey()))
                .ifPresent(key -> readers.add(new Reader(key, KeyMode.MASTER)));
        // A login screen waits for one more call only, so only one key is tried there.
        if (seesEmployees || (loginOnly && readers.isEmpty())) {
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

    /** What the license's list of employees says about the name that was given and about the number next to the license. */
    private record Employees(
            List<Optional<String>> numbersOfName, List<String> namesOfListed, Optional<Reason> failure) {

        static final Employees NOT_READ = new Employees(List.of(), List.of(), Optional.of(Reason.NO_EMPLOYEE));
    }

    /** Goes through the list only for a name that was given, and not while somebody waits to log in. */
    private CompletableFuture<Employees> employees(Reader reader) {
        return request.employeeLicense().isEmpty() && request.employeeName().isPresent() && !loginOnly()
                ? employees(reader, request.employeeName().get(), 1, new ArrayList<>(), new ArrayList<>())
                : CompletableFuture.completedFuture(Employees.NOT_READ);
    }

    private CompletableFuture<Employees> employees(
            Reader reader, String name, int page, List<Optional<String>> found, List<String> namesOfListed) {
        return employees(reader, page).thenCompose(reply -> {
            Optional<ResponseParser.EmployeePage> list = ResponseParser.employees(reply);
            Outcome outcome = ResponseParser.list(EMPLOYEES, reply).outcome();
            saw(reader, outcome);
            if (list.isEmpty() || list.get().totalPages() > MOST_PAGES) {
                Reason reason = outcome == Outcome.REFUSED ? Reason.REFUSED : Reason.NO_ANSWER;
                return CompletableFuture.completedFuture(new Employees(List.of(), List.of(), Optional.of(reason)));
            }
            list.get().employees().stream()
                    .filter(employee -> folded(employee.fullName()).equals(folded(name)))
                    .map(employee -> employee.employeeLicense().filter(number -> !request.holdsKey(number)))
                    .forEach(found::add);
            list.get().employees().stream()
                    .filter(employee -> employee.employeeLicense()
                            .filter(number -> number.equalsIgnoreCase(listed().orElse("")))
                            .isPresent())
                    .map(ResponseParser.Employee::fullName)
                    .filter(fullName -> !fullName.isBlank() && !request.holdsKey(fullName))
                    .forEach(namesOfListed::add);
            return page < list.get().totalPages()
                    ? employees(reader, name, page + 1, found, namesOfListed)
                    : CompletableFuture.completedFuture(
                            new Employees(List.copyOf(found), List.copyOf(namesOfListed), Optional.empty()));
        });
    }

    private boolean isCertainlyThePersonNamed(String listed, Employees seen) {
        return request.employeeLicense()
                        .filter(number -> sameNumber(number, listed))
                        .isPresent()
                || request.employeeName()
                        .filter(name -> seen.namesOfListed().stream()
                                .anyMatch(other -> folded(other).equals(folded(name))))
                        .isPresent();
    }

    /** Whether nothing says that the key's user, as listed, is somebody else than the person who was named. */
    private boolean isThePersonNamed(String listed, Employees seen) {
        if (request.employeeLicense().isPresent()) {
            return sameNumber(request.employeeLicense().get(), listed);
        }
        if (request.employeeName().isEmpty() || seen.failure().isPresent()) {
            return true;
        }
        // People write names in several ways, so a name that differs proves nothing. One employee must have the name
        // that
        // was given, and another number.
        Search<Wanted> named = only(seen.numbersOfName());
        return named.result()
                .filter(wanted -> !sameNumber(wanted.employeeLicense(), listed))
                .isEmpty();
    }

    /** People type numbers with and without dashes and spaces. */
    private static boolean sameNumber(String one, String other) {
        return alphanumeric(one).equalsIgnoreCase(alphanumeric(other));
    }

    private static String alphanumeric(String number) {
        return number.replaceAll("[^\\p{L}\\p{N}]", "");
    }

    private Holder holder(String listed, Employees seen) {
        return new Holder(
                listed,
                seen.namesOfListed().stream()
                        .filter(PRINTABLE_NAME.asMatchPredicate())
                        .findFirst(),
                request.employeeLicense().or(request::employeeName));
    }

    private Search<Wanted> employee(Employees seen) {
        Optional<Wanted> known = request.employeeLicense()
                .map(number -> listed().filter(mine -> sameNumber(mine, number)).orElse(number))
                .map(number -> new Wanted(number, Found.GIVEN))
                .or(() -> listed().map(number -> new Wanted(number, Found.IN_FACILITIES)));
        return known.map(Search::found)
                .orElseGet(() -> seen.failure().map(Search::<Wanted>none).orElseGet(() -> only(seen.numbersOfName())));
    }

    private void saw(Reader reader, Outcome outcome) {
        if (reader.mode() == KeyMode.MASTER && request.subject().mode() != KeyMode.MASTER) {
            masterKeyWorks |= outcome == Outcome.SUCCEEDED;
            masterKeyRefused |= outcome == Outcome.REFUSED;
        }
    }

    private CompletableFuture<Reply> employees(Reader reader, int page) {
        Map<String, String> license =
                Map.of(Endpoint.LICENSE_NUMBER, facility.license().value());
        return metrc.getPage(EMPLOYEES, license, page, PAGE_SIZE, reader.key());
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

    private static String folded(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
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
