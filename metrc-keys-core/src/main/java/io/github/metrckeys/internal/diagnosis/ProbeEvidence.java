package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.PermissionList;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/**
 * All evidence from the validation of a key, from which a diagnosis is made.
 *
 * @param about what the validation is about
 * @param opening the answer of the list of facilities to the key at the beginning
 * @param control the answer of the list of facilities to another user's key; empty if it was not asked
 * @param swapped its answer to the two keys swapped; empty if it was not asked
 * @param elsewhere the answers of other servers' lists to the pair of keys, if they were asked
 * @param observations the answer to each call of the plan; empty if the key was refused before
 * @param permissionList Metrc's own list of the employee's permissions, or why there is none
 * @param closing the answer of the list of facilities to the key at the end; empty if it was not asked
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

    /** Refuses null, and copies its arguments. */
    public ProbeEvidence {
        Checks.notNull(about, "about");
        Checks.notNull(opening, "opening");
        Checks.notNull(control, "control");
        Checks.notNull(swapped, "swapped");
        elsewhere = Map.copyOf(Checks.notNull(elsewhere, "elsewhere"));
        observations = Map.copyOf(Checks.notNull(observations, "observations"));
        Checks.notNull(permissionList, "permissionList");
        Checks.notNull(closing, "closing");
    }

    /**
     * Creates the evidence at the beginning of a validation.
     *
     * @param about what the validation is about
     * @param opening the answer of the list of facilities
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
     * Adds the answer of the list of facilities to another user's key.
     *
     * @param answer the answer
     * @return this evidence and the answer
     */
    public ProbeEvidence withControl(FacilityList answer) {
        return new ProbeEvidence(
                about, opening, Optional.of(answer), swapped, elsewhere, observations, permissionList, closing);
    }

    /**
     * Adds the answer of the list of facilities to the two keys swapped.
     *
     * @param answer the answer
     * @return this evidence and the answer
     */
    public ProbeEvidence withSwapped(FacilityList answer) {
        return new ProbeEvidence(
                about, opening, control, Optional.of(answer), elsewhere, observations, permissionList, closing);
    }

    /**
     * Adds the answers of other servers to the pair of keys.
     *
     * @param seen the answers
     * @return this evidence and the answers
     */
    public ProbeEvidence withElsewhere(Map<Jurisdiction, FacilityList> seen) {
        return new ProbeEvidence(about, opening, control, swapped, seen, observations, permissionList, closing);
    }

    /**
     * Adds the answers to the calls of the plan.
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
     * Adds the answer of the list of facilities at the end.
     *
     * @param answer the answer
     * @return this evidence and the answer
     */
    public ProbeEvidence withClosing(FacilityList answer) {
        return new ProbeEvidence(
                about, opening, control, swapped, elsewhere, observations, permissionList, Optional.of(answer));
    }

    /**
     * The facility as the key saw it at the beginning.
     *
     * @return the facility; empty if the key was refused or its user is not attached to the license
     */
    public Optional<FacilityProfile> profile() {
        return opening.facility(about.facility().license());
    }

    /**
     * A server of another jurisdiction that accepts the pair of keys.
     *
     * @return the server; empty if none does, or none was asked
     */
    public Optional<Jurisdiction> acceptedAt() {
        return elsewhere.entrySet().stream()
                .filter(entry -> entry.getValue().alive())
                .map(Map.Entry::getKey)
                .min(Comparator.comparing(Jurisdiction::toString));
    }

    /**
     * Whether it is worth trying the two keys swapped: they were refused, and no other user's key has shown that the
     * vendor key is in its place.
     *
     * @return true if the pair was refused and no control key was accepted
     */
    public boolean mayBeSwapped() {
        return opening.refused() && control.filter(FacilityList::alive).isEmpty();
    }

    /**
     * Whether the list of facilities must be asked again because a call of the plan was refused or not found. Only this
     * distinguishes a missing permission from a key that was replaced meanwhile.
     *
     * @return true if a closing call is needed
     */
    public boolean needsClosing() {
        return observations.values().stream()
                .anyMatch(o -> o.outcome() == Outcome.REFUSED || o.outcome() == Outcome.NOT_FOUND);
    }
}
