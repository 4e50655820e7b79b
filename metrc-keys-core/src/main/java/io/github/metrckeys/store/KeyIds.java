package io.github.metrckeys.store;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import java.util.regex.Pattern;

/** The form of the id of a key-encryption key, which stores write down in the clear. */
final class KeyIds {

    private static final Pattern FORM = Pattern.compile("[!-~]{1,200}");

    private KeyIds() {}

    static String checked(String id) {
        if (!FORM.matcher(Checks.notNull(id, "id")).matches()) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "The id of a key-encryption key has 1 to 200 printable ASCII characters and no space: this one does not"
                            + " (" + id.length() + " characters).");
        }
        return id;
    }
}
