package io.github.metrckeys.http;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.internal.diagnosis.Outcome;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The GETs of one validation, under one deadline: through the gate, signed, bounded in time and size.
 *
 * <p>No reply is an exception; once the time is over, or the session has ended, every reply is silence.
 */
final class MetrcSession {

    private static final Logger LOG = LoggerFactory.getLogger(MetrcSession.class);
    private static final int TOO_MANY_REQUESTS = 429;

    private final Settings settings;
    private final Facility facility;
    private final VendorApiKey vendorKey;
    private final Priority priority;
    private final long deadlineNanos;
    /** Cancels what is under way or waits for its turn. */
    private final Set<Runnable> open = ConcurrentHashMap.newKeySet();

    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean ended;
    private volatile @Nullable Timer deadline;

    /** What all sessions of a probe share. */
    record Settings(
            HttpClient client, CallGate gate, Duration deadline, Duration requestTimeout, int maxResponseBytes) {}

    MetrcSession(Settings settings, Facility facility, VendorApiKey vendorKey, Priority priority) {
        this.settings = settings;
        this.priority = priority;
        this.facility = facility;
        this.vendorKey = vendorKey;
        this.deadlineNanos = System.nanoTime() + settings.deadline().toNanos();
        this.deadline = Timer.after(settings.deadline(), this::end);
    }

    /** Cancels the calls that are under way or wait for their turn; nothing more is sent. */
    void end() {
        ended = true;
        open.forEach(Runnable::run);
        Timer timer = deadline;
        if (timer != null) {
            timer.cancel();
        }
    }

    private void cancelWhenSessionEnds(CompletableFuture<?> future) {
        Runnable cancel = () -> future.cancel(true);
        open.add(cancel);
        var unused = future.whenComplete((result, failure) -> open.remove(cancel));
        if (ended) {
            cancel.run();
        }
    }

    /** How many requests were sent. */
    int calls() {
        return calls.get();
    }

    /** Where a call goes, and what signs it there. */
    private record Destination(Jurisdiction server, VendorApiKey vendorKey, AuthorizationHeader signature) {}

    /** Sends a GET when its turn comes, and again if the server asked for a pause that there is time for. */
    CompletableFuture<Reply> get(Endpoint endpoint, Map<String, String> query, UserApiKey userKey) {
        return get(
                endpoint,
                query,
                new Destination(facility.jurisdiction(), vendorKey, AuthorizationHeader.of(vendorKey, userKey)));
    }

    /**
     * Sends a GET for a page of a list, and one for the whole list if the server does not page it: some lists answer
     * 404 if paging is asked for, and work without (observed).
     */
    CompletableFuture<Reply> getPage(
            Endpoint endpoint, Map<String, String> query, int number, int size, UserApiKey userKey) {
        Map<String, String> paged = new LinkedHashMap<>(query);
        paged.put(Endpoint.PAGE_NUMBER, Integer.toString(number));
        paged.put(Endpoint.PAGE_SIZE, Integer.toString(size));
        return get(endpoint, paged, userKey)
                .thenCompose(reply -> ResponseParser.list(endpoint, reply).outcome() == Outcome.NOT_FOUND
                        ? get(endpoint, query, userKey)
                        : CompletableFuture.completedFuture(reply));
    }

    /** Whether a key could be used as a vendor key: with a colon in it, it cannot be a user name. */
    static boolean couldBeVendorKey(UserApiKey userKey) {
        return userKey.revealSecret().indexOf(':') < 0;
    }

    /** The same, with the two keys in each other's places. */
    CompletableFuture<Reply> getSwapped(Endpoint endpoint, UserApiKey userKey) {
        AuthorizationHeader swapped = AuthorizationHeader.of(
                VendorApiKey.of(userKey.revealSecret()), UserApiKey.of(vendorKey.revealSecret()));
        return get(endpoint, Map.of(), new Destination(facility.jurisdiction(), vendorKey, swapped));
    }

    /** The same, to the server of another jurisdiction, with the vendor key that goes with it. */
    CompletableFuture<Reply> getAt(
            Jurisdiction server, VendorApiKey vendorKeyThere, Endpoint endpoint, UserApiKey key) {
        return get(
                endpoint,
                Map.of(),
                new Destination(server, vendorKeyThere, AuthorizationHeader.of(vendorKeyThere, key)));
    }

    private CompletableFuture<Reply> get(Endpoint endpoint, Map<String, String> query, Destination to) {
        CompletableFuture<CallGate.Admission> admission = settings.gate()
                .enter(
                        to.server(),
                        to.vendorKey(),
                        endpoint.namesFacility() ? Optional.of(facility.license()) : Optional.empty(),
                        priority,
                        remaining());
        cancelWhenSessionEnds(admission);
        return admission
                .exceptionally(canceled -> CallGate.Missed.TIME_IS_OVER)
                .thenCompose(result -> result instanceof CallGate.Permit permit
                        ? send(endpoint, query, to, permit)
                        : CompletableFuture.completedFuture(
                                result == CallGate.Missed.PAUSE_TOO_LONG
                                        ? Reply.NoResponse.THROTTLED
                                        : Reply.NoResponse.SILENCE));
    }

    private CompletableFuture<Reply> send(
            Endpoint endpoint, Map<String, String> query, Destination to, CallGate.Permit permit) {
        if (ended) {
            permit.unused();
            return CompletableFuture.completedFuture(Reply.NoResponse.SILENCE);
        }
        calls.incrementAndGet();
        return exchange(request(endpoint, query, to)).thenCompose(reply -> {
            LOG.trace("{} at {}: {}", endpoint, facility, reply);
            if (reply instanceof Reply.Response answered && answered.response().statusCode() == TOO_MANY_REQUESTS) {
                permit.closeThrottled(ResponseParser.retryAfter(answered.response()));
                return get(endpoint, query, to).thenApply(again -> again instanceof Reply.Response ? again : reply);
            }
            if (reply instanceof Reply.Response) {
                permit.close();
            } else {
                permit.closeUnanswered();
            }
            return CompletableFuture.completedFuture(reply);
        });
    }

    private CompletableFuture<Reply> exchange(HttpRequest request) {
        CompletableFuture<HttpResponse<Optional<byte[]>>> exchange = sendAsync(request);
        // HttpRequest.timeout ends with the headers; canceling the exchange ends a stalled body too, and closes the
        // connection, which orTimeout would leave open (measured on JDK 17 and 25).
        Timer timeout = Timer.after(settings.requestTimeout(), () -> exchange.cancel(true));
        cancelWhenSessionEnds(exchange);
        return exchange.<Reply>handle((response, failure) -> {
            timeout.cancel();
            return failure == null ? new Reply.Response(response) : Reply.NoResponse.SILENCE;
        });
    }

    private CompletableFuture<HttpResponse<Optional<byte[]>>> sendAsync(HttpRequest request) {
        if (LoopbackProxySelector.wouldShow(
                settings.client().proxy().orElseGet(ProxySelector::getDefault), request.uri())) {
            return CompletableFuture.failedFuture(new IOException("a proxy would see the keys"));
        }
        try {
            return settings.client().sendAsync(request, info -> new BoundedBody(settings.maxResponseBytes()));
        } catch (RuntimeException e) {
            // A borrowed client whose executor was shut down throws here instead of failing the future.
            return CompletableFuture.failedFuture(e);
        }
    }

    private HttpRequest request(Endpoint endpoint, Map<String, String> query, Destination to) {
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        // Metrc's pages write the list at the root of a resource with a slash: /facilities/v2/ (documented).
        String slash = endpoint.path().endsWith("/v2") ? "/" : "";
        URI uri = URI.create(
                to.server().baseUri() + endpoint.path() + slash + (parameters.isEmpty() ? "" : "?" + parameters));
        return HttpRequest.newBuilder(uri)
                // In the clear, the JDK's client would first ask a loopback server for an upgrade to HTTP/2.
                .version(HttpClient.Version.HTTP_1_1)
                .header(AuthorizationHeader.NAME, to.signature().revealSecret())
                .header("Accept", "application/json")
                .header("User-Agent", "metrc-keys")
                .GET()
                .build();
    }

    private Duration remaining() {
        return Duration.ofNanos(deadlineNanos - System.nanoTime());
    }
}
