package io.github.metrckeys.testkit.internal;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request to the fake. Immutable.
 *
 * <p>{@link #toString()} prints only the method and the path: the query, headers and body may contain keys.
 */
public final class FakeRequest {

    private final String method;
    private final String path;
    private final Map<String, List<String>> query;
    private final Map<String, String> headers;
    private final byte[] body;

    /**
     * Creates a request, which takes ownership of the arguments.
     *
     * @param method the method, in upper case
     * @param path the path without the query, percent-decoded; an encoded slash stays encoded
     * @param query decoded names and values, in the order in which they were sent
     * @param headers lower-case names; values of a repeated header joined by ", "
     * @param body the body, empty if there is none
     */
    FakeRequest(String method, String path, Map<String, List<String>> query, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = headers;
        this.body = body;
    }

    /** {@return the method, in upper case} */
    public String method() {
        return method;
    }

    /** {@return the path without the query, percent-decoded; an encoded slash ({@code %2F}) stays encoded} */
    public String path() {
        return path;
    }

    /** {@return the decoded query parameters in the order in which they were sent; a name without a value has ""} */
    public Map<String, List<String>> query() {
        return query;
    }

    /** {@return the headers by lower-case name; the values of a repeated header are joined by ", "} */
    public Map<String, String> headers() {
        return headers;
    }

    /**
     * Returns the value of a header.
     *
     * @param name the name, in any case
     * @return the value, empty if the client did not send the header
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** {@return a copy of the body; empty if there is none} */
    public byte[] body() {
        return body.clone();
    }

    /** {@return the body decoded as UTF-8} */
    public String bodyText() {
        return new String(body, StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
