package io.github.metrckeys.testkit;

import java.security.SecureRandom;

/** Makes keys of the form that Metrc's have in public: 48 characters out of letters, digits, hyphen and underscore. */
final class Keys {

    private static final String CHARACTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final int LENGTH = 48;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Keys() {}

    /** The last 4 characters of a key; nothing of a short one. */
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
