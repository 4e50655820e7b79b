package io.github.metrckeys;

/** Whether a call reads or changes data in Metrc. */
public enum Access {
    /** The call changes nothing: GET. */
    READ,
    /** The call changes what Metrc holds: POST, PUT, DELETE. */
    WRITE
}
