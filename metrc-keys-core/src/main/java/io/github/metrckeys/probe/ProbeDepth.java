package io.github.metrckeys.probe;

/** How much a validation asks. */
public enum ProbeDepth {
    /** One call for each part of Metrc that the facility's type can hold, and the permission read-out. */
    FULL,
    /**
     * The list of facilities, and then either the permission read-out or, where the key is refused, one control: two calls at
     * most, for a login screen to wait for. What the read-out does not say stays unproven.
     */
    SHIFT_START
}
