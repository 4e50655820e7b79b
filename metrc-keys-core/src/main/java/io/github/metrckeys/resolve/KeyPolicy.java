package io.github.metrckeys.resolve;

import io.github.metrckeys.Access;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.check.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule by which a facility's calls are signed.
 *
 * @param mode whether one key signs for all, or each employee's own
 * @param fallback whether the master key may stand in for a key that is not there; in master mode it signs everything,
 *     whatever was given here
 */
public record KeyPolicy(KeyMode mode, KeyPolicy.MasterFallback fallback) {

    /** Refuses null. */
    public KeyPolicy {
        Checks.notNull(mode, "mode");
        Checks.notNull(fallback, "fallback");
        fallback = mode == KeyMode.MASTER ? KeyPolicy.MasterFallback.ALWAYS : fallback;
    }

    /**
     * The facility's master key signs every call.
     *
     * @return the policy
     */
    public static KeyPolicy master() {
        return new KeyPolicy(KeyMode.MASTER, KeyPolicy.MasterFallback.ALWAYS);
    }

    /**
     * Each employee's calls are signed with that employee's key, and with no other.
     *
     * @return the policy
     */
    public static KeyPolicy individual() {
        return individual(KeyPolicy.MasterFallback.NEVER);
    }

    /**
     * Each employee's calls are signed with that employee's key, and the master key may stand in where there is none.
     *
     * @param fallback which calls the master key may stand in for
     * @return the policy
     */
    public static KeyPolicy individual(KeyPolicy.MasterFallback fallback) {
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

    /**
     * Whether the master key may stand in where an employee has no key, or where nobody acts.
     *
     * <p>It never stands in for a key that is there and was refused, nor after an error.
     */
    public enum MasterFallback {
        /** The master key never stands in. */
        NEVER,
        /** The master key may look, and changes nothing: what the state sees is done by employees alone. */
        READS_ONLY,
        /** The master key may do everything; what an employee without a key does stands under another person's name. */
        ALWAYS;

        /**
         * Whether the master key may stand in for a call.
         *
         * @param access what the call does
         * @return true where it may
         */
        public boolean covers(Access access) {
            Checks.notNull(access, "access");
            return switch (this) {
                case NEVER -> false;
                case READS_ONLY -> access == Access.READ;
                case ALWAYS -> true;
            };
        }
    }
}
