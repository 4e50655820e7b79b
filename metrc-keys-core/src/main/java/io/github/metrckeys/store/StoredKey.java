package io.github.metrckeys.store;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.secret.UserApiKey;

/**
 * A key as a store gives it out: the secret, and what may be shown of it.
 *
 * @param info whose key it is, which version, and since when
 * @param key the secret; its {@code toString()} shows nothing
 */
public record StoredKey(KeyInfo info, UserApiKey key) {

    /** Refuses null. */
    public StoredKey {
        Checks.notNull(info, "info");
        Checks.notNull(key, "key");
    }

    /**
     * Whose key it is.
     *
     * @return the owner
     */
    public KeyOwner owner() {
        return info.owner();
    }

    /**
     * Which of the owner's keys it is.
     *
     * @return the version
     */
    public KeyVersion version() {
        return info.version();
    }
}
