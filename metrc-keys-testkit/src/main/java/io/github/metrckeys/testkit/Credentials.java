package io.github.metrckeys.testkit;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/** The two keys of an Authorization header. It is not a record, because a record prints its contents. */
final class Credentials {

    private static final String SCHEME = "basic ";

    private final String vendorKey;
    private final String userKey;

    private Credentials(String vendorKey, String userKey) {
        this.vendorKey = vendorKey;
        this.userKey = userKey;
    }

    /** Parses HTTP Basic; empty if the header has another format. */
    static Optional<Credentials> parse(String header) {
        if (!header.toLowerCase(Locale.ROOT).startsWith(SCHEME)) {
            return Optional.empty();
        }
        try {
            byte[] pair =
                    Base64.getDecoder().decode(header.substring(SCHEME.length()).strip());
            String text = new String(pair, StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            return colon < 0
                    ? Optional.empty()
                    : Optional.of(new Credentials(text.substring(0, colon), text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    String vendorKey() {
        return vendorKey;
    }

    String userKey() {
        return userKey;
    }
}
