package io.github.metrckeys.testkit.benchmark;

import io.github.metrckeys.UserId;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Prints the measurements of the fake and of one validation, each next to its target. */
public final class FakeBenchmark {

    private static final int CONCURRENT = 16;
    private static final int REQUESTS = 20_000;

    private FakeBenchmark() {}

    /**
     * Measures and prints.
     *
     * @param args none
     * @throws Exception if a measurement failed
     */
    public static void main(String[] args) throws Exception {
        firstStart();
        furtherWorld();
        requestsPerSecond();
        heap();
        validation();
        System.exit(0);
    }

    private static void firstStart() throws IOException {
        long fake = inFreshJvms("fake");
        long bare = inFreshJvms("bare");
        print(
                "first start in a fresh JVM, to the first answer",
                fake + " ms",
                "1,300 ms; bare WireMock here: " + bare + " ms, and at most 150 more");
    }

    private static long inFreshJvms(String target) throws IOException {
        List<Long> millis = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Process process = new ProcessBuilder(
                            System.getProperty("java.home") + "/bin/java",
                            "-cp",
                            System.getProperty("java.class.path"),
                            FirstStartBenchmark.class.getName(),
                            target)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (BufferedReader out = process.inputReader()) {
                millis.add(
                        Long.parseLong(out.lines().reduce((first, last) -> last).orElseThrow()));
            }
        }
        Collections.sort(millis);
        return millis.get(millis.size() / 2);
    }

    private static void furtherWorld() throws IOException {
        try (MeasuredServer first = MeasuredServer.fake()) {
            first.once();
            int worlds = 200;
            long began = System.nanoTime();
            for (int i = 0; i < worlds; i++) {
                try (MeasuredServer world = MeasuredServer.fake()) {
                    world.once();
                }
            }
            double millis = (System.nanoTime() - began) / 1e6 / worlds;
            print("a further world, its first call included", format("%.1f ms", millis), "5 ms");
        }
    }

    private static void requestsPerSecond() throws Exception {
        try (MeasuredServer fake = MeasuredServer.fake();
                MeasuredServer bare = MeasuredServer.bare()) {
            load(fake);
            load(bare);
            double bareRate = load(bare);
            double fakeRate = load(fake);
            print(
                    "requests a second at 16 concurrent",
                    format("%.0f", fakeRate),
                    format("2,000; and 0.8 of bare WireMock's %.0f here: %.2f", bareRate, fakeRate / bareRate));
        }
    }

    /** Requests per second. */
    private static double load(MeasuredServer target) throws InterruptedException, ExecutionException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest request = HttpRequest.newBuilder(target.uri())
                .header("Authorization", target.authorization())
                .build();
        ExecutorService threads = Executors.newFixedThreadPool(CONCURRENT);
        long began = System.nanoTime();
        Callable<Integer> share = () -> {
            for (int i = 0; i < REQUESTS / CONCURRENT; i++) {
                int status = client.send(request, HttpResponse.BodyHandlers.ofByteArray())
                        .statusCode();
                if (status != 200) {
                    throw new IOException("answered " + status);
                }
            }
            return 0;
        };
        for (Future<Integer> done : threads.invokeAll(Collections.nCopies(CONCURRENT, share))) {
            done.get();
        }
        threads.shutdown();
        return REQUESTS / ((System.nanoTime() - began) / 1e9);
    }

    private static void heap() throws Exception {
        try (MeasuredServer fake = MeasuredServer.fake()) {
            load(fake);
            print("heap after 20,000 more requests", format("%.1f MB", usedMegabytes()), "20 MB");
        }
    }

    private static double usedMegabytes() throws InterruptedException {
        Runtime runtime = Runtime.getRuntime();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(100);
            least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
        }
        return least / 1e6;
    }

    private static void validation() {
        try (FakeMetrc metrc =
                FakeMetrc.builder().latency(Duration.ofMillis(100)).start()) {
            FakeFacility shop = metrc.addFacility("402-00001").flags("AdvancedSales", "CanSellToConsumers");
            FakeUser user =
                    metrc.addUser("emp-7").attachWithAllPermissions(shop).revoke(shop, "Manage Tags");
            int parallelism = 4;
            HttpPermissionProbe probe =
                    HttpPermissionProbe.builder().parallelism(parallelism).build();
            ProbeRequest request =
                    ProbeRequest.individual(shop.facility(), UserId.of("emp-7"), metrc.vendorKey(), user.key());
            probe.validate(request);
            ValidationReport report = probe.validate(request);
            long lines = report.lines().stream()
                            .filter(line -> line.status() != ReportLine.Status.NOT_APPLICABLE)
                            .count()
                    - 1;
            long roundTrips = 1 + (lines + parallelism - 1) / parallelism + 1;
            print(
                    "one key, 100 ms a response, " + lines + " lines, a closing check",
                    report.duration().toMillis() + " ms, " + report.calls() + " calls",
                    roundTrips * 115 + " ms, " + (lines + 2) + " calls");
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static void print(String what, String measured, String bar) {
        System.out.println(format("%-62s %-20s (bar: %s)", what, measured, bar));
    }
}
