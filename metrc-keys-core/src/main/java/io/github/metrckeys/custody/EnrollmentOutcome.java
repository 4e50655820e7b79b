package io.github.metrckeys.custody;

/** What became of a key that was entered. */
public enum EnrollmentOutcome {
    /** The key is stored and signs from now on. */
    SAVED,
    /** The owner has this very key already. Nothing was stored; the report says how the key is doing. */
    UNCHANGED,
    /**
     * Metrc refused the key, or takes it and does not list the license, or a notice stands against it. The key that was there
     * stays in force here; see {@link Enrollment} for when it is dead in Metrc.
     */
    NOT_SAVED,
    /**
     * Metrc gave no answer that says something about the key: nobody knows whether it is good. The key that was there stays in
     * force; the new one may be parked until it can be verified.
     */
    UNDECIDED,
    /** Somebody else stored or removed the owner's key meanwhile. Nothing was changed: look at it and decide anew. */
    CONFLICT
}
