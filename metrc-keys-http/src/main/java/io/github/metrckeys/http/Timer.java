package io.github.metrckeys.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Does something later without a waiting thread: the JDK's own timer for completable futures tells the time, and the
 * common pool does the work, so that nobody's slow continuation holds up other people's timers. A timer that is canceled
 * leaves nothing behind, which a task of a delayed executor would.
 */
final class Timer {

    private final CompletableFuture<Void> alarm = new CompletableFuture<>();

    private Timer() {}

    static Timer after(Duration delay, Runnable action) {
        Timer timer = new Timer();
        // Registered before it is armed: one that has gone off already would act in the calling thread.
        var unused = timer.alarm.thenRunAsync(action);
        timer.alarm.completeOnTimeout(null, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return timer;
    }

    void cancel() {
        alarm.cancel(false);
    }
}
