package io.github.metrckeys.store;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps the keys of master accounts and of employees.
 *
 * <p>Its own methods find, change and list the keys in force, and no other. An owner may also have a pending key, which
 * signs nothing: only {@link #pending()} and {@link #keys keys(PENDING)} lead to it. An implementation supplies
 * the keys of each state and their fingerprints.
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
     * The keys that are kept until they can be verified. They are as lasting as those in force.
     *
     * <p>A version of a pending key means nothing among the keys in force: the same number may be another key there. So
     * change a pending key here, or with {@link #remove(KeyInfo)}, which goes by the state too.
     *
     * @return the pending keys
     */
    default KeysByOwner pending() {
        return keys(KeyState.PENDING);
    }

    /**
     * Removes the key that a list shows, in force or pending, if it is still there.
     *
     * @param info whose key it is, of which state, and which version
     * @return done, with the version that was removed; or the conflict if another version is there, or none
     */
    default StoreResult remove(KeyInfo info) {
        Checks.notNull(info, "info");
        return keys(info.state()).remove(info.owner(), info.version());
    }

    /**
     * Everything that is here, for whoever must miss no key of either state.
     *
     * @return the keys in force, and then the pending ones. A key that comes into force meanwhile may be there as both
     */
    default List<KeyInfo> listAll() {
        // First, since a pending key is put in force before it is removed here: so no moment hides it.
        List<KeyInfo> pending = pending().list();
        return Stream.concat(list().stream(), pending.stream()).toList();
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
