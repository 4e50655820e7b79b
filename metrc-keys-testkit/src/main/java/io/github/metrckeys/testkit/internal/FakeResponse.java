package io.github.metrckeys.testkit.internal;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * An answer, and how to deliver it. Immutable.
 *
 * <p>The server writes Content-Length or Transfer-Encoding: see {@link #chunked()}.
 */
public final class FakeResponse {

    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding");
    private static final Set<Integer> WITHOUT_BODY = Set.of(204, 304);

    private final int status;
    private final Map<String, String> headers;
    private final byte[] body;
    private final boolean chunked;
    private final Delivery delivery;
    private final Runnable onDelivered;

    private FakeResponse(
            int status,
            Map<String, String> headers,
            byte[] body,
            boolean chunked,
            Delivery delivery,
            Runnable onDelivered) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.chunked = chunked;
        this.delivery = delivery;
        this.onDelivered = onDelivered;
    }

    /**
     * Returns an answer that is delivered normally, with a Content-Length.
     *
     * @param status a final status, 200 to 599
     * @param headers the headers, in the order they are sent
     * @param body the body, may be empty; dropped if the status does not allow one
     * @return the answer
     */
    public static FakeResponse of(int status, Map<String, String> headers, byte[] body) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("not a final HTTP status: " + status);
        }
        headers.forEach(FakeResponse::requireSendable);
        return new FakeResponse(
                status,
                Collections.unmodifiableMap(new LinkedHashMap<>(headers)),
                WITHOUT_BODY.contains(status) ? new byte[0] : body.clone(),
                false,
                new Delivery.Normal(),
                () -> {});
    }

    /**
     * Returns an answer with a JSON body.
     *
     * @param status a final status, 200 to 599
     * @param body the body
     * @return the answer
     */
    public static FakeResponse json(int status, String body) {
        return of(status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** {@return this answer, sent in chunks instead of with a Content-Length} */
    public FakeResponse chunked() {
        return new FakeResponse(status, headers, body, true, delivery, onDelivered);
    }

    /**
     * Returns this answer with another delivery.
     *
     * @param newDelivery the delivery
     * @return the answer
     * @throws IllegalArgumentException if the delivery would not end before the end of the body
     */
    public FakeResponse delivered(Delivery newDelivery) {
        requirePart(newDelivery, body.length);
        return new FakeResponse(status, headers, body, chunked, newDelivery, onDelivered);
    }

    /**
     * Returns this answer with a hook that runs exactly once, when the call is no longer in flight. This is immediately
     * before the last byte is handed to the network, so that a client that has the whole answer never finds its own
     * call still counted. Otherwise it is before a fault closes the connection, when a stalled connection ends, or when
     * the server is closed, whichever comes first.
     *
     * @param hook runs on a server thread; it must not block or throw
     * @return the answer
     */
    public FakeResponse onDelivered(Runnable hook) {
        return new FakeResponse(status, headers, body, chunked, delivery, Objects.requireNonNull(hook, "hook"));
    }

    /** {@return the HTTP status} */
    public int status() {
        return status;
    }

    Map<String, String> headers() {
        return headers;
    }

    /** The body itself, not a copy. For the server only. */
    byte[] body() {
        return body;
    }

    /** Whether the status allows a body, even an empty one. */
    boolean hasBody() {
        return !WITHOUT_BODY.contains(status);
    }

    boolean isChunked() {
        return chunked;
    }

    /** {@return how the answer is delivered} */
    public Delivery delivery() {
        return delivery;
    }

    Runnable onDelivered() {
        return onDelivered;
    }

    @Override
    public String toString() {
        return status + " with " + body.length + " bytes, " + delivery;
    }

    private static void requireSendable(String name, String value) {
        if (FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException(name + " is a header that the server writes");
        }
        if (name.isEmpty() || !name.chars().allMatch(c -> c > ' ' && c < 127 && c != ':')) {
            throw new IllegalArgumentException("not a header name: " + name);
        }
        // The message does not contain the value, which may be a secret.
        if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 127))) {
            throw new IllegalArgumentException(
                    "the value of " + name + " has characters that are not allowed in a header");
        }
    }

    private static void requirePart(Delivery delivery, int length) {
        if (delivery instanceof Delivery.Truncated truncated && truncated.bytes() >= length) {
            throw new IllegalArgumentException(
                    "a body of " + length + " bytes cannot be truncated after " + truncated.bytes());
        }
        if (delivery instanceof Delivery.Stall stall && stall.bytes() >= length) {
            throw new IllegalArgumentException("a body of " + length + " bytes cannot stall after " + stall.bytes());
        }
    }
}
