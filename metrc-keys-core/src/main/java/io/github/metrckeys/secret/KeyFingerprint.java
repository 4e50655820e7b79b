package io.github.metrckeys.secret;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import java.util.regex.Pattern;

/**
 * A short identifier of a key that shows whether two keys are equal, and nothing else about them.
 *
 * <p>A {@link Fingerprinter} makes it with its own secret. So fingerprints from different secrets cannot be compared,
 * and without the secret, nobody can check a key against a fingerprint.
 *
 * @param value 12 lower-case hexadecimal digits
 */
public record KeyFingerprint(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{12}");

    /**
     * Checks the form.
     *
     * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if it has another form; the message does not
     *     repeat the text
     */
    public KeyFingerprint {
        if (!FORM.matcher(Checks.notNull(value, "value")).matches()) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "This is not the fingerprint of a key: a fingerprint has 12 lower-case hexadecimal digits,"
                            + " as a store lists them.");
        }
    }

    /** {@return the digits} */
    @Override
    public String toString() {
        return value;
    }
}
