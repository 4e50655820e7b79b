package io.github.metrckeys.http;

/** Who a call is made for, which decides who goes first through a {@link CallGate}. */
public enum Priority {
    /** A person is waiting for the answer. */
    INTERACTIVE,
    /** Nobody is waiting: many keys are validated at once, or at night. */
    BATCH
}
