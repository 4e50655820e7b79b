package io.github.metrckeys.probe;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.Checks;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was seen while a key was validated: what a diagnosis is made from.
 *
 * @param subject whose key it is
 * @param facility where it is to work
 * @param opening what the list of facilities answered to the key at the beginning
 * @param control what the list of facilities answered to another user's key; empty where it was not asked
 * @param observations what each call of the plan answered; none where the key was refused before
 * @param closing what the list of facilities answered to the key at the end; empty where it was not asked
 * @param today the day of the validation, to which the end of a license is compared
 */
public record ProbeEvidence(
        KeyOwner subject,
        Facility facility,
        Liveness opening,
        Optional<Liveness> control,
        Map<PermissionCategory, Observation> observations,
        Optional<Liveness> closing,
        LocalDate today) {

    /**
     * Collects what was seen.
     *
     * @param subject whose key it is
     * @param facility where it is to work
     * @param opening what the list of facilities answered at the beginning
     * @param control what it answered to another user's key
     * @param observations what each call of the plan answered
     * @param closing what the list of facilities answered at the end
     * @param today the day of the validation
     */
    public ProbeEvidence {
        Checks.notNull(subject, "subject");
        Checks.notNull(facility, "facility");
        Checks.notNull(opening, "opening");
        Checks.notNull(control, "control");
        observations = Map.copyOf(Checks.notNull(observations, "observations"));
        Checks.notNull(closing, "closing");
        Checks.notNull(today, "today");
    }

    /**
     * What is known when a validation begins.
     *
     * @param subject whose key it is
     * @param facility where it is to work
     * @param opening what the list of facilities answered
     * @param today the day of the validation
     * @return the evidence so far
     */
    public static ProbeEvidence opened(KeyOwner subject, Facility facility, Liveness opening, LocalDate today) {
        return new ProbeEvidence(subject, facility, opening, Optional.empty(), Map.of(), Optional.empty(), today);
    }

    /**
     * Adds what the list of facilities answered to another user's key.
     *
     * @param liveness the answer
     * @return this evidence and the answer
     */
    public ProbeEvidence withControl(Liveness liveness) {
        return new ProbeEvidence(subject, facility, opening, Optional.of(liveness), observations, closing, today);
    }

    /**
     * Adds what the calls of the plan answered.
     *
     * @param seen the answers
     * @return this evidence and the answers
     */
    public ProbeEvidence withObservations(Map<PermissionCategory, Observation> seen) {
        return new ProbeEvidence(subject, facility, opening, control, seen, closing, today);
    }

    /**
     * Adds what the list of facilities answered at the end.
     *
     * @param liveness the answer
     * @return this evidence and the answer
     */
    public ProbeEvidence withClosing(Liveness liveness) {
        return new ProbeEvidence(subject, facility, opening, control, observations, Optional.of(liveness), today);
    }

    /**
     * The facility as the key saw it at the beginning.
     *
     * @return the facility; empty where the key was refused or its user is not attached to the license
     */
    public Optional<FacilityProfile> profile() {
        return opening.facility(facility.license());
    }

    /**
     * Whether some call of the plan was refused or not found, so that the list of facilities has to be asked once more: only
     * that tells a missing permission from a key that was replaced meanwhile.
     *
     * @return true where a closing call is needed
     */
    public boolean needsClosing() {
        return observations.values().stream()
                .anyMatch(o -> o.outcome() == Outcome.REFUSED || o.outcome() == Outcome.NOT_FOUND);
    }
}
