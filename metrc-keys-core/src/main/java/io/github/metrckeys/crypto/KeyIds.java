package io.github.metrckeys.crypto;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.InvalidInputException;
import io.github.metrckeys.internal.Checks;
import java.util.regex.Pattern;

/** The form of the id of a key-encryption key, which stores write down in the clear. */
final class KeyIds {

    private static final Pattern FORM = Pattern.compile("[!-~]{1,200}");

    private KeyIds() {}

    static String checked(String id) {
        if (!FORM.matcher(Checks.notNull(id, "id")).matches()) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "The id of a key-encryption key has 1 to 200 printable ASCII characters and no space: this one has not"
                            + " (" + id.length() + " characters).");
        }
        return id;
    }
}
