package io.github.metrckeys.testkit.internal;

import com.github.tomakehurst.wiremock.http.HttpServer;
import java.time.Duration;
import wiremock.org.eclipse.jetty.http.UriCompliance;
import wiremock.org.eclipse.jetty.io.EndPoint;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.HttpConfiguration;
import wiremock.org.eclipse.jetty.server.HttpConnectionFactory;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.ServerConnector;
import wiremock.org.eclipse.jetty.server.handler.ErrorHandler;
import wiremock.org.eclipse.jetty.util.thread.QueuedThreadPool;
import wiremock.org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** The Jetty server bundled with WireMock, with HTTP/1.1 only, one handler, and only daemon threads. */
final class JettyServer implements HttpServer {

    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 2;
    private static final int REQUEST_THREADS = 40;
    private static final int LARGEST_HEADER = 32_768;

    /**
     * Longer than the 20 minutes for which the JDK client keeps an idle connection, so that it never uses a stale one.
     */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(30);

    private final Server jetty;
    private final ServerConnector connector;

    JettyServer(String host, int port, Handler handler) {
        QueuedThreadPool threads = new QueuedThreadPool(REQUEST_THREADS);
        threads.setName("metrc-fake");
        threads.setDaemon(true);
        jetty = new Server(threads);
        // Otherwise the connector creates its own scheduler, whose thread is not a daemon.
        jetty.addBean(new ScheduledExecutorScheduler("metrc-fake-timeouts", true));
        // Do not wait for the calls in flight.
        jetty.setStopTimeout(0);
        // No h2c: the JDK client would upgrade to it, and over h2c a truncated body arrives as a normal answer.
        connector = new ServerConnector(jetty, ACCEPTORS, SELECTORS, new HttpConnectionFactory(http()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        jetty.addConnector(connector);
        jetty.setHandler(handler);
        jetty.setErrorHandler(withoutStackTraces());
    }

    /**
     * Jetty's own page for what is not even a request would show a stack trace and the address, with a key in it
     * perhaps.
     */
    private static ErrorHandler withoutStackTraces() {
        ErrorHandler plain = new ErrorHandler();
        plain.setShowStacks(false);
        plain.setShowMessageInTitle(false);
        return plain;
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(LARGEST_HEADER);
        http.setResponseHeaderSize(LARGEST_HEADER);
        // Otherwise Jetty answers a path with an encoded slash itself.
        http.setUriCompliance(UriCompliance.UNSAFE);
        return http;
    }

    @Override
    public void start() {
        try {
            jetty.start();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not start", e);
        }
    }

    /**
     * Closes the listening socket first: a client that repeats a call on a closed connection must not connect again.
     */
    @Override
    public void stop() {
        connector.close();
        connector.getConnectedEndPoints().forEach(EndPoint::close);
        try {
            jetty.stop();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not stop", e);
        }
    }

    @Override
    public boolean isRunning() {
        return jetty.isRunning();
    }

    @Override
    public int port() {
        return connector.getLocalPort();
    }

    @Override
    public int httpsPort() {
        throw new UnsupportedOperationException("the fake does not support HTTPS");
    }
}
