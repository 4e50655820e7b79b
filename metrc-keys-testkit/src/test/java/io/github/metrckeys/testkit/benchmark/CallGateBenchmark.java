package io.github.metrckeys.testkit.benchmark;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.UserId;
import io.github.metrckeys.http.CallGate;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.http.Priority;
import io.github.metrckeys.probe.BatchValidation;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Prints how much of Metrc's limits is used, each measurement next to its target. Takes about four minutes. */
public final class CallGateBenchmark {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final VendorApiKey VENDOR = VendorApiKey.of("vendor-key-of-the-benchmark");

    private CallGateBenchmark() {}

    /**
     * Measures and prints.
     *
     * @param args none
     * @throws Exception if a measurement failed
     */
    public static void main(String[] args) throws Exception {
        for (int facilities : List.of(1, 2, 8)) {
            gateAlone(facilities);
        }
        waitOfAPerson();
        twoHundredKeys();
        System.exit(0);
    }

    /** Counts calls in any window of one second and calls in progress, as strictly as any server could. */
    private static final class StrictServer {
        private final Map<String, Deque<Long>> arrivals = new HashMap<>();
        private final Map<String, Integer> underWay = new HashMap<>();
        private int calls;
        private int tooMany;

        synchronized void arrived(String license) {
            calls++;
            boolean vendor = enter("vendor", 150, 30);
            boolean facility = enter(license, 50, 10);
            tooMany += vendor && facility ? 0 : 1;
        }

        synchronized void left(String license) {
            underWay.merge("vendor", -1, Integer::sum);
            underWay.merge(license, -1, Integer::sum);
        }

        private boolean enter(String scope, int perSecond, int atOnce) {
            long now = System.nanoTime();
            Deque<Long> before = arrivals.computeIfAbsent(scope, s -> new ArrayDeque<>());
            while (!before.isEmpty() && now - before.getFirst() >= 1_000_000_000L) {
                before.removeFirst();
            }
            before.addLast(now);
            return before.size() <= perSecond && underWay.merge(scope, 1, Integer::sum) <= atOnce;
        }

        synchronized int calls() {
            return calls;
        }

        synchronized int tooMany() {
            return tooMany;
        }
    }

    private static void call(CallGate gate, StrictServer server, String license, Priority priority) {
        var unused = gate.enter(COLORADO, VENDOR, Optional.of(LicenseNumber.of(license)), priority, Duration.ofHours(1))
                .thenAccept(admission -> {
                    server.arrived(license);
                    CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                            .execute(() -> {
                                server.left(license);
                                if (admission instanceof CallGate.Permit permit) {
                                    permit.close();
                                }
                            });
                });
    }

    private static void gateAlone(int facilities) throws InterruptedException {
        CallGate gate = CallGate.create();
        StrictServer server = new StrictServer();
        int limit = Math.min(150, 50 * facilities);
        for (int i = 0; i < 40 * limit; i++) {
            call(gate, server, "L" + i % facilities, Priority.BATCH);
        }
        TimeUnit.SECONDS.sleep(1);
        int before = server.calls();
        TimeUnit.SECONDS.sleep(30);
        double share = (server.calls() - before) / 30.0 / limit;
        print(
                "gate alone, " + facilities + " facilities, 30 s, 100 ms a response",
                format("%.1f %%, %d too many", 100 * share, server.tooMany()),
                "95 %, 0");
    }

    private static void waitOfAPerson() throws InterruptedException {
        CallGate gate = CallGate.create();
        StrictServer server = new StrictServer();
        for (int i = 0; i < 2_000; i++) {
            call(gate, server, "L", Priority.BATCH);
        }
        List<Double> millis = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 300; i++) {
            TimeUnit.MILLISECONDS.sleep(100);
            long asked = System.nanoTime();
            var unused = gate.enter(
                            COLORADO,
                            VENDOR,
                            Optional.of(LicenseNumber.of("L")),
                            Priority.INTERACTIVE,
                            Duration.ofHours(1))
                    .thenAccept(admission -> {
                        millis.add((System.nanoTime() - asked) / 1e6);
                        server.arrived("L");
                        CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS)
                                .execute(() -> {
                                    server.left("L");
                                    if (admission instanceof CallGate.Permit permit) {
                                        permit.close();
                                    }
                                });
                    });
        }
        TimeUnit.SECONDS.sleep(1);
        List<Double> sorted = new ArrayList<>(millis);
        Collections.sort(sorted);
        print(
                "wait of a person, 10 calls a second, while a batch of 2,000 runs",
                format(
                        "%.1f ms, p99 %.1f ms, %d too many",
                        sorted.get(sorted.size() / 2), sorted.get(sorted.size() * 99 / 100), server.tooMany()),
                "median, 99th percentile");
    }

    private static void twoHundredKeys() {
        try (FakeMetrc metrc =
                FakeMetrc.builder().latency(Duration.ofMillis(100)).start()) {
            FakeFacility shop = metrc.addFacility("402-00001").flags("AdvancedSales", "CanSellToConsumers");
            List<ProbeRequest> requests = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                FakeUser user = metrc.addUser("emp-" + i).attach(shop, "View Packages", "View Sales");
                requests.add(
                        ProbeRequest.individual(shop.facility(), UserId.of("emp-" + i), metrc.vendorKey(), user.key()));
            }
            long began = System.nanoTime();
            List<BatchValidation.Result> results = BatchValidation.builder(
                            HttpPermissionProbe.builder().build())
                    .atMost(16)
                    .start(requests)
                    .completion()
                    .join();
            double seconds = (System.nanoTime() - began) / 1e9;
            long atFacility = metrc.calls().stream()
                    .filter(call -> call.license().isPresent())
                    .count();
            long tooMany =
                    metrc.calls().stream().filter(call -> call.status() == 429).count();
            int calls = results.stream()
                    .flatMap(result -> result.report().stream())
                    .mapToInt(report -> report.calls())
                    .sum();
            print(
                    "200 keys of one facility, " + calls + " calls, 100 ms a response",
                    format("%.1f s, %.1f %%, %d times 429", seconds, 100 * atFacility / seconds / 50, tooMany),
                    "95 % of 50 a second, 0");
        }
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }

    private static void print(String what, String measured, String bar) {
        System.out.println(format("%-66s %-34s (bar: %s)", what, measured, bar));
    }
}
