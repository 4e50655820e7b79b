package io.github.metrckeys.testkit;

import io.github.metrckeys.testkit.internal.Delivery;
import io.github.metrckeys.testkit.internal.FakeResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A server failure to simulate, and the calls that it applies to. Immutable.
 *
 * <pre>{@code
 * metrc.fault(HttpMethod.GET, "/packages/v2/active", FakeFault.status(503).onCall(2));
 * metrc.fault(FakeFault.stall().by(seven));
 * }</pre>
 */
public final class FakeFault {

    private static final String HTML = "<html><head><title>Gateway</title></head><body><h1>Gateway</h1></body></html>";

    private final String name;
    private final UnaryOperator<FakeResponse> change;
    private final int first;
    private final int last;
    private final Optional<FakeUser> by;

    private FakeFault(String name, UnaryOperator<FakeResponse> change, int first, int last, Optional<FakeUser> by) {
        this.name = name;
        this.change = change;
        this.first = first;
        this.last = last;
        this.by = by;
    }

    private static FakeFault of(String name, UnaryOperator<FakeResponse> change) {
        return new FakeFault(name, change, 1, Integer.MAX_VALUE, Optional.empty());
    }

    /**
     * A fault that answers with a status, in Metrc's format.
     *
     * @param status the HTTP status, 200 to 599
     * @return the fault
     */
    public static FakeFault status(int status) {
        requireFinal(status);
        return of("status " + status, answer -> MetrcResponses.error(status));
    }

    /**
     * A fault that answers 429.
     *
     * @param retryAfter the value of {@code Retry-After}, in seconds; zero or more
     * @return the fault
     */
    public static FakeFault throttled(int retryAfter) {
        if (retryAfter < 0) {
            throw new IllegalArgumentException(
                    "A Retry-After of " + retryAfter + " seconds is negative: choose zero or more.");
        }
        return of("429 with Retry-After " + retryAfter, answer -> MetrcResponses.throttled(retryAfter));
    }

    /**
     * A fault that answers with an HTML page, as a gateway in front of Metrc would.
     *
     * @param status the HTTP status, 200 to 599
     * @return the fault
     */
    public static FakeFault html(int status) {
        requireFinal(status);
        return of(
                "HTML with status " + status,
                answer -> FakeResponse.of(
                        status, Map.of("Content-Type", "text/html"), HTML.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * A fault that answers with a redirect.
     *
     * @param location the value of {@code Location}
     * @return the fault
     */
    public static FakeFault redirect(String location) {
        Objects.requireNonNull(location, "location must not be null");
        return of("redirect", answer -> FakeResponse.of(307, Map.of("Location", location), new byte[0]));
    }

    /**
     * A fault that answers with a body that you choose.
     *
     * @param status the HTTP status, 200 to 599
     * @param json the body
     * @return the fault
     */
    public static FakeFault json(int status, String json) {
        requireFinal(status);
        Objects.requireNonNull(json, "json must not be null");
        return of("other JSON with status " + status, answer -> FakeResponse.json(status, json));
    }

    /**
     * A fault that answers with incomplete JSON. The HTTP response itself is complete.
     *
     * @return the fault
     */
    public static FakeFault malformedJson() {
        return json(200, "{\"Data\":[{\"Id\":1,");
    }

    /**
     * A fault that delays the answer.
     *
     * @param delay how long the answer takes; zero or more
     * @return the fault
     */
    public static FakeFault delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("The delay " + delay + " is negative: choose zero or more.");
        }
        return of("delay of " + delay, answer -> answer.delivered(new Delivery.Delayed(delay)));
    }

    /**
     * A fault that resets the connection and sends no answer.
     *
     * @return the fault
     */
    public static FakeFault reset() {
        return of("reset", answer -> answer.delivered(new Delivery.Reset()));
    }

    /**
     * A fault that closes the connection and sends no answer.
     *
     * @return the fault
     */
    public static FakeFault noAnswer() {
        return of("no answer", answer -> answer.delivered(new Delivery.Empty()));
    }

    /**
     * A fault that sends a body shorter than its Content-Length.
     *
     * @return the fault
     */
    public static FakeFault truncated() {
        return of("truncated body", answer -> padded().delivered(new Delivery.Truncated(1)));
    }

    /**
     * A fault that starts to send a body and then sends nothing more, without closing the connection.
     *
     * @return the fault
     */
    public static FakeFault stall() {
        return of("stalled body", answer -> padded().delivered(new Delivery.Stall(1)));
    }

    /**
     * A fault that sends a body longer than a client should read.
     *
     * @param bytes the length of the body
     * @return the fault
     */
    public static FakeFault huge(int bytes) {
        return of("body of " + bytes + " bytes", answer -> FakeResponse.json(200, "[" + " ".repeat(bytes) + "]"));
    }

    /**
     * The same fault, limited to one call.
     *
     * @param number which of the calls that the fault applies to, starting at 1; a call that the HTTP client repeats on
     *     its own counts again
     * @return the fault
     */
    public FakeFault onCall(int number) {
        return new FakeFault(name, change, counted(number), number, by);
    }

    /**
     * The same fault, from one call on, for example to refuse a key while calls are in progress.
     *
     * @param number the first call that the fault applies to, starting at 1
     * @return the fault
     */
    public FakeFault fromCall(int number) {
        return new FakeFault(name, change, counted(number), Integer.MAX_VALUE, by);
    }

    private static int counted(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("There is no call number " + number + ": the first is 1.");
        }
        return number;
    }

    /**
     * The same fault, limited to the calls of one user.
     *
     * @param user the user whose calls fail
     * @return the fault
     */
    public FakeFault by(FakeUser user) {
        return new FakeFault(name, change, first, last, Optional.of(user));
    }

    /** Checked when the fault is declared, so that the mistake is reported to the test and not to the client. */
    private static void requireFinal(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException(
                    "The status " + status + " is not the status of an answer: choose 200 to 599.");
        }
    }

    private static FakeResponse padded() {
        return FakeResponse.json(200, "[" + " ".repeat(64) + "]");
    }

    /** Whether the fault applies to the call with this number; the first is 1. */
    boolean firesOn(int number) {
        return first <= number && number <= last;
    }

    boolean concerns(Optional<FakeUser> signer) {
        return by.isEmpty() || by.equals(signer);
    }

    FakeResponse applyTo(FakeResponse answer) {
        return change.apply(answer);
    }

    /** {@return what the fault does, and to which calls} */
    @Override
    public String toString() {
        return name
                + (first == last ? " on call " + first : first == 1 ? "" : " from call " + first)
                + by.map(user -> " by " + user.id()).orElse("");
    }
}
