package io.github.metrckeys.secret;

import io.github.metrckeys.internal.check.Checks;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What signs a Metrc call: HTTP Basic with the vendor's key as user name and the user's key as password (documented by
 * Metrc).
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
     * Signs with these two keys.
     *
     * @param vendorKey the software vendor's key
     * @param userKey the key of the user in whose name the call is made
     * @return the header
     */
    public static AuthorizationHeader of(VendorApiKey vendorKey, UserApiKey userKey) {
        Checks.notNull(vendorKey, "vendorKey");
        Checks.notNull(userKey, "userKey");
        byte[] pair = (vendorKey.revealSecret() + ":" + userKey.revealSecret()).getBytes(StandardCharsets.UTF_8);
        return new AuthorizationHeader("Basic " + Base64.getEncoder().encodeToString(pair));
    }

    /**
     * Whether a header has the form that Metrc reads: Basic, and in it two texts, each neither empty nor with a space. It does
     * not say that the keys are good.
     *
     * @param value the value of a header, which is neither kept nor repeated
     * @return false for a key without the other one, for a header of another kind, and for what cannot be decoded
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
     * Gives the header away, and with it both keys: for the request alone.
     *
     * @return the value of the header
     */
    public String revealSecret() {
        return value;
    }

    /** {@return the name of the type, and nothing of the keys} */
    @Override
    public String toString() {
        return "AuthorizationHeader[redacted]";
    }
}
