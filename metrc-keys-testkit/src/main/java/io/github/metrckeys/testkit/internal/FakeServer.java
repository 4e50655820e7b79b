package io.github.metrckeys.testkit.internal;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.client.HttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;

/**
 * An HTTP server on 127.0.0.1 that hands every request to a function and delivers its answer.
 *
 * <p>All its threads are daemons: a server that is never closed does not keep the JVM.
 */
public final class FakeServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private static final int REQUEST_THREADS = 40;

    private static final int DELAYED_ANSWER_THREADS = 4;

    /** Longer than the JDK client keeps an idle connection, which is 20 minutes: it never meets a stale one. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(30);

    private final WireMockServer wireMock;
    private final OpenCalls calls;
    private final URI baseUri;

    private FakeServer(WireMockServer wireMock, OpenCalls calls) {
        this.wireMock = wireMock;
        this.calls = calls;
        this.baseUri = URI.create("http://" + LOOPBACK + ":" + wireMock.port());
    }

    /**
     * Starts a server.
     *
     * @param port the port to listen on, or 0 for a free one
     * @param engine answers every request; called by many threads at once. If it throws, the client gets a 500 that says
     *     so
     * @return the running server
     * @throws IllegalStateException if the port is taken
     */
    public static FakeServer start(int port, Function<FakeRequest, FakeResponse> engine) {
        Objects.requireNonNull(engine, "engine");
        OpenCalls calls = new OpenCalls();
        WireMockServer wireMock = new WireMockServer(options(port, engine, calls));
        try {
            wireMock.start();
        } catch (FatalStartupException e) {
            throw new IllegalStateException("cannot listen on " + LOOPBACK + ":" + port, e);
        }
        return new FakeServer(wireMock, calls);
    }

    /** {@return {@code http://127.0.0.1:port}, without a slash at the end} */
    public URI baseUri() {
        return baseUri;
    }

    /** Stops the server, closes its connections and settles the calls in flight. Closing twice does nothing. */
    @Override
    public void close() {
        wireMock.stop();
        calls.close();
    }

    static WireMockConfiguration options(int port, Function<FakeRequest, FakeResponse> engine, OpenCalls calls) {
        return WireMockConfiguration.options()
                .bindAddress(LOOPBACK)
                .port(port)
                // The JDK client would upgrade to h2c, where a truncated body arrives as a normal answer.
                .http2PlainDisabled(true)
                // An answer goes out as the engine made it.
                .gzipDisabled(true)
                .templatingEnabled(false)
                // The default reads the user's src/test/resources/mappings.
                .mappingSource(new NoMappings())
                // The default sets system properties for the whole JVM.
                .disableOptimizeXmlFactoriesLoading(true)
                // The default grows with every request.
                .disableRequestJournal()
                // A synchronous delay would hold a request thread each.
                .asynchronousResponseEnabled(true)
                .asynchronousResponseThreads(DELAYED_ANSWER_THREADS)
                .timeout(0)
                // The default prints every request to a string, for a log that drops it.
                .stubRequestLoggingDisabled(true)
                .containerThreads(REQUEST_THREADS)
                .jettyAcceptors(1)
                // The calls in flight at the end are not waited for.
                .jettyStopTimeout(0L)
                .jettyIdleTimeout(IDLE_TIMEOUT.toMillis())
                // Nothing is proxied; WireMock's own clients cost a good part of the start.
                .httpClientFactory((options, trustAll, trusted, useSystemProperties) -> noClient())
                .httpServerFactory((options, admin, stubs) -> new CarrierServer(options, admin, stubs, calls))
                .extensions(new EngineFilter(engine, calls));
    }

    private static HttpClient noClient() {
        return request -> {
            throw new UnsupportedOperationException("the fake sends no requests");
        };
    }
}
