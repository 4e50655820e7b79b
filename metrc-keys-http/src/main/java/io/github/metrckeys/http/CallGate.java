package io.github.metrckeys.http;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.secret.VendorApiKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls through as fast as Metrc's limits allow, in the order in which they came, and keeps the others waiting
 * without a thread.
 *
 * <p>Metrc allows, of GETs, 50 a second and 10 at a time for a facility, and 150 and 30 for a vendor key (documented).
 * How it counts a second is not known, so the strictest way is assumed: any window of a second, as the server sees it.
 * When a call arrived there is not known here either, but it was no later than its answer came back; so a place among
 * the 50 is taken from the sending of a call until a second after its answer, and the limit holds whatever the network
 * does in between.
 */
final class CallGate {

    private static final Duration WINDOW = Duration.ofSeconds(1);
    // For servers that count in whole milliseconds, and clocks that run a little differently.
    private static final Duration MARGIN = Duration.ofMillis(5);

    private final Map<Object, Scope> scopes = new LinkedHashMap<>();
    private final Deque<Waiter> waiters = new ArrayDeque<>();
    private @Nullable Timer wakeUp;

    /** What came of waiting for a place. */
    sealed interface Turn permits Lease, Missed {}

    /** No place could be had. */
    enum Missed implements Turn {
        /** The server has asked for a pause that is longer than the caller can wait. */
        PAUSE_TOO_LONG,
        /** The caller has stopped waiting. */
        TIME_IS_OVER
    }

    /**
     * Asks for a place.
     *
     * @param patience how long the caller can wait; it cancels the answer itself when that is over
     * @return completes when the call may be sent, or when it is clear that it may not in time; one that is canceled gives
     *     its place back
     */
    CompletableFuture<Turn> enter(
            Jurisdiction server, VendorApiKey vendorKey, Optional<LicenseNumber> license, Duration patience) {
        Waiter waiter;
        synchronized (this) {
            List<Scope> concerned = new ArrayList<>(2);
            concerned.add(scope(new VendorScope(server, vendorKey), 150, 30));
            license.ifPresent(number -> concerned.add(scope(new FacilityScope(server, number), 50, 10)));
            concerned.forEach(scope -> scope.users++);
            waiter = new Waiter(concerned, System.nanoTime() + patience.toNanos());
            waiters.add(waiter);
        }
        letThrough();
        return waiter.turn;
    }

    private Scope scope(Object name, int perSecond, int atOnce) {
        return scopes.computeIfAbsent(name, n -> new Scope(perSecond, atOnce));
    }

    private void letThrough() {
        List<Waiter> free = new ArrayList<>();
        List<Waiter> hopeless = new ArrayList<>();
        synchronized (this) {
            long now = System.nanoTime();
            scopes.values().forEach(scope -> scope.forget(now));
            for (Iterator<Waiter> each = waiters.iterator(); each.hasNext(); ) {
                Waiter waiter = each.next();
                if (waiter.turn.isDone()) {
                    each.remove();
                    waiter.scopes.forEach(scope -> scope.users--);
                } else if (waiter.scopes.stream().anyMatch(scope -> scope.pausedBeyond(waiter.patientUntil))) {
                    each.remove();
                    waiter.scopes.forEach(scope -> scope.users--);
                    hopeless.add(waiter);
                } else if (waiter.scopes.stream().allMatch(scope -> scope.free())) {
                    each.remove();
                    waiter.scopes.forEach(scope -> scope.underWay++);
                    free.add(waiter);
                }
            }
            scopes.values().removeIf(Scope::idle);
            setWakeUp(now);
        }
        hopeless.forEach(waiter -> waiter.turn.complete(Missed.PAUSE_TOO_LONG));
        for (Waiter waiter : free) {
            Lease lease = new Lease(waiter.scopes);
            if (!waiter.turn.complete(lease)) {
                lease.unused();
            }
        }
    }

    /** Places also come free by the passing of time, when nobody is there to notice. */
    private void setWakeUp(long now) {
        if (wakeUp != null) {
            wakeUp.cancel();
            wakeUp = null;
        }
        waiters.stream()
                .flatMap(waiter -> waiter.scopes.stream())
                .mapToLong(scope -> scope.nextChange(now))
                .filter(wait -> wait > 0)
                .min()
                .ifPresent(wait -> wakeUp = Timer.after(Duration.ofNanos(wait), this::letThrough));
    }

    /** The right to send one call, given back when its answer is there. */
    final class Lease implements Turn {
        private final List<Scope> held;

        private Lease(List<Scope> held) {
            this.held = held;
        }

        /** The answer is there, or will never come. */
        void close() {
            release(true, Duration.ZERO);
        }

        /** The server said that it is being asked too often: everybody whom it may have meant waits. */
        void closeThrottled(Duration pause) {
            release(true, pause);
        }

        /** The call was not sent after all. */
        void unused() {
            release(false, Duration.ZERO);
        }

        private void release(boolean sent, Duration pause) {
            synchronized (CallGate.this) {
                long now = System.nanoTime();
                for (Scope scope : held) {
                    scope.underWay--;
                    scope.users--;
                    if (sent) {
                        scope.answered.add(now + WINDOW.plus(MARGIN).toNanos());
                    }
                    if (!pause.isZero()) {
                        scope.pause(now + pause.toNanos());
                    }
                }
            }
            letThrough();
        }
    }

    private static final class Waiter {
        private final List<Scope> scopes;
        private final long patientUntil;
        private final CompletableFuture<Turn> turn = new CompletableFuture<>();

        Waiter(List<Scope> scopes, long patientUntil) {
            this.scopes = scopes;
            this.patientUntil = patientUntil;
        }
    }

    /** Calls of one vendor key at one server. The key tells scopes apart and never leaves this map. */
    private record VendorScope(Jurisdiction server, VendorApiKey vendorKey) {}

    /** Calls at one facility, whichever vendor's. */
    private record FacilityScope(Jurisdiction server, LicenseNumber license) {}

    /** The state of one limit. Guarded by the gate. */
    private static final class Scope {
        private final int perSecond;
        private final int atOnce;
        /** When each place that was used becomes free again, by {@link System#nanoTime()}. */
        private final Deque<Long> answered = new ArrayDeque<>();

        private int users;
        private int underWay;
        private @Nullable Long pausedUntil;

        Scope(int perSecond, int atOnce) {
            this.perSecond = perSecond;
            this.atOnce = atOnce;
        }

        void pause(long until) {
            if (pausedUntil == null || until - pausedUntil > 0) {
                pausedUntil = until;
            }
        }

        void forget(long now) {
            while (!answered.isEmpty() && answered.getFirst() - now <= 0) {
                answered.removeFirst();
            }
            if (pausedUntil != null && pausedUntil - now <= 0) {
                pausedUntil = null;
            }
        }

        boolean pausedBeyond(long time) {
            return pausedUntil != null && pausedUntil - time > 0;
        }

        boolean free() {
            return pausedUntil == null && underWay < atOnce && underWay + answered.size() < perSecond;
        }

        boolean idle() {
            return users == 0 && answered.isEmpty() && pausedUntil == null;
        }

        /** Nanoseconds until this scope may come free by the passing of time, 0 where it will not. */
        long nextChange(long now) {
            if (pausedUntil != null) {
                return pausedUntil - now;
            }
            return answered.isEmpty() ? 0 : answered.getFirst() - now;
        }
    }
}
