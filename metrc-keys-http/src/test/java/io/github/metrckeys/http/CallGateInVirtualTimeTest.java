package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.http.CallGate.Admission;
import io.github.metrckeys.http.CallGate.Permit;
import io.github.metrckeys.secret.VendorApiKey;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the gate against a server that counts strictly, with a virtual clock so that no test waits. */
@SuppressWarnings("FutureReturnValueIgnored") // what becomes of a call is counted by the server
class CallGateInVirtualTimeTest {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final VendorApiKey VENDOR = VendorApiKey.of("vendor-key");
    private static final VendorApiKey OTHER_VENDOR = VendorApiKey.of("other-vendor-key");
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;

    private final VirtualClock world = new VirtualClock();
    private final CallGate gate = new CallGate(CallLimits.METRC, () -> world.now, world::after);
    private final Random random = new Random(42);

    /** A virtual clock with scheduled actions. */
    private static final class VirtualClock {
        private long now = 1_000 * SECOND;
        private long count;
        private final PriorityQueue<Event> events = new PriorityQueue<>();

        private record Event(long at, long order, Runnable action) implements Comparable<Event> {
            @Override
            public int compareTo(Event other) {
                return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
            }
        }

        Runnable after(Duration delay, Runnable action) {
            Event event = new Event(now + delay.toNanos(), count++, action);
            events.add(event);
            return () -> events.remove(event);
        }

        void runFor(Duration duration) {
            long end = now + duration.toNanos();
            while (!events.isEmpty() && events.peek().at() <= end) {
                Event next = events.poll();
                now = Math.max(now, next.at());
                next.action().run();
            }
            now = end;
        }
    }

    /** A server that counts as strictly as any server could. */
    private final class StrictServer {
        private final Map<String, List<Long>> arrivals = new HashMap<>();
        private final Map<String, Integer> underWay = new HashMap<>();
        private int tooMany;

        void call(String license, Priority priority, long there, long back, Runnable then) {
            gate.enter(COLORADO, VENDOR, Optional.of(LicenseNumber.of(license)), priority, Duration.ofHours(1))
                    .thenAccept(admission -> world.after(Duration.ofNanos(there), () -> {
                        arrived("vendor", 150, 30);
                        arrived(license, 50, 10);
                        world.after(Duration.ofNanos(back), () -> {
                            underWay.merge("vendor", -1, Integer::sum);
                            underWay.merge(license, -1, Integer::sum);
                            ((Permit) admission).close();
                            then.run();
                        });
                    }));
        }

        private void arrived(String scope, int perSecond, int atOnce) {
            List<Long> before = arrivals.computeIfAbsent(scope, s -> new ArrayList<>());
            before.add(world.now);
            int at = underWay.merge(scope, 1, Integer::sum);
            int n = before.size();
            boolean tooFast = n > perSecond && world.now - before.get(n - 1 - perSecond) < SECOND;
            tooMany += tooFast || at > atOnce ? 1 : 0;
        }

        double perSecond(String scope, Duration from, Duration to) {
            long first = 1_000 * SECOND + from.toNanos();
            long last = 1_000 * SECOND + to.toNanos();
            return arrivals.getOrDefault(scope, List.of()).stream()
                            .filter(at -> at >= first && at < last)
                            .count()
                    / (double) to.minus(from).toSeconds();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 50, INTERACTIVE",
        "2, 100, INTERACTIVE",
        "8, 150, INTERACTIVE",
        "1, 50, BATCH",
        "2, 100, BATCH",
        "8, 150, BATCH"
    })
    void nineteenTwentiethsOfTheLimitAreUsedAndNotOneCallIsTooMany(int facilities, int limit, Priority priority) {
        StrictServer server = new StrictServer();
        for (int i = 0; i < 40 * 60 * facilities; i++) {
            server.call("L" + i % facilities, priority, MILLI, 99 * MILLI, () -> {});
        }
        world.runFor(Duration.ofSeconds(31));

        assertThat(server.tooMany).isZero();
        assertThat(server.perSecond("vendor", Duration.ofSeconds(1), Duration.ofSeconds(31)))
                .isGreaterThanOrEqualTo(0.95 * limit);
    }

    /** Network delays of any length, but never shorter than in the fastest call: the gate assumes that. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20, 200, 1_500})
    void howeverUnevenTheWaysAreNotOneCallIsTooMany(int jitterMillis) {
        StrictServer server = new StrictServer();
        for (int i = 0; i < 3_000; i++) {
            long there = 5 * MILLI + (long) (random.nextDouble() * jitterMillis * MILLI);
            long back = 20 * MILLI + (long) (random.nextDouble() * jitterMillis * MILLI);
            Priority priority = random.nextBoolean() ? Priority.BATCH : Priority.INTERACTIVE;
            server.call("L" + random.nextInt(5), priority, there, back, () -> {});
        }
        world.runFor(Duration.ofMinutes(10));

        assertThat(server.arrivals.get("vendor")).hasSize(3_000);
        assertThat(server.tooMany).isZero();
    }

    @Test
    void aConnectionThatIsSlowAtFirstLetsNotOneCallTooManyThrough() {
        StrictServer server = new StrictServer();
        for (int i = 0; i < 400; i++) {
            long there = i < 10 ? 300 * MILLI : 5 * MILLI;
            server.call("L", Priority.INTERACTIVE, there, 20 * MILLI, () -> {});
        }
        world.runFor(Duration.ofMinutes(1));

        assertThat(server.arrivals.get("vendor")).hasSize(400);
        assertThat(server.tooMany).isZero();
    }

    @Test
    void aPersonWaitsAFewHundredthsOfASecondWhileABatchIsRunning() {
        StrictServer server = new StrictServer();
        for (int i = 0; i < 2_000; i++) {
            server.call("L", Priority.BATCH, MILLI, 99 * MILLI, () -> {});
        }
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            // At irregular times, as people work.
            world.after(Duration.ofMillis(500 + i * 50L), () -> {
                long asked = world.now;
                gate.enter(
                                COLORADO,
                                VENDOR,
                                Optional.of(LicenseNumber.of("L")),
                                Priority.INTERACTIVE,
                                Duration.ofHours(1))
                        .thenAccept(admission -> {
                            waits.add(world.now - asked);
                            world.after(Duration.ofMillis(100), ((Permit) admission)::close);
                        });
            });
        }
        world.runFor(Duration.ofSeconds(32));
        Collections.sort(waits);

        assertThat(waits).hasSize(600);
        assertThat(waits.get(300)).isLessThanOrEqualTo(30 * MILLI);
        assertThat(waits.get(594)).isLessThanOrEqualTo(120 * MILLI);
    }

    @Test
    void aPersonGoesBeforeABatchThatCameEarlier() {
        List<Permit> underWay = fill("L");
        CompletableFuture<Admission> batch = enter("L", Priority.BATCH);
        CompletableFuture<Admission> person = enter("L", Priority.INTERACTIVE);
        underWay.get(0).close();

        assertThat(person).isDone();
        assertThat(batch).isNotDone();
    }

    @Test
    void aPersonGoesBeforeABatchOfAnotherVendorThatCameEarlierToTheSameFacility() {
        CallGate narrow = new CallGate(new CallLimits(50, 1, 1_000, 10), () -> world.now, world::after);
        Optional<LicenseNumber> shop = Optional.of(LicenseNumber.of("L"));
        Permit underWay = (Permit) narrow.enter(COLORADO, VENDOR, shop, Priority.INTERACTIVE, Duration.ofHours(1))
                .join();
        CompletableFuture<Admission> batch = narrow.enter(COLORADO, VENDOR, shop, Priority.BATCH, Duration.ofHours(1));
        CompletableFuture<Admission> person =
                narrow.enter(COLORADO, OTHER_VENDOR, shop, Priority.INTERACTIVE, Duration.ofHours(1));
        underWay.close();

        assertThat(person).isDone();
        assertThat(batch).isNotDone();
    }

    @Test
    void ofEveryFiveTurnsOneIsOfTheBatch() {
        List<Permit> underWay = fill("L");
        List<CompletableFuture<Admission>> batch = new ArrayList<>();
        List<CompletableFuture<Admission>> people = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            batch.add(enter("L", Priority.BATCH));
            people.add(enter("L", Priority.INTERACTIVE));
        }
        for (int i = 0; i < 20; i++) {
            underWay.remove(0).close();
            world.runFor(Duration.ofMillis(100));
            Stream.concat(batch.stream(), people.stream())
                    .filter(CompletableFuture::isDone)
                    .map(admission -> (Permit) admission.join())
                    .filter(permit -> !underWay.contains(permit))
                    .forEach(underWay::add);
        }

        assertThat(batch.stream().filter(CompletableFuture::isDone)).hasSizeGreaterThanOrEqualTo(3);
        assertThat(people.stream().filter(CompletableFuture::isDone)).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void afterA429AServerIsCountedFromItsAnswersForAMinute() {
        Permit permit = (Permit) enter("L", Priority.INTERACTIVE).join();
        world.runFor(Duration.ofMillis(100));
        permit.close();
        gate.throttled(COLORADO, VENDOR, Optional.of(LicenseNumber.of("L")), Duration.ofSeconds(1));
        StrictServer server = new StrictServer();
        for (int i = 0; i < 400; i++) {
            server.call("L", Priority.INTERACTIVE, MILLI, 99 * MILLI, () -> {});
        }
        world.runFor(Duration.ofSeconds(8));

        // 50 places, each held for 100 ms during the call and 1,005 ms after the answer.
        assertThat(server.perSecond("L", Duration.ofSeconds(2), Duration.ofSeconds(8)))
                .isBetween(40.0, 47.0);
    }

    @Test
    void facilitiesTakeTurns() {
        CallGate narrow = new CallGate(new CallLimits(50, 10, 1_000, 1), () -> world.now, world::after);
        List<String> served = new ArrayList<>();
        List<Permit> underWay = new ArrayList<>();
        for (String license : List.of("A", "A", "A", "B", "C")) {
            narrow.enter(
                            COLORADO,
                            VENDOR,
                            Optional.of(LicenseNumber.of(license)),
                            Priority.INTERACTIVE,
                            Duration.ofHours(1))
                    .thenAccept(admission -> {
                        served.add(license);
                        underWay.add((Permit) admission);
                    });
        }
        while (!underWay.isEmpty()) {
            underWay.remove(0).close();
        }

        // The first call finds a free place. Of the calls that wait, each facility gets one turn before any gets two.
        assertThat(served).containsExactly("A", "A", "B", "C", "A");
    }

    @Test
    void whatIsNoLongerInUseIsForgotten() throws Exception {
        for (int i = 0; i < 500; i++) {
            ((Permit) enter("L" + i, Priority.INTERACTIVE).join()).close();
            world.runFor(Duration.ofSeconds(1));
        }
        world.runFor(Duration.ofSeconds(5));
        ((Permit) enter("last", Priority.INTERACTIVE).join()).unused();

        // Only this shows that memory does not grow with every facility that was ever called.
        Object windows = held(gate, "windows");
        for (Object map : List.of(held(gate, "vendors"), held(windows, "windows"), held(windows, "roundTrips"))) {
            assertThat((Map<?, ?>) map).isEmpty();
        }
    }

    private static Object held(Object holder, String field) throws ReflectiveOperationException {
        Field held = holder.getClass().getDeclaredField(field);
        held.setAccessible(true);
        return held.get(holder);
    }

    @Test
    void thousandsOfCallsThatEndAtOnceDoNotPileUp() {
        CallGate wide = new CallGate(new CallLimits(100_000, 1, 100_000, 1), () -> world.now, world::after);
        Permit first =
                (Permit) wide.enter(COLORADO, VENDOR, Optional.empty(), Priority.INTERACTIVE, Duration.ofHours(1))
                        .join();
        List<CompletableFuture<Void>> done = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            done.add(wide.enter(COLORADO, VENDOR, Optional.empty(), Priority.INTERACTIVE, Duration.ofHours(1))
                    .thenAccept(admission -> ((Permit) admission).close()));
        }
        first.close();

        assertThat(done).allSatisfy(each -> assertThat(each).isCompleted());
    }

    @Test
    void whoeverIsToldMayAskForAnotherPlaceAndWaitForIt() {
        CompletableFuture<Boolean> served = enter("L", Priority.INTERACTIVE)
                .thenApply(admission -> enter("M", Priority.INTERACTIVE).isDone());

        assertThat(served).isCompletedWithValue(true);
        List<Permit> underWay = fill("N");
        CompletableFuture<Boolean> later = enter("N", Priority.INTERACTIVE)
                .thenApply(admission -> enter("O", Priority.INTERACTIVE).isDone());
        underWay.get(0).close();
        assertThat(later).isCompletedWithValue(true);
    }

    @Test
    void aPermitIsGivenBackOnce() {
        List<Permit> underWay = fill("L");
        underWay.get(0).close();
        underWay.get(0).close();
        underWay.get(0).unused();

        assertThat(enter("L", Priority.INTERACTIVE)).isDone();
        assertThat(enter("L", Priority.INTERACTIVE)).isNotDone();
    }

    private List<Permit> fill(String license) {
        List<Permit> underWay = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            underWay.add((Permit) enter(license, Priority.INTERACTIVE).join());
        }
        return underWay;
    }

    private CompletableFuture<Admission> enter(String license, Priority priority) {
        return gate.enter(COLORADO, VENDOR, Optional.of(LicenseNumber.of(license)), priority, Duration.ofHours(1));
    }
}
