package io.github.metrckeys.testkit.internal;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/** A program that starts a server, uses every kind of server thread, and returns from main without closing it. */
final class UnclosedServerProgram {

    private UnclosedServerProgram() {}

    public static void main(String[] args) throws Exception {
        Properties before = (Properties) System.getProperties().clone();
        FakeServer server = FakeServer.start(0, UnclosedServerProgram::answer);
        HttpClient client = HttpClient.newHttpClient();
        for (String path : new String[] {"/at-once", "/delayed", "/failed"}) {
            HttpRequest request =
                    HttpRequest.newBuilder(server.baseUri().resolve(path)).build();
            client.send(request, BodyHandlers.discarding());
        }
        CompletableFuture<?> unanswered = client.sendAsync(
                HttpRequest.newBuilder(server.baseUri().resolve("/in-an-hour")).build(), BodyHandlers.discarding());
        System.out.println("answered " + unanswered.isDone());
        System.out.println("properties " + changed(before));
        System.out.println("threads " + serverThreadsThatAreNoDaemons());
    }

    private static FakeResponse answer(FakeRequest request) {
        FakeResponse response = FakeResponse.json(200, "{}");
        return switch (request.path()) {
            case "/delayed" -> response.delivered(new Delivery.Delayed(Duration.ofMillis(1)));
            case "/in-an-hour" -> response.delivered(new Delivery.Delayed(Duration.ofHours(1)));
            case "/failed" -> throw new IllegalStateException("no such answer");
            default -> response;
        };
    }

    private static Set<Object> changed(Properties before) {
        TreeSet<Object> names = new TreeSet<>(System.getProperties().keySet());
        names.removeIf(
                name -> Objects.equals(before.get(name), System.getProperties().get(name)));
        return names;
    }

    private static Set<String> serverThreadsThatAreNoDaemons() {
        TreeSet<String> names = new TreeSet<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!thread.isDaemon() && thread != Thread.currentThread()) {
                names.add(thread.getName());
            }
        }
        return names;
    }
}
