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
import wiremock.org.eclipse.jetty.util.thread.QueuedThreadPool;
import wiremock.org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/** The Jetty that WireMock brings, with HTTP/1.1 only, one handler, and daemon threads only. */
final class JettyServer implements HttpServer {

    private static final int ACCEPTORS = 1;
    private static final int SELECTORS = 2;
    private static final int REQUEST_THREADS = 40;
    private static final int LARGEST_HEADER = 32_768;

    /** Longer than the JDK client keeps an idle connection, which is 20 minutes: it never meets a stale one. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(30);

    private final Server jetty;
    private final ServerConnector connector;

    JettyServer(String host, int port, Handler handler) {
        QueuedThreadPool threads = new QueuedThreadPool(REQUEST_THREADS);
        threads.setName("metrc-fake");
        threads.setDaemon(true);
        jetty = new Server(threads);
        // Without it the connector makes a scheduler of its own, whose thread is no daemon.
        jetty.addBean(new ScheduledExecutorScheduler("metrc-fake-timeouts", true));
        // The calls in flight at the end are not waited for.
        jetty.setStopTimeout(0);
        // No h2c, to which the JDK client would upgrade: there a truncated body arrives as a normal answer.
        connector = new ServerConnector(jetty, ACCEPTORS, SELECTORS, new HttpConnectionFactory(http()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        jetty.addConnector(connector);
        jetty.setHandler(handler);
    }

    private static HttpConfiguration http() {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setSendDateHeader(false);
        http.setRequestHeaderSize(LARGEST_HEADER);
        http.setResponseHeaderSize(LARGEST_HEADER);
        // Jetty would answer an encoded slash by itself.
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

    /** The door first: a client that repeats a call whose connection was closed must not get in again. */
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
        throw new UnsupportedOperationException("the fake speaks no HTTPS");
    }
}
