package io.github.metrckeys.http;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.secret.VendorApiKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets GETs through as fast as Metrc's limits allow, and keeps the others waiting without a thread.
 *
 * <p>Metrc allows, of GETs, 50 a second and 10 at a time for a facility, and 150 and 30 for a vendor key (documented). Share one
 * gate among everything in a process that calls Metrc, the application's own GETs as well:
 *
 * <pre>{@code
 * CallGate gate = CallGate.create();
 * HttpPermissionProbe probe = HttpPermissionProbe.builder().callGate(gate).build();
 * gate.enter(server, vendorKey, Optional.of(license), Priority.INTERACTIVE, Duration.ofSeconds(10)).thenAccept(admission -> {
 *     if (admission instanceof CallGate.Permit permit) { ... permit.close() when the answer is there ... }
 * });
 * }</pre>
 *
 * <p>Calls in the lane {@link Priority#INTERACTIVE} go before those in {@link Priority#BATCH}; of every five that are let through while
 * both wait, one is of the batch. Within a lane, calls about one facility go in the order in which they came, and facilities
 * take turns. Safe for use by several threads.
 */
public final class CallGate {

    /** Of so many calls, one is of the batch where both wait. The number is a choice of ours. */
    private static final int ONE_OF = 5;

    /** What a thread is telling to those who wait, and nothing between two calls. */
    private static final ThreadLocal<Telling> TELLING = new ThreadLocal<>();

    private static final int DEEPEST = 16;

    private static final Duration LONGEST_PATIENCE = Duration.ofDays(1);

    private final CallLimits limits;
    private final LongSupplier clock;
    private final Alarm alarm;
    private final Map<Object, LimitWindow> scopes = new LinkedHashMap<>();
    private final Map<VendorScope, Vendor> vendors = new LinkedHashMap<>();
    private final Map<Jurisdiction, RoundTrips> roundTrips = new LinkedHashMap<>();

    private @Nullable Runnable cancelAlarm;

    /** Does something later. */
    interface Alarm {
        /** Returns what calls it off. */
        Runnable after(Duration delay, Runnable action);
    }

    private CallGate(CallLimits limits) {
        this(limits, System::nanoTime, (delay, action) -> Timer.after(delay, action)::cancel);
    }

    CallGate(CallLimits limits, LongSupplier clock, Alarm alarm) {
        this.limits = Checks.notNull(limits, "limits");
        this.clock = clock;
        this.alarm = alarm;
    }

    /**
     * Makes a gate that keeps Metrc's limits.
     *
     * @return a gate
     */
    public static CallGate create() {
        return new CallGate(CallLimits.METRC);
    }

    /**
     * Makes a gate that keeps other limits.
     *
     * @param limits the limits, such as a share of Metrc's where several processes call it
     * @return a gate
     */
    public static CallGate create(CallLimits limits) {
        return new CallGate(limits);
    }

    /** What came of waiting for a place. */
    public sealed interface Admission permits Permit, Missed {}

    /** No place could be had. */
    public enum Missed implements Admission {
        /** The server has asked for a pause that is longer than the caller can wait. */
        PAUSE_TOO_LONG,
        /** The caller has stopped waiting. */
        TIME_IS_OVER
    }

    /**
     * Asks for a place.
     *
     * @param server the server that is called
     * @param vendorKey the vendor key that signs the call
     * @param license the license that the call names; empty where it names none
     * @param priority who the call is made for
     * @param patience how long the caller can wait: a pause that is longer is told at once. The caller cancels the future itself
     *     when that is over, which gives its place in the queue to the next
     * @return completes when the call may be sent, or when it is clear that it may not in time; in whichever thread brought
     *     that about
     */
    public CompletableFuture<Admission> enter(
            Jurisdiction server,
            VendorApiKey vendorKey,
            Optional<LicenseNumber> license,
            Priority priority,
            Duration patience) {
        Checks.notNull(server, "server");
        Checks.notNull(vendorKey, "vendorKey");
        Checks.notNull(license, "license");
        Checks.notNull(priority, "lane");
        Checks.notNull(patience, "patience");
        Waiter waiter;
        synchronized (this) {
            VendorScope name = new VendorScope(server, vendorKey);
            Vendor vendor = vendors.computeIfAbsent(name, n -> new Vendor(this, n));
            Line line = vendor.line(license);
            Duration bounded = patience.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : patience;
            waiter = new Waiter(line, priority, clock.getAsLong() + bounded.toNanos());
            line.scopes.forEach(LimitWindow::use);
            line.waiters(priority).add(waiter);
        }
        var unused = waiter.admission.whenComplete((admission, failure) -> {
            if (failure != null) {
                removed(waiter);
            }
        });
        letThrough();
        return waiter.admission;
    }

    /**
     * Tells of a 429 that was seen elsewhere: everybody whom it may have meant waits.
     *
     * @param server the server that answered
     * @param vendorKey the vendor key that signed the call
     * @param license the license that the call named; empty where it named none
     * @param pause how long the server wants to be left alone
     */
    public void throttled(
            Jurisdiction server, VendorApiKey vendorKey, Optional<LicenseNumber> license, Duration pause) {
        Checks.notNull(server, "server");
        Checks.notNull(vendorKey, "vendorKey");
        Checks.notNull(license, "license");
        Checks.notNull(pause, "pause");
        synchronized (this) {
            Vendor vendor = vendors.computeIfAbsent(new VendorScope(server, vendorKey), n -> new Vendor(this, n));
            pause(vendor.line(license), pause);
        }
        letThrough();
    }

    private void removed(Waiter waiter) {
        synchronized (this) {
            if (waiter.line.waiters(waiter.priority).remove(waiter)) {
                waiter.line.scopes.forEach(LimitWindow::leave);
            }
        }
        letThrough();
    }

    private LimitWindow scope(Object name, int perSecond, int atOnce) {
        return scopes.computeIfAbsent(name, n -> new LimitWindow(perSecond, atOnce));
    }

    /**
     * Pauses what a 429 may have meant. Where the call named a facility, that is the facility's limit; it may be the vendor's as
     * well only if much of that is taken.
     */
    private void pause(Line line, Duration pause) {
        long now = clock.getAsLong();
        long until = now + (pause.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : pause).toNanos();
        line.facility.ifPresent(facility -> facility.pause(now, until));
        if (line.facility.isEmpty() || line.vendor.scope.busy()) {
            line.vendor.scope.pause(now, until);
        }
    }

    private void letThrough() {
        List<Runnable> news = new ArrayList<>();
        synchronized (this) {
            long now = clock.getAsLong();
            vendors.values().forEach(vendor -> vendor.sayWhoWaitsInVain(news));
            // Two vendors' calls meet at a facility: there too, people go before batches.
            for (Priority priority : Priority.values()) {
                vendors.values().forEach(vendor -> vendor.letThrough(priority, now, news));
            }
            vendors.values().forEach(Vendor::forgetEmptyLines);
            vendors.values().removeIf(vendor -> vendor.lines.isEmpty());
            scopes.values().removeIf(scope -> scope.idle(now, 0));
            // A round trip that is older than all that is going on now says little about what is to come.
            roundTrips.keySet().removeIf(server -> scopes.isEmpty());
            setAlarm(now);
        }
        tell(news);
    }

    /**
     * Tells those who wait. Their continuations may come here again: some levels deep they are served at once, since they may
     * wait for what they ask; deeper ones leave their news to the first, so that the stack stays flat.
     */
    private static void tell(List<Runnable> news) {
        Telling outer = TELLING.get();
        if (outer != null && outer.depth >= DEEPEST) {
            outer.left.addAll(news);
            return;
        }
        Telling mine = outer == null ? new Telling() : outer;
        mine.depth++;
        TELLING.set(mine);
        try {
            news.forEach(Runnable::run);
            while (outer == null && !mine.left.isEmpty()) {
                mine.left.remove().run();
            }
        } finally {
            mine.depth--;
            if (outer == null) {
                TELLING.remove();
            }
        }
    }

    /** What a thread is telling. */
    private static final class Telling {
        private final Deque<Runnable> left = new ArrayDeque<>();
        private int depth;
    }

    /** Places also come free by the passing of time, when nobody is there to notice. */
    private void setAlarm(long now) {
        if (cancelAlarm != null) {
            cancelAlarm.run();
            cancelAlarm = null;
        }
        long next = Long.MAX_VALUE;
        for (Vendor vendor : vendors.values()) {
            for (Line line : vendor.lines.values()) {
                for (Priority priority : Priority.values()) {
                    if (!line.waiters(priority).isEmpty()) {
                        long wait = line.wait(now, priority);
                        next = wait > 0 ? Math.min(next, wait) : next;
                    }
                }
            }
        }
        if (next < Long.MAX_VALUE) {
            cancelAlarm = alarm.after(Duration.ofNanos(next), this::letThrough);
        }
    }

    /** The right to send one call, given back when its answer is there. Giving it back again does nothing. */
    public final class Permit implements Admission {
        private final Waiter waiter;
        private final long since;
        private boolean returned;

        private Permit(Waiter waiter, long since) {
            this.waiter = waiter;
            this.since = since;
        }

        /** The answer is there. */
        public void close() {
            release(true, true, Duration.ZERO);
        }

        /** The call was sent, and no answer will come any more. */
        public void closeUnanswered() {
            release(true, false, Duration.ZERO);
        }

        /**
         * The server said that it is being asked too often: everybody whom it may have meant waits.
         *
         * @param pause how long the server wants to be left alone
         */
        public void closeThrottled(Duration pause) {
            release(true, false, Checks.notNull(pause, "pause"));
        }

        /** The call was not sent after all. */
        public void unused() {
            release(false, false, Duration.ZERO);
        }

        private void release(boolean sent, boolean answered, Duration pause) {
            synchronized (CallGate.this) {
                if (returned) {
                    return;
                }
                returned = true;
                long now = clock.getAsLong();
                for (LimitWindow scope : waiter.line.scopes) {
                    scope.leave();
                    if (sent) {
                        scope.end(now);
                    } else {
                        scope.undo();
                    }
                }
                if (answered) {
                    roundTrips
                            .computeIfAbsent(waiter.line.vendor.name.server(), server -> new RoundTrips())
                            .saw(now - since, now);
                }
                if (!pause.isZero()) {
                    pause(waiter.line, pause);
                }
            }
            letThrough();
        }
    }

    private record VendorScope(Jurisdiction server, VendorApiKey vendorKey) {}

    /** Calls at one facility, whichever vendor's. */
    private record FacilityScope(Jurisdiction server, LicenseNumber license) {}

    /** The fastest round trip to a server in the last one to two minutes. */
    private static final class RoundTrips {
        private static final long WINDOW = Duration.ofMinutes(1).toNanos();

        private long began;
        private long before = Long.MAX_VALUE;
        private long current = Long.MAX_VALUE;

        void saw(long roundTrip, long now) {
            if (current == Long.MAX_VALUE || now - began > WINDOW) {
                before = current;
                current = Long.MAX_VALUE;
                began = now;
            }
            current = Math.min(current, Math.max(0, roundTrip));
        }

        long fastest() {
            return Math.min(before, current);
        }
    }

    private static final class Waiter {
        private final Line line;
        private final Priority priority;
        private final long patientUntil;
        private final CompletableFuture<Admission> admission = new CompletableFuture<>();

        Waiter(Line line, Priority priority, long patientUntil) {
            this.line = line;
            this.priority = priority;
            this.patientUntil = patientUntil;
        }
    }

    /** Those who wait to call about one facility with one vendor key, or about none. */
    private static final class Line {
        private final Vendor vendor;
        private final Optional<LimitWindow> facility;
        private final List<LimitWindow> scopes;
        // Sets, so that whoever stops waiting is taken out without a search.
        private final Set<Waiter> interactive = new LinkedHashSet<>();
        private final Set<Waiter> batch = new LinkedHashSet<>();

        Line(Vendor vendor, Optional<LimitWindow> facility) {
            this.vendor = vendor;
            this.facility = facility;
            this.scopes = facility.map(scope -> List.of(vendor.scope, scope)).orElseGet(() -> List.of(vendor.scope));
        }

        Set<Waiter> waiters(Priority priority) {
            return priority == Priority.INTERACTIVE ? interactive : batch;
        }

        boolean free(long now, Priority priority) {
            long fastest = vendor.fastest();
            return scopes.stream().allMatch(scope -> scope.free(now, fastest, priority));
        }

        long wait(long now, Priority priority) {
            long fastest = vendor.fastest();
            return scopes.stream()
                    .mapToLong(scope -> scope.wait(now, fastest, priority))
                    .max()
                    .orElse(0);
        }

        boolean empty() {
            return interactive.isEmpty() && batch.isEmpty();
        }
    }

    /** All lines of one vendor key at one server. */
    private static final class Vendor {
        private final CallGate gate;
        private final VendorScope name;
        private final LimitWindow scope;
        private final Map<Optional<LicenseNumber>, Line> lines = new LinkedHashMap<>();
        private int interactiveInARow;

        Vendor(CallGate gate, VendorScope name) {
            this.gate = gate;
            this.name = name;
            this.scope = gate.scope(name, gate.limits.vendorPerSecond(), gate.limits.vendorAtOnce());
        }

        Line line(Optional<LicenseNumber> license) {
            return lines.computeIfAbsent(
                    license,
                    l -> new Line(
                            this,
                            license.map(number -> gate.scope(
                                    new FacilityScope(name.server(), number),
                                    gate.limits.facilityPerSecond(),
                                    gate.limits.facilityAtOnce()))));
        }

        long fastest() {
            RoundTrips seen = gate.roundTrips.get(name.server());
            return seen == null || seen.fastest() == Long.MAX_VALUE ? 0 : Math.min(seen.fastest(), 1_000_000_000L);
        }

        void sayWhoWaitsInVain(List<Runnable> news) {
            for (Line line : lines.values()) {
                for (Priority priority : Priority.values()) {
                    // A pause is the only reason, and it is rare: only then is everybody looked at.
                    if (line.scopes.stream().anyMatch(s -> s.pausedBeyond(gate.clock.getAsLong()))) {
                        line.waiters(priority).removeIf(waiter -> {
                            boolean inVain = line.scopes.stream().anyMatch(s -> s.pausedBeyond(waiter.patientUntil));
                            if (inVain) {
                                line.scopes.forEach(LimitWindow::leave);
                                news.add(() -> waiter.admission.complete(Missed.PAUSE_TOO_LONG));
                            }
                            return inVain;
                        });
                    }
                }
            }
        }

        void letThrough(Priority priority, long now, List<Runnable> news) {
            boolean some = true;
            while (some) {
                boolean batchIsDue = interactiveInARow >= ONE_OF - 1;
                // The one that is due may take a place that is kept for people: they would else take it every time.
                some = (batchIsDue && letOneThrough(Priority.BATCH, Priority.INTERACTIVE, now, news))
                        || letOneThrough(priority, priority, now, news);
            }
        }

        private boolean letOneThrough(Priority priority, Priority rules, long now, List<Runnable> news) {
            for (Line line : lines.values()) {
                if (!line.waiters(priority).isEmpty() && line.free(now, rules)) {
                    Waiter waiter = line.waiters(priority).iterator().next();
                    line.waiters(priority).remove(waiter);
                    line.scopes.forEach(s -> s.begin(now, priority));
                    count(priority);
                    takeTurns(line);
                    news.add(() -> {
                        Permit permit = gate.new Permit(waiter, now);
                        if (!waiter.admission.complete(permit)) {
                            permit.unused();
                        }
                    });
                    return true;
                }
            }
            return false;
        }

        private void count(Priority priority) {
            boolean batchWaits = lines.values().stream().anyMatch(line -> !line.batch.isEmpty());
            interactiveInARow = priority == Priority.INTERACTIVE && batchWaits ? interactiveInARow + 1 : 0;
        }

        /** Whoever had a turn goes to the end. */
        private void takeTurns(Line line) {
            Optional<LicenseNumber> license = lines.entrySet().stream()
                    .filter(entry -> entry.getValue() == line)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
            lines.remove(license);
            lines.put(license, line);
        }

        void forgetEmptyLines() {
            lines.values().removeIf(line -> line.empty());
        }
    }
}
