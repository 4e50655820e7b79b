package io.github.metrckeys.internal.check;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The checks of arguments. */
public final class Checks {

    /** All kinds of white space, and the invisible characters that are often pasted with a text. */
    private static final Pattern SURROUNDING = Pattern.compile("\\A[\\s\\p{Z}\\p{Cf}]+|[\\s\\p{Z}\\p{Cf}]+\\z");

    private Checks() {}

    /** Returns the value, or refuses null with a message that names the argument. */
    public static <T> T notNull(@Nullable T value, String name) {
        return Objects.requireNonNull(value, () -> name + " must not be null");
    }

    /**
     * Returns the text without surrounding white space. Refuses a text that is empty, longer than the limit, or
     * contains a control character.
     *
     * @param thing what the text is, as the beginning of a sentence: "The license number"
     * @param fix what to do instead, as a clause: "copy it from Metrc's facility menu"
     */
    public static String text(@Nullable String text, String name, String thing, int limit, ErrorCode code, String fix) {
        String stripped = SURROUNDING.matcher(notNull(text, name)).replaceAll("");
        if (stripped.isEmpty()) {
            throw new InvalidInputException(code, thing + " is empty: " + fix + ".");
        }
        if (stripped.length() > limit) {
            throw new InvalidInputException(
                    code, thing + " has " + stripped.length() + " characters, more than " + limit + ": " + fix + ".");
        }
        int control = firstControl(stripped);
        if (control >= 0) {
            throw new InvalidInputException(
                    code,
                    thing + " has a control character (" + codePoint(stripped, control) + ") at position "
                            + (control + 1) + ": " + fix + ".");
        }
        return stripped;
    }

    /** The index of the first control character, including line breaks and separators, or -1. */
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
