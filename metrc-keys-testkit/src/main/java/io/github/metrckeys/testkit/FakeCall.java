package io.github.metrckeys.testkit;

import io.github.metrckeys.catalog.HttpMethod;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A call that the fake received: who signed it, at which facility, and how it was answered. It contains no key.
 *
 * @param at when the fake received it, by the world's clock
 * @param method the HTTP method, as it was sent
 * @param path the path, as it was sent
 * @param license the license number in the call; empty if there was none
 * @param signer the id of the user whose key signed it; empty if no user of this world has the key
 * @param keyEnding the last 4 characters of the user key that signed it; empty if there was no key, or if it is too
 *     short to show any of it
 * @param status the HTTP status of the answer
 * @param reason why it was answered this way, in a few words
 * @param unreadParameters the names of query parameters that this endpoint does not have
 * @param leakedKey whether a key was sent outside the Authorization header
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

    /** Creates a call from its parts. */
    public FakeCall {
        unreadParameters = Set.copyOf(unreadParameters);
    }

    /**
     * Whether this was a call to an endpoint.
     *
     * @param wanted the HTTP method
     * @param wantedPath the path
     * @return true if both are the same; a slash at the end of the path does not matter
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
