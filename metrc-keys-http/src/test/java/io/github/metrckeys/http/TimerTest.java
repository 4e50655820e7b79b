package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class TimerTest {

    @Test
    void theActionIsDoneOnceTheDelayIsOver() throws Exception {
        long start = System.nanoTime();
        CompletableFuture<Long> doneAt = new CompletableFuture<>();
        Timer.after(Duration.ofMillis(20), () -> doneAt.complete(System.nanoTime()));

        assertThat(doneAt.get(10, TimeUnit.SECONDS) - start)
                .isGreaterThanOrEqualTo(Duration.ofMillis(20).toNanos());
    }

    @Test
    void aDelayThatIsOverAlreadyIsNone() throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Timer.after(Duration.ofSeconds(-1), () -> done.complete(true));

        assertThat(done.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aCanceledTimerDoesNothing() throws Exception {
        AtomicBoolean fired = new AtomicBoolean();
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        Timer canceled = Timer.after(Duration.ofMillis(400), () -> fired.set(true));
        Timer.after(Duration.ofMillis(450), () -> later.complete(true));
        canceled.cancel();

        assertThat(later.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(fired).isFalse();
    }

    @Test
    void cancelingATimerThatHasFiredIsNoError() throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Timer timer = Timer.after(Duration.ZERO, () -> done.complete(true));
        assertThat(done.get(10, TimeUnit.SECONDS)).isTrue();

        timer.cancel();

        assertThat(done).isCompletedWithValue(true);
    }

    @Test
    void theActionIsDoneByADaemonThread() throws Exception {
        CompletableFuture<Boolean> daemon = new CompletableFuture<>();
        Timer.after(
                Duration.ofMillis(20),
                () -> daemon.complete(Thread.currentThread().isDaemon()));

        assertThat(daemon.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aBlockedCommonPoolHoldsNoTimerUp() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism() + 2; i++) {
            ForkJoinPool.commonPool().execute(() -> awaitQuietly(release));
        }
        CountDownLatch done = new CountDownLatch(1);
        Timer.after(Duration.ofMillis(5), done::countDown);

        boolean inTime = done.await(20, TimeUnit.SECONDS);
        release.countDown();
        assertThat(inTime).isTrue();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
