package io.github.metrckeys.store;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.crypto.AesGcm;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.crypto.SecretKey;

/** A key-encryption key of random bytes. */
final class BytesKey implements KeyEncryptionKey {

    /** Bound to what is wrapped, so that nothing else that was encrypted with the same bytes passes for a data key. */
    static final byte[] PURPOSE = "metrc-keys data key".getBytes(StandardCharsets.US_ASCII);

    private final String id;
    private final SecretKey secret;

    BytesKey(String id, byte[] secret) {
        this.id = KeyIds.checked(id);
        if (Checks.notNull(secret, "secret").length != AesGcm.KEY_LENGTH) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "The key-encryption key " + id + " has " + secret.length + " bytes: give " + AesGcm.KEY_LENGTH
                            + " random ones.");
        }
        this.secret = AesGcm.key(secret);
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public byte[] wrap(byte[] dataKey) {
        return AesGcm.seal(secret, Checks.notNull(dataKey, "dataKey"), PURPOSE);
    }

    @Override
    public Optional<byte[]> unwrap(byte[] wrapped) {
        return AesGcm.open(secret, Checks.notNull(wrapped, "wrapped"), PURPOSE);
    }

    @Override
    public String toString() {
        return "KeyEncryptionKey[" + id + "]";
    }
}
