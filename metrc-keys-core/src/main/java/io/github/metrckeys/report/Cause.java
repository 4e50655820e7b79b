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
    /** Metrc refuses this user's key and the master key: what they share is the vendor key. */
    VENDOR_KEY_REJECTED,
    /** Metrc refuses the pair of keys, and there was no other user's key to tell which of the two it means. */
    KEY_PAIR_REJECTED,
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
    UNSUPPORTED_HERE
}
