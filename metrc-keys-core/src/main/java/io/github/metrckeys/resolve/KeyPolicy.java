package io.github.metrckeys.resolve;

import io.github.metrckeys.Access;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.check.Checks;
import java.util.ArrayList;
import java.util.List;

/**
 * The rule for whose key signs a facility's calls.
 *
 * @param mode whether one key signs all calls, or each employee's own key
 * @param fallback whether the master key may replace a missing key; in master mode this is ignored, because the master
 *     key signs everything
 */
public record KeyPolicy(KeyMode mode, MasterFallback fallback) {

    /** Refuses null. */
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
     * Each employee's calls are signed only with that employee's key.
     *
     * @return the policy
     */
    public static KeyPolicy individual() {
        return individual(MasterFallback.NEVER);
    }

    /**
     * Each employee's calls are signed with that employee's key, and the master key may replace a missing one.
     *
     * @param fallback the calls for which the master key may replace a missing key
     * @return the policy
     */
    public static KeyPolicy individual(MasterFallback fallback) {
        return new KeyPolicy(KeyMode.INDIVIDUAL, fallback);
    }

    /**
     * Whether this policy allows the master key to sign a change.
     *
     * @return true in master mode, and if the fallback covers writes
     */
    public boolean writesWithMasterKey() {
        return mode == KeyMode.MASTER || fallback.covers(Access.WRITE);
    }

    /** The owners whose keys may sign the call, best first. This is the whole decision, before any store is asked. */
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

    /** An owner whose key may sign a call, and why. */
    record Candidate(KeyOwner owner, KeyResolution.Choice choice) {}

    /**
     * Whether the master key may sign if an employee has no key, or if nobody acts.
     *
     * <p>It never replaces a key that exists and was refused, and it never signs because of an error.
     */
    public enum MasterFallback {
        /** The master key never signs. */
        NEVER,
        /** The master key may sign reads, but no changes: only employees make the changes that the state sees. */
        READS_ONLY,
        /**
         * The master key may sign everything. What an employee without a key does is then recorded under another
         * person's name.
         */
        ALWAYS;

        /**
         * Whether the master key may sign a call.
         *
         * @param access what the call does
         * @return true if it may
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
