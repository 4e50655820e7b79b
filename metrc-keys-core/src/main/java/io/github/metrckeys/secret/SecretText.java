package io.github.metrckeys.secret;

import io.github.metrckeys.internal.check.Checks;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;

/** The secret text of a key, for both kinds of keys. */
final class SecretText {

    /** The last four characters of a shorter key would reveal too much of it. */
    private static final int SHORTEST_WITH_HINT = 16;

    private static final int HINT = 4;

    // transient, so that serializers that read fields by reflection skip it.
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

    /** Takes the same time whether keys differ at the beginning or at the end. */
    boolean isSameAs(SecretText other) {
        return MessageDigest.isEqual(
                text.getBytes(StandardCharsets.UTF_8), other.text.getBytes(StandardCharsets.UTF_8));
    }
}
