package io.github.metrckeys.report;

/** What a line of a report found. */
public enum LineStatus {
    /** Metrc answered the call, or its list of permissions has what the call needs. */
    SUCCESS,
    /** Metrc refused the call to this key, or its list of permissions lacks what the call needs. */
    FAILURE,
    /** The facility's type cannot hold such records, whoever asks; no call was made. */
    NOT_APPLICABLE,
    /** Metrc gave no answer that says something about the key. */
    INCONCLUSIVE,
    /** Nothing speaks for it or against it: that a key may look does not prove that it may change something. */
    UNPROVEN
}
