package io.github.metrckeys.testkit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that does not advance until a test moves it. */
final class MovableClock implements InstantSource {

    private volatile Instant now = Instant.parse("2026-11-24T03:00:00Z");

    @Override
    public Instant instant() {
        return now;
    }

    void move(Duration by) {
        now = now.plus(by);
    }
}
