package io.github.metrckeys.store;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.crypto.AesGcm;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A key-encryption key from a passphrase. What it wraps begins with the number of rounds (4 bytes) and the salt (16
 * bytes), so that more rounds can be asked for later and what was wrapped before is still read.
 */
final class PassphraseKey implements KeyEncryptionKey {

    private static final int ROUNDS = 600_000;
    /** Who can write the store shall not be able to keep its readers busy for minutes. */
    private static final int MOST_ROUNDS = 10_000_000;

    private static final int SALT_LENGTH = 16;
    private static final int HEAD_LENGTH = Integer.BYTES + SALT_LENGTH;

    private final String id;
    private final char[] passphrase;
    private final Map<ByteBuffer, SecretKey> derived = new ConcurrentHashMap<>();

    PassphraseKey(String id, char[] passphrase) {
        this.id = KeyIds.checked(id);
        if (Checks.notNull(passphrase, "passphrase").length == 0) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID, "The passphrase " + id + " is empty: take six random words or more.");
        }
        this.passphrase = passphrase.clone();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] wrap(byte[] dataKey) {
        Checks.notNull(dataKey, "dataKey");
        byte[] head = ByteBuffer.allocate(HEAD_LENGTH)
                .putInt(ROUNDS)
                .put(AesGcm.random(SALT_LENGTH))
                .array();
        byte[] sealed = AesGcm.seal(secret(head), dataKey, BytesKey.PURPOSE);
        return ByteBuffer.allocate(HEAD_LENGTH + sealed.length)
                .put(head)
                .put(sealed)
                .array();
    }

    @Override
    public Optional<byte[]> unwrap(byte[] wrapped) {
        if (Checks.notNull(wrapped, "wrapped").length < HEAD_LENGTH) {
            return Optional.empty();
        }
        byte[] head = Arrays.copyOf(wrapped, HEAD_LENGTH);
        int rounds = ByteBuffer.wrap(head).getInt();
        return rounds < 1 || rounds > MOST_ROUNDS
                ? Optional.empty()
                : AesGcm.open(secret(head), Arrays.copyOfRange(wrapped, HEAD_LENGTH, wrapped.length), BytesKey.PURPOSE);
    }

    /** Derived once for each salt: the derivation is slow on purpose. */
    private SecretKey secret(byte[] head) {
        return derived.computeIfAbsent(ByteBuffer.wrap(head), this::derive);
    }

    private SecretKey derive(ByteBuffer head) {
        byte[] bytes = new byte[HEAD_LENGTH];
        head.duplicate().get(bytes);
        PBEKeySpec spec = new PBEKeySpec(
                passphrase,
                Arrays.copyOfRange(bytes, Integer.BYTES, HEAD_LENGTH),
                ByteBuffer.wrap(bytes).getInt(),
                AesGcm.KEY_LENGTH * Byte.SIZE);
        try {
            return AesGcm.key(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has PBKDF2", e);
        } finally {
            spec.clearPassword();
        }
    }

    @Override
    public String toString() {
        return "KeyEncryptionKey[" + id + "]";
    }
}
