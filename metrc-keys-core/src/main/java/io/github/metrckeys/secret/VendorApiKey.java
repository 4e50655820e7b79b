package io.github.metrckeys.secret;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secret API key of a software vendor (Metrc says integrator), which is the user name of every call. The vendor has
 * one key for all customers, and a different key on each Metrc server.
 *
 * <p>Immutable, and deliberately not a record: {@code toString()} does not show the key, the key cannot be serialized,
 * and {@code equals} takes the same time wherever two keys of the same length differ.
 */
public final class VendorApiKey {

    private final transient SecretText secret;

    private VendorApiKey(SecretText secret) {
        this.secret = secret;
    }

    /**
     * Creates a key from a text that was pasted or read. Surrounding white space and quotes, and zero-width characters,
     * are removed.
     *
     * <p>No key is refused because of its length if it fits into a request. {@link #shape()} tells what is unusual
     * about it.
     *
     * @param pasted the key
     * @return the key
     * @throws InvalidInputException with {@link ErrorCode#KEY_INVALID} if nothing is left, the text has a control
     *     character in the middle, it contains a colon, or it is longer than 4,096 characters; the message does not
     *     repeat the text
     */
    public static VendorApiKey of(String pasted) {
        SecretText secret = SecretText.of(pasted, "The vendor API key");
        if (secret.reveal().indexOf(':') >= 0) {
            throw new InvalidInputException(
                    ErrorCode.KEY_INVALID,
                    "The vendor API key has a colon in it, where HTTP Basic would cut it in two: paste the key alone.");
        }
        return new VendorApiKey(secret);
    }

    /**
     * Reveals the key. From here on the caller must protect it: keep it out of logs, URLs and exceptions.
     *
     * @return the key itself
     */
    public String revealSecret() {
        return secret.reveal();
    }

    /**
     * The last characters of the key, by which a person can recognize it.
     *
     * @return the last 4 characters, or an empty text if the key has fewer than 16
     */
    public String lastCharacters() {
        return secret.lastCharacters();
    }

    /**
     * Whether a text reveals this key. A text from a server that the key was sent to can do so.
     *
     * @param text any text
     * @return true if the text contains the key; always false for a key with fewer than 16 characters
     */
    public boolean standsIn(String text) {
        return secret.standsIn(Checks.notNull(text, "text"));
    }

    /**
     * What is unusual about the form of this key: a reason to warn, but never to refuse it.
     *
     * @return what is unusual; empty for a key of the usual form
     */
    public Set<KeyShape> shape() {
        return secret.shape();
    }

    /** {@return whether the other is the same key, compared in constant time} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VendorApiKey that && secret.isSameAs(that.secret);
    }

    /**
     * {@return the same number for every key, because any other hash code would reveal something about it; do not use
     * keys in hash maps}
     */
    @Override
    public int hashCode() {
        return VendorApiKey.class.hashCode();
    }

    /** {@return the name of the type, without the key} */
    @Override
    public String toString() {
        return "VendorApiKey[redacted]";
    }
}
