package io.github.metrckeys.http;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.http.VendorQueue.FacilityQueue;
import io.github.metrckeys.http.VendorQueue.Waiter;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.secret.VendorApiKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets GETs through as fast as Metrc's limits allow, and keeps the others waiting without a thread.
 *
 * <p>For GETs, Metrc allows 50 a second and 10 at a time for a facility, and 150 and 30 for a vendor key (documented).
 * Share one gate among everything in a process that calls Metrc, the application's own GETs as well:
 *
 * <pre>{@code
 * CallGate gate = CallGate.create();
 * HttpPermissionProbe probe = HttpPermissionProbe.builder().callGate(gate).build();
 * gate.enter(server, vendorKey, Optional.of(license), Priority.INTERACTIVE, Duration.ofSeconds(10))
 *         .thenAccept(admission -> {
 *             if (admission instanceof CallGate.Permit permit) { ... permit.close() once the answer is there ... }
 *         });
 * }</pre>
 *
 * <p>Calls with {@link Priority#INTERACTIVE} go before those with {@link Priority#BATCH}; while both wait, one of every
 * five calls is of the batch. Calls of one priority about one facility go in the order in which they came, and
 * facilities take turns. Safe for use by several threads.
 */
public final class CallGate {

    private static final Duration LONGEST_PATIENCE = Duration.ofDays(1);

    private final LimitWindows windows;
    private final LongSupplier clock;
    private final Alarm alarm;
    private final Map<VendorQueue.Id, VendorQueue> vendors = new LinkedHashMap<>();

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
        this.windows = new LimitWindows(Checks.notNull(limits, "limits"));
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
     * @param limits the limits, such as a share of Metrc's if several processes call it
     * @return a gate
     */
    public static CallGate create(CallLimits limits) {
        return new CallGate(limits);
    }

    /** What came of asking for a place. */
    public sealed interface Admission permits Permit, Missed {}

    /** There was no place in time. */
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
     * @param license the license that the call names; empty if it names none
     * @param priority who the call is made for
     * @param patience how long the caller can wait: a longer pause is reported at once. The caller cancels the future
     *     when that time is over, which gives its place in the queue to the next
     * @return completes when the call may be sent, or when it is clear that it may not in time; in the thread that
     *     brought that about
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
        Checks.notNull(priority, "priority");
        Checks.notNull(patience, "patience");
        Waiter waiter;
        synchronized (this) {
            waiter = queue(server, vendorKey, license).add(priority, later(clock.getAsLong(), patience));
        }
        var unused = waiter.admission().whenComplete((admission, failure) -> {
            if (failure != null) {
                leave(waiter);
            }
        });
        letThrough();
        return waiter.admission();
    }

    /**
     * Reports a 429 that was seen elsewhere: all calls that it may have meant wait.
     *
     * @param server the server that answered
     * @param vendorKey the vendor key that signed the call
     * @param license the license that the call named; empty if it named none
     * @param pause how long the server wants to be left alone
     */
    public void throttled(
            Jurisdiction server, VendorApiKey vendorKey, Optional<LicenseNumber> license, Duration pause) {
        Checks.notNull(server, "server");
        Checks.notNull(vendorKey, "vendorKey");
        Checks.notNull(license, "license");
        Checks.notNull(pause, "pause");
        synchronized (this) {
            pause(queue(server, vendorKey, license), pause);
        }
        letThrough();
    }

    private FacilityQueue queue(Jurisdiction server, VendorApiKey vendorKey, Optional<LicenseNumber> license) {
        return vendors.computeIfAbsent(new VendorQueue.Id(server, vendorKey), id -> new VendorQueue(id, windows))
                .facility(license);
    }

    private void leave(Waiter waiter) {
        synchronized (this) {
            waiter.queue().remove(waiter);
        }
        letThrough();
    }

    private void pause(FacilityQueue queue, Duration pause) {
        long now = clock.getAsLong();
        queue.pause(now, later(now, pause));
    }

    private static long later(long now, Duration duration) {
        return now + (duration.compareTo(LONGEST_PATIENCE) > 0 ? LONGEST_PATIENCE : duration).toNanos();
    }

    private void letThrough() {
        List<Runnable> callbacks = new ArrayList<>();
        synchronized (this) {
            long now = clock.getAsLong();
            for (VendorQueue vendor : vendors.values()) {
                for (Waiter waiter : vendor.removeHopeless(now)) {
                    callbacks.add(() -> waiter.admission().complete(Missed.PAUSE_TOO_LONG));
                }
            }
            // Two vendors' calls meet at a facility: there too, people go before batches.
            for (Priority priority : Priority.values()) {
                for (VendorQueue vendor : vendors.values()) {
                    for (Waiter waiter : vendor.letThrough(priority, now)) {
                        callbacks.add(() -> admit(waiter, now));
                    }
                }
            }
            vendors.values().removeIf(VendorQueue::isIdle);
            windows.forgetIdle(now);
            setAlarm(now);
        }
        Trampoline.run(callbacks);
    }

    private void admit(Waiter waiter, long since) {
        Permit permit = new Permit(waiter.queue(), since);
        if (!waiter.admission().complete(permit)) {
            permit.unused();
        }
    }

    /** Places also come free because time passes, when nobody is there to notice. */
    private void setAlarm(long now) {
        if (cancelAlarm != null) {
            cancelAlarm.run();
            cancelAlarm = null;
        }
        long next = vendors.values().stream()
                .mapToLong(vendor -> vendor.nextChange(now))
                .min()
                .orElse(Long.MAX_VALUE);
        if (next < Long.MAX_VALUE) {
            cancelAlarm = alarm.after(Duration.ofNanos(next), this::letThrough);
        }
    }

    /**
     * The right to send one call, given back once its answer is there. Giving it back again does nothing. Safe for use
     * by several threads.
     */
    public final class Permit implements Admission {
        private final FacilityQueue queue;
        private final long since;
        private boolean returned;

        private Permit(FacilityQueue queue, long since) {
            this.queue = queue;
            this.since = since;
        }

        /** Says that the answer is there. */
        public void close() {
            release(true, true, Duration.ZERO);
        }

        /** Says that the call was sent, and that no answer will come any more. */
        public void closeUnanswered() {
            release(true, false, Duration.ZERO);
        }

        /**
         * Says that the server answered 429: all calls that it may have meant wait.
         *
         * @param pause how long the server wants to be left alone
         */
        public void closeThrottled(Duration pause) {
            release(true, false, Checks.notNull(pause, "pause"));
        }

        /** Says that the call was not sent after all. */
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
                for (LimitWindow window : queue.limits()) {
                    window.leave();
                    if (sent) {
                        window.end(now);
                    } else {
                        window.undo();
                    }
                }
                if (answered) {
                    windows.sawRoundTrip(queue.server(), now - since, now);
                }
                if (!pause.isZero()) {
                    pause(queue, pause);
                }
            }
            letThrough();
        }
    }
}
