package io.github.metrckeys.secret;

import io.github.metrckeys.internal.check.Checks;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * The HTTP header that signs a Metrc call: HTTP Basic with the vendor's key as the user name and the user's key as the
 * password (documented by Metrc).
 *
 * <pre>{@code
 * request.header(AuthorizationHeader.NAME, AuthorizationHeader.of(vendorKey, userKey).revealSecret());
 * }</pre>
 */
public final class AuthorizationHeader {

    /** The name of the header. */
    public static final String NAME = "Authorization";

    private final transient String value;

    private AuthorizationHeader(String value) {
        this.value = value;
    }

    /**
     * Creates the header from the two keys.
     *
     * @param vendorKey the software vendor's key
     * @param userKey the key of the user who makes the call
     * @return the header
     */
    public static AuthorizationHeader of(VendorApiKey vendorKey, UserApiKey userKey) {
        Checks.notNull(vendorKey, "vendorKey");
        Checks.notNull(userKey, "userKey");
        byte[] pair = (vendorKey.revealSecret() + ":" + userKey.revealSecret()).getBytes(StandardCharsets.UTF_8);
        return new AuthorizationHeader("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /**
     * Whether a header has the form that Metrc reads: Basic with two texts, neither of them empty and neither with a
     * space. This does not mean that the keys are good.
     *
     * @param value the value of a header, which is not stored and not repeated in any message
     * @return false if one of the two keys is missing, if the header is of another kind, or if it cannot be decoded
     */
    public static boolean wellFormed(String value) {
        String[] parts = Checks.notNull(value, "value").strip().split(" +", 2);
        if (parts.length != 2 || !parts[0].equalsIgnoreCase("Basic")) {
            return false;
        }
        try {
            String pair = new String(Base64.getDecoder().decode(parts[1]), StandardCharsets.UTF_8);
            return pair.matches("[^:\\s]+:\\S+");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Reveals the header's value, which contains both keys. Use it only for the request.
     *
     * @return the value of the header
     */
    public String revealSecret() {
        return value;
    }

    /** {@return the name of the type, without the keys} */
    @Override
    public String toString() {
        return "AuthorizationHeader[redacted]";
    }
}
