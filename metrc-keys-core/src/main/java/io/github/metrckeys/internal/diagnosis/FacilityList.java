package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.internal.check.Checks;
import java.util.List;
import java.util.Optional;

/**
 * The answer of {@code GET /facilities/v2} to a pair of keys. The call needs no permission (documented), so a success
 * means that the pair works on this server, and a refusal means that it does not.
 *
 * @param observation the call and its answer
 * @param facilities the facilities that the key's user may access; empty unless the call succeeded
 * @param whole whether every entry of the list could be read; if not, a license that seems to be missing may be in the
 *     list
 */
public record FacilityList(Observation observation, List<FacilityProfile> facilities, boolean whole) {

    /** Refuses null, and copies its arguments. */
    public FacilityList {
        Checks.notNull(observation, "observation");
        facilities = List.copyOf(Checks.notNull(facilities, "facilities"));
    }

    /**
     * An answer other than the list.
     *
     * @param observation the call and its answer
     * @return the answer
     */
    public static FacilityList without(Observation observation) {
        return new FacilityList(observation, List.of(), true);
    }

    /**
     * Whether the pair of keys works.
     *
     * @return true if Metrc returned the list
     */
    public boolean alive() {
        return observation.outcome() == Outcome.SUCCEEDED;
    }

    /**
     * Whether Metrc refused the pair of keys.
     *
     * @return true only for 401 and 403
     */
    public boolean refused() {
        return observation.outcome() == Outcome.REFUSED;
    }

    /**
     * Finds a facility in the list: the one with exactly this license number, else one whose number differs only in
     * case.
     *
     * @param license the number of its license
     * @return the facility; empty if the key's user is not attached to it (inferred)
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
