package io.github.metrckeys.testkit.internal;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.common.FatalStartupException;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.http.client.HttpClient;
import com.github.tomakehurst.wiremock.servlet.NotImplementedMappingsSaver;
import com.github.tomakehurst.wiremock.standalone.MappingsSource;
import com.github.tomakehurst.wiremock.stubbing.StubMappings;
import java.net.URI;
import java.util.Objects;
import java.util.function.Function;

/**
 * An HTTP server on 127.0.0.1 that passes every request to a function and delivers its answer.
 *
 * <p>All its threads are daemons: a server that is never closed does not keep the JVM alive.
 */
public final class FakeServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final WireMockServer wireMock;
    private final PendingCalls calls;
    private final URI baseUri;

    private FakeServer(WireMockServer wireMock, PendingCalls calls) {
        this.wireMock = wireMock;
        this.calls = calls;
        this.baseUri = URI.create("http://" + LOOPBACK + ":" + wireMock.port());
    }

    /**
     * Starts a server.
     *
     * @param port the port to listen on, or 0 for a free one
     * @param responder answers every request; called by many threads at once. If it throws, the client gets a 500 with
     *     the exception
     * @return the running server
     * @throws IllegalStateException if the port is in use
     */
    public static FakeServer start(int port, Function<FakeRequest, FakeResponse> responder) {
        Objects.requireNonNull(responder, "responder");
        PendingCalls calls = new PendingCalls();
        WireMockServer wireMock = new WireMockServer(options(port, responder, calls));
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

    /** Stops the server, closes its connections and ends the calls in flight. Closing twice does nothing. */
    @Override
    public void close() {
        wireMock.stop();
        calls.close();
    }

    static WireMockConfiguration options(int port, Function<FakeRequest, FakeResponse> responder, PendingCalls calls) {
        return WireMockConfiguration.options()
                .httpServerFactory((options, admin, stubs) ->
                        new JettyServer(LOOPBACK, port, new RequestHandler(responder, calls)))
                // By default, WireMock reads the user's src/test/resources/mappings.
                .mappingSource(new NoMappings())
                // By default, WireMock sets system properties for the whole JVM.
                .disableOptimizeXmlFactoriesLoading(true)
                // Nothing is proxied, and creating WireMock's own clients takes much of the start time.
                .httpClientFactory((options, trustAll, trusted, useSystemProperties) -> noClient())
                // The fake does not use these either.
                .templatingEnabled(false)
                .gzipDisabled(true)
                .disableRequestJournal()
                .stubRequestLoggingDisabled(true);
    }

    private static HttpClient noClient() {
        return request -> {
            throw new UnsupportedOperationException("the fake sends no requests");
        };
    }

    private static final class NoMappings extends NotImplementedMappingsSaver implements MappingsSource {

        @Override
        public void loadMappingsInto(StubMappings stubMappings) {}
    }
}
