package io.github.metrckeys.secret;

import io.github.metrckeys.internal.check.Checks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/** What both kinds of keys have in common. */
final class SecretText {

    /** A key shorter than this would show too large a part of itself in its last four characters. */
    private static final int SHORTEST_WITH_HINT = 16;

    private static final int HINT = 4;

    // transient, so that serializers which read fields by reflection pass it by.
    private final transient String text;

    private SecretText(String text) {
        this.text = text;
    }

    static SecretText of(String pasted, String thing) {
        return new SecretText(PastedText.clean(Checks.notNull(pasted, "pasted"), thing));
    }

    String reveal() {
        return text;
    }

    String lastCharacters() {
        return text.length() < SHORTEST_WITH_HINT ? "" : text.substring(text.length() - HINT);
    }

    boolean standsIn(String other) {
        return text.length() >= SHORTEST_WITH_HINT && other.contains(text);
    }

    Set<KeyShape> shape() {
        return KeyShape.of(text);
    }

    /** Takes as long for keys that differ at their beginning as for keys that differ at their end. */
    boolean isSameAs(SecretText other) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.UTF_8), other.text.getBytes(StandardCharsets.UTF_8));
    }
}
