package io.github.metrckeys.error;

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
    /** The store cannot be reached or does not answer; nothing was changed. */
    STORE_UNREACHABLE,
    /** The store cannot be written: it is read-only, its disk is full, or permissions are missing; nothing was changed. */
    STORE_NOT_WRITABLE,
    /** Somebody else holds the lock of the store for longer than the caller wants to wait; nothing was changed. */
    STORE_LOCKED,
    /** The store was lost in the middle of a change: it holds the old or the new, and which of them is not known. */
    STORE_OUTCOME_UNKNOWN,
    /** The path of the store leads to a directory, a symbolic link, or something else where no plain file of its own can be. */
    STORE_PATH_REFUSED,
    /** What is there was not made by this library. */
    STORE_FOREIGN,
    /** What is there was made by a newer version of this library. */
    STORE_TOO_NEW,
    /** The database lacks the tables of this library, or has them in another form. */
    STORE_SCHEMA,
    /** What is stored was cut short or changed by something else than this library. */
    STORE_DAMAGED,
    /** A stored entry stands under another owner, or in another version, than the one that it was stored for. */
    ENTRY_SWAPPED,
    /** An owner has more than one stored entry. */
    ENTRY_DUPLICATE,
    /** A stored entry cannot be decrypted, although its secret is right: it was changed. */
    ENTRY_DAMAGED,
    /** The passphrase or key-encryption key is not the one that the store was encrypted with. */
    KEY_ENCRYPTION_KEY_WRONG,
    /** The store was encrypted with a key-encryption key that was not given. */
    KEY_ENCRYPTION_KEY_MISSING,
    /** The text is no report, or one of a version or with a code that this version does not read. */
    REPORT_UNREADABLE,
    /** A table that is part of the library cannot be read: the jar is damaged. */
    CATALOG_DAMAGED,
    /** The calling thread was interrupted before there was an answer. */
    INTERRUPTED
}
