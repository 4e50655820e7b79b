package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the server does and whatever happens to the caller, a validation ends, and so do its calls. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpPermissionProbeBoundsTest {

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofHours(1);

    /** The point at which an answer stalls. */
    private enum Stall implements RawServer.Answerer {
        BEFORE_THE_STATUS {
            @Override
            public void answer(RawServer.Request request, OutputStream out) {
                // Not a byte.
            }
        },
        IN_THE_HEADERS {
            @Override
            public void answer(RawServer.Request request, OutputStream out) throws IOException {
                RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Type: appli");
            }
        },
        BEFORE_THE_BODY {
            @Override
            public void answer(RawServer.Request request, OutputStream out) throws IOException {
                RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n");
            }
        },
        IN_THE_BODY {
            @Override
            public void answer(RawServer.Request request, OutputStream out) throws IOException {
                RawServer.write(out, "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[");
            }
        },
        BETWEEN_CHUNKS {
            @Override
            public void answer(RawServer.Request request, OutputStream out) throws IOException {
                RawServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n[]\r\n");
            }
        },
        IN_A_REFUSAL {
            @Override
            public void answer(RawServer.Request request, OutputStream out) throws IOException {
                RawServer.write(out, "HTTP/1.1 401 Unauthorized\r\nContent-Length: 20\r\n\r\nno");
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Stall.class)
    void theTimeOfACallEndsItWhereverItsAnswerStalls(Stall stall) throws Exception {
        HttpPermissionProbe probe = HttpPermissionProbe.builder()
                .requestTimeout(SHORT)
                .deadline(LONG)
                .build();
        try (RawServer server = new RawServer(stall)) {
            assertThatNothingIsKnown(probe.validate(ShopFixture.request(server.uri())));
            assertThat(server.hungUp().get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource(Stall.class)
    void theDeadlineEndsAValidationWhereverAnAnswerStalls(Stall stall) throws Exception {
        HttpPermissionProbe probe = HttpPermissionProbe.builder()
                .requestTimeout(LONG)
                .deadline(SHORT)
                .build();
        try (RawServer server = new RawServer(stall)) {
            assertThatNothingIsKnown(probe.validate(ShopFixture.request(server.uri())));
            assertThat(server.hungUp().get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void theDeadlineEndsCallsThatComeAfterTheFirst() throws Exception {
        HttpPermissionProbe probe = HttpPermissionProbe.builder()
                .requestTimeout(LONG)
                .deadline(Duration.ofSeconds(2))
                .parallelism(3)
                .build();
        try (RawServer server = new RawServer((request, out) -> {
            if (request.path().equals("/facilities/v2/")) {
                RawServer.write(out, ShopFixture.answer(request));
            }
        })) {
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));

            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(report.cause()).contains(Cause.METRC_UNAVAILABLE);
            assertThat(report.calls()).isEqualTo(4);
        }
    }

    @Test
    void aServerThatDoesNotEvenAcceptTheConnectionIsAnOutage() throws Exception {
        HttpPermissionProbe probe = HttpPermissionProbe.builder()
                .requestTimeout(SHORT)
                .deadline(LONG)
                .build();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatNothingIsKnown(
                    probe.validate(ShopFixture.request(URI.create("http://127.0.0.1:" + server.getLocalPort()))));
        }
    }

    @Test
    void aServerThatIsNotThereIsAnOutage() throws Exception {
        int port;
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
        }

        assertThatNothingIsKnown(HttpPermissionProbe.builder()
                .deadline(LONG)
                .requestTimeout(LONG)
                .build()
                .validate(ShopFixture.request(URI.create("http://127.0.0.1:" + port))));
    }

    @Test
    void aHostThatNobodyKnowsIsAnOutage() {
        assertThatNothingIsKnown(HttpPermissionProbe.builder()
                .build()
                .validate(ShopFixture.request(URI.create("https://metrc.invalid"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", "garbage\r\n\r\n"})
    void aServerThatSpeaksNoTlsIsAnOutage(String words) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> unused = CompletableFuture.runAsync(() -> answerInTheClear(server, words));
            assertThatNothingIsKnown(HttpPermissionProbe.builder()
                    .build()
                    .validate(ShopFixture.request(URI.create("https://127.0.0.1:" + server.getLocalPort()))));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                "SSH-2.0-OpenSSH_9.6\r\n\r\n"
            })
    void aServerThatDoesNotSpeakHttpIsAnOutage(String words) throws Exception {
        try (RawServer server = RawServer.answering(words)) {
            assertThatNothingIsKnown(HttpPermissionProbe.builder()
                    .requestTimeout(SHORT)
                    .build()
                    .validate(ShopFixture.request(server.uri())));
        }
    }

    @Test
    void aBodyWithoutAnEndIsGivenUpAtItsLimit() throws Exception {
        HttpPermissionProbe probe = HttpPermissionProbe.builder()
                .maxResponseBytes(100_000)
                .deadline(LONG)
                .requestTimeout(LONG)
                .build();
        try (RawServer server = new RawServer(HttpPermissionProbeBoundsTest::writeWithoutEnd)) {
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));

            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(report.cause()).contains(Cause.UNEXPECTED_ANSWER);
            assertThat(server.hungUp().get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aListOfExactlyTheLargestSizeIsRead() throws Exception {
        String list = ShopFixture.facilities(ShopFixture.LICENSE);
        int limit = 4096;
        String padded = list + " ".repeat(limit - list.length());
        try (RawServer server = new RawServer((request, out) -> RawServer.write(
                out,
                request.path().equals("/facilities/v2/")
                        ? RawServer.response(200, padded)
                        : ShopFixture.answer(request)))) {
            assertThat(withLimit(limit)
                            .validate(ShopFixture.request(server.uri()))
                            .verdict())
                    .isEqualTo(Verdict.ALL_GOOD);
            assertThat(withLimit(limit - 1)
                            .validate(ShopFixture.request(server.uri()))
                            .cause())
                    .contains(Cause.UNEXPECTED_ANSWER);
        }
    }

    @Test
    void cancelingAReportClosesTheConnection() throws Exception {
        HttpPermissionProbe probe = HttpPermissionProbe.builder()
                .deadline(LONG)
                .requestTimeout(LONG)
                .build();
        try (RawServer server = new RawServer(Stall.IN_THE_BODY)) {
            CompletableFuture<ValidationReport> report = probe.validateAsync(ShopFixture.request(server.uri()));
            server.firstRequest().get(20, TimeUnit.SECONDS);
            report.cancel(true);

            assertThat(server.hungUp().get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(report.handle((done, thrown) -> thrown))
                    .isCompletedWithValueMatching(thrown -> thrown instanceof CancellationException);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void interruptionStopsTheValidationAndKeepsTheFlag() throws Exception {
        HttpPermissionProbe probe = HttpPermissionProbe.builder()
                .deadline(LONG)
                .requestTimeout(LONG)
                .build();
        try (RawServer server = new RawServer(Stall.BEFORE_THE_STATUS)) {
            CompletableFuture<Interruption> seen = new CompletableFuture<>();
            Thread caller = new Thread(() -> seen.complete(validateInterrupted(probe, server)), "caller");
            caller.start();
            server.firstRequest().get(20, TimeUnit.SECONDS);
            caller.interrupt();

            Interruption interruption = seen.get(20, TimeUnit.SECONDS);
            assertThat(interruption.failure())
                    .isInstanceOfSatisfying(
                            MetrcKeysException.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.INTERRUPTED))
                    .hasMessageContaining("emp-7")
                    .hasMessageContaining(ShopFixture.LICENSE)
                    .hasMessageNotContainingAny("vendor-key", "user-key")
                    .hasCauseInstanceOf(InterruptedException.class);
            assertThat(interruption.flag()).isTrue();
            assertThat(server.hungUp().get(20, TimeUnit.SECONDS)).isTrue();
            assertThat(server.requests()).hasSize(1);
        }
    }

    /** More validations than places in the gate, so that a leak of one place per validation shows. */
    @Test
    void aClientWhoseExecutorWasShutDownEndsInAReport() throws Exception {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        HttpClient client = HttpClient.newBuilder().executor(executor).build();
        executor.shutdownNow();

        assertThatManyValidationsEnd(client);
    }

    @Test
    void aClientWhoseExecutorRejectsEverythingEndsInAReport() throws Exception {
        HttpClient client = HttpClient.newBuilder()
                .executor(work -> {
                    throw new RejectedExecutionException("full");
                })
                .build();

        assertThatManyValidationsEnd(client);
    }

    @Test
    void aConnectionThatIsLostGivesItsPlaceBack() throws Exception {
        HttpPermissionProbe probe = HttpPermissionProbe.builder()
                .deadline(LONG)
                .requestTimeout(LONG)
                .build();
        try (RawServer server = new RawServer((request, out) -> out.close())) {
            for (int i = 0; i < 35; i++) {
                assertThatNothingIsKnown(probe.validate(ShopFixture.request(server.uri())));
            }
        }
    }

    private static void assertThatManyValidationsEnd(HttpClient client) throws IOException {
        HttpPermissionProbe probe = HttpPermissionProbe.builder()
                .httpClient(client)
                .requestTimeout(SHORT)
                .deadline(LONG)
                .build();
        try (RawServer server = ShopFixture.open()) {
            for (int i = 0; i < 35; i++) {
                assertThatNothingIsKnown(probe.validate(ShopFixture.request(server.uri())));
            }
        }
    }

    private static void assertThatNothingIsKnown(ValidationReport report) {
        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(report.cause()).contains(Cause.METRC_UNAVAILABLE);
        assertThat(report.lines()).singleElement().satisfies(line -> {
            assertThat(line.evidence()).hasSize(1);
            assertThat(ShopFixture.firstCall(line).httpStatus()).isEmpty();
        });
    }

    private static HttpPermissionProbe withLimit(int bytes) {
        return HttpPermissionProbe.builder().maxResponseBytes(bytes).build();
    }

    private static void writeWithoutEnd(RawServer.Request request, OutputStream out) throws IOException {
        RawServer.write(out, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        String chunk = "400\r\n" + "[".repeat(1024) + "\r\n";
        while (true) {
            RawServer.write(out, chunk);
        }
    }

    private static void answerInTheClear(ServerSocket server, String words) {
        try {
            while (true) {
                var connection = server.accept();
                RawServer.write(connection.getOutputStream(), words);
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    private static Interruption validateInterrupted(HttpPermissionProbe probe, RawServer server) {
        try {
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));
            return new Interruption(new AssertionError("not interrupted: " + report), false);
        } catch (RuntimeException e) {
            return new Interruption(e, Thread.currentThread().isInterrupted());
        }
    }

    private record Interruption(Throwable failure, boolean flag) {}
}
