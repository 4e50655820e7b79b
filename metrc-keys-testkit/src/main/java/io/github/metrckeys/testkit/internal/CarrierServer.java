package io.github.metrckeys.testkit.internal;

import com.github.tomakehurst.wiremock.core.Options;
import com.github.tomakehurst.wiremock.core.WireMockApp;
import com.github.tomakehurst.wiremock.http.AdminRequestHandler;
import com.github.tomakehurst.wiremock.http.StubRequestHandler;
import com.github.tomakehurst.wiremock.jetty11.Jetty11HttpServer;
import com.github.tomakehurst.wiremock.servlet.WireMockHandlerDispatchingServlet;
import java.util.Arrays;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import wiremock.org.eclipse.jetty.server.Handler;
import wiremock.org.eclipse.jetty.server.Server;
import wiremock.org.eclipse.jetty.server.handler.HandlerCollection;
import wiremock.org.eclipse.jetty.servlet.FilterMapping;
import wiremock.org.eclipse.jetty.servlet.ServletContextHandler;
import wiremock.org.eclipse.jetty.servlet.ServletHandler;
import wiremock.org.eclipse.jetty.servlet.ServletMapping;
import wiremock.org.eclipse.jetty.util.thread.QueuedThreadPool;
import wiremock.org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/**
 * WireMock's Jetty with daemon threads only, so that a server that was never closed does not keep the JVM, and without
 * the paths that WireMock answers itself ({@code /__admin}, {@code /__files}).
 *
 * <p>The constructor of the superclass calls the overridden methods: they must not use a field of this class.
 */
final class CarrierServer extends Jetty11HttpServer {

    CarrierServer(
            Options options,
            AdminRequestHandler adminRequestHandler,
            StubRequestHandler stubRequestHandler,
            OpenCalls calls) {
        super(options, adminRequestHandler, stubRequestHandler);
        httpConnector.addBean(calls);
    }

    /** The door first: a client that repeats a call whose connection was closed must not get in again. */
    @Override
    public void stop() {
        httpConnector.close();
        super.stop();
    }

    @Override
    protected Server createServer(Options options) {
        QueuedThreadPool threads = new QueuedThreadPool(options.containerThreads());
        threads.setName("metrc-fake");
        threads.setDaemon(true);
        Server server = new Server(threads);
        // Without it each connector makes a scheduler of its own, whose thread is no daemon.
        server.addBean(new ScheduledExecutorScheduler("metrc-fake-timeouts", true));
        return server;
    }

    @Override
    public Handler[] extensionHandlers() {
        return new Handler[] {new RequestShield()};
    }

    @Override
    protected Handler createHandler(
            Options options, AdminRequestHandler adminRequestHandler, StubRequestHandler stubRequestHandler) {
        HandlerCollection handlers =
                (HandlerCollection) super.createHandler(options, adminRequestHandler, stubRequestHandler);
        Arrays.stream(handlers.getHandlers()).filter(CarrierServer::isAdmin).forEach(handlers::removeHandler);
        return handlers;
    }

    @Override
    protected void decorateMockServiceContextAfterConfig(ServletContextHandler context) {
        withoutFiles(context.getServletHandler());
        // Replaces WireMock's executor, which has not started a thread yet and would start no daemons.
        scheduledExecutorService.shutdown();
        scheduledExecutorService =
                delayedAnswers(options.getAsynchronousResponseSettings().getThreads());
        context.setAttribute(
                WireMockHandlerDispatchingServlet.ASYNCHRONOUS_RESPONSE_EXECUTOR, scheduledExecutorService);
    }

    private static boolean isAdmin(Handler handler) {
        return handler instanceof ServletContextHandler context
                && context.getContextPath().equals(WireMockApp.ADMIN_CONTEXT_ROOT);
    }

    private static void withoutFiles(ServletHandler servlets) {
        servlets.setFilterMappings(new FilterMapping[0]);
        servlets.setServletMappings(Arrays.stream(servlets.getServletMappings())
                .filter(mapping -> !Arrays.asList(mapping.getPathSpecs()).contains(FILES_URL_MATCH))
                .toArray(ServletMapping[]::new));
    }

    private static ScheduledThreadPoolExecutor delayedAnswers(int threads) {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(threads, task -> {
            Thread thread = new Thread(task, "metrc-fake-delayed");
            thread.setDaemon(true);
            return thread;
        });
        // A closed server owes no answers: by default the delays would run on.
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return executor;
    }
}
