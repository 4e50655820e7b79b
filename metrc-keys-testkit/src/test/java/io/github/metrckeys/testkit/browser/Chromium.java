package io.github.metrckeys.testkit.browser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One page of a browser without a window, driven over the DevTools protocol. Not for use by several threads. */
final class Chromium implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Process process;
    private final WebSocket socket;
    private final BlockingQueue<JsonNode> messages;
    private final List<String> troubles = new ArrayList<>();
    /** A page object of a PDF, and not the list of them. */
    private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page\\b(?!s)");

    private static final Pattern LISTENING = Pattern.compile("DevTools listening on ws://127\\.0\\.0\\.1:(\\d+)/");

    private int lastId;

    private Chromium(Process process, WebSocket socket, BlockingQueue<JsonNode> messages) {
        this.process = process;
        this.socket = socket;
        this.messages = messages;
    }

    /** Starts a browser with a profile of its own in the folder. */
    static Chromium start(Path folder) throws Exception {
        Path profile = Files.createTempDirectory(Files.createDirectories(folder), "profile");
        Process process = new ProcessBuilder(
                        executable(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        try {
            HttpClient client = HttpClient.newHttpClient();
            BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
            WebSocket socket = client.newWebSocketBuilder()
                    .buildAsync(page(client, port(process)), new Listener(messages))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            Chromium chromium = new Chromium(process, socket, messages);
            for (String domain : List.of("Page", "Runtime", "Log")) {
                chromium.call(domain + ".enable", Map.of());
            }
            // A bar would cut off the right margin of the pictures.
            chromium.call("Emulation.setScrollbarsHidden", Map.of("hidden", true));
            return chromium;
        } catch (Exception e) {
            end(process);
            throw e;
        }
    }

    private static String executable() {
        return Stream.of(Optional.ofNullable(System.getProperty("chromium")).stream(), onPath())
                .flatMap(each -> each)
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no browser to look at the pages with: install chromium,"
                        + " or name one with -Dchromium=<its path>."));
    }

    private static Stream<String> onPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString);
    }

    /** The browser chooses a port that is free, and says on its output which. */
    private static int port(Process process) {
        List<String> said = new CopyOnWriteArrayList<>();
        CompletableFuture<Integer> port = new CompletableFuture<>();
        // It goes on reading, for a browser that cannot get rid of what it has to say stands still.
        Thread reader = new Thread(
                () -> {
                    process.inputReader(UTF_8).lines().forEach(line -> {
                        said.add(line);
                        Matcher listening = LISTENING.matcher(line);
                        if (listening.find()) {
                            port.complete(Integer.parseInt(listening.group(1)));
                        }
                    });
                    port.completeExceptionally(new AssertionError("The browser did not start: " + said));
                },
                "output of the browser");
        reader.setDaemon(true);
        reader.start();
        return port.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static URI page(HttpClient client, int port) throws IOException, InterruptedException {
        HttpRequest list = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"))
                .timeout(PATIENCE)
                .build();
        for (JsonNode target : JSON.readTree(
                client.send(list, HttpResponse.BodyHandlers.ofString()).body())) {
            if (target.path("type").asText().equals("page")) {
                return URI.create(target.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new AssertionError("The browser has no page.");
    }

    /** Sends a command and waits for its result. */
    JsonNode call(String method, Map<String, ?> parameters) throws Exception {
        lastId++;
        int id = lastId;
        String text = JSON.writeValueAsString(Map.of("id", id, "method", method, "params", parameters));
        socket.sendText(text, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        JsonNode answer = await(message -> message.path("id").asInt() == id, method);
        if (answer.has("error")) {
            throw new AssertionError(method + ": " + answer.path("error"));
        }
        return answer.path("result");
    }

    /** Opens a file and forgets the troubles of pages before. */
    void open(Path file) throws Exception {
        troubles.clear();
        call("Page.navigate", Map.of("url", file.toUri().toString()));
        await(message -> message.path("method").asText().equals("Page.loadEventFired"), "the page to be loaded");
    }

    /** Lays the page out in a window of a width. */
    void width(int width) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 900, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Shows the page on a screen or on paper, to a reader who prefers a scheme. */
    void media(String media, String scheme) throws Exception {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("media", media, "features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** What an expression comes to in the page. */
    JsonNode evaluate(String expression) throws Exception {
        JsonNode result = call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result.path("exceptionDetails").toString());
        }
        return result.path("result").path("value");
    }

    /** Writes a picture of the whole page. */
    void photograph(Path file) throws Exception {
        JsonNode picture = call("Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", true));
        Files.write(file, Base64.getDecoder().decode(picture.path("data").asText()));
    }

    /** How many sheets of letter paper the page takes, with the browser's own margins. */
    long sheets() throws Exception {
        JsonNode pdf = call("Page.printToPDF", Map.of());
        String text = new String(Base64.getDecoder().decode(pdf.path("data").asText()), ISO_8859_1);
        return SHEET.matcher(text).results().count();
    }

    /** What the page's console had to complain about since it was opened, such as what its policy forbade. */
    List<String> troubles() throws Exception {
        // An answer comes after all that was said before it.
        call("Runtime.evaluate", Map.of("expression", "0"));
        return List.copyOf(troubles);
    }

    private JsonNode await(Predicate<JsonNode> awaited, String what) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            JsonNode message = messages.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (message == null) {
                throw new AssertionError("Waited in vain for " + what);
            }
            note(message);
            if (awaited.test(message)) {
                return message;
            }
        }
    }

    private void note(JsonNode message) {
        JsonNode parameters = message.path("params");
        boolean trouble = switch (message.path("method").asText()) {
            case "Runtime.exceptionThrown" -> true;
            case "Runtime.consoleAPICalled" -> parameters.path("type").asText().equals("error");
            case "Log.entryAdded" ->
                !parameters.path("entry").path("level").asText().equals("verbose");
            default -> false;
        };
        if (trouble) {
            troubles.add(parameters.toString());
        }
    }

    @Override
    public void close() {
        socket.abort();
        end(process);
    }

    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    /** Puts messages together, which come in pieces. */
    private static final class Listener implements WebSocket.Listener {

        private final BlockingQueue<JsonNode> messages;
        private final StringBuilder pieces = new StringBuilder();

        Listener(BlockingQueue<JsonNode> messages) {
            this.messages = messages;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence piece, boolean last) {
            pieces.append(piece);
            if (last) {
                try {
                    messages.add(JSON.readTree(pieces.toString()));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                pieces.setLength(0);
            }
            return WebSocket.Listener.super.onText(socket, piece, last);
        }
    }
}
