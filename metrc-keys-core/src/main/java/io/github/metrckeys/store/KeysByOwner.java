package io.github.metrckeys.store;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.secret.UserApiKey;
import java.util.List;
import java.util.Optional;

/**
 * At most one key for each owner, all of one {@link KeyState}: the keys in force of a {@link KeyStore}, or its
 * {@linkplain KeyStore#pending() pending} ones.
 *
 * <p>What every implementation promises: a change that was answered with {@link StoreResult.Done} is there for every
 * later reader; of several callers who expect one version, exactly one succeeds; the versions of an owner grow and
 * never repeat, also after a removal; a reader sees a key whole, old or new. Implementations are safe for use by
 * several threads. Arguments are never null.
 *
 * <p>If the store cannot be reached, every method throws {@link io.github.metrckeys.error.MetrcKeysException}; none
 * answers as if the store were empty.
 */
public interface KeysByOwner {

    /**
     * Finds the current key of an owner.
     *
     * @param owner whose key is wanted
     * @return the key with its version; empty if the owner has none
     */
    Optional<StoredKey> find(KeyOwner owner);

    /**
     * Stores a key for an owner, in place of the one that is there.
     *
     * @param owner whose key it is
     * @param key the key
     * @param expected the version that the caller wants to replace, {@link KeyVersion#NONE} for an owner without a key
     * @return the new version, or the conflict; the result says whether the key was stored and must be looked at
     */
    StoreResult put(KeyOwner owner, UserApiKey key, KeyVersion expected);

    /**
     * Removes the key of an owner.
     *
     * @param owner whose key it is
     * @param expected the version that the caller wants to remove
     * @return the version that was removed, or the conflict
     */
    StoreResult remove(KeyOwner owner, KeyVersion expected);

    /**
     * Lists what is there, without the keys.
     *
     * @return a snapshot, ordered by the owners' names
     */
    List<KeyInfo> list();
}
