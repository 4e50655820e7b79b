package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.http.CallGate.Admission;
import io.github.metrckeys.http.CallGate.Permit;
import io.github.metrckeys.secret.VendorApiKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.constraints.IntRange;

class CallGateProperties {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final VendorApiKey VENDOR = VendorApiKey.of("vendor-key");
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final long ONE_SECOND = Duration.ofSeconds(1).toNanos();

    /** Four facilities, because three at their limits only just reach the vendor's limits. */
    @Property(tries = 4, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aStrictServerNeverCountsMoreThanItsLimits(
            @ForAll @IntRange(min = 1, max = 4) int facilities,
            @ForAll @IntRange(min = 0, max = 40) int longestWayMillis,
            @ForAll Random random)
            throws Exception {
        CountingServer server = new CountingServer();
        CallGate gate = CallGate.create();
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (int i = 0; i < 60 * facilities; i++) {
            Optional<LicenseNumber> license = random.nextInt(10) == 0
                    ? Optional.empty()
                    : Optional.of(LicenseNumber.of("L" + random.nextInt(facilities)));
            Duration there = way(random, longestWayMillis);
            Duration back = way(random, longestWayMillis);
            answers.add(gate.enter(
                            COLORADO,
                            VENDOR,
                            license,
                            random.nextBoolean() ? Priority.INTERACTIVE : Priority.BATCH,
                            PATIENT)
                    .thenCompose(admission -> server.call(license, there, back, admission)));
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);

        assertThat(server.vendor.arrivals).hasSize(60 * facilities);
        server.vendor.assertKept(150, 30);
        server.facilities.values().forEach(count -> count.assertKept(50, 10));
    }

    private static Duration way(Random random, int longestMillis) {
        return Duration.ofNanos(random.nextInt(longestMillis * 1_000_000 + 1));
    }

    /** A server that counts what arrives and when, anywhere between sending a call and its answer. */
    private static final class CountingServer {
        private final CallCount vendor = new CallCount();
        private final Map<LicenseNumber, CallCount> facilities = new HashMap<>();

        CompletableFuture<Void> call(
                Optional<LicenseNumber> license, Duration there, Duration back, Admission admission) {
            Permit permit = (Permit) admission;
            CompletableFuture<Void> answered = new CompletableFuture<>();
            Timer.after(there, () -> {
                List<CallCount> counts = arrived(license);
                Timer.after(back, () -> {
                    left(counts);
                    permit.close();
                    answered.complete(null);
                });
            });
            return answered;
        }

        private synchronized List<CallCount> arrived(Optional<LicenseNumber> license) {
            List<CallCount> counts = new ArrayList<>(List.of(vendor));
            license.ifPresent(number -> counts.add(facilities.computeIfAbsent(number, n -> new CallCount())));
            long now = System.nanoTime();
            counts.forEach(count -> count.arrived(now));
            return counts;
        }

        private synchronized void left(List<CallCount> counts) {
            counts.forEach(count -> count.underWay--);
        }
    }

    private static final class CallCount {
        private final List<Long> arrivals = new ArrayList<>();
        private int underWay;
        private int mostUnderWay;

        void arrived(long now) {
            arrivals.add(now);
            underWay++;
            mostUnderWay = Math.max(mostUnderWay, underWay);
        }

        void assertKept(int perSecond, int atOnce) {
            assertThat(mostUnderWay).isLessThanOrEqualTo(atOnce);
            for (int i = perSecond; i < arrivals.size(); i++) {
                assertThat(arrivals.get(i) - arrivals.get(i - perSecond)).isGreaterThan(ONE_SECOND);
            }
        }
    }
}
