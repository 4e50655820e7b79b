package io.github.metrckeys.http;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Runs an action later without a waiting thread: the JDK's timer for completable futures keeps the time, and a
 * short-lived daemon thread runs the action. Neither the timer's thread nor the common pool runs it: a slow callback
 * would delay other deadlines there, and a blocked pool would delay ours. A canceled timer leaves nothing behind,
 * unlike a task of a delayed executor.
 */
final class Timer {

    private final CompletableFuture<Void> alarm = new CompletableFuture<>();

    private Timer() {}

    static Timer after(Duration delay, Runnable action) {
        Timer timer = new Timer();
        // Registered before the timer starts: if it had expired already, the action would run in the calling thread.
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
