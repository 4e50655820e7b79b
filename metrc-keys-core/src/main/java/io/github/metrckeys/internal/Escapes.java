package io.github.metrckeys.internal;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How texts are written down where not every character may stand: each UTF-16 unit that may not is a percent sign and four
 * digits, so that half characters are not lost either.
 */
public final class Escapes {

    private static final Pattern ESCAPED = Pattern.compile("%([0-9a-f]{4})");

    private Escapes() {}

    /**
     * Writes a text down.
     *
     * @param unusual finds what may not stand there; the percent sign must be part of it
     */
    public static String escaped(String text, Pattern unusual) {
        return unusual.matcher(text).replaceAll(found -> {
            StringBuilder escaped = new StringBuilder();
            found.group().chars().forEach(unit -> escaped.append(String.format("%%%04x", unit)));
            return Matcher.quoteReplacement(escaped.toString());
        });
    }

    /** Reads a text back. */
    public static String unescaped(String text) {
        return ESCAPED.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }
}
