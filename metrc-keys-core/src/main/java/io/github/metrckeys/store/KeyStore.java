package io.github.metrckeys.store;

import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;

/**
 * Keeps the keys of master accounts and of employees.
 *
 * <p>Its own methods find, change and list the keys in force, and no other. An owner may also have a pending key, which
 * signs nothing: {@link #pending()} alone leads to it.
 */
public interface KeyStore extends KeysByOwner {

    /**
     * The keys that are kept until they can be verified. They are as lasting as those in force, and their versions
     * are a sequence of their own.
     *
     * @return the pending keys; what is changed there changes nothing about the keys in force
     */
    KeysByOwner pending();

    /**
     * The keys of a state, for whoever goes on with a {@link KeyInfo} or a record of either.
     *
     * @param state which keys
     * @return this store's keys in force, or its {@link #pending()} ones
     */
    default KeysByOwner keys(KeyState state) {
        return Checks.notNull(state, "state") == KeyState.PENDING ? pending() : this;
    }

    /**
     * The fingerprint that this store gives a key, whether the key is in it or not: it is the one that both lists, of
     * keys in force and of pending ones, show for each owner of that very key. {@link
     * io.github.metrckeys.secret.Fingerprinter} makes them.
     *
     * @param key any key
     * @return its fingerprint
     */
    KeyFingerprint fingerprint(UserApiKey key);
}
