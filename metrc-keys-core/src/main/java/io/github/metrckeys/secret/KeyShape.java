package io.github.metrckeys.secret;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Something unusual about the form of a key: a reason for a warning, but never for refusing the key.
 *
 * <p>Keys seen in public have 48 characters from {@code A-Z a-z 0-9 _ -} (observed). One vendor mentions 52 characters
 * (stated by a vendor). Metrc itself does not document a form.
 */
public enum KeyShape {
    /** The key has neither 48 nor 52 characters. Perhaps it was cut short, or something else was pasted with it. */
    UNUSUAL_LENGTH,
    /** The key has characters other than letters, digits, hyphens and underscores. */
    UNUSUAL_CHARACTERS,
    /** The key has the form of an e-mail address. */
    LOOKS_LIKE_EMAIL;

    private static final Set<Integer> USUAL_LENGTHS = Set.of(48, 52);
    private static final Pattern USUAL_CHARACTERS = Pattern.compile("[A-Za-z0-9_-]+");
    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");

    static Set<KeyShape> of(String key) {
        EnumSet<KeyShape> oddities = EnumSet.noneOf(KeyShape.class);
        if (!USUAL_LENGTHS.contains(key.length())) {
            oddities.add(UNUSUAL_LENGTH);
        }
        if (!USUAL_CHARACTERS.matcher(key).matches()) {
            oddities.add(UNUSUAL_CHARACTERS);
        }
        if (EMAIL.matcher(key).matches()) {
            oddities.add(LOOKS_LIKE_EMAIL);
        }
        return Collections.unmodifiableSet(oddities);
    }
}
