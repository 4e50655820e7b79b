package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.internal.check.Checks;
import java.util.List;
import java.util.Optional;

/**
 * What {@code GET /facilities/v2} answered to a pair of keys. It needs no permission (documented), so success means that
 * the pair works on this server, and refusal that it does not.
 *
 * @param observation the call and what it answered
 * @param facilities what the key's user may access; none unless the call succeeded
 * @param whole whether every entry of the list could be read; a license that is missing from a list that was not read as
 *     a whole may be in it
 */
public record FacilityList(Observation observation, List<FacilityProfile> facilities, boolean whole) {

    /** Refuses null, and copies what it is given. */
    public FacilityList {
        Checks.notNull(observation, "observation");
        facilities = List.copyOf(Checks.notNull(facilities, "facilities"));
    }

    /**
     * An answer other than the list.
     *
     * @param observation the call and what it answered
     * @return the liveness
     */
    public static FacilityList without(Observation observation) {
        return new FacilityList(observation, List.of(), true);
    }

    /**
     * Whether the pair of keys works.
     *
     * @return true where the list came
     */
    public boolean alive() {
        return observation.outcome() == Outcome.SUCCEEDED;
    }

    /**
     * Whether Metrc refused the pair of keys.
     *
     * @return true for 401 and 403, and for nothing else
     */
    public boolean refused() {
        return observation.outcome() == Outcome.REFUSED;
    }

    /**
     * Finds a facility in the list: the one whose license is written exactly so, else one that differs in upper and lower
     * case only.
     *
     * @param license the number of its license
     * @return the facility; empty where the key's user is not attached to it (inferred)
     */
    public Optional<FacilityProfile> facility(LicenseNumber license) {
        Checks.notNull(license, "license");
        return facilities.stream()
                .filter(facility -> facility.license().equals(license))
                .findFirst()
                .or(() -> facilities.stream()
                        .filter(facility -> facility.license().value().equalsIgnoreCase(license.value()))
                        .findFirst());
    }
}
