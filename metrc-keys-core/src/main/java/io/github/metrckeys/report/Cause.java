package io.github.metrckeys.report;

/**
 * The reason why something did not succeed. The names are stable codes; new ones may be added.
 *
 * <p>Metrc answers 401 for nearly everything (observed), so a cause never follows from one status alone. Each cause
 * says what evidence it is based on.
 */
public enum Cause {
    /** The key works, the facility can hold such records, and Metrc refuses them to this user. */
    PERMISSION_MISSING,
    /** Metrc refuses this user's key, but accepts another user's key with the same vendor key. */
    USER_KEY_REJECTED,
    /**
     * Metrc refuses this user's key and another user's key. Both calls share the vendor key, the server and the
     * company.
     */
    VENDOR_KEY_REJECTED,
    /** Metrc refuses the pair of keys, and there was no other user's key to find out which of the two is bad. */
    KEY_PAIR_REJECTED,
    /** Metrc refuses the pair of keys, but accepts them when they are swapped. */
    KEYS_SWAPPED,
    /** Metrc refuses the pair of keys here, but accepts it on the server of another jurisdiction. */
    WRONG_JURISDICTION,
    /**
     * Metrc refuses the master key or no longer lists the license for it, and the person who owned the key has left.
     */
    MASTER_KEY_OWNER_LEFT,
    /**
     * Metrc refuses the key, no other key is known to work, and nobody in the company can log in to Metrc's web pages.
     */
    ACCESS_SUSPENDED,
    /** Metrc refuses a key that it accepted before: someone pressed Generate, or the key was turned off. */
    KEY_REPLACED,
    /**
     * Metrc refuses a key that it accepted before, and the key is older than the application's limit. That keys end
     * with age is one vendor's statement. Someone may also have pressed Generate.
     */
    KEY_EXPIRED,
    /** The key works, but its user is not attached to the license. */
    LICENSE_NOT_ATTACHED,
    /** The key works, everything at this license is refused, and the license's end date has passed. */
    LICENSE_ENDED,
    /** The key worked at the beginning of the check and was refused at the end. */
    KEY_REPLACED_DURING_CHECK,
    /** Metrc asked to slow down (429) for longer than the check could wait. */
    THROTTLED,
    /** Metrc could not be reached, did not answer in time, or answered with a server error (5xx). */
    METRC_UNAVAILABLE,
    /** The answer does not look like one of Metrc's, for example because it is a page of a gateway. */
    UNEXPECTED_ANSWER,
    /**
     * This server does not know the call (404), with and without paging. This says nothing about the key and does not
     * affect the verdict.
     */
    UNSUPPORTED_HERE,
    /**
     * Metrc's list of permissions has what the call needs and the facility's flags allow it, but Metrc refuses it. Most
     * likely this type of license does not hold such records. This does not affect the verdict.
     */
    REFUSED_DESPITE_PERMISSION,
    /**
     * Metrc refuses the call although its list of permissions has what the call needs, and the permission was just
     * granted: the grant has not reached the key yet.
     */
    GRANT_NOT_IN_EFFECT,
    /**
     * Metrc refused the call, and did not say whether this type of license can hold such records. The reason may be the
     * type or a missing permission.
     */
    TYPE_OR_PERMISSION,
    /**
     * Metrc refused a call, and nothing else is known about it. Most likely a permission is off (inferred); if it is on,
     * the reason is the software vendor's access, or a setting of the license or the state.
     */
    PERMISSION_LIKELY_MISSING,
    /**
     * Metrc's lists show the user of this key under another name than the one that was given, so that calls would be
     * recorded under that name. This is inferred from the employee license number beside the license.
     */
    KEY_OF_ANOTHER,
    /** Nothing shows whether the user may do the operation or not. */
    NOT_PROVEN,
    /** The license's type cannot hold such records, no matter whose key is used. */
    LICENSE_TYPE_EXCLUDES,
    /** Only a laboratory can report results, and this license does not belong to one. */
    LICENSE_IS_NO_LABORATORY,
    /** The call names a record that does not belong to this license. */
    RECORD_NOT_OF_LICENSE,
    /** The call needs a separate grant in addition to its permission. */
    SEPARATE_GRANT_MISSING,
    /**
     * The user has the permission and the facility's type allows the call. What remains is a grant that the software
     * vendor, the license or the state needs.
     */
    GATE_CLOSED,
    /** The call was signed with a header that does not have the form that Metrc reads. */
    HEADER_MALFORMED,
    /** The call went to an address that redirects to https, and a POST became a GET because of the redirect. */
    NOT_HTTPS,
    /** Metrc did not understand what was sent (a 4xx status without a cause of its own). */
    REQUEST_INVALID,
    /** A write contained more than 10 objects. */
    TOO_MANY_OBJECTS,
    /** The call was signed with the key of another person than the one who acted. */
    SIGNED_BY_ANOTHER,
    /** The call went to version 1 of the Web API, which is being retired. */
    API_VERSION_RETIRED
}
