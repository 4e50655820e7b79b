package io.github.metrckeys.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.report.ReadOut;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What might have been seen during a validation. */
final class Seen {

    static final LocalDate TODAY = LocalDate.of(2026, 11, 24);
    static final Facility SHOP = Facility.of(Jurisdiction.of("CO"), "402-00001");
    static final KeyOwner EMPLOYEE = KeyOwner.individual(SHOP.jurisdiction(), UserId.of("emp-7"));
    static final KeyOwner MASTER = KeyOwner.master(SHOP);

    private static final Set<String> FLAGS_OF_A_SHOP =
            Set.of("AdvancedSales", "CanSellToConsumers", "IsRetail", "CanAssignLocationsToPackages");

    private Seen() {}

    /** A shop that sells to consumers, of which Metrc sent every flag. */
    static FacilityProfile shop() {
        return shopUntil(Optional.empty());
    }

    static FacilityProfile shopUntil(Optional<LocalDate> endDate) {
        return profile(flags(flag -> FLAGS_OF_A_SHOP.contains(flag.name())), endDate);
    }

    static FacilityProfile profile(FacilityFlags flags, Optional<LocalDate> endDate) {
        return new FacilityProfile(SHOP.license(), Optional.of("Retail Store"), endDate, flags, Optional.empty());
    }

    static FacilityFlags flags(Predicate<FacilityFlag> value) {
        return new FacilityFlags(
                FacilityFlag.known().stream().collect(Collectors.toMap(Function.identity(), value::test)));
    }

    static Liveness listed(FacilityProfile... facilities) {
        return new Liveness(facilities(Outcome.SUCCEEDED), List.of(facilities), true);
    }

    static Liveness without(Outcome outcome) {
        return Liveness.without(facilities(outcome));
    }

    static Observation facilities(Outcome outcome) {
        return observation(PermissionCategory.FACILITIES, outcome);
    }

    static Observation observation(PermissionCategory category, Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> Observation.answered(category.readEndpoint(), outcome, 200);
            case REFUSED -> Observation.answered(category.readEndpoint(), outcome, 401);
            case NOT_FOUND -> Observation.answered(category.readEndpoint(), outcome, 404);
            case THROTTLED -> Observation.answered(category.readEndpoint(), outcome, 429);
            case UNEXPECTED -> Observation.answered(category.readEndpoint(), outcome, 302);
            case UNAVAILABLE -> Observation.unanswered(category.readEndpoint(), outcome);
        };
    }

    static Map<PermissionCategory, Observation> observations(Map<PermissionCategory, Outcome> outcomes) {
        Map<PermissionCategory, Observation> observations = new EnumMap<>(PermissionCategory.class);
        outcomes.forEach((category, outcome) -> observations.put(category, observation(category, outcome)));
        return observations;
    }

    /** What the calls of a plan answer to a user with these permissions, if nothing comes in between. */
    static Map<PermissionCategory, Outcome> outcomes(FacilityProfile facility, Set<Permission> granted) {
        return outcomes(
                facility, step -> step.endpoint().permissions().allows(granted) ? Outcome.SUCCEEDED : Outcome.REFUSED);
    }

    static Map<PermissionCategory, Outcome> outcomes(
            FacilityProfile facility, Function<ProbePlan.Step, Outcome> outcome) {
        Map<PermissionCategory, Outcome> outcomes = new EnumMap<>(PermissionCategory.class);
        for (ProbePlan.Step step : ProbePlan.of(facility).calls()) {
            outcomes.put(step.category(), outcome.apply(step));
        }
        return outcomes;
    }

    static ProbeEvidence opened(KeyOwner subject, Liveness opening) {
        return ProbeEvidence.opened(about(subject), opening);
    }

    /** A validation of which nothing is known but whose key it is: every line counts. */
    static ProbeCase about(KeyOwner subject) {
        return new ProbeCase(subject, SHOP, Optional.empty(), Set.of(), Set.of(), false, ProbeDepth.FULL, TODAY);
    }

    static ProbeCase forRole(Role role) {
        return new ProbeCase(EMPLOYEE, SHOP, Optional.of(role), Set.of(), Set.of(), false, ProbeDepth.FULL, TODAY);
    }

    static ProbeCase knowing(KeyOwner subject, Circumstance... known) {
        return new ProbeCase(subject, SHOP, Optional.empty(), Set.of(known), Set.of(), false, ProbeDepth.FULL, TODAY);
    }

    static ProbeCase ofOddShape(KeyOwner subject) {
        return new ProbeCase(subject, SHOP, Optional.empty(), Set.of(), Set.of(), true, ProbeDepth.FULL, TODAY);
    }

    static ProbeCase withSuccesses(Endpoint... successes) {
        return new ProbeCase(
                EMPLOYEE, SHOP, Optional.empty(), Set.of(), Set.of(successes), false, ProbeDepth.FULL, TODAY);
    }

    static ProbeCase atShiftStart(Optional<Role> role) {
        return new ProbeCase(EMPLOYEE, SHOP, role, Set.of(), Set.of(), false, ProbeDepth.SHIFT_START, TODAY);
    }

    /** What Metrc's own list of permissions says where it has these and no others. */
    static ReadOut.Read readOut(String... granted) {
        return readOut(Stream.of(granted).map(Permission::of).collect(Collectors.toSet()));
    }

    static ReadOut.Read readOut(Set<Permission> granted) {
        return new ReadOut.Read("E-1001", ReadOut.Found.GIVEN, KeyMode.MASTER, granted);
    }

    static Set<Permission> allPermissions() {
        return EndpointCatalog.standard().permissions();
    }

    static Set<Permission> allPermissionsBut(String... names) {
        Set<Permission> permissions = new HashSet<>(allPermissions());
        for (String name : names) {
            assertThat(permissions.remove(Permission.of(name))).as(name).isTrue();
        }
        return permissions;
    }

    /** The same answers in another case. */
    static ProbeEvidence of(ProbeCase about, ProbeEvidence evidence) {
        return new ProbeEvidence(
                about,
                evidence.opening(),
                evidence.control(),
                evidence.swapped(),
                evidence.elsewhere(),
                evidence.observations(),
                evidence.readOut(),
                evidence.closing());
    }

    /** All calls of the plan made, and the list of facilities asked once more where that was needed. */
    static ProbeEvidence complete(FacilityProfile facility, Map<PermissionCategory, Outcome> outcomes) {
        return complete(about(EMPLOYEE), facility, outcomes);
    }

    static ProbeEvidence complete(
            ProbeCase about, FacilityProfile facility, Map<PermissionCategory, Outcome> outcomes) {
        ProbeEvidence evidence = ProbeEvidence.opened(about, listed(facility)).withObservations(observations(outcomes));
        return evidence.needsClosing() ? evidence.withClosing(listed(facility)) : evidence;
    }
}
