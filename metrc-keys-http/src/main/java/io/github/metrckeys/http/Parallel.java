package io.github.metrckeys.http;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Runs a list of tasks, some at a time, without a thread of its own. */
final class Parallel {

    private Parallel() {}

    /** Completes when every task has completed; if one fails, the whole fails. */
    static <T> CompletableFuture<Void> forEach(
            Collection<T> tasks, int atOnce, Function<T, ? extends CompletionStage<?>> work) {
        Queue<T> queue = new ArrayDeque<>(tasks);
        CompletableFuture<?>[] workers = new CompletableFuture<?>[Math.min(atOnce, tasks.size())];
        for (int i = 0; i < workers.length; i++) {
            workers[i] = next(queue, work);
        }
        return CompletableFuture.allOf(workers);
    }

    private static <T> CompletableFuture<?> next(Queue<T> queue, Function<T, ? extends CompletionStage<?>> work) {
        T task;
        synchronized (queue) {
            task = queue.poll();
        }
        return task == null
                ? CompletableFuture.completedFuture(null)
                : work.apply(task).thenCompose(done -> next(queue, work)).toCompletableFuture();
    }
}
