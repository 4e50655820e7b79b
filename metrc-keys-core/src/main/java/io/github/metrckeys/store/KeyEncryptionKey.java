package io.github.metrckeys.store;

import io.github.metrckeys.error.InvalidInputException;
import java.util.Optional;

/**
 * Wraps the data keys of a store, so that the store alone is worth nothing to a thief.
 *
 * <p>Bytes and passphrases are made here; a key manager outside (of a cloud, or in hardware) is bound in by
 * implementing this interface. Implementations are safe for use by several threads, and show nothing of themselves in
 * {@code toString()} but the id. Arguments are never null.
 */
public interface KeyEncryptionKey {

    /**
     * The name under which a store remembers what wrapped a data key. It is stored in the clear.
     *
     * @return 1 to 200 printable ASCII characters without a space, always the same for the same secret
     */
    String id();

    /**
     * Encrypts a data key. It is unwrapped once at that time, before anything is stored with it.
     *
     * @param dataKey 32 bytes; wiped by the caller afterwards
     * @return what {@link #unwrap} gets it back from, 8,192 bytes at most
     * @throws io.github.metrckeys.error.MetrcKeysException if it could not be done, such as a key manager out of reach
     */
    byte[] wrap(byte[] dataKey);

    /**
     * Gets a data key back.
     *
     * @param wrapped what {@link #wrap} returned, perhaps years ago
     * @return the data key in an array of its own, which the caller wipes; empty if this secret is not the one that
     *     wrapped it, or if it was changed
     * @throws io.github.metrckeys.error.MetrcKeysException if it could not be found out, such as a key manager out of
     *     reach
     */
    Optional<byte[]> unwrap(byte[] wrapped);

    /**
     * A key-encryption key of random bytes (AES-256-GCM).
     *
     * @param id the name that the store remembers, such as {@code 2026-11}
     * @param secret 32 bytes out of a good random source; copied
     * @return the key
     * @throws InvalidInputException if the id has not the form, or the secret not 32 bytes
     */
    static KeyEncryptionKey ofBytes(String id, byte[] secret) {
        return new BytesKey(id, secret);
    }

    /**
     * A key-encryption key from a passphrase, by PBKDF2 with HMAC-SHA-256, 600,000 rounds (what OWASP's password
     * storage cheat sheet of 2023 asks for) and a salt of its own for each data key.
     *
     * <p>The derivation takes some tenths of a second, once for each data key of a store. It slows guessing down and
     * does not make up for a weak passphrase: take six random words or more.
     *
     * @param id the name that the store remembers, such as {@code passphrase-1}
     * @param passphrase the passphrase, not empty; copied
     * @return the key
     * @throws InvalidInputException if the id has not the form, or the passphrase is empty
     */
    static KeyEncryptionKey ofPassphrase(String id, char[] passphrase) {
        return new PassphraseKey(id, passphrase);
    }
}
