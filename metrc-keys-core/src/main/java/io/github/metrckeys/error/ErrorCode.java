package io.github.metrckeys.error;

/**
 * The stable code of an error, by which programs tell errors apart.
 *
 * <p>Codes are never renamed and never change their meaning; new ones may be added.
 */
public enum ErrorCode {
    /** The text is not an API key: it is empty, contains a control character, or is far too long. */
    KEY_INVALID,
    /** The text is not a license number. */
    LICENSE_NUMBER_INVALID,
    /** The text cannot be used as the id of a user. */
    USER_ID_INVALID,
    /** The text does not have the form of a jurisdiction's code. */
    JURISDICTION_CODE_INVALID,
    /** No Metrc server is known for this code; the code can be given together with the server's address. */
    JURISDICTION_UNKNOWN,
    /** Keys would travel to this address unprotected, or it is not the address of a server. */
    BASE_URI_REFUSED,
    /** The name of a permission or of a facility flag is empty, or Metrc does not have it. */
    NAME_INVALID,
    /** A policy would let the master key write in a state that requires individual keys. */
    POLICY_REFUSED,
    /** A setting is out of range, or contradicts another setting. */
    SETTING_INVALID,
    /** Two values that must belong together do not, such as a user and a facility of different jurisdictions. */
    MISMATCH,
    /** Another writer stored or removed this key after it was read. */
    VERSION_CONFLICT,
    /** The store cannot be reached or does not answer. Nothing was changed. */
    STORE_UNREACHABLE,
    /**
     * The store cannot be written: it is read-only, its disk is full, or permissions are missing. Nothing was changed.
     */
    STORE_NOT_WRITABLE,
    /** Another process held the lock of the store for longer than the caller wanted to wait. Nothing was changed. */
    STORE_LOCKED,
    /**
     * The connection to the store was lost during a change: the store holds the old or the new state, and which one is
     * not known.
     */
    STORE_OUTCOME_UNKNOWN,
    /**
     * The path of the store is a directory, a symbolic link, or something else that cannot be a regular file of its
     * own.
     */
    STORE_PATH_REFUSED,
    /** The store's file was not written by this library. */
    STORE_FOREIGN,
    /** The stored data was written by a newer version of this library. */
    STORE_TOO_NEW,
    /** The database does not have the tables of this library, or has them in another form. */
    STORE_SCHEMA,
    /** The stored data was cut short, or was changed by something other than this library. */
    STORE_DAMAGED,
    /** A stored entry was found under another owner or in another version than it was stored for. */
    ENTRY_SWAPPED,
    /** An owner has more than one stored entry. */
    ENTRY_DUPLICATE,
    /** A stored entry cannot be decrypted although the secret is right: the entry was changed. */
    ENTRY_DAMAGED,
    /** The passphrase or key-encryption key is not the one that the store was encrypted with. */
    KEY_ENCRYPTION_KEY_WRONG,
    /** The store was encrypted with a key-encryption key that was not given. */
    KEY_ENCRYPTION_KEY_MISSING,
    /** The text is not a report, or it has a version or a code that this version of the library cannot read. */
    REPORT_UNREADABLE,
    /** A table inside the library's jar cannot be read: the jar is damaged. */
    CATALOG_DAMAGED,
    /** The calling thread was interrupted before the answer came. */
    INTERRUPTED
}
