package io.github.metrckeys.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Does something later without a waiting thread. The JDK's one daemon timer thread for completable futures is used; a
 * timer that is canceled leaves nothing behind there, which a task of a delayed executor would.
 */
final class Timer {

    private final CompletableFuture<Void> alarm = new CompletableFuture<>();

    private Timer() {}

    static Timer after(Duration delay, Runnable action) {
        Timer timer = new Timer();
        var unused = timer.alarm
                .completeOnTimeout(null, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS)
                .thenRun(action);
        return timer;
    }

    void cancel() {
        alarm.cancel(false);
    }
}
