package io.github.metrckeys.http;

import java.time.Duration;

/** The fastest round trip to a server in the last one to two minutes. Not safe for use by several threads. */
final class RoundTrips {

    private static final long WINDOW = Duration.ofMinutes(1).toNanos();
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final long NONE = Long.MAX_VALUE;

    private long began;
    private long previous = NONE;
    private long current = NONE;

    void saw(long roundTrip, long now) {
        if (current == NONE || now - began > WINDOW) {
            previous = current;
            current = NONE;
            began = now;
        }
        current = Math.min(current, Math.max(0, roundTrip));
    }

    /** Nanoseconds, at most a second; 0 if none was seen. */
    long fastest() {
        long fastest = Math.min(previous, current);
        return fastest == NONE ? 0 : Math.min(fastest, SECOND);
    }
}
