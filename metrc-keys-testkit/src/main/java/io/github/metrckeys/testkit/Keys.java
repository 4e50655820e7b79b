package io.github.metrckeys.testkit;

import java.security.SecureRandom;

/**
 * Generates random keys in the format of the Metrc keys seen in public: 48 letters, digits, hyphens and underscores.
 */
final class Keys {

    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int LENGTH = 48;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Keys() {}

    /** The last 4 characters of a key; empty if the key is short. */
    static String ending(String key) {
        return key.length() < 16 ? "" : key.substring(key.length() - 4);
    }

    static String random() {
        return RANDOM.ints(LENGTH, 0, CHARACTERS.length())
                .map(CHARACTERS::charAt)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
