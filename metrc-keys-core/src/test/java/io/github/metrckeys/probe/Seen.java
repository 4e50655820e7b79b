package io.github.metrckeys.probe;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

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
        ProbeEvidence evidence = opened(EMPLOYEE, listed(facility)).withObservations(observations(outcomes));
        return evidence.needsClosing() ? evidence.withClosing(listed(facility)) : evidence;
    }
}
