package io.github.metrckeys.http;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.secret.VendorApiKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The calls that wait at a {@link CallGate} with one vendor key at one server: a queue for each facility, which take
 * turns. Not safe for use by several threads: the gate guards it.
 */
final class VendorQueue {

    /** One call of so many is of the batch if both wait. The number is a choice of this library. */
    private static final int ONE_OF = 5;

    private final Id id;
    private final LimitWindows windows;
    private final LimitWindow window;
    private final Map<Optional<LicenseNumber>, FacilityQueue> facilities = new LinkedHashMap<>();
    private int interactiveInARow;

    VendorQueue(Id id, LimitWindows windows) {
        this.id = id;
        this.windows = windows;
        this.window = windows.of(id.server(), id.vendorKey());
    }

    /** Whose calls they are. */
    record Id(Jurisdiction server, VendorApiKey vendorKey) {}

    /** A call that waits. */
    static final class Waiter {
        private final FacilityQueue queue;
        private final Priority priority;
        private final long patientUntil;
        private final CompletableFuture<CallGate.Admission> admission = new CompletableFuture<>();

        private Waiter(FacilityQueue queue, Priority priority, long patientUntil) {
            this.queue = queue;
            this.priority = priority;
            this.patientUntil = patientUntil;
        }

        FacilityQueue queue() {
            return queue;
        }

        CompletableFuture<CallGate.Admission> admission() {
            return admission;
        }
    }

    /** The calls that wait at one facility, or that name none. */
    final class FacilityQueue {
        private final Optional<LimitWindow> facility;
        private final List<LimitWindow> limits;
        // Sets, so that whoever stops waiting is taken out without a search.
        private final Set<Waiter> interactive = new LinkedHashSet<>();
        private final Set<Waiter> batch = new LinkedHashSet<>();

        private FacilityQueue(Optional<LimitWindow> facility) {
            this.facility = facility;
            this.limits = facility.map(own -> List.of(window, own)).orElseGet(() -> List.of(window));
        }

        Jurisdiction server() {
            return id.server();
        }

        /** The limits that a call in this queue counts for. */
        List<LimitWindow> limits() {
            return limits;
        }

        Waiter add(Priority priority, long patientUntil) {
            Waiter waiter = new Waiter(this, priority, patientUntil);
            limits.forEach(LimitWindow::use);
            waiters(priority).add(waiter);
            return waiter;
        }

        void remove(Waiter waiter) {
            if (waiters(waiter.priority).remove(waiter)) {
                limits.forEach(LimitWindow::leave);
            }
        }

        /**
         * Pauses what a 429 may have meant. If the call named a facility, that is the facility's limit; it may be the
         * vendor's as well only if much of that is taken.
         */
        void pause(long now, long until) {
            facility.ifPresent(own -> own.pause(now, until));
            if (facility.isEmpty() || window.busy()) {
                window.pause(now, until);
            }
        }

        /** Nanoseconds until a call may be sent because time passes; 0 if none waits, or if an answer is waited for. */
        private long wait(long now, Priority priority) {
            long fastest = windows.fastestRoundTrip(id.server());
            return waiters(priority).isEmpty()
                    ? 0
                    : limits.stream()
                            .mapToLong(limit -> limit.wait(now, fastest, priority))
                            .max()
                            .orElse(0);
        }

        private Set<Waiter> waiters(Priority priority) {
            return priority == Priority.INTERACTIVE ? interactive : batch;
        }

        private boolean free(long now, Priority priority) {
            long fastest = windows.fastestRoundTrip(id.server());
            return limits.stream().allMatch(limit -> limit.free(now, fastest, priority));
        }

        private boolean pausedBeyond(long time) {
            return limits.stream().anyMatch(limit -> limit.pausedBeyond(time));
        }
    }

    FacilityQueue facility(Optional<LicenseNumber> license) {
        return facilities.computeIfAbsent(
                license, l -> new FacilityQueue(license.map(number -> windows.of(id.server(), number))));
    }

    /** Takes out those whose patience ends before a pause does, and returns them. */
    List<Waiter> removeHopeless(long now) {
        List<Waiter> removed = new ArrayList<>();
        for (FacilityQueue queue : facilities.values()) {
            // A pause is the only reason, and it is rare: only then is everybody looked at.
            if (!queue.pausedBeyond(now)) {
                continue;
            }
            for (Priority priority : Priority.values()) {
                List<Waiter> hopeless = queue.waiters(priority).stream()
                        .filter(waiter -> queue.pausedBeyond(waiter.patientUntil))
                        .toList();
                hopeless.forEach(queue::remove);
                removed.addAll(hopeless);
            }
        }
        return removed;
    }

    /**
     * Lets calls of this priority through as long as there are places, and batch calls whose turn has come. Returns
     * them in this order.
     */
    List<Waiter> letThrough(Priority priority, long now) {
        List<Waiter> through = new ArrayList<>();
        Optional<Waiter> next = letNextThrough(priority, now);
        while (next.isPresent()) {
            through.add(next.get());
            next = letNextThrough(priority, now);
        }
        return through;
    }

    private Optional<Waiter> letNextThrough(Priority priority, long now) {
        boolean batchIsDue = interactiveInARow >= ONE_OF - 1;
        // The one that is due may take a place that is kept for people: they would else take it every time.
        Optional<Waiter> due = batchIsDue ? letOneThrough(Priority.BATCH, Priority.INTERACTIVE, now) : Optional.empty();
        return due.isPresent() ? due : letOneThrough(priority, priority, now);
    }

    private Optional<Waiter> letOneThrough(Priority priority, Priority rules, long now) {
        for (Map.Entry<Optional<LicenseNumber>, FacilityQueue> entry : facilities.entrySet()) {
            FacilityQueue queue = entry.getValue();
            if (!queue.waiters(priority).isEmpty() && queue.free(now, rules)) {
                Waiter waiter = queue.waiters(priority).iterator().next();
                queue.waiters(priority).remove(waiter);
                queue.limits.forEach(limit -> limit.begin(now, priority));
                count(priority);
                moveToTheEnd(entry.getKey(), queue);
                return Optional.of(waiter);
            }
        }
        return Optional.empty();
    }

    private void count(Priority priority) {
        boolean batchWaits = facilities.values().stream().anyMatch(queue -> !queue.batch.isEmpty());
        interactiveInARow = priority == Priority.INTERACTIVE && batchWaits ? interactiveInARow + 1 : 0;
    }

    private void moveToTheEnd(Optional<LicenseNumber> license, FacilityQueue queue) {
        facilities.remove(license);
        facilities.put(license, queue);
    }

    /** Nanoseconds until some call may be sent because time passes; {@link Long#MAX_VALUE} if none waits for that. */
    long nextChange(long now) {
        long next = Long.MAX_VALUE;
        for (FacilityQueue queue : facilities.values()) {
            for (Priority priority : Priority.values()) {
                long wait = queue.wait(now, priority);
                next = wait > 0 ? Math.min(next, wait) : next;
            }
        }
        return next;
    }

    /** Forgets facilities at which nobody waits, and returns whether none is left. */
    boolean isIdle() {
        facilities.values().removeIf(queue -> queue.interactive.isEmpty() && queue.batch.isEmpty());
        return facilities.isEmpty();
    }
}
