package io.github.metrckeys.report;

/** What a line of a report found. */
public enum LineStatus {
    /** Metrc answered the call. */
    SUCCESS,
    /** Metrc refused the call to this key. */
    FAILURE,
    /** The facility's type cannot hold such records, whoever asks; no call was made. */
    NOT_APPLICABLE,
    /** Metrc gave no answer that says something about the key. */
    INCONCLUSIVE
}
