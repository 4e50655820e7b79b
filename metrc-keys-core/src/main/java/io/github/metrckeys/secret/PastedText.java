package io.github.metrckeys.secret;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;

/** What people paste around a key, and how the key is got out of it. */
final class PastedText {

    /**
     * A request line and its headers have room for some 8,000 characters in common servers; what is longer than this is
     * a pasted document, not a key. Keys seen in public have 48 characters, one vendor speaks of 52.
     */
    static final int MAX_LENGTH = 4096;

    /** No invisible character is in ASCII. */
    private static final int FIRST_BEYOND_ASCII = 0x80;

    private PastedText() {}

    /** Takes off what surrounds a key, and refuses what cannot be one. Messages never repeat the text. */
    static String clean(String pasted, String thing) {
        // Before anything is taken out from between two halves, which would be a character afterwards.
        if (pasted.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE)) {
            throw refused(thing + " has half a character in it, which cannot be sent", "paste the key again");
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

    private static InvalidInputException refused(String what, String mend) {
        return new InvalidInputException(ErrorCode.KEY_INVALID, what + ": " + mend + ".");
    }

    /**
     * Zero-width characters and byte order marks stand in the middle too where a key was copied out of a wrapped line; no
     * key has them. Some are two chars long, so that they must be gone before ends are looked at char by char.
     */
    private static String withoutInvisible(String text) {
        // Most keys are plain, and a key is cleaned each time that a store gives it out.
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
            // The QUOTE types hold curly quotes.
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
