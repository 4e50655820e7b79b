package io.github.metrckeys.http;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Works off a list of tasks, some at a time, without a thread of its own. */
final class Parallel {

    private Parallel() {}

    /** Completes when every task has; a task that fails fails the whole. */
    static <T> CompletableFuture<Void> forEach(
            Collection<T> tasks, int atOnce, Function<T, ? extends CompletionStage<?>> work) {
        Queue<T> queue = new ArrayDeque<>(tasks);
        CompletableFuture<?>[] lanes = new CompletableFuture<?>[Math.min(atOnce, tasks.size())];
        for (int i = 0; i < lanes.length; i++) {
            lanes[i] = priority(queue, work);
        }
        return CompletableFuture.allOf(lanes);
    }

    private static <T> CompletableFuture<?> priority(Queue<T> queue, Function<T, ? extends CompletionStage<?>> work) {
        T task;
        synchronized (queue) {
            task = queue.poll();
        }
        return task == null
                ? CompletableFuture.completedFuture(null)
                : work.apply(task).thenCompose(done -> priority(queue, work)).toCompletableFuture();
    }
}
