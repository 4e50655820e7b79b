package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {

    private final ManualTasks work = new ManualTasks();

    @Test
    void asManyTasksAsAllowedAreBegunAtOnce() {
        var unused = Parallel.forEach(tasks(5), 3, work::begin);

        assertThat(work.begun).containsExactly(0, 1, 2);
    }

    @Test
    void theNextTaskIsBegunWhenAnyIsDone() {
        var unused = Parallel.forEach(tasks(5), 3, work::begin);
        work.finish(1);

        assertThat(work.begun).containsExactly(0, 1, 2, 3);
    }

    @Test
    void theWholeIsDoneWhenEveryTaskIs() {
        CompletableFuture<Void> whole = Parallel.forEach(tasks(3), 2, work::begin);
        work.finish(0);
        work.finish(1);
        assertThat(whole).isNotDone();
        work.finish(2);

        assertThat(whole).isCompleted();
        assertThat(work.begun).containsExactly(0, 1, 2);
    }

    @Test
    void moreLanesThanTasksDoEachTaskOnce() {
        CompletableFuture<Void> whole = Parallel.forEach(tasks(2), 10, work::begin);
        work.finish(0);
        work.finish(1);

        assertThat(whole).isCompleted();
        assertThat(work.begun).containsExactly(0, 1);
    }

    @Test
    void nothingToDoIsDoneAtOnce() {
        CompletableFuture<Void> whole = Parallel.forEach(List.<Integer>of(), 3, work::begin);

        assertThat(whole).isCompleted();
    }

    @Test
    void aTaskThatFailsFailsTheWhole() {
        IllegalStateException failure = new IllegalStateException("broken");
        CompletableFuture<Void> whole = Parallel.forEach(tasks(2), 2, work::begin);
        work.fail(0, failure);
        work.finish(1);

        assertThat(whole.handle((done, thrown) -> thrown))
                .isCompletedWithValueMatching(
                        thrown -> thrown instanceof CompletionException && failure.equals(thrown.getCause()));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 10})
    void neverAreMoreUnderWayThanAllowedAndAllAreDone(int atOnce) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            CountedTasks counted = new CountedTasks(threads);
            Parallel.forEach(tasks(200), atOnce, counted::begin).get(30, TimeUnit.SECONDS);

            assertThat(counted.most).isLessThanOrEqualTo(atOnce);
            assertThat(counted.done).containsExactlyInAnyOrderElementsOf(tasks(200));
        } finally {
            threads.shutdownNow();
        }
    }

    private static Collection<Integer> tasks(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    /** Tasks that the test completes itself. */
    private static final class ManualTasks {
        private final List<Integer> begun = new ArrayList<>();
        private final List<CompletableFuture<Void>> underWay = new ArrayList<>();

        CompletionStage<Void> begin(Integer task) {
            begun.add(task);
            CompletableFuture<Void> future = new CompletableFuture<>();
            underWay.add(future);
            return future;
        }

        void finish(int task) {
            underWay.get(task).complete(null);
        }

        void fail(int task, Throwable failure) {
            underWay.get(task).completeExceptionally(failure);
        }
    }

    private static final class CountedTasks {
        private final Executor threads;
        private final List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        private int underWay;
        private int most;

        CountedTasks(Executor threads) {
            this.threads = threads;
        }

        CompletionStage<Void> begin(Integer task) {
            begun();
            return CompletableFuture.runAsync(() -> ended(task), threads);
        }

        private synchronized void begun() {
            underWay++;
            most = Math.max(most, underWay);
        }

        private synchronized void ended(Integer task) {
            underWay--;
            done.add(task);
        }
    }
}
