package io.github.metrckeys.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server on a loopback port that writes whatever bytes a test wants, or none. */
final class RawServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Answerer answerer;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Request> firstRequest = new CompletableFuture<>();
    private final CompletableFuture<Boolean> hungUp = new CompletableFuture<>();

    /** Answers a request, or returns early and leaves the answer incomplete. */
    interface Answerer {
        void answer(Request request, OutputStream out) throws IOException;
    }

    record Request(String line, Map<String, String> headers) {

        String path() {
            return line.split("[ ?]", -1)[1];
        }
    }

    RawServer(Answerer answerer) throws IOException {
        this.answerer = answerer;
        daemon(this::accept);
    }

    static RawServer answering(String response) throws IOException {
        return new RawServer((request, out) -> write(out, response));
    }

    /** A complete answer. */
    static String response(int status, String body, String... headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return text + "Content-Length: " + length + "\r\n\r\n" + body;
    }

    static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }

    int port() {
        return socket.getLocalPort();
    }

    /** The requests, in the order in which they arrived. */
    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<String> lines() {
        return requests.stream().map(Request::line).toList();
    }

    CompletableFuture<Request> firstRequest() {
        return firstRequest;
    }

    /** Completes when the other side has closed a connection. */
    CompletableFuture<Boolean> hungUp() {
        return hungUp;
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket connection = socket.accept();
                connections.add(connection);
                daemon(() -> serve(connection));
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            InputStream in = new BufferedInputStream(connection.getInputStream());
            for (String head = head(in); !head.isEmpty(); head = head(in)) {
                Request request = request(head);
                requests.add(request);
                firstRequest.complete(request);
                answerer.answer(request, connection.getOutputStream());
            }
        } catch (IOException e) {
            // Closed by the other side in the middle of an answer.
        }
        hungUp.complete(true);
    }

    /** The head of the next request; empty if the client closed the connection. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.length() >= 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        return "";
    }

    private static Request request(String head) {
        List<String> lines = head.lines().toList();
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : lines.subList(1, lines.size())) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return new Request(lines.get(0), headers);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "raw-server");
        thread.setDaemon(true);
        thread.start();
    }
}
