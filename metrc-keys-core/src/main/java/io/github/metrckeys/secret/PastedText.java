package io.github.metrckeys.secret;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.InvalidInputException;
import io.github.metrckeys.internal.Checks;

/** What people paste around a key, and how the key is got out of it. */
final class PastedText {

    /**
     * A request line and its headers have room for some 8,000 characters in common servers; what is longer than this is
     * a pasted document, not a key. Keys seen in public have 48 characters, one vendor speaks of 52.
     */
    static final int MAX_LENGTH = 4096;

    private PastedText() {}

    /** Takes off what surrounds a key, and refuses what cannot be one. Messages never repeat the text. */
    static String clean(String pasted, String thing) {
        int start = 0;
        int end = pasted.length();
        while (start < end && surrounds(pasted.charAt(start))) {
            start++;
        }
        while (end > start && surrounds(pasted.charAt(end - 1))) {
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
        String key = withoutInvisible(pasted.substring(start, end));
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

    /** Zero-width characters stand in the middle too where a key was copied out of a wrapped line; no key has them. */
    private static String withoutInvisible(String key) {
        return key.codePoints()
                .filter(c -> Character.getType(c) != Character.FORMAT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean surrounds(char c) {
        return switch (Character.getType(c)) {
            // FORMAT holds the zero-width characters and the byte order mark; the QUOTE types hold curly quotes.
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION -> true;
            default -> c == '"' || c == '\'' || c == '`' || c == '\u201a' || c == '\u201e';
        };
    }
}
