package io.github.metrckeys;

/** Whether a call only looks, or changes what the state sees. */
public enum Access {
    /** The call changes nothing: GET. */
    READ,
    /** The call changes what Metrc holds: POST, PUT, DELETE. */
    WRITE
}
