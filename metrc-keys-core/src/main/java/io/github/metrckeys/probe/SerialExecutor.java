package io.github.metrckeys.probe;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An executor that runs tasks one after another, in the calling thread if no task is running. A task that arrives while
 * another one runs, or from the running task itself, is left to the running thread. So nobody waits, and the stack does
 * not grow.
 */
final class SerialExecutor implements Executor {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    public void execute(Runnable task) {
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
