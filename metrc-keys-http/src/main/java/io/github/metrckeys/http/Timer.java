package io.github.metrckeys.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Does something later without a waiting thread: the JDK's own timer for completable futures tells the time, and a
 * short-lived daemon thread does the work. Neither the timer's thread nor the common pool does it: a slow continuation of
 * somebody's would hold up other people's deadlines there, and a blocked pool would hold up ours. A timer that is canceled
 * leaves nothing behind, which a task of a delayed executor would.
 */
final class Timer {

    private final CompletableFuture<Void> alarm = new CompletableFuture<>();

    private Timer() {}

    static Timer after(Duration delay, Runnable action) {
        Timer timer = new Timer();
        // Registered before it is armed: one that has gone off already would act in the calling thread.
        var unused = timer.alarm.thenRunAsync(action, Timer::inDaemonThread);
        timer.alarm.completeOnTimeout(null, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
        return timer;
    }

    void cancel() {
        alarm.cancel(false);
    }

    private static void inDaemonThread(Runnable action) {
        Thread thread = new Thread(action, "metrc-keys-timer");
        thread.setDaemon(true);
        thread.start();
    }
}
