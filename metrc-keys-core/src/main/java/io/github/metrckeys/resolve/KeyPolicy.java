package io.github.metrckeys.resolve;

import io.github.metrckeys.Access;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule by which a facility's calls are signed.
 *
 * @param mode whether one key signs for all, or each employee's own
 * @param fallback whether the master key may stand in for a key that is not there; in master mode it signs everything,
 *     whatever was given here
 */
public record KeyPolicy(KeyMode mode, MasterFallback fallback) {

    /**
     * Makes a policy.
     *
     * @param mode whether one key signs for all, or each employee's own
     * @param fallback whether the master key may stand in
     */
    public KeyPolicy {
        Checks.notNull(mode, "mode");
        Checks.notNull(fallback, "fallback");
        fallback = mode == KeyMode.MASTER ? MasterFallback.ALWAYS : fallback;
    }

    /**
     * The facility's master key signs every call.
     *
     * @return the policy
     */
    public static KeyPolicy master() {
        return new KeyPolicy(KeyMode.MASTER, MasterFallback.ALWAYS);
    }

    /**
     * Each employee's calls are signed with that employee's key, and with no other.
     *
     * @return the policy
     */
    public static KeyPolicy individual() {
        return individual(MasterFallback.NEVER);
    }

    /**
     * Each employee's calls are signed with that employee's key, and the master key may stand in where there is none.
     *
     * @param fallback which calls the master key may stand in for
     * @return the policy
     */
    public static KeyPolicy individual(MasterFallback fallback) {
        return new KeyPolicy(KeyMode.INDIVIDUAL, fallback);
    }

    /**
     * Whether a change can be signed with the master key under this policy.
     *
     * @return true in master mode, and where the fallback covers writes
     */
    public boolean writesWithMasterKey() {
        return mode == KeyMode.MASTER || fallback.covers(Access.WRITE);
    }

    /** Whose keys may sign the call, best first: the whole of the decision, before any store is asked. */
    List<Candidate> candidates(KeyRequest request) {
        KeyOwner master = KeyOwner.master(request.facility());
        if (mode == KeyMode.MASTER) {
            return List.of(new Candidate(master, KeyResolution.Choice.MASTER_MODE));
        }
        List<Candidate> candidates = new ArrayList<>(2);
        request.actor()
                .map(actor -> KeyOwner.individual(request.facility().jurisdiction(), actor))
                .ifPresent(own -> candidates.add(new Candidate(own, KeyResolution.Choice.OWN_KEY)));
        if (fallback.covers(request.access())) {
            candidates.add(new Candidate(
                    master,
                    candidates.isEmpty()
                            ? KeyResolution.Choice.MASTER_WITHOUT_ACTOR
                            : KeyResolution.Choice.MASTER_FALLBACK));
        }
        return candidates;
    }

    /** Somebody whose key may sign a call, and why. */
    record Candidate(KeyOwner owner, KeyResolution.Choice choice) {}
}
