package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.ValidationReport.Findings.Holder;
import io.github.metrckeys.report.ValidationReport.Findings.MasterKey;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

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
 * @param holder under whom Metrc lists the key's user, if that is not the person who was named; empty if it is, or if
 *     this is not known
 * @param masterKey what was seen of the master key that was given beside the key
 * @param listRefusedToKey whether the key itself asked for the permissions of a known employee and was refused
 */
public record ProbeEvidence(
        ProbeCase about,
        FacilityList opening,
        Optional<FacilityList> control,
        Optional<FacilityList> swapped,
        Map<Jurisdiction, FacilityList> elsewhere,
        Map<PermissionCategory, Observation> observations,
        PermissionList permissionList,
        Optional<FacilityList> closing,
        Optional<Holder> holder,
        MasterKey masterKey,
        boolean listRefusedToKey) {

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
        Checks.notNull(holder, "holder");
        Checks.notNull(masterKey, "masterKey");
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
                Optional.empty(),
                Optional.empty(),
                MasterKey.NOT_TRIED,
                false);
    }

    /**
     * Adds the answer of the list of facilities to another user's key.
     *
     * @param answer the answer
     * @return this evidence and the answer
     */
    public ProbeEvidence withControl(FacilityList answer) {
        return with(draft -> draft.control = Optional.of(answer));
    }

    /**
     * Adds the answer of the list of facilities to the two keys swapped.
     *
     * @param answer the answer
     * @return this evidence and the answer
     */
    public ProbeEvidence withSwapped(FacilityList answer) {
        return with(draft -> draft.swapped = Optional.of(answer));
    }

    /**
     * Adds the answers of other servers to the pair of keys.
     *
     * @param seen the answers
     * @return this evidence and the answers
     */
    public ProbeEvidence withElsewhere(Map<Jurisdiction, FacilityList> seen) {
        return with(draft -> draft.elsewhere = seen);
    }

    /**
     * Adds the answers to the calls of the plan.
     *
     * @param seen the answers
     * @return this evidence and the answers
     */
    public ProbeEvidence withObservations(Map<PermissionCategory, Observation> seen) {
        return with(draft -> draft.observations = seen);
    }

    /**
     * Adds Metrc's own list of the employee's permissions.
     *
     * @param list the list, or why there is none
     * @return this evidence and the list
     */
    public ProbeEvidence withPermissionList(PermissionList list) {
        return with(draft -> draft.permissionList = list);
    }

    /**
     * Adds the answer of the list of facilities at the end.
     *
     * @param answer the answer
     * @return this evidence and the answer
     */
    public ProbeEvidence withClosing(FacilityList answer) {
        return with(draft -> draft.closing = Optional.of(answer));
    }

    /**
     * Adds under whom Metrc lists the key's user.
     *
     * @param listed the other person; empty if it is the person who was named, or if this is not known
     * @return this evidence and the person
     */
    public ProbeEvidence withHolder(Optional<Holder> listed) {
        return with(draft -> draft.holder = listed);
    }

    /**
     * Adds what was seen of the master key that was given beside the key.
     *
     * @param seen what was seen
     * @return this evidence and what was seen
     */
    public ProbeEvidence withMasterKey(MasterKey seen) {
        return with(draft -> draft.masterKey = seen);
    }

    /**
     * Adds whether the key itself was refused the permissions of a known employee.
     *
     * @param refused whether it asked and was refused
     * @return this evidence with the answer
     */
    public ProbeEvidence withListRefusedToKey(boolean refused) {
        return with(draft -> draft.listRefusedToKey = refused);
    }

    /**
     * What the key itself was answered when it read the permissions of an employee.
     *
     * @return the answer; empty if it was not asked. A refusal counts only if the role needs the list, after a full
     *     check, and not if it may be about the employee license number that was given
     */
    public Optional<Observation> ownList() {
        Endpoint list = Operation.READ_PERMISSIONS.endpoint();
        if (permissionList instanceof PermissionList.Read read
                && read.readWith() == about.subject().mode()) {
            return Optional.of(Observation.answered(list, Outcome.SUCCEEDED, 200));
        }
        boolean required = about.role()
                .filter(role -> role.need(Operation.READ_PERMISSIONS) == Role.Need.REQUIRED)
                .isPresent();
        return listRefusedToKey && required && !about.employeeGiven() && about.looksTried()
                ? Optional.of(Observation.answered(list, Outcome.REFUSED, 401))
                : Optional.empty();
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
        return Stream.concat(observations.values().stream(), ownList().stream())
                .anyMatch(o -> o.outcome() == Outcome.REFUSED || o.outcome() == Outcome.NOT_FOUND);
    }

    private ProbeEvidence with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /** The evidence while one thing is added to it. */
    private static final class Draft {
        private final ProbeCase about;
        private final FacilityList opening;
        private Optional<FacilityList> control;
        private Optional<FacilityList> swapped;
        private Map<Jurisdiction, FacilityList> elsewhere;
        private Map<PermissionCategory, Observation> observations;
        private PermissionList permissionList;
        private Optional<FacilityList> closing;
        private Optional<Holder> holder;
        private MasterKey masterKey;
        private boolean listRefusedToKey;

        Draft(ProbeEvidence evidence) {
            this.about = evidence.about;
            this.opening = evidence.opening;
            this.control = evidence.control;
            this.swapped = evidence.swapped;
            this.elsewhere = evidence.elsewhere;
            this.observations = evidence.observations;
            this.permissionList = evidence.permissionList;
            this.closing = evidence.closing;
            this.holder = evidence.holder;
            this.masterKey = evidence.masterKey;
            this.listRefusedToKey = evidence.listRefusedToKey;
        }

        ProbeEvidence done() {
            return new ProbeEvidence(
                    about,
                    opening,
                    control,
                    swapped,
                    elsewhere,
                    observations,
                    permissionList,
                    closing,
                    holder,
                    masterKey,
                    listRefusedToKey);
        }
    }
}
