package io.github.metrckeys.store;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import java.util.List;
import java.util.Optional;

/**
 * Keeps the keys of master accounts and of employees.
 *
 * <p>Its own methods find, change and list the keys in force, and no other. An owner may also have a pending key, which
 * signs nothing: {@link #pending()} alone leads to it. An implementation supplies the keys of each state and their
 * fingerprints.
 */
public interface KeyStore extends KeysByOwner {

    /**
     * The keys of a state. Keys of different states never mix: what is changed in one says nothing about the other.
     *
     * @param state which keys
     * @return the keys in force, or the pending ones; always the same object or an equivalent one, and never this store
     *     itself
     */
    KeysByOwner keys(KeyState state);

    /**
     * The fingerprint that this store gives a key, whether the key is in it or not: it is the one that both lists, of
     * keys in force and of pending ones, show for each owner of that very key. {@link
     * io.github.metrckeys.secret.Fingerprinter} makes them.
     *
     * @param key any key
     * @return its fingerprint
     */
    KeyFingerprint fingerprint(UserApiKey key);

    /**
     * The keys that are kept until they can be verified. They are as lasting as those in force, and their versions
     * are a sequence of their own.
     *
     * @return the pending keys
     */
    default KeysByOwner pending() {
        return keys(KeyState.PENDING);
    }

    @Override
    default Optional<StoredKey> find(KeyOwner owner) {
        return keys(KeyState.IN_FORCE).find(owner);
    }

    @Override
    default StoreResult put(KeyOwner owner, UserApiKey key, KeyVersion expected) {
        return keys(KeyState.IN_FORCE).put(owner, key, expected);
    }

    @Override
    default StoreResult remove(KeyOwner owner, KeyVersion expected) {
        return keys(KeyState.IN_FORCE).remove(owner, expected);
    }

    @Override
    default List<KeyInfo> list() {
        return keys(KeyState.IN_FORCE).list();
    }
}
