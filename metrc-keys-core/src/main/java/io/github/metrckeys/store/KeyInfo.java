package io.github.metrckeys.store;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.secret.KeyFingerprint;
import java.time.Instant;

/**
 * What may be shown of a stored key: everything but the key.
 *
 * @param owner whose key it is
 * @param state whether it is in force or pending
 * @param version which of the owner's keys of this state it is
 * @param storedAt when it was stored, by the clock of the store
 * @param fingerprint tells whether two keys of one store are the same; see {@link KeyStore#fingerprint}
 */
public record KeyInfo(
        KeyOwner owner, KeyState state, KeyVersion version, Instant storedAt, KeyFingerprint fingerprint) {

    /** Refuses null. */
    public KeyInfo {
        Checks.notNull(owner, "owner");
        Checks.notNull(state, "state");
        Checks.notNull(version, "version");
        Checks.notNull(storedAt, "storedAt");
        Checks.notNull(fingerprint, "fingerprint");
    }
}
