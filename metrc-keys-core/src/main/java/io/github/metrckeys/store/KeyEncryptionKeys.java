package io.github.metrckeys.store;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The key-encryption keys that are live: the newest encrypts, and what any of them encrypted is read. Immutable, and
 * safe for use by several threads.
 */
public final class KeyEncryptionKeys {

    private final KeyEncryptionKey newest;
    private final Map<String, KeyEncryptionKey> byId;

    private KeyEncryptionKeys(KeyEncryptionKey newest, Map<String, KeyEncryptionKey> byId) {
        this.newest = newest;
        this.byId = byId;
    }

    /**
     * Puts keys together.
     *
     * @param newest encrypts from now on
     * @param older what else may be needed to read what is there
     * @return the keys
     * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if two have one id
     */
    public static KeyEncryptionKeys of(KeyEncryptionKey newest, KeyEncryptionKey... older) {
        Map<String, KeyEncryptionKey> byId = new LinkedHashMap<>();
        byId.put(KeyIds.checked(Checks.notNull(newest, "newest").id()), newest);
        for (KeyEncryptionKey key : Checks.notNull(older, "older")) {
            if (byId.put(KeyIds.checked(Checks.notNull(key, "older").id()), key) != null) {
                throw new InvalidInputException(
                        ErrorCode.SETTING_INVALID,
                        "Two key-encryption keys have the id " + key.id() + ": give each its own, and keep it.");
            }
        }
        return new KeyEncryptionKeys(newest, byId);
    }

    /**
     * The one that encrypts.
     *
     * @return the first one
     */
    public KeyEncryptionKey newest() {
        return newest;
    }

    /**
     * Finds one.
     *
     * @param id the id under which a store remembers it
     * @return the key, empty if it was not given
     */
    public Optional<KeyEncryptionKey> find(String id) {
        return Optional.ofNullable(byId.get(Checks.notNull(id, "id")));
    }

    /**
     * The names of all.
     *
     * @return their ids, the newest first
     */
    public Set<String> ids() {
        return Collections.unmodifiableSet(byId.keySet());
    }

    /** {@return the ids, the newest first} */
    @Override
    public String toString() {
        return "KeyEncryptionKeys" + byId.keySet();
    }
}
