package io.github.metrckeys.testkit.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The workbench as others meet it: a process with arguments, an environment, two streams and an exit code. */
class WorkbenchProcessTest {

    private static final long PATIENCE = 90;
    private static final String READY = "fake Metrc ready on ";
    private static final String VENDOR_KEY = "a-vendor-key-of-nobody-for-processes-00000000001";
    private static final String USER_KEY = "a-user-key-of-nobody-for-processes-0000000000007";
    private static final String STRANGE_KEY = "a-user-key-of-nobody-for-processes-0000000000009";
    private static final String PACKAGES = "/packages/v2/active?licenseNumber=402-00001";
    private static final String RECEIPTS = "/sales/v2/receipts/active?licenseNumber=402-00001";

    private static final String SEED = """
            {
              "jurisdiction": "CO",
              "vendorKeys": ["%s"],
              "facilities": [{"license": "402-00001", "name": "Main Street", "flags": ["CanSellToConsumers"]}],
              "users": [{"id": "emp-7", "key": "%s",
                         "facilities": [{"license": "402-00001", "permissions": ["View Sales"]}]}]
            }
            """.formatted(VENDOR_KEY, USER_KEY);

    @TempDir
    private Path directory;

    private final List<Process> children = new ArrayList<>();

    @AfterEach
    void endTheChildren() throws InterruptedException {
        for (Process child : children) {
            child.destroyForcibly().waitFor(PATIENCE, TimeUnit.SECONDS);
        }
    }

    private ProcessBuilder workbench(Map<String, String> environment, String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(args));
        ProcessBuilder builder = new ProcessBuilder(command);
        // Otherwise the JVM prints a note about this variable on standard error.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        builder.environment().keySet().removeIf(name -> name.startsWith("METRC_"));
        builder.environment().putAll(environment);
        return builder.redirectInput(ProcessBuilder.Redirect.from(nothing().toFile()));
    }

    private Path nothing() {
        try {
            return Files.write(directory.resolve("nothing"), new byte[0]);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private WorkbenchRun ran(Map<String, String> environment, String... args) throws Exception {
        Path out = Files.createTempFile(directory, "out", "");
        Path err = Files.createTempFile(directory, "err", "");
        Process child = workbench(environment, args)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        children.add(child);
        assertThat(child.waitFor(PATIENCE, TimeUnit.SECONDS)).as("it ended").isTrue();
        return new WorkbenchRun(child.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** A fake in its own process, once it has printed its ready line. */
    private record FakeProcess(Process process, URI address) {}

    private FakeProcess fake(String... options) throws Exception {
        Path seed = Files.writeString(directory.resolve("seed.json"), SEED);
        List<String> args = new ArrayList<>(List.of("fake", "--port", "0", "--seed", seed.toString()));
        args.addAll(List.of(options));
        Path err = directory.resolve("fake-err");
        Process child = workbench(Map.of(), args.toArray(String[]::new))
                .redirectError(err.toFile())
                .start();
        children.add(child);
        BufferedReader out = child.inputReader(StandardCharsets.UTF_8);
        String first = CompletableFuture.supplyAsync(() -> {
                    try {
                        return String.valueOf(out.readLine());
                    } catch (IOException e) {
                        return e.toString();
                    }
                })
                .get(PATIENCE, TimeUnit.SECONDS);
        assertThat(first).as(Files.readString(err)).startsWith(READY + "http://127.0.0.1:");
        return new FakeProcess(child, URI.create(first.substring(READY.length())));
    }

    private static String basic(String userKey) {
        byte[] pair = (VENDOR_KEY + ":" + userKey).getBytes(StandardCharsets.UTF_8);
        return "Authorization: Basic " + Base64.getEncoder().encodeToString(pair) + "\r\n";
    }

    /** Sends and reads raw HTTP/1.1. */
    private static String exchange(URI address, String path, String headers) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 30_000);
            socket.setSoTimeout(30_000);
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + address.getAuthority() + "\r\n" + headers
                    + "Connection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void anyHttpClientCanUseTheFake() throws Exception {
        URI metrc = fake().address();
        String permitted = exchange(metrc, RECEIPTS, basic(USER_KEY));
        assertThat(permitted)
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("Content-Type: application/json")
                .contains("\r\n\r\n{\"Data\":[]");
        assertThat(exchange(metrc, PACKAGES, basic(USER_KEY))).startsWith("HTTP/1.1 401 ");
        assertThat(exchange(metrc, RECEIPTS, basic(STRANGE_KEY))).startsWith("HTTP/1.1 401 ");
        assertThat(exchange(metrc, RECEIPTS, "")).startsWith("HTTP/1.1 401 ");
        assertThat(exchange(metrc, "/plants/v2/active?licenseNumber=402-00001", basic(USER_KEY)))
                .startsWith("HTTP/1.1 404 ");
        assertThat(exchange(metrc, "/_fake/calls", ""))
                .startsWith("HTTP/1.1 200 OK\r\n")
                .contains("\"signer\":\"emp-7\"")
                .doesNotContain(USER_KEY, STRANGE_KEY);
    }

    @Test
    void aKeyIsValidatedFromOneProcessToTheOther() throws Exception {
        URI metrc = fake().address();
        String[] validate = {
            "validate",
            "--jurisdiction=CO",
            "--license=402-00001",
            "--user=emp-7",
            "--base-uri=" + metrc,
            "--format=json"
        };
        WorkbenchRun works = ran(Map.of("METRC_VENDOR_KEY", VENDOR_KEY, "METRC_USER_KEY", USER_KEY), validate);
        assertThat(works.code()).as(works.err()).isEqualTo(1);
        assertThat(works.json().path("verdict").asText()).isEqualTo("PERMISSIONS_MISSING");
        assertThat(works.json().at("/subject/user").asText()).isEqualTo("emp-7");
        assertThat(works.err()).isEmpty();
        WorkbenchRun refused = ran(
                Map.of("METRC_VENDOR_KEY", VENDOR_KEY, "METRC_USER_KEY", STRANGE_KEY, "METRC_MASTER_KEY", USER_KEY),
                validate);
        assertThat(refused.code()).as(refused.err()).isEqualTo(2);
        assertThat(refused.json().path("cause").asText()).isEqualTo("USER_KEY_REJECTED");
    }

    @Test
    void theFakeServesUntilItIsStopped() throws Exception {
        FakeProcess fake = fake();
        assertThat(fake.process().isAlive()).isTrue();
        // Not Process.destroy(), which would close the streams that are read below.
        fake.process().toHandle().destroy();
        assertThat(fake.process().waitFor(PATIENCE, TimeUnit.SECONDS)).isTrue();
        assertThat(fake.process().inputReader(StandardCharsets.UTF_8).readLine())
                .as("nothing follows the ready line")
                .isNull();
        assertThat(directory.resolve("fake-err")).content().matches("Look at it and change it: http://\\S+/_fake/\\R");
    }

    @Test
    void aPortThatIsTakenIsSaidInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            WorkbenchRun ran = ran(Map.of(), "fake", "--port", Integer.toString(taken.getLocalPort()));
            assertThat(ran.code()).isEqualTo(64);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().lines()).singleElement().asString().contains("port " + taken.getLocalPort(), "choose");
        }
    }

    @Test
    void aMissingKeyIsSaidInOneLine() throws Exception {
        WorkbenchRun ran = ran(
                Map.of("METRC_VENDOR_KEY", VENDOR_KEY),
                "validate",
                "--jurisdiction=CO",
                "--license=402-00001",
                "--user=emp-7",
                "--base-uri=http://127.0.0.1:9");
        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).singleElement().asString().contains("METRC_USER_KEY");
    }

    @Test
    void theDemoNeedsNothingAndPrintsNoKey() throws Exception {
        WorkbenchRun ran = ran(Map.of(), "demo");
        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out()).contains("Validating key for: Master Key\n").contains("== 5. ");
        assertThat(WorkbenchRun.keysIn(ran.out())).isEmpty();
    }
}
