package io.github.metrckeys.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Counts calls: how many arrived in any window of one second, and how many are in progress. */
final class RateLimiter {

    private static final Duration WINDOW = Duration.ofSeconds(1);

    private final int perSecond;
    private final int concurrent;
    private final Deque<Instant> arrivals = new ArrayDeque<>();
    private int underWay;

    RateLimiter(int perSecond, int concurrent) {
        this.perSecond = perSecond;
        this.concurrent = concurrent;
    }

    synchronized boolean enter(Instant now) {
        while (!arrivals.isEmpty() && !arrivals.getFirst().plus(WINDOW).isAfter(now)) {
            arrivals.removeFirst();
        }
        if (arrivals.size() >= perSecond || underWay >= concurrent) {
            return false;
        }
        arrivals.addLast(now);
        underWay++;
        return true;
    }

    synchronized void leave() {
        underWay--;
    }
}
