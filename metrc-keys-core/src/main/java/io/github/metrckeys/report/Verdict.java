package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.internal.check.Checks;

/** The overall result of a validation. */
public enum Verdict {
    /** The key works, and nothing that was checked is missing. */
    ALL_GOOD,
    /** The key works, but something that was checked is refused to it. */
    PERMISSIONS_MISSING,
    /**
     * The key, the pair of keys, or its access to the license is refused. Look at the cause before you discard a key:
     * with {@link Cause#LICENSE_NOT_ATTACHED} and {@link Cause#LICENSE_ENDED} the key works, but not at this license.
     */
    KEY_REFUSED,
    /** Metrc did not give an answer that says something about the key. An earlier verdict remains valid. */
    INCONCLUSIVE;

    /**
     * What a validation comes to, for people.
     *
     * @param messages the language
     * @return a word or two, as for a cell of a table
     */
    public String label(Messages messages) {
        return Checks.notNull(messages, "messages").text("verdict." + name());
    }
}
