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
 * A misbehavior of the server, and which calls it befalls. Immutable.
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
     * An answer with a status, in Metrc's form.
     *
     * @param status the HTTP status
     * @return the fault
     */
    public static FakeFault status(int status) {
        requireFinal(status);
        return of("status " + status, answer -> MetrcResponses.error(status));
    }

    /**
     * A 429.
     *
     * @param retryAfter the seconds that {@code Retry-After} names
     * @return the fault
     */
    public static FakeFault throttled(int retryAfter) {
        if (retryAfter < 0) {
            throw new IllegalArgumentException(
                    "A pause of " + retryAfter + " seconds is none: choose zero or more for Retry-After.");
        }
        return of("429 with Retry-After " + retryAfter, answer -> MetrcResponses.throttled(retryAfter));
    }

    /**
     * A page of a gateway instead of Metrc's answer.
     *
     * @param status the HTTP status
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
     * A redirect.
     *
     * @param location where to
     * @return the fault
     */
    public static FakeFault redirect(String location) {
        Objects.requireNonNull(location, "location must not be null");
        return of("redirect", answer -> FakeResponse.of(307, Map.of("Location", location), new byte[0]));
    }

    /**
     * An answer of your own.
     *
     * @param status the HTTP status
     * @param json the body
     * @return the fault
     */
    public static FakeFault json(int status, String json) {
        requireFinal(status);
        Objects.requireNonNull(json, "json must not be null");
        return of("other JSON with status " + status, answer -> FakeResponse.json(status, json));
    }

    /**
     * A body that breaks off in the middle of its JSON, although the answer is whole.
     *
     * @return the fault
     */
    public static FakeFault malformedJson() {
        return json(200, "{\"Data\":[{\"Id\":1,");
    }

    /**
     * An answer that takes its time.
     *
     * @param delay how long
     * @return the fault
     */
    public static FakeFault delay(Duration delay) {
        if (delay.isNegative()) {
            throw new IllegalArgumentException("A delay of " + delay + " is none: choose zero or more.");
        }
        return of("delay of " + delay, answer -> answer.delivered(new Delivery.Delayed(delay)));
    }

    /**
     * A connection that is reset instead of an answer.
     *
     * @return the fault
     */
    public static FakeFault reset() {
        return of("reset", answer -> answer.delivered(new Delivery.Reset()));
    }

    /**
     * A connection that is closed instead of an answer.
     *
     * @return the fault
     */
    public static FakeFault noAnswer() {
        return of("no answer", answer -> answer.delivered(new Delivery.Empty()));
    }

    /**
     * A body that is shorter than its Content-Length.
     *
     * @return the fault
     */
    public static FakeFault truncated() {
        return of("truncated body", answer -> padded().delivered(new Delivery.Truncated(1)));
    }

    /**
     * A body that begins and never ends, with nothing more coming.
     *
     * @return the fault
     */
    public static FakeFault stall() {
        return of("stalled body", answer -> padded().delivered(new Delivery.Stall(1)));
    }

    /**
     * A body that is longer than anybody should read.
     *
     * @param bytes how long
     * @return the fault
     */
    public static FakeFault huge(int bytes) {
        return of("body of " + bytes + " bytes", answer -> FakeResponse.json(200, "[" + " ".repeat(bytes) + "]"));
    }

    /**
     * The same fault for one call only.
     *
     * @param number which of the calls that it would befall, from 1; a call that the HTTP client repeats by itself
     *     counts again
     * @return the fault
     */
    public FakeFault onCall(int number) {
        return new FakeFault(name, change, counted(number), number, by);
    }

    /**
     * The same fault for a call and all that come after it, as when a key is replaced while calls are under way.
     *
     * @param number the first of the calls that it befalls, from 1
     * @return the fault
     */
    public FakeFault fromCall(int number) {
        return new FakeFault(name, change, counted(number), Integer.MAX_VALUE, by);
    }

    private static int counted(int number) {
        if (number < 1) {
            throw new IllegalArgumentException("The number " + number + " is none of a call: the first is 1.");
        }
        return number;
    }

    /**
     * The same fault for calls of one user only.
     *
     * @param user whose calls it befalls
     * @return the fault
     */
    public FakeFault by(FakeUser user) {
        return new FakeFault(name, change, first, last, Optional.of(user));
    }

    /** Here rather than when the answer is made: a mistake is told to who made it, and not to the client. */
    private static void requireFinal(int status) {
        if (status < 200 || status > 599) {
            throw new IllegalArgumentException("The status " + status + " is none of an answer: choose 200 to 599.");
        }
    }

    private static FakeResponse padded() {
        return FakeResponse.json(200, "[" + " ".repeat(64) + "]");
    }

    /** Whether this is the call that the fault befalls; the first has number 1. */
    boolean befalls(int number) {
        return first <= number && number <= last;
    }

    boolean concerns(Optional<FakeUser> signer) {
        return by.isEmpty() || by.equals(signer);
    }

    FakeResponse applyTo(FakeResponse answer) {
        return change.apply(answer);
    }

    /** {@return what happens, and to which calls} */
    @Override
    public String toString() {
        return name
                + (first == last ? " on call " + first : first == 1 ? "" : " from call " + first)
                + by.map(user -> " by " + user.id()).orElse("");
    }
}
