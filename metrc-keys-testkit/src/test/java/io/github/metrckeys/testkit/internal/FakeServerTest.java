package io.github.metrckeys.testkit.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FakeServerTest {

    private static final String BODY = "{\"Label\":\"ABCDEF012345670000013\"}";

    /** More than the server has threads. */
    private static final int MANY = 100;

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private final BlockingQueue<FakeRequest> requests = new LinkedBlockingQueue<>();

    @AfterEach
    void closeAll() throws Exception {
        for (AutoCloseable closeable : opened) {
            closeable.close();
        }
    }

    @Nested
    class Listening {

        @Test
        void onLoopbackOnly() {
            FakeServer server = answering(FakeResponse.json(200, BODY));

            assertThat(server.baseUri()).hasScheme("http").hasHost("127.0.0.1").hasPath("");
            // A server on every address would accept this one too.
            assertThatThrownBy(() -> connect("127.0.0.2", server.baseUri().getPort()))
                    .isInstanceOf(IOException.class);
        }

        @Test
        void withoutRepeatingARequestThatIsCutShort() throws Exception {
            FakeServer server = answering(FakeResponse.json(200, BODY));

            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), server.baseUri().getPort())) {
                socket.getOutputStream()
                        .write("POST /a-key HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nabc"
                                .getBytes(StandardCharsets.US_ASCII));
                socket.shutdownOutput();

                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .doesNotContain("a-key", "Exception");
            }
        }

        @Test
        void onAFreePortOfItsOwn() {
            FakeServer first = answering(FakeResponse.json(200, BODY));
            FakeServer second = answering(FakeResponse.json(200, BODY));

            assertThat(first.baseUri()).isNotEqualTo(second.baseUri());
        }

        @Test
        void onAGivenPort() throws Exception {
            FakeServer first = answering(FakeResponse.json(200, BODY));
            int port = first.baseUri().getPort();
            first.close();

            FakeServer second = opened(FakeServer.start(port, request -> FakeResponse.json(200, BODY)));

            assertThat(get(second, "/").statusCode()).isEqualTo(200);
            assertThat(second.baseUri()).hasPort(port);
        }

        @Test
        void saysThatThePortIsTaken() {
            int port = answering(FakeResponse.json(200, BODY)).baseUri().getPort();

            assertThatThrownBy(() -> FakeServer.start(port, request -> FakeResponse.json(200, BODY)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("cannot listen on 127.0.0.1:" + port);
        }

        @Test
        void endsWithClose() throws Exception {
            FakeServer server = answering(FakeResponse.json(200, BODY));
            get(server, "/");

            server.close();
            server.close();

            assertThatThrownBy(() -> connect("127.0.0.1", server.baseUri().getPort()))
                    .isInstanceOf(IOException.class);
        }

        @Test
        void leavesNoThreadAfterClose() throws Exception {
            List<Thread> others = serverThreads();
            FakeServer server = answering(FakeResponse.json(200, BODY).delivered(delayed(Duration.ofMillis(1))));
            get(server, "/");
            List<Thread> threads = serverThreads();
            threads.removeAll(others);

            server.close();

            assertThat(threads).isNotEmpty();
            for (Thread thread : threads) {
                thread.join(SECONDS.toMillis(10));
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Nested
    class InTheJvmOfItsUser {

        @Test
        void neitherKeepsTheJvmNorPrintsNorChangesPropertiesOfOthers() throws Exception {
            Process process = new ProcessBuilder(
                            System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            UnclosedServerProgram.class.getName())
                    .redirectErrorStream(true)
                    .start();
            opened.add(process::destroyForcibly);
            Future<String> output =
                    background(() -> new String(process.getInputStream().readAllBytes(), UTF_8));

            assertThat(process.waitFor(25, SECONDS)).as("ended by itself").isTrue();
            assertThat(output.get(5, SECONDS)).isEqualToNormalizingNewlines("""
                            answered false
                            properties [jetty.git.hash, user.timezone]
                            threads []
                            """);
        }

        @Test
        void doesNotReadTheMappingsOfItsUser() {
            assertThat(new File("src/test/resources/mappings/broken.json")).isFile();

            answering(FakeResponse.json(200, BODY));
        }

        /** Tests the options, because the waste of memory and time is not visible from outside. */
        @Test
        void asksWireMockForNoMoreThanItNeeds() {
            WireMockConfiguration options =
                    FakeServer.options(0, request -> FakeResponse.json(200, BODY), new PendingCalls());

            assertThat(options.requestJournalDisabled()).isTrue();
            assertThat(options.getStubRequestLoggingDisabled()).isTrue();
            assertThat(options.getResponseTemplatingEnabled()).isFalse();
            assertThat(options.getGzipDisabled()).isTrue();
        }
    }

    @Nested
    class Requests {

        @ParameterizedTest
        @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
        void ofEveryMethodArriveWithTheirBody(String method) throws Exception {
            FakeServer server = echoing();

            HttpResponse<String> response = send(request(server, "/sales/v2/receipts")
                    .method(method, BodyPublishers.ofString("[{\"Ünit\":1}]"))
                    .build());

            assertThat(response.body()).isEqualTo(method + " /sales/v2/receipts {} [{\"Ünit\":1}]");
        }

        @Test
        void ofHeadArriveAndAreAnsweredWithoutABody() throws Exception {
            FakeServer server = answering(FakeResponse.json(200, BODY));

            HttpResponse<String> response = send(
                    request(server, "/").method("HEAD", BodyPublishers.noBody()).build());

            assertThat(received().method()).isEqualTo("HEAD");
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().firstValueAsLong("Content-Length")).hasValue(BODY.length());
        }

        @Test
        void inChunksArriveWhole() throws Exception {
            FakeServer server = echoing();
            String large = "0123456789".repeat(20_000);

            HttpResponse<String> response = send(request(server, "/")
                    .POST(BodyPublishers.ofByteArrays(List.of(large.getBytes(UTF_8), large.getBytes(UTF_8))))
                    .build());

            assertThat(response.body()).isEqualTo("POST / {} " + large + large);
        }

        @Test
        void thatWaitForAContinueAreAnswered() throws Exception {
            FakeServer server = echoing();

            HttpResponse<String> response = send(request(server, "/")
                    .expectContinue(true)
                    .POST(BodyPublishers.ofString("x"))
                    .build());

            assertThat(response.body()).isEqualTo("POST / {} x");
        }

        @Test
        void showTheirHeadersByLowerCaseName() throws Exception {
            FakeServer server = echoing();

            send(request(server, "/")
                    .header("Authorization", "Basic dmVuZG9yOnVzZXI=")
                    .header("X-Twice", "a")
                    .header("X-Twice", "b")
                    .build());

            FakeRequest request = received();
            assertThat(request.headers())
                    .containsEntry("authorization", "Basic dmVuZG9yOnVzZXI=")
                    .containsEntry("x-twice", "a, b");
            assertThat(request.header("AUTHORIZATION")).hasValue("Basic dmVuZG9yOnVzZXI=");
            assertThat(request.header("X-Missing")).isEmpty();
        }

        @Test
        void printNeitherQueryNorHeadersNorBody() throws Exception {
            FakeServer server = echoing();

            send(request(server, "/packages?key=secret")
                    .header("Authorization", "secret")
                    .POST(BodyPublishers.ofString("secret"))
                    .build());

            assertThat(received()).hasToString("POST /packages");
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
                        /packages/v2/active              | /packages/v2/active | {}
                        /a%20b/%C3%BC+c                  | /a b/ü+c            | {}
                        /a%2Fb/c%2fd                     | /a%2Fb/c%2fd        | {}
                        /a/../b//c                       | /a/../b//c          | {}
                        /?b=2&a=1&b=3                    | /                   | {b=[2, 3], a=[1]}
                        /?a=x+y%26z&empty=&bare&&        | /                   | {a=[x y&z], empty=[], bare=[]}
                        /?from=2024-01-01T00%3A00%3A00Z  | /                   | {from=[2024-01-01T00:00:00Z]}
                        /?bad=%zz&short=%2&bytes=%FF     | /                   | {bad=[%zz], short=[%2], bytes=[\uFFFD]}
                        /__admin/mappings                | /__admin/mappings   | {}
                        /__files/body.json               | /__files/body.json  | {}
                        """)
        void showPathAndQueryDecoded(String target, String path, String query) throws Exception {
            FakeServer server = echoing();

            String answer = exchange(server, "GET " + target + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");

            assertThat(answer).endsWith("GET " + path + " " + query + " ");
        }

        @ParameterizedTest
        @CsvSource({
            "multipart/form-data, identity",
            "application/x-www-form-urlencoded, identity",
            "application/json;charset=nonsense, gzip"
        })
        void reachTheResponderEvenIfTheirBodyIsNotWhatTheySay(String type, String encoding) throws Exception {
            FakeServer server = echoing();

            HttpResponse<String> response = send(request(server, "/")
                    .header("Content-Type", type)
                    .header("Content-Encoding", encoding)
                    .header("Cookie", "=;=\"")
                    .POST(BodyPublishers.ofString("a=%zz"))
                    .build());

            assertThat(response.body()).isEqualTo("POST / {} a=%zz");
        }

        @Test
        void onWhichTheResponderFailsGetA500ThatSaysSo() throws Exception {
            FakeServer server = recording(request -> {
                throw new IllegalStateException("no such world");
            });

            HttpResponse<String> response = get(server, "/packages?key=secret");

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(response.body())
                    .isEqualTo("The fake failed on GET /packages: java.lang.IllegalStateException: no such world");
        }
    }

    @Nested
    class Answers {

        @Test
        void haveAContentLengthAndNoHeaderOfWireMock() throws Exception {
            FakeServer server = answering(FakeResponse.of(429, Map.of("Retry-After", "3"), BODY.getBytes(UTF_8)));

            HttpResponse<String> response = get(server, "/");

            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(response.body()).isEqualTo(BODY);
            assertThat(response.headers().map())
                    .isEqualTo(Map.of(
                            "content-length", List.of(String.valueOf(BODY.length())), "retry-after", List.of("3")));
        }

        @Test
        void comeInChunksOnRequest() throws Exception {
            FakeServer server = answering(FakeResponse.json(200, BODY).chunked());

            HttpResponse<String> response = get(server, "/");

            assertThat(response.body()).isEqualTo(BODY);
            assertThat(response.headers().map()).containsOnlyKeys("content-type", "transfer-encoding");
        }

        @ParameterizedTest
        @CsvSource({"204, ''", "304, ''", "200, content-length"})
        void withoutABody(int status, String headers) throws Exception {
            FakeServer server = answering(FakeResponse.of(status, Map.of(), new byte[0]));

            HttpResponse<String> response = get(server, "/");

            assertThat(response.statusCode()).isEqualTo(status);
            assertThat(response.body()).isEmpty();
            assertThat(String.join(",", response.headers().map().keySet())).isEqualTo(headers);
        }

        @Test
        void areNotCompressedNorFilledIn() throws Exception {
            String template = "{{now}}".repeat(1_000);
            FakeServer server = answering(FakeResponse.json(200, template));

            HttpResponse<String> response =
                    send(request(server, "/").header("Accept-Encoding", "gzip").build());

            assertThat(response.body()).isEqualTo(template);
        }

        @Test
        void useHttp11EvenIfTheClientWouldRatherUpgrade() throws Exception {
            FakeServer server = answering(FakeResponse.json(200, BODY));

            assertThat(client.version()).isEqualTo(Version.HTTP_2);
            assertThat(get(server, "/").version()).isEqualTo(Version.HTTP_1_1);
        }

        @Test
        void shareOneConnection() throws Exception {
            FakeServer server = recording(request -> switch (request.path()) {
                case "/chunked" -> FakeResponse.json(200, BODY).chunked();
                case "/empty" -> FakeResponse.of(200, Map.of(), new byte[0]);
                case "/empty-chunked" ->
                    FakeResponse.of(200, Map.of(), new byte[0]).chunked();
                case "/without-body" -> FakeResponse.of(204, Map.of(), new byte[0]);
                case "/delayed" -> FakeResponse.json(200, BODY).delivered(delayed(Duration.ofMillis(1)));
                default -> FakeResponse.json(404, BODY);
            });
            CountingRelay relay = opened(new CountingRelay(server.baseUri()));

            for (int i = 0; i < 20; i++) {
                for (String path :
                        List.of("/chunked", "/empty", "/empty-chunked", "/without-body", "/delayed", "/other")) {
                    send(HttpRequest.newBuilder(relay.uri().resolve(path))
                            .POST(BodyPublishers.ofString("x"))
                            .build());
                }
            }

            assertThat(relay.connections()).isEqualTo(1);
        }

        @ParameterizedTest
        @ValueSource(strings = {"Content-Length", "transfer-encoding", "", "a b", "a:"})
        void cannotFrameThemselves(String name) {
            assertThatThrownBy(() -> FakeResponse.of(200, Map.of(name, "1"), new byte[0]))
                    .isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void cannotSplitAHeader() {
            assertThatThrownBy(() -> FakeResponse.of(200, Map.of("A", "x\r\nB: secret"), new byte[0]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining("secret");
        }

        @Test
        void cannotBeTruncatedBehindTheirEnd() {
            FakeResponse response = FakeResponse.json(200, "1234");

            assertThatThrownBy(() -> response.delivered(new Delivery.Truncated(4)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> response.delivered(new Delivery.Stall(4)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Nested
    class Deliveries {

        @Test
        void delayed() throws Exception {
            Duration delay = Duration.ofMillis(200);
            FakeServer server = answering(FakeResponse.json(200, BODY).delivered(FakeServerTest.delayed(delay)));

            long start = System.nanoTime();
            HttpResponse<String> response = get(server, "/");

            assertThat(response.body()).isEqualTo(BODY);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(delay);
        }

        @Test
        void delayedHoldNoThread() throws Exception {
            CountDownLatch allAsked = new CountDownLatch(MANY);
            FakeServer server = opened(FakeServer.start(0, request -> {
                allAsked.countDown();
                return FakeResponse.json(200, BODY).delivered(FakeServerTest.delayed(Duration.ofHours(1)));
            }));

            for (int i = 0; i < MANY; i++) {
                unanswered(client.sendAsync(request(server, "/").build(), BodyHandlers.discarding()));
            }

            assertThat(allAsked.await(20, SECONDS)).isTrue();
        }

        @Test
        void reset() {
            FakeServer server = answering(FakeResponse.json(200, BODY).delivered(new Delivery.Reset()));

            assertThat(catchThrowable(() -> post(server, "/"))).isInstanceOf(IOException.class);
            assertThat(catchThrowable(() -> exchange(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")))
                    .isInstanceOf(SocketException.class)
                    .hasMessageContaining("reset");
        }

        @Test
        void empty() throws Exception {
            FakeServer server = answering(FakeResponse.json(200, BODY).delivered(new Delivery.Empty()));

            assertThat(catchThrowable(() -> post(server, "/"))).isInstanceOf(IOException.class);
            assertThat(exchange(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")).isEmpty();
        }

        @Test
        void garbage() throws Exception {
            FakeServer server = answering(FakeResponse.json(200, BODY).delivered(new Delivery.Garbage()));

            assertThat(catchThrowable(() -> post(server, "/"))).isInstanceOf(IOException.class);
            assertThat(exchange(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .isNotEmpty()
                    .doesNotContain("HTTP/1.1", BODY);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 5})
        void truncated(int bytes) throws Exception {
            FakeServer server = answering(FakeResponse.json(200, BODY).delivered(new Delivery.Truncated(bytes)));

            assertThat(catchThrowable(() -> post(server, "/"))).isInstanceOf(IOException.class);
            assertThat(exchange(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .contains("Content-Length: " + BODY.length() + "\r\n")
                    .endsWith("\r\n\r\n" + BODY.substring(0, bytes));
        }

        @Test
        void truncatedInAChunk() throws Exception {
            FakeServer server = answering(FakeResponse.json(200, BODY).chunked().delivered(new Delivery.Truncated(5)));

            assertThat(catchThrowable(() -> post(server, "/"))).isInstanceOf(IOException.class);
            assertThat(exchange(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n"))
                    .contains("Transfer-Encoding: chunked\r\n")
                    .endsWith("\r\n\r\n5\r\n" + BODY.substring(0, 5));
        }

        @Test
        void truncatedLate() throws Exception {
            byte[] large = new byte[1_000_000];
            FakeServer server = answering(
                    FakeResponse.of(200, Map.of(), large).delivered(new Delivery.Truncated(large.length - 1)));

            String answer = exchange(server, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");

            assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4)).hasSize(large.length - 1);
        }

        @ParameterizedTest
        @ValueSource(ints = {0, 5})
        void stall(int bytes) throws Exception {
            FakeServer server = answering(FakeResponse.json(200, BODY).delivered(new Delivery.Stall(bytes)));

            HttpResponse<InputStream> response =
                    client.send(request(server, "/").build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                assertThat(body.readNBytes(bytes)).isEqualTo(Arrays.copyOf(BODY.getBytes(UTF_8), bytes));
                Future<Integer> more = background(body::read);
                assertThat(more.isDone()).isFalse();

                server.close();

                assertThat(catchThrowable(() -> more.get(10, SECONDS))).hasCauseInstanceOf(IOException.class);
            }
        }

        @Test
        void stallsHoldNoThread() throws Exception {
            FakeServer server = recording(request -> {
                FakeResponse response = FakeResponse.json(200, BODY);
                return request.path().equals("/stall") ? response.delivered(new Delivery.Stall(1)) : response;
            });

            for (int i = 0; i < MANY; i++) {
                client.send(request(server, "/stall").build(), BodyHandlers.ofInputStream());
            }

            assertThat(get(server, "/").statusCode()).isEqualTo(200);
        }
    }

    @Nested
    class CallsInFlight {

        private final AtomicInteger settled = new AtomicInteger();
        private final CountDownLatch someSettled = new CountDownLatch(1);

        private void hook() {
            settled.incrementAndGet();
            someSettled.countDown();
        }

        static Stream<Arguments> kinds() {
            FakeResponse whole = FakeResponse.json(200, BODY);
            FakeResponse bodiless = FakeResponse.of(204, Map.of(), new byte[0]);
            FakeResponse large = FakeResponse.of(200, Map.of(), new byte[1_000_000]);
            return Stream.of(
                    Arguments.of("GET", whole),
                    Arguments.of("HEAD", whole),
                    Arguments.of("GET", whole.chunked()),
                    Arguments.of("HEAD", whole.chunked()),
                    Arguments.of("GET", bodiless),
                    Arguments.of("GET", large),
                    Arguments.of("GET", large.chunked()),
                    Arguments.of("GET", whole.delivered(delayed(Duration.ofMillis(1)))),
                    Arguments.of("GET", whole.delivered(new Delivery.Reset())),
                    Arguments.of("GET", whole.delivered(new Delivery.Empty())),
                    Arguments.of("GET", whole.delivered(new Delivery.Garbage())),
                    Arguments.of("GET", whole.delivered(new Delivery.Truncated(5))),
                    Arguments.of("GET", whole.chunked().delivered(new Delivery.Truncated(5))));
        }

        @ParameterizedTest
        @MethodSource("kinds")
        void endBeforeTheClientKnowsTheAnswerAndOnlyOnce(String method, FakeResponse response) {
            FakeServer server = answering(response.onDelivered(this::hook));

            awaitEnd(server, method + " / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(settled).hasValue(1);

            server.close();
            assertThat(settled).hasValue(1);
        }

        static Stream<FakeResponse> wholeAnswers() {
            FakeResponse whole = FakeResponse.json(200, BODY);
            return Stream.of(
                    whole,
                    whole.chunked(),
                    whole.delivered(delayed(Duration.ofMillis(1))),
                    FakeResponse.of(204, Map.of(), new byte[0]),
                    FakeResponse.of(200, Map.of(), new byte[0]));
        }

        @ParameterizedTest
        @MethodSource("wholeAnswers")
        void endBeforeTheLastByteIsSent(FakeResponse response) throws Exception {
            CountDownLatch inHook = new CountDownLatch(1);
            CountDownLatch goOn = new CountDownLatch(1);
            FakeServer server = answering(response.onDelivered(() -> {
                inHook.countDown();
                awaitQuietly(goOn);
            }));

            Future<HttpResponse<String>> answer = background(() -> get(server, "/"));
            assertThat(inHook.await(10, SECONDS)).isTrue();
            assertThat(catchThrowable(() -> answer.get(200, MILLISECONDS))).isInstanceOf(TimeoutException.class);

            goOn.countDown();
            assertThat(answer.get(10, SECONDS).statusCode()).isEqualTo(response.status());
        }

        @Test
        void neverExceedTheCallsOfTheClients() throws Exception {
            AtomicInteger inFlight = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            FakeServer server = opened(FakeServer.start(0, request -> {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                return FakeResponse.json(200, BODY).onDelivered(inFlight::decrementAndGet);
            }));

            List<Future<Integer>> clients = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                clients.add(background(() -> {
                    int ok = 0;
                    for (int call = 0; call < 200; call++) {
                        ok += get(server, "/").statusCode() == 200 ? 1 : 0;
                    }
                    return ok;
                }));
            }

            for (Future<Integer> ok : clients) {
                assertThat(ok.get(25, SECONDS)).isEqualTo(200);
            }
            assertThat(most.get()).isLessThanOrEqualTo(10);
            assertThat(inFlight).hasValue(0);
        }

        @Test
        void lastAsLongAsTheDelayEvenIfTheClientLeaves() throws Exception {
            FakeServer server = answering(FakeResponse.json(200, BODY)
                    .delivered(delayed(Duration.ofMillis(300)))
                    .onDelivered(this::hook));

            try (Socket socket = connect("127.0.0.1", server.baseUri().getPort())) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(ISO_8859_1));
                received();
            }
            assertThat(settled).hasValue(0);

            assertThat(someSettled.await(10, SECONDS)).isTrue();
            server.close();
            assertThat(settled).hasValue(1);
        }

        @Test
        void lastUntilTheClientLeavesAStall() throws Exception {
            FakeServer server = answering(FakeResponse.json(200, BODY)
                    .delivered(new Delivery.Stall(1))
                    .onDelivered(this::hook));

            HttpResponse<InputStream> response =
                    client.send(request(server, "/").build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                assertThat(body.readNBytes(1)).hasSize(1);
                assertThat(settled).hasValue(0);
            }

            assertThat(someSettled.await(10, SECONDS)).isTrue();
            server.close();
            assertThat(settled).hasValue(1);
        }

        @Test
        void endIfTheClientLeavesInTheMiddleOfTheBody() throws Exception {
            byte[] moreThanTheNetworkHolds = new byte[64_000_000];
            FakeServer server = answering(
                    FakeResponse.of(200, Map.of(), moreThanTheNetworkHolds).onDelivered(this::hook));

            HttpResponse<InputStream> response =
                    client.send(request(server, "/").build(), BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                assertThat(body.read()).isZero();
                assertThat(settled).hasValue(0);
            }

            assertThat(someSettled.await(10, SECONDS)).isTrue();
            server.close();
            assertThat(settled).hasValue(1);
        }

        static Stream<Delivery> endless() {
            return Stream.of(delayed(Duration.ofHours(1)), new Delivery.Stall(1));
        }

        @ParameterizedTest
        @MethodSource("endless")
        void endWithTheServer(Delivery delivery) throws Exception {
            CountDownLatch allSettled = new CountDownLatch(MANY);
            FakeServer server =
                    answering(FakeResponse.json(200, BODY).delivered(delivery).onDelivered(() -> {
                        hook();
                        allSettled.countDown();
                    }));
            for (int i = 0; i < MANY; i++) {
                unanswered(client.sendAsync(notRepeated(server), BodyHandlers.ofInputStream()));
            }
            for (int i = 0; i < MANY; i++) {
                received();
            }

            server.close();

            assertThat(allSettled.await(10, SECONDS)).isTrue();
            assertThat(settled).hasValue(MANY);
        }

        /** The responder may still be at work when the server is closed. */
        @Test
        void endAtOnceIfTheServerIsClosed() throws Exception {
            CountDownLatch goOn = new CountDownLatch(1);
            FakeServer server = recording(request -> {
                awaitQuietly(goOn);
                return FakeResponse.json(200, BODY)
                        .delivered(delayed(Duration.ofHours(1)))
                        .onDelivered(this::hook);
            });
            unanswered(client.sendAsync(notRepeated(server), BodyHandlers.discarding()));
            received();

            server.close();
            goOn.countDown();

            assertThat(someSettled.await(10, SECONDS)).isTrue();
            assertThat(settled).hasValue(1);
        }

        /** A POST: the JDK client repeats a GET on its own if the connection ends without an answer. */
        private HttpRequest notRepeated(FakeServer server) {
            return request(server, "/").POST(BodyPublishers.noBody()).build();
        }
    }

    private FakeServer answering(FakeResponse response) {
        return recording(request -> response);
    }

    private FakeServer echoing() {
        return recording(request -> FakeResponse.json(
                200, request.method() + " " + request.path() + " " + request.query() + " " + request.bodyText()));
    }

    private FakeServer recording(Function<FakeRequest, FakeResponse> responder) {
        return opened(FakeServer.start(0, request -> {
            requests.add(request);
            return responder.apply(request);
        }));
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        opened.add(closeable);
        return closeable;
    }

    private FakeRequest received() throws InterruptedException {
        FakeRequest request = requests.poll(10, SECONDS);
        assertThat(request).as("a request").isNotNull();
        return request;
    }

    private HttpResponse<String> get(FakeServer server, String path) throws Exception {
        return send(request(server, path).build());
    }

    /** A POST, because the JDK client repeats a GET on its own. */
    private HttpResponse<String> post(FakeServer server, String path) throws Exception {
        return send(request(server, path).POST(BodyPublishers.ofString("x")).build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return client.send(request, BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(FakeServer server, String path) {
        return HttpRequest.newBuilder(URI.create(server.baseUri() + path)).timeout(Duration.ofSeconds(20));
    }

    /** Sends what no proper client would send, and returns everything that arrives until the server closes. */
    private static String exchange(FakeServer server, String bytes) throws IOException {
        try (Socket socket = connect("127.0.0.1", server.baseUri().getPort())) {
            socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
            ByteArrayOutputStream received = new ByteArrayOutputStream();
            socket.getInputStream().transferTo(received);
            return received.toString(UTF_8);
        }
    }

    /** As {@link #exchange}, whatever way the connection ends. */
    private static void awaitEnd(FakeServer server, String bytes) {
        try {
            exchange(server, bytes);
        } catch (IOException e) {
            assertThat(e).isInstanceOf(SocketException.class);
        }
    }

    /** Cancels an exchange at the end of the test. */
    private void unanswered(CompletableFuture<?> exchange) {
        opened.add(() -> exchange.cancel(true));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Socket connect(String host, int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(new InetSocketAddress(host, port), 5_000);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private <T> Future<T> background(Callable<T> work) {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        opened.add(executor::shutdownNow);
        return executor.submit(work);
    }

    private static List<Thread> serverThreads() {
        List<Thread> threads = new ArrayList<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> !thread.getName().startsWith("metrc-fake"));
        return threads;
    }

    private static Delivery delayed(Duration delay) {
        return new Delivery.Delayed(delay);
    }
}
