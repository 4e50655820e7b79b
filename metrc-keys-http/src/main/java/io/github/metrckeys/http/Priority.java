package io.github.metrckeys.http;

/** How urgent a call is, which decides what goes first through a {@link CallGate}. */
public enum Priority {
    /** A person is waiting for the answer. */
    INTERACTIVE,
    /** Nobody is waiting: many keys are validated at once, or at night. */
    BATCH
}
