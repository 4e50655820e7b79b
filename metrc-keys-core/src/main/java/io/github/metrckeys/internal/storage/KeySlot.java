package io.github.metrckeys.internal.storage;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;

/**
 * Where a store keeps a key, and under what a ledger records it: each owner has one slot for the key in force and one
 * for the pending key.
 *
 * <p>It is written down as {@code user CO emp-7}, and as {@code unverified user CO emp-7} for the pending key.
 * Encrypted entries are bound to that text, and every version of this library has written it. So it must never
 * change: what is stored could not be read any more.
 */
public record KeySlot(KeyOwner owner, KeyState state) {

    private static final String PENDING = "unverified ";

    /** Where the key is that this describes. */
    public static KeySlot of(KeyInfo info) {
        return new KeySlot(info.owner(), info.state());
    }

    /** Writes it down. */
    public String text() {
        return (state == KeyState.PENDING ? PENDING : "") + OwnerText.of(owner);
    }

    /**
     * Reads it back.
     *
     * @throws IllegalArgumentException if no slot is written like that
     */
    public static KeySlot parse(String text) {
        return text.startsWith(PENDING)
                ? new KeySlot(OwnerText.parse(text.substring(PENDING.length())), KeyState.PENDING)
                : new KeySlot(OwnerText.parse(text), KeyState.IN_FORCE);
    }

    /** {@return the key, as a message names it} */
    @Override
    public String toString() {
        return state.keyOf(owner);
    }
}
