package io.github.metrckeys;

/**
 * The stable name of something that went wrong, for programs to tell errors apart.
 *
 * <p>Codes are never renamed or given another meaning; more may be added.
 */
public enum ErrorCode {
    /** The text is no API key: empty, or with a control character, or far too long to be one. */
    KEY_INVALID,
    /** The text is no license number. */
    LICENSE_NUMBER_INVALID,
    /** The text cannot be used as the id of a user. */
    USER_ID_INVALID,
    /** The text has not the form of a jurisdiction's code. */
    JURISDICTION_CODE_INVALID,
    /** No Metrc server is known under this code; one may be given together with its address. */
    JURISDICTION_UNKNOWN,
    /** Keys would travel to this address unprotected, or it is no address of a server. */
    BASE_URI_REFUSED,
    /** The name of a permission or of a facility flag is empty, or not one that Metrc has. */
    NAME_INVALID,
    /** A policy would let the master key write where the state demands individual keys. */
    POLICY_REFUSED,
    /** A setting is out of its range, or contradicts another one. */
    SETTING_INVALID,
    /** Two things that belong together were given from different places, such as a user of another jurisdiction. */
    MISMATCH,
    /** Somebody else stored or removed this key since it was read. */
    VERSION_CONFLICT,
    /** The text is no report, or one of a version or with a code that this version does not read. */
    REPORT_UNREADABLE,
    /** A table that is part of the library cannot be read: the jar is damaged. */
    CATALOG_DAMAGED,
    /** The calling thread was interrupted before there was an answer. */
    INTERRUPTED
}
