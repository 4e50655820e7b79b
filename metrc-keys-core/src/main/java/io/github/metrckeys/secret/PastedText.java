package io.github.metrckeys.secret;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;

/** Extracts a key from the text that a person pasted. */
final class PastedText {

    /**
     * Common servers accept about 8,000 characters for a request line and its headers. A longer text is a pasted
     * document, not a key. Keys seen in public have 48 characters; one vendor mentions 52.
     */
    static final int MAX_LENGTH = 4096;

    /** ASCII has no invisible format characters. */
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private PastedText() {}

    /** Removes what surrounds a key, and refuses a text that cannot be a key. Messages never repeat the text. */
    static String clean(String pasted, String thing) {
        // This comes before anything is removed: two halves that come together would form a character.
        if (pasted.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw refused(thing + " contains half a character, which cannot be sent", "paste the key again");
        }
        String visible = withoutInvisible(pasted);
        int start = 0;
        int end = visible.length();
        while (start < end && surrounds(visible.charAt(start))) {
            start++;
        }
        while (end > start && surrounds(visible.charAt(end - 1))) {
            end--;
        }
        if (start == end) {
            throw refused(thing + " is empty", "copy it in Metrc (API Keys) and paste it again");
        }
        if (end - start > MAX_LENGTH) {
            throw refused(
                    thing + " has " + (end - start) + " characters and does not fit into a request",
                    "paste the key alone");
        }
        String key = visible.substring(start, end);
        int control = Checks.firstControl(key);
        if (control >= 0) {
            throw refused(
                    thing + " has a line break or control character (" + Checks.codePoint(key, control)
                            + ") in its middle",
                    "paste the key alone, on one line");
        }
        return key;
    }

    private static InvalidInputException refused(String what, String fix) {
        return new InvalidInputException(ErrorCode.KEY_INVALID, what + ": " + fix + ".");
    }

    /**
     * Removes zero-width characters and byte order marks, which can also be in the middle if the key was copied from a
     * wrapped line. No key contains them. Some are two chars long, so they must be removed before the ends are examined
     * char by char.
     */
    private static String withoutInvisible(String text) {
        // Most keys are plain ASCII, and a key is cleaned each time a store returns it.
        if (text.chars().allMatch(c -> c < FIRST_BEYOND_ASCII)) {
            return text;
        }
        return text.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean surrounds(char c) {
        return switch (Character.getType(c)) {
            // The QUOTE types are curly quotes.
            case Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION -> true;
            default -> c == '"' || c == '\'' || c == '`' || c == '\u201a' || c == '\u201e';
        };
    }
}
