package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.internal.check.Checks;

/** The overall result of a validation. */
public enum Verdict {
    /**
     * The key works. If a role was named: every operation that the role requires and that this license can have is
     * proven, and at least one of the role's main operations is among them. If none was named: nothing that was checked
     * is refused; what the key may change may be unproven.
     */
    ALL_GOOD,
    /** The key works, but something that was checked is refused to it. */
    PERMISSIONS_MISSING,
    /** The key works, but the license's type rules the main work of the role out, no matter whose key is used. */
    ROLE_DOES_NOT_FIT,
    /**
     * The key, the pair of keys, or its access to the license is refused. Look at the cause before you discard a key:
     * with {@link Cause#LICENSE_NOT_ATTACHED} and {@link Cause#LICENSE_ENDED} the key works, but not at this license.
     */
    KEY_REFUSED,
    /** The key works, but nothing proves that it can do something that the role requires. */
    NOT_VERIFIED,
    /** Metrc did not give an answer that says something about the key. An earlier verdict remains valid. */
    INCONCLUSIVE;

    /**
     * Whether Metrc accepted the key at the license.
     *
     * @return true unless the key is refused or Metrc gave no answer that says something about it
     */
    public boolean keyWorks() {
        return this != KEY_REFUSED && this != INCONCLUSIVE;
    }

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
