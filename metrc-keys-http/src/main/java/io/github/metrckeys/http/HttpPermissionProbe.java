package io.github.metrckeys.http;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ValidationReport;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Validates keys by asking Metrc: the list of facilities first, then one GET for each part of Metrc that the facility's
 * type can hold.
 *
 * <pre>{@code
 * PermissionProbe probe = HttpPermissionProbe.builder().build();
 * ValidationReport report = probe.validate(ProbeRequest.individual(shop, user, vendorKey, userKey));
 * }</pre>
 *
 * <p>Make one and share it: all its calls together keep Metrc's limits (50 GETs a second and 10 at a time for a
 * facility, 150 and 30 for a vendor key; documented). Share a {@link CallGate} to keep them together with the
 * application's other calls. The only threads are those of its {@link HttpClient}, which are daemons if the client is
 * its own, and a short-lived daemon thread when time is over; reports are completed in them. There is nothing to close.
 * Safe for use by several threads.
 */
public final class HttpPermissionProbe implements PermissionProbe {

    private final MetrcSession.Settings settings;
    private final int parallelism;
    private final InstantSource clock;

    private HttpPermissionProbe(Builder builder) {
        HttpClient client = builder.client != null
                ? builder.client
                : HttpClient.newBuilder()
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .connectTimeout(builder.requestTimeout)
                        .proxy(new LoopbackProxySelector())
                        .build();
        this.settings = new MetrcSession.Settings(
                client, builder.gate, builder.deadline, builder.requestTimeout, builder.maxResponseBytes);
        this.parallelism = builder.parallelism;
        this.clock = builder.clock;
    }

    /**
     * Starts building a probe.
     *
     * @return a builder, every setting of which has a default
     */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public ValidationReport validate(ProbeRequest request) {
        CompletableFuture<ValidationReport> report = validateAsync(request);
        try {
            return report.get();
        } catch (InterruptedException e) {
            report.cancel(true);
            Thread.currentThread().interrupt();
            throw new MetrcKeysException(
                    ErrorCode.INTERRUPTED,
                    "The thread was interrupted while " + request + " was under way: nothing is known, check again.",
                    e);
        } catch (ExecutionException e) {
            // Every answer, and every missing one, ends in a report: what is left is a bug of the library or the JVM.
            throw new IllegalStateException("A validation failed because of a bug in metrc-keys.", e.getCause());
        }
    }

    @Override
    public CompletableFuture<ValidationReport> validateAsync(ProbeRequest request) {
        Checks.notNull(request, "request");
        MetrcSession metrc = new MetrcSession(
                settings,
                request.facility(),
                request.vendorKey(),
                request.isInBatch() ? Priority.BATCH : Priority.INTERACTIVE);
        CompletableFuture<ValidationReport> report =
                new Validation(request, metrc, parallelism, clock.instant()).start();
        var unused = report.whenComplete((done, failure) -> metrc.end());
        return report;
    }

    /** Collects the settings of a probe. Not safe for use by several threads. */
    public static final class Builder {

        private static final int MOST_PARALLEL = 10;

        private @Nullable HttpClient client;
        private CallGate gate = CallGate.create();
        private int parallelism = 4;
        private Duration deadline = Duration.ofSeconds(30);
        private Duration requestTimeout = Duration.ofSeconds(10);
        private int maxResponseBytes = 8 * 1024 * 1024;
        private InstantSource clock = InstantSource.system();

        private Builder() {}

        /**
         * Uses the application's client instead of making one; the probe never closes it.
         *
         * @param client a client that follows no redirect, and has no authenticator and no cookie handler
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the client follows redirects, which
         *     on JDK 17 carries the keys along to another server (measured), or has an authenticator, which would
         *     answer Metrc's 401 with other credentials, or a cookie handler, which would mix up users
         */
        public Builder httpClient(HttpClient client) {
            Checks.notNull(client, "client");
            if (client.followRedirects() != HttpClient.Redirect.NEVER) {
                throw invalid("The HttpClient follows redirects, which can carry keys to another server:"
                        + " build it with followRedirects(HttpClient.Redirect.NEVER).");
            }
            if (client.authenticator().isPresent()) {
                throw invalid("The HttpClient has an authenticator, which would answer for Metrc's keys:"
                        + " build one without.");
            }
            if (client.cookieHandler().isPresent()) {
                throw invalid(
                        "The HttpClient has a cookie handler, which would carry one user's session into the calls of"
                                + " another: build one without.");
            }
            this.client = client;
            return this;
        }

        /**
         * Shares a gate with others who call Metrc, so that all together keep its limits.
         *
         * @param gate the gate; by default, the probe has its own
         * @return this builder
         */
        public Builder callGate(CallGate gate) {
            this.gate = Checks.notNull(gate, "gate");
            return this;
        }

        /**
         * Sets how many calls of one validation are under way at a time.
         *
         * @param calls 1 to 10, which is Metrc's limit for a facility (documented); 4 by default
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the number is out of range
         */
        public Builder parallelism(int calls) {
            if (calls < 1 || calls > MOST_PARALLEL) {
                throw invalid("The parallelism " + calls + " is out of range: choose 1 to " + MOST_PARALLEL + ".");
            }
            this.parallelism = calls;
            return this;
        }

        /**
         * Sets how long a validation may take, from its first call to its report.
         *
         * @param deadline more than zero, at most a day; 30 seconds by default
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the duration is out of range
         */
        public Builder deadline(Duration deadline) {
            this.deadline = positive(deadline, "deadline");
            return this;
        }

        /**
         * Sets how long one call may take, the body of its answer included; the deadline ends it earlier if it is
         * shorter.
         *
         * @param timeout more than zero, at most a day; 10 seconds by default
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the duration is out of range
         */
        public Builder requestTimeout(Duration timeout) {
            this.requestTimeout = positive(timeout, "timeout");
            return this;
        }

        /**
         * Sets how much of one answer is read into memory; a longer answer counts as unexpected.
         *
         * @param bytes 1,024 or more; 8 MiB by default, room for some 1,500 facilities
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the number is out of range
         */
        public Builder maxResponseBytes(int bytes) {
            if (bytes < 1024) {
                throw invalid("The largest response of " + bytes + " bytes is too small: choose 1,024 or more.");
            }
            this.maxResponseBytes = bytes;
            return this;
        }

        /**
         * Sets where the time of a report comes from. Deadlines are always measured by the system's clock.
         *
         * @param clock the clock; by default, the system's
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Checks.notNull(clock, "clock");
            return this;
        }

        /**
         * Makes the probe.
         *
         * @return a probe with these settings
         */
        public HttpPermissionProbe build() {
            return new HttpPermissionProbe(this);
        }

        private static Duration positive(Duration duration, String name) {
            Checks.notNull(duration, name);
            if (duration.isNegative() || duration.isZero() || duration.compareTo(Duration.ofDays(1)) > 0) {
                throw invalid("The " + name + " of " + duration + " is out of range:"
                        + " choose more than zero and at most a day.");
            }
            return duration;
        }

        private static InvalidInputException invalid(String message) {
            return new InvalidInputException(ErrorCode.SETTING_INVALID, message);
        }
    }
}
