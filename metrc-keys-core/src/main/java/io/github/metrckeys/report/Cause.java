package io.github.metrckeys.report;

/**
 * Why something did not succeed. The names are stable codes; more may be added.
 *
 * <p>Metrc answers 401 for nearly everything (observed), so a cause is never read off one status: each says what
 * evidence it rests on.
 */
public enum Cause {
    /** The key works, the facility can hold such records, and Metrc refuses them to this user. */
    PERMISSION_MISSING,
    /** Metrc refuses this user's key, and takes another user's with the same vendor key. */
    USER_KEY_REJECTED,
    /** Metrc refuses this user's key and another user's: what they share is the vendor key. */
    VENDOR_KEY_REJECTED,
    /** Metrc refuses the pair of keys, and there was no other user's key to tell which of the two it means. */
    KEY_PAIR_REJECTED,
    /** Metrc refuses the pair of keys, and takes the two in each other's places. */
    KEYS_SWAPPED,
    /** Metrc refuses the pair of keys here, and takes it at the server of another jurisdiction. */
    WRONG_JURISDICTION,
    /** Metrc refuses the master key, or no longer lists the license for it, and the person whose key it was has left. */
    MASTER_KEY_OWNER_LEFT,
    /** Metrc refuses every key of the company, and its web pages do not let anybody in either. */
    ACCESS_SUSPENDED,
    /** Metrc refuses a key that it took before: somebody pressed Generate, or the key was turned off. */
    KEY_REPLACED,
    /**
     * Metrc refuses a key that it took before, and the key is older than the application lets keys become. That keys end with
     * age is one vendor's statement, and somebody may have pressed Generate all the same.
     */
    KEY_EXPIRED,
    /** The key works, and the license is not among those that its user is attached to. */
    LICENSE_NOT_ATTACHED,
    /** The key works, everything at this license is refused, and the license's end date has passed. */
    LICENSE_ENDED,
    /** The key worked when the check began and was refused when it ended. */
    KEY_REPLACED_DURING_CHECK,
    /** Metrc asked to slow down (429), for longer than there was time. */
    THROTTLED,
    /** Metrc could not be reached, did not answer in time, or answered that it has failed (5xx). */
    METRC_UNAVAILABLE,
    /** Something answered in a way that Metrc does not, such as a gateway with a page of its own. */
    UNEXPECTED_ANSWER,
    /**
     * This server does not know the call (404), with and without paging. It says nothing about the key, and spoils no
     * verdict.
     */
    UNSUPPORTED_HERE,
    /**
     * Metrc's list of permissions has what the call needs, the facility's flags allow it, and Metrc refuses it all the
     * same: most likely this type of license does not hold such records. It spoils no verdict.
     */
    REFUSED_DESPITE_PERMISSION,
    /** As before, and the permission was granted just now: the grant has not reached the key yet. */
    GRANT_NOT_IN_EFFECT,
    /**
     * Metrc refused it, and did not say whether this type of license can hold such records: it may be that, or a missing
     * permission.
     */
    TYPE_OR_PERMISSION,
    /** Nothing speaks for the operation or against it. It spoils no verdict. */
    NOT_PROVEN,
    /** The license's type cannot hold such records, whoever asks. */
    LICENSE_TYPE_EXCLUDES,
    /** Only a laboratory can report results, and this license is none. */
    LICENSE_IS_NO_LABORATORY,
    /** The call names a record that is none of this license. */
    RECORD_NOT_OF_LICENSE,
    /** The call needs a grant of its own beside its permission. */
    SEPARATE_GRANT_MISSING,
    /**
     * The user has the permission and the facility's type allows the call: what is left is what the software vendor, the
     * license or the state has to be granted.
     */
    GATE_CLOSED,
    /** The call was signed with a header that does not carry the two keys as Metrc reads them. */
    HEADER_MALFORMED,
    /** The call went to an address that redirects to https, and a POST became a GET on the way. */
    NOT_HTTPS,
    /** Metrc did not understand what was sent (4xx other than those that have a cause of their own). */
    REQUEST_INVALID,
    /** A write had more than 10 objects. */
    TOO_MANY_OBJECTS,
    /** The call was signed with the key of somebody else than the person who acted. */
    SIGNED_BY_ANOTHER,
    /** The call went to version 1 of the Web API, which is being retired. */
    API_VERSION_RETIRED
}
