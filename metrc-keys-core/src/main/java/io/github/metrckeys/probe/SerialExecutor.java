package io.github.metrckeys.probe;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tasks one after another, in whichever thread finds nobody at it. A task that is given while another runs, by that one
 * among others, is left to the thread that runs it: nobody waits, and no stack grows.
 */
final class SerialExecutor {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    void run(Runnable task) {
        tasks.add(task);
        if (waiting.getAndIncrement() > 0) {
            return;
        }
        do {
            Runnable first = tasks.poll();
            if (first != null) {
                first.run();
            }
        } while (waiting.decrementAndGet() > 0);
    }
}
