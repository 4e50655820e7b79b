package io.github.metrckeys.store;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.Checks;
import java.time.Instant;

/**
 * What may be shown of a stored key: everything but the key.
 *
 * @param owner whose key it is
 * @param version which of the owner's keys it is
 * @param storedAt when it was stored, by the clock of the store
 */
public record KeyInfo(KeyOwner owner, KeyVersion version, Instant storedAt) {

    /**
     * Describes a stored key.
     *
     * @param owner whose key it is
     * @param version which of the owner's keys it is
     * @param storedAt when it was stored
     */
    public KeyInfo {
        Checks.notNull(owner, "owner");
        Checks.notNull(version, "version");
        Checks.notNull(storedAt, "storedAt");
    }
}
