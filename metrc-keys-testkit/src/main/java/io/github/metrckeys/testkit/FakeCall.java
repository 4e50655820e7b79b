package io.github.metrckeys.testkit;

import io.github.metrckeys.catalog.HttpMethod;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A call that came to the fake: who signed it, where, and what it was answered. It holds no key.
 *
 * @param at when it came, by the world's clock
 * @param method the HTTP method, as it was sent
 * @param path the path, as it was sent
 * @param license the license number that it named
 * @param signer the id of the user whose key signed it; empty where no user of this world has the key
 * @param keyEnding the last 4 characters of the user key that signed it; empty where there was none, or a short one
 * @param status the status that it was answered
 * @param reason why, in a few words
 * @param unreadParameters the query parameters that this endpoint does not have
 * @param leakedKey whether a key stood in it outside of the Authorization header
 */
public record FakeCall(
        Instant at,
        String method,
        String path,
        Optional<String> license,
        Optional<String> signer,
        String keyEnding,
        int status,
        String reason,
        Set<String> unreadParameters,
        boolean leakedKey) {

    /** Copies what it is given. */
    public FakeCall {
        unreadParameters = Set.copyOf(unreadParameters);
    }

    /**
     * Whether this was a call to an endpoint.
     *
     * @param wanted the HTTP method
     * @param wantedPath the path
     * @return true where both are the same, a slash at the end of the path aside
     */
    public boolean is(HttpMethod wanted, String wantedPath) {
        return method.equals(wanted.name()) && withoutSlash(path).equals(withoutSlash(wantedPath));
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** {@return such as {@code GET /packages/v2/active at 402-00001 by emp-7: 200} } */
    @Override
    public String toString() {
        return method + " " + path
                + license.map(number -> " at " + number).orElse("")
                + " by " + signer.orElse("nobody known")
                + ": " + status + " (" + reason + ")"
                + (unreadParameters.isEmpty() ? "" : ", parameters not read: " + unreadParameters)
                + (leakedKey ? ", with a key where none should be" : "");
    }
}
