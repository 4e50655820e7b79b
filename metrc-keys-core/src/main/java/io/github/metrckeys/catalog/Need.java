package io.github.metrckeys.catalog;

/** How much a role needs something. */
public enum Need {
    /** The work cannot be done without it: where it is missing, the role's verdict says so. */
    REQUIRED,
    /** The work is easier with it; its absence is shown and spoils nothing. */
    HELPFUL,
    /** The work does without it. */
    NOT_NEEDED
}
