package io.github.metrckeys.secret;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A maker of key fingerprints: HMAC-SHA-256 with a secret, cut to 48 bits.
 *
 * <p>In about one of 200,000 collections of 50,000 keys, two different keys have the same fingerprint (the birthday
 * bound). If that matters, compare the keys themselves when their fingerprints are equal. Immutable and thread-safe.
 */
public final class Fingerprinter {

    /** The length of the secret, in bytes. */
    public static final int SECRET_LENGTH = 32;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHOWN_BYTES = 6;

    private final transient SecretKeySpec secret;

    private Fingerprinter(byte[] secret) {
        this.secret = new SecretKeySpec(secret, ALGORITHM);
    }

    /**
     * Creates a fingerprinter with a new random secret. Its fingerprints can only be compared with each other.
     *
     * @return the fingerprinter
     */
    public static Fingerprinter random() {
        byte[] secret = new byte[SECRET_LENGTH];
        new SecureRandom().nextBytes(secret);
        return new Fingerprinter(secret);
    }

    /**
     * Creates a fingerprinter with a given secret. It makes the same fingerprints as every other one with this secret.
     *
     * @param secret 32 bytes, preferably from a random source; copied
     * @return the fingerprinter
     * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if it has another length
     */
    public static Fingerprinter of(byte[] secret) {
        if (Checks.notNull(secret, "secret").length != SECRET_LENGTH) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "The secret for fingerprints has " + secret.length + " bytes: give " + SECRET_LENGTH + ".");
        }
        return new Fingerprinter(secret);
    }

    /**
     * The fingerprint of a key.
     *
     * @param key the key
     * @return its fingerprint, always the same for the same key
     */
    public KeyFingerprint of(UserApiKey key) {
        byte[] text = Checks.notNull(key, "key").revealSecret().getBytes(StandardCharsets.UTF_8);
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return new KeyFingerprint(HexFormat.of().formatHex(mac.doFinal(text), 0, SHOWN_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has " + ALGORITHM, e);
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    /** {@return the name of the type, without the secret} */
    @Override
    public String toString() {
        return "Fingerprinter[redacted]";
    }
}
