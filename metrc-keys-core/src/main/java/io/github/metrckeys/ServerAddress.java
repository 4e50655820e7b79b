package io.github.metrckeys;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The rule for addresses that keys may be sent to: https anywhere, http only on this machine.
 *
 * <p>Metrc redirects http to https, and a client that follows the redirect turns POST into GET (observed). By then the
 * key has been sent in the clear.
 */
final class ServerAddress {

    private static final Pattern LOOPBACK =
            Pattern.compile("localhost|127(?:\\.(?:0|[1-9]\\d{0,2})){3}|\\[(?:::1|0:0:0:0:0:0:0:1)]");

    private static final int MAX_PORT = 65535;

    private ServerAddress() {}

    /** Parses an address that a person typed. */
    static URI parse(String text) {
        try {
            return checked(new URI(Checks.notNull(text, "baseUri").strip()));
        } catch (URISyntaxException e) {
            // The exception and its message repeat the text, which may hold a password.
            throw refused("it does not have the form of an address");
        }
    }

    /** Returns the address in normal form: lower-case scheme and host, no trailing slash. */
    static URI checked(URI uri) {
        Checks.notNull(uri, "baseUri");
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (uri.getHost() == null || !(scheme.equals("https") || scheme.equals("http"))) {
            throw refused("it is not of the form https://host");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw refused("it has user info, a query or a fragment");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            throw refused("its port is not one of 1 to " + MAX_PORT);
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        if (scheme.equals("http") && !LOOPBACK.matcher(host).matches()) {
            throw refused("http would send keys in the clear to " + host);
        }
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath().replaceAll("/+$", "");
        return URI.create(scheme + "://" + host + port + path);
    }

    private static InvalidInputException refused(String why) {
        return new InvalidInputException(
                ErrorCode.BASE_URI_REFUSED,
                "This address of a Metrc server is refused, since " + why
                        + ": give an https address without user info, query and fragment"
                        + " (http is accepted only for localhost and other loopback addresses).");
    }
}
