package io.github.metrckeys.secret;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import java.util.regex.Pattern;

/**
 * A short name for a key that tells whether two keys are the same one, and nothing else about them.
 *
 * <p>It is made by a {@link Fingerprinter} with a secret of its own: fingerprints of different makers cannot be compared, and
 * nobody without that secret can tell whether a key that they hold is the one.
 *
 * @param value 12 lower-case hexadecimal digits
 */
public record KeyFingerprint(String value) {

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{12}");

    /**
     * Refuses null.
     *
     * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} where it has another form; the text is not repeated
     */
    public KeyFingerprint {
        if (!FORM.matcher(Checks.notNull(value, "value")).matches()) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "This is no fingerprint of a key: it has 12 lower-case hexadecimal digits, as a store lists them.");
        }
    }

    /** {@return the digits alone} */
    @Override
    public String toString() {
        return value;
    }
}
