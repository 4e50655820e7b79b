package io.github.metrckeys.internal.storage;

import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How texts are written down if not every character may stand: each UTF-16 unit that may not is a percent sign and four
 * digits, so that half characters are not lost either.
 */
public final class Escapes {

    private static final Pattern ESCAPED = Pattern.compile("%([0-9a-f]{4})");

    private Escapes() {}

    /**
     * Writes a text down.
     *
     * @param plain which units may stand as they are; the percent sign must be none of them
     */
    public static String escaped(String text, IntPredicate plain) {
        // Nearly every name is plain, and a store writes two of them for each key that it finds.
        if (text.chars().allMatch(plain)) {
            return text;
        }
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(unit ->
                        escaped.append(plain.test(unit) ? String.valueOf((char) unit) : String.format("%%%04x", unit)));
        return escaped.toString();
    }

    /** Reads a text back. */
    public static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
}
