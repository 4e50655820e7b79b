package io.github.metrckeys.secret;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The secret key of a Metrc user: the password of every call that is made in that person's name.
 *
 * <p>Immutable, and no record: {@code toString()} shows nothing of it, it cannot be serialized, and {@code equals} takes
 * the same time wherever two keys of one length differ.
 */
public final class UserApiKey {

    private final transient SecretText secret;

    private UserApiKey(SecretText secret) {
        this.secret = secret;
    }

    /**
     * Takes a key as it was pasted or read: surrounding white space, quotes and zero-width characters are dropped.
     *
     * <p>A key is never refused for a length that a request can carry; {@link #shape()} tells what is odd about it.
     *
     * @param pasted the key
     * @return the key
     * @throws InvalidInputException with {@link ErrorCode#KEY_INVALID} where nothing is left, a control character stands
     *     in the middle, or it is longer than 4,096 characters; the message does not repeat the text
     */
    public static UserApiKey of(String pasted) {
        return new UserApiKey(SecretText.of(pasted, "The user API key"));
    }

    /**
     * Gives the key away. What is done with it from here on is the caller's to guard: no log, no URL, no exception.
     *
     * @return the key itself
     */
    public String revealSecret() {
        return secret.reveal();
    }

    /**
     * Helps a person to recognize the key.
     *
     * @return its last 4 characters, or nothing where the key has fewer than 16
     */
    public String lastCharacters() {
        return secret.lastCharacters();
    }

    /**
     * Whether a text gives this key away, as one can that came from a server to which the key was sent.
     *
     * @param text any text
     * @return true where the key stands in it; of a key with fewer than 16 characters nothing is said
     */
    public boolean standsIn(String text) {
        return secret.standsIn(Checks.notNull(text, "text"));
    }

    /**
     * What is odd about the form of this key: a reason to warn, never to refuse.
     *
     * @return the oddities, none for a key of the usual form
     */
    public Set<KeyShape> shape() {
        return secret.shape();
    }

    /** {@return whether the other is the same key, compared in constant time} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UserApiKey that && secret.isSameAs(that.secret);
    }

    /** {@return the same number for every key, since any other would tell something about it: not for hash maps} */
    @Override
    public int hashCode() {
        return UserApiKey.class.hashCode();
    }

    /** {@return the name of the type, and nothing of the key} */
    @Override
    public String toString() {
        return "UserApiKey[redacted]";
    }
}
