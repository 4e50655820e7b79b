package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.PermissionList;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that was seen while a key was validated: what a diagnosis is made from.
 *
 * @param about what the validation is about
 * @param opening what the list of facilities answered to the key at the beginning
 * @param control what the list of facilities answered to another user's key; empty where it was not asked
 * @param swapped what it answered to the two keys in each other's places; empty where it was not asked
 * @param elsewhere what the lists of other servers answered to the pair of keys, as far as they were asked
 * @param observations what each call of the plan answered; none where the key was refused before
 * @param permissionList Metrc's own list of the employee's permissions, or why there is none
 * @param closing what the list of facilities answered to the key at the end; empty where it was not asked
 */
public record ProbeEvidence(
        ProbeCase about,
        FacilityList opening,
        Optional<FacilityList> control,
        Optional<FacilityList> swapped,
        Map<Jurisdiction, FacilityList> elsewhere,
        Map<PermissionCategory, Observation> observations,
        PermissionList permissionList,
        Optional<FacilityList> closing) {

    /** Refuses null, and copies what it is given. */
    public ProbeEvidence {
        Checks.notNull(about, "about");
        Checks.notNull(opening, "opening");
        Checks.notNull(control, "control");
        Checks.notNull(swapped, "swapped");
        elsewhere = Map.copyOf(Checks.notNull(elsewhere, "elsewhere"));
        observations = Map.copyOf(Checks.notNull(observations, "observations"));
        Checks.notNull(permissionList, "readOut");
        Checks.notNull(closing, "closing");
    }

    /**
     * What is known when a validation begins.
     *
     * @param about what the validation is about
     * @param opening what the list of facilities answered
     * @return the evidence so far
     */
    public static ProbeEvidence opened(ProbeCase about, FacilityList opening) {
        return new ProbeEvidence(
                about,
                opening,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of(),
                PermissionList.NOT_ASKED,
                Optional.empty());
    }

    /**
     * Adds what the list of facilities answered to another user's key.
     *
     * @param liveness the answer
     * @return this evidence and the answer
     */
    public ProbeEvidence withControl(FacilityList liveness) {
        return new ProbeEvidence(
                about, opening, Optional.of(liveness), swapped, elsewhere, observations, permissionList, closing);
    }

    /**
     * Adds what the list of facilities answered to the two keys in each other's places.
     *
     * @param liveness the answer
     * @return this evidence and the answer
     */
    public ProbeEvidence withSwapped(FacilityList liveness) {
        return new ProbeEvidence(
                about, opening, control, Optional.of(liveness), elsewhere, observations, permissionList, closing);
    }

    /**
     * Adds what other servers answered to the pair of keys.
     *
     * @param seen the answers
     * @return this evidence and the answers
     */
    public ProbeEvidence withElsewhere(Map<Jurisdiction, FacilityList> seen) {
        return new ProbeEvidence(about, opening, control, swapped, seen, observations, permissionList, closing);
    }

    /**
     * Adds what the calls of the plan answered.
     *
     * @param seen the answers
     * @return this evidence and the answers
     */
    public ProbeEvidence withObservations(Map<PermissionCategory, Observation> seen) {
        return new ProbeEvidence(about, opening, control, swapped, elsewhere, seen, permissionList, closing);
    }

    /**
     * Adds Metrc's own list of the employee's permissions.
     *
     * @param list the list, or why there is none
     * @return this evidence and the list
     */
    public ProbeEvidence withPermissionList(PermissionList list) {
        return new ProbeEvidence(about, opening, control, swapped, elsewhere, observations, list, closing);
    }

    /**
     * Adds what the list of facilities answered at the end.
     *
     * @param liveness the answer
     * @return this evidence and the answer
     */
    public ProbeEvidence withClosing(FacilityList liveness) {
        return new ProbeEvidence(
                about, opening, control, swapped, elsewhere, observations, permissionList, Optional.of(liveness));
    }

    /**
     * The facility as the key saw it at the beginning.
     *
     * @return the facility; empty where the key was refused or its user is not attached to the license
     */
    public Optional<FacilityProfile> profile() {
        return opening.facility(about.facility().license());
    }

    /**
     * A server of another jurisdiction that takes the pair of keys.
     *
     * @return the server; empty where none does, or none was asked
     */
    public Optional<Jurisdiction> acceptedAt() {
        return elsewhere.entrySet().stream()
                .filter(entry -> entry.getValue().alive())
                .map(Map.Entry::getKey)
                .min(Comparator.comparing(Jurisdiction::toString));
    }

    /**
     * Whether the two keys are worth trying in each other's places: they were refused, and no other user's key has shown that
     * the vendor key stands in its own place.
     *
     * @return true where the pair was refused and no control was accepted
     */
    public boolean mayBeSwapped() {
        return opening.refused() && control.filter(FacilityList::alive).isEmpty();
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
