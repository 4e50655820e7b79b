package io.github.metrckeys.internal.check;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks that every argument passes on its way in. */
public final class Checks {

    /** White space of every kind, and the invisible characters that come along with a pasted text. */
    private static final Pattern SURROUNDING = Pattern.compile("\\A[\\s\\p{Z}\\p{Cf}]+|[\\s\\p{Z}\\p{Cf}]+\\z");

    private Checks() {}

    /** Returns the value, or refuses a null with a message that names the argument. */
    public static <T> T notNull(@Nullable T value, String name) {
        return Objects.requireNonNull(value, () -> name + " must not be null");
    }

    /**
     * Returns the text without surrounding white space, or refuses one that is empty, longer than the limit, or has a
     * control character in it.
     *
     * @param thing what the text is, as a sentence begins: "The license number"
     * @param mend what to do instead, as a clause: "copy it from Metrc's facility menu"
     */
    public static String text(
            @Nullable String text, String name, String thing, int limit, ErrorCode code, String mend) {
        String stripped = SURROUNDING.matcher(notNull(text, name)).replaceAll("");
        if (stripped.isEmpty()) {
            throw new InvalidInputException(code, thing + " is empty: " + mend + ".");
        }
        if (stripped.length() > limit) {
            throw new InvalidInputException(
                    code, thing + " has " + stripped.length() + " characters, more than " + limit + ": " + mend + ".");
        }
        int control = firstControl(stripped);
        if (control >= 0) {
            throw new InvalidInputException(
                    code,
                    thing + " has a control character (" + codePoint(stripped, control) + ") at position "
                            + (control + 1) + ": " + mend + ".");
        }
        return stripped;
    }

    /** The index of the first control character, line breaks and separators among them, or -1. */
    public static int firstControl(String text) {
        for (int i = 0; i < text.length(); i++) {
            int type = Character.getType(text.charAt(i));
            if (type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                return i;
            }
        }
        return -1;
    }

    /** Names a character without printing it. */
    public static String codePoint(String text, int index) {
        return String.format("U+%04X", (int) text.charAt(index));
    }
}
