package io.github.metrckeys.store;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import java.util.Set;

/**
 * A store that outlives the process and is encrypted with a {@link io.github.metrckeys.store.KeyEncryptionKey} that the
 * application supplies.
 *
 * <p>To replace the key-encryption key: give every process both, the old one first; then, in every process, the new one
 * first; then call {@link #rewrap()} in one of them, and drop the old one everywhere once {@link
 * #keyEncryptionKeysInUse()} no longer names it.
 */
public interface EncryptedKeyStore extends KeyStore {

    /**
     * Encrypts every entry anew under the newest key-encryption key, while others go on reading and writing.
     *
     * <p>Versions stay as they are. If this is stopped, by an interruption or by the end of the process, every entry
     * can be read as before, and the next call goes on where this one ended.
     *
     * @return how many entries were encrypted anew; 0 if there was nothing left to do
     * @throws MetrcKeysException with {@link ErrorCode#KEY_ENCRYPTION_KEY_MISSING} or {@link
     *     ErrorCode#KEY_ENCRYPTION_KEY_WRONG} if an entry's present key-encryption key was not given, with {@link
     *     ErrorCode#INTERRUPTED} if the thread was interrupted, and as every other use of a store
     */
    int rewrap();

    /**
     * The key-encryption keys without which something in this store could not be read.
     *
     * @return their ids, read from the store at this moment
     */
    Set<String> keyEncryptionKeysInUse();
}
