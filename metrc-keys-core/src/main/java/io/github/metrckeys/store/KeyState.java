package io.github.metrckeys.store;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.check.Checks;

/**
 * Whether a stored key signs calls, or is kept until it can be verified. An owner has at most one key of each state.
 */
public enum KeyState {
    /** The key that signs the owner's calls. */
    IN_FORCE,
    /** A key that nobody has verified yet. It signs nothing, and becomes a key in force only by being stored as one. */
    PENDING;

    /**
     * Names an owner's key of this state, for a person to read.
     *
     * @param owner whose key it is
     * @return such as {@code key of emp-7 in CO}, and {@code unverified key of emp-7 in CO} of a pending one
     */
    public String keyOf(KeyOwner owner) {
        Checks.notNull(owner, "owner");
        return this == PENDING ? "unverified " + owner : owner.toString();
    }
}
