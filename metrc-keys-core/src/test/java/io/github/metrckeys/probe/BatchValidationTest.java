package io.github.metrckeys.probe;

import static io.github.metrckeys.fixture.AccessFixture.NINE;
import static io.github.metrckeys.fixture.AccessFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.UserId;
import io.github.metrckeys.access.AccessCache;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.fixture.AccessFixture;
import io.github.metrckeys.fixture.ManualProbe;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BatchValidationTest {

    private static final VendorApiKey VENDOR_KEY = VendorApiKey.of("VendorCanary".repeat(4));
    private static final UserApiKey USER_KEY = UserApiKey.of("UserKeyCanary".repeat(4));

    private final ManualProbe probe = new ManualProbe();

    private static ProbeRequest request(int number) {
        return ProbeRequest.individual(SHOP, UserId.of("emp-" + number), VENDOR_KEY, USER_KEY);
    }

    private static List<ProbeRequest> requests(int count) {
        return IntStream.range(0, count).mapToObj(BatchValidationTest::request).toList();
    }

    private static ValidationReport good(ProbeRequest request) {
        return AccessFixture.report(request.subject(), request.facility(), NINE);
    }

    private ValidationReport good(int call) {
        return good(probe.calls.get(call).request());
    }

    /** A probe that answers before it returns. */
    private static PermissionProbe at(Function<ProbeRequest, CompletableFuture<ValidationReport>> answers) {
        return new PermissionProbe() {
            @Override
            public ValidationReport validate(ProbeRequest request) {
                throw new AssertionError("nothing waits");
            }

            @Override
            public CompletableFuture<ValidationReport> validateAsync(ProbeRequest request) {
                return answers.apply(request);
            }
        };
    }

    @Test
    void requestsAreBegunInTheirOrderAndAsPartsOfBatchWork() {
        BatchValidation batch = BatchValidation.start(probe, requests(3));

        assertThat(probe.calls)
                .extracting(call -> call.request().subject())
                .containsExactly(
                        request(0).subject(), request(1).subject(), request(2).subject());
        assertThat(probe.calls).allMatch(call -> call.request().isInBatch());
        assertThat(batch.completion()).isNotDone();
    }

    @Test
    void noMoreThanEightAreUnderWayWhereNothingElseIsSaid() {
        BatchValidation.start(probe, requests(20));

        assertThat(probe.calls).hasSize(8);
    }

    @Test
    void oneThatIsDoneMakesRoomForTheNext() {
        BatchValidation batch = BatchValidation.builder(probe).atMost(2).start(requests(5));
        assertThat(probe.calls).hasSize(2);

        probe.answer(1, good(1));

        assertThat(probe.calls).hasSize(3);
        for (int i : new int[] {2, 0, 3, 4}) {
            assertThat(probe.underWay()).isLessThanOrEqualTo(2);
            probe.answer(i, good(i));
        }
        assertThat(batch.completion()).isCompleted();
    }

    @Test
    void resultsStandInTheOrderOfTheRequests() {
        BatchValidation batch = BatchValidation.start(probe, requests(3));

        probe.answer(2, good(2));
        probe.answer(0, good(0));

        assertThat(batch.results())
                .containsExactly(
                        new BatchValidation.Result.Finished(good(0)),
                        new BatchValidation.Result.Pending(request(1).subject(), SHOP),
                        new BatchValidation.Result.Finished(good(2)));
        probe.answer(1, good(1));
        assertThat(batch.completion().join())
                .containsExactly(
                        new BatchValidation.Result.Finished(good(0)),
                        new BatchValidation.Result.Finished(good(1)),
                        new BatchValidation.Result.Finished(good(2)));
        assertThat(batch.results()).isEqualTo(batch.completion().join());
        assertThat(batch.results().get(1).report()).contains(good(1));
    }

    @Test
    void progressCountsWhatIsDoneAndWhatOfItHasNoVerdict() {
        BatchValidation batch = BatchValidation.builder(probe).atMost(1).start(requests(5));
        assertThat(batch.progress()).isEqualTo(new BatchValidation.Progress(0, 0, 5, 5));

        probe.answer(0, good(0));
        assertThat(batch.progress()).isEqualTo(new BatchValidation.Progress(1, 0, 4, 5));
        probe.answer(1, AccessFixture.refused(request(1).subject(), SHOP, NINE, Cause.USER_KEY_REJECTED));
        assertThat(batch.progress()).isEqualTo(new BatchValidation.Progress(2, 0, 3, 5));
        probe.answer(2, AccessFixture.outage(request(2).subject(), SHOP, NINE));
        assertThat(batch.progress()).isEqualTo(new BatchValidation.Progress(3, 1, 2, 5));
        probe.calls.get(3).report().completeExceptionally(new IllegalStateException());
        assertThat(batch.progress()).isEqualTo(new BatchValidation.Progress(4, 2, 1, 5));
        batch.cancel();
        assertThat(batch.progress()).isEqualTo(new BatchValidation.Progress(4, 2, 1, 5));
    }

    @Test
    void oneThatBreaksStopsNoOther() {
        PermissionProbe breaking = at(request -> {
            int number = Integer.parseInt(request.subject().toString().replaceAll("\\D", ""));
            return switch (number) {
                case 0 -> throw new IllegalArgumentException("Canary");
                case 1 -> throw new StackOverflowError();
                case 2 ->
                    CompletableFuture.failedFuture(
                            new MetrcKeysException(ErrorCode.CATALOG_DAMAGED, "The jar is damaged."));
                case 3 ->
                    CompletableFuture.<ValidationReport>supplyAsync(() -> {
                        throw new IllegalStateException("Canary");
                    });
                case 4 -> CompletableFuture.failedFuture(new CancellationException());
                default -> CompletableFuture.completedFuture(good(request));
            };
        });

        List<BatchValidation.Result> results =
                BatchValidation.start(breaking, requests(6)).completion().join();

        assertThat(results)
                .containsExactly(
                        failed(0, Optional.empty(), IllegalArgumentException.class),
                        failed(1, Optional.empty(), StackOverflowError.class),
                        failed(2, Optional.of(ErrorCode.CATALOG_DAMAGED), MetrcKeysException.class),
                        failed(3, Optional.empty(), IllegalStateException.class),
                        failed(4, Optional.empty(), CancellationException.class),
                        new BatchValidation.Result.Finished(good(request(5))));
        assertThat(results.toString()).doesNotContain("Canary");
    }

    private static BatchValidation.Result failed(int number, Optional<ErrorCode> code, Class<?> exception) {
        return new BatchValidation.Result.Failed(request(number).subject(), SHOP, code, exception.getName());
    }

    @ParameterizedTest
    @ValueSource(strings = {"012", "021", "102", "120", "201", "210"})
    void anyOrderOfAnswersGivesTheSameFinalReports(String order) {
        List<ProbeRequest> requests = IntStream.range(0, 3)
                .mapToObj(i -> ProbeRequest.individual(
                        SHOP, UserId.of("emp-" + i), VENDOR_KEY, UserApiKey.of(("UserKeyCanary" + i).repeat(4))))
                .toList();
        BatchValidation batch = BatchValidation.start(probe, requests);

        order.chars().map(c -> c - '0').forEach(i -> {
            ProbeRequest request = requests.get(i);
            probe.answer(
                    i,
                    i == 2
                            ? good(request)
                            : AccessFixture.refused(request.subject(), SHOP, NINE, Cause.KEY_PAIR_REJECTED));
        });

        assertThat(batch.completion().join())
                .extracting(result -> result.report().orElseThrow().cause())
                .containsExactly(
                        Optional.of(Cause.USER_KEY_REJECTED), Optional.of(Cause.USER_KEY_REJECTED), Optional.empty());
    }

    @Test
    void cancelingStopsWhatIsUnderWayBeginsNothingMoreAndKeepsWhatIsDone() {
        BatchValidation batch = BatchValidation.builder(probe).atMost(2).start(requests(4));
        probe.answer(0, good(0));

        batch.cancel();

        assertThat(probe.calls).hasSize(3);
        assertThat(probe.calls.get(1).report()).isCancelled();
        assertThat(probe.calls.get(2).report()).isCancelled();
        assertThat(batch.completion().join())
                .containsExactly(
                        new BatchValidation.Result.Finished(good(0)),
                        new BatchValidation.Result.Skipped(request(1).subject(), SHOP),
                        new BatchValidation.Result.Skipped(request(2).subject(), SHOP),
                        new BatchValidation.Result.Skipped(request(3).subject(), SHOP));
        batch.cancel();
        assertThat(batch.results()).isEqualTo(batch.completion().join());
    }

    @Test
    void aFutureThatCannotBeCanceledHoldsNothingUpAndIsTooLate() {
        CompletableFuture<ValidationReport> stubborn = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        };
        BatchValidation batch = BatchValidation.start(at(request -> stubborn), requests(1));

        batch.cancel();

        assertThat(batch.completion()).isCompleted();
        stubborn.complete(good(request(0)));
        assertThat(batch.results())
                .containsExactly(new BatchValidation.Result.Skipped(request(0).subject(), SHOP));
    }

    @Test
    void aListenerMayCancel() {
        CompletableFuture<BatchValidation> started = new CompletableFuture<>();
        BatchValidation batch = BatchValidation.builder(probe)
                .atMost(1)
                .onReport(report -> started.join().cancel())
                .start(requests(3));
        started.complete(batch);

        probe.answer(0, good(0));

        assertThat(batch.completion().join())
                .containsExactly(
                        new BatchValidation.Result.Finished(good(0)),
                        new BatchValidation.Result.Skipped(request(1).subject(), SHOP),
                        new BatchValidation.Result.Skipped(request(2).subject(), SHOP));
    }

    @Test
    void toCancelTheCompletionCancelsNothing() {
        BatchValidation batch = BatchValidation.start(probe, requests(1));

        batch.completion().cancel(true);
        probe.answer(0, good(0));

        assertThat(batch.completion()).isCompleted();
    }

    @Test
    void listenersAreToldOfEachReportAndEachStepBeforeTheEnd() {
        List<Object> told = new ArrayList<>();
        BatchValidation batch = BatchValidation.builder(probe)
                .onReport(told::add)
                .onProgress(told::add)
                .start(requests(2));
        var unused = batch.completion().thenAccept(results -> told.add("end"));

        probe.calls.get(1).report().completeExceptionally(new IllegalStateException());
        probe.answer(0, good(0));

        assertThat(told)
                .containsExactly(
                        new BatchValidation.Progress(1, 1, 1, 2),
                        good(0),
                        new BatchValidation.Progress(2, 1, 0, 2),
                        "end");
    }

    @Test
    void aListenerThatThrowsStopsNothing() {
        List<BatchValidation.Progress> steps = new ArrayList<>();
        BatchValidation batch = BatchValidation.builder(probe)
                .onReport(report -> {
                    throw new IllegalStateException(report.toString());
                })
                .onReport(report -> {
                    throw new AssertionError();
                })
                .onProgress(steps::add)
                .start(requests(2));

        probe.answer(0, good(0));
        probe.answer(1, good(1));

        assertThat(batch.completion()).isCompleted();
        assertThat(steps).hasSize(2);
    }

    @Test
    void anAccessCacheIsAListener() {
        AccessCache cache =
                AccessCache.builder().clock(new AccessFixture.Clock()).build();
        BatchValidation.builder(probe).onReport(cache::record).start(requests(1));

        probe.answer(0, good(0));

        assertThat(cache.lastReport(request(0).subject(), SHOP)).contains(good(0));
    }

    @Test
    void tenThousandThatAreAnsweredAtOnceGrowNoStack() {
        AtomicInteger told = new AtomicInteger();
        PermissionProbe prompt = at(request -> CompletableFuture.completedFuture(good(request)));

        BatchValidation batch = BatchValidation.builder(prompt)
                .atMost(1)
                .onReport(report -> told.incrementAndGet())
                .start(requests(10_000));

        assertThat(batch.completion().join())
                .hasSize(10_000)
                .allMatch(BatchValidation.Result.Finished.class::isInstance);
        assertThat(told).hasValue(10_000);
    }

    @Test
    void anEmptyBatchIsDone() {
        BatchValidation batch = BatchValidation.start(probe, List.of());

        assertThat(batch.completion().join()).isEmpty();
        assertThat(batch.progress()).isEqualTo(new BatchValidation.Progress(0, 0, 0, 0));
        batch.cancel();
    }

    /** While a listener is slow, the others of the batch go on, and nobody is told two things at a time. */
    @Test
    void manyThreadsFinishAtATime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        AtomicInteger underWay = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        AtomicInteger listening = new AtomicInteger();
        AtomicBoolean overlapped = new AtomicBoolean();
        List<Integer> steps = new ArrayList<>();
        PermissionProbe busy = at(request -> {
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            return CompletableFuture.supplyAsync(
                    () -> {
                        underWay.decrementAndGet();
                        return good(request);
                    },
                    threads);
        });

        BatchValidation batch = BatchValidation.builder(busy)
                .atMost(5)
                .onReport(report -> {
                    overlapped.compareAndSet(false, listening.incrementAndGet() > 1);
                    listening.decrementAndGet();
                })
                .onProgress(progress -> steps.add(progress.done()))
                .start(requests(5_000));

        assertThat(batch.completion().get(30, TimeUnit.SECONDS)).hasSize(5_000);
        threads.shutdown();
        assertThat(most.get()).isLessThanOrEqualTo(5);
        assertThat(overlapped).isFalse();
        assertThat(steps).isEqualTo(IntStream.rangeClosed(1, 5_000).boxed().toList());
        assertThat(batch.progress()).isEqualTo(new BatchValidation.Progress(5_000, 0, 0, 5_000));
    }

    @Test
    void aListenerThatHangsHoldsNoValidationUp() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(1);
        BatchValidation batch = BatchValidation.builder(probe)
                .atMost(1)
                .onReport(report -> {
                    hanging.countDown();
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                })
                .start(requests(3));
        Thread first = new Thread(() -> probe.answer(0, good(0)));
        first.start();
        hanging.await();

        probe.answer(1, good(1));
        probe.answer(2, good(2));

        assertThat(batch.progress()).isEqualTo(new BatchValidation.Progress(3, 0, 0, 3));
        assertThat(batch.completion()).isNotDone();
        go.countDown();
        first.join();
        assertThat(batch.completion()).isCompleted();
    }

    @Test
    void cancelingWhileOthersFinishLeavesNothingPending() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int round = 0; round < 200; round++) {
            AtomicInteger number = new AtomicInteger();
            // Every other one is only ever done by being canceled.
            PermissionProbe busy = at(request -> number.getAndIncrement() % 2 == 0
                    ? CompletableFuture.supplyAsync(() -> good(request), threads)
                    : new CompletableFuture<>());
            BatchValidation batch = BatchValidation.builder(busy).atMost(30).start(requests(50));
            threads.execute(batch::cancel);

            List<BatchValidation.Result> results = batch.completion().get(10, TimeUnit.SECONDS);

            assertThat(results)
                    .hasSize(50)
                    .allMatch(result -> result instanceof BatchValidation.Result.Finished
                            || result instanceof BatchValidation.Result.Skipped);
            assertThat(batch.results()).isEqualTo(results);
        }
        threads.shutdown();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 65})
    void howManyAtATimeIsBounded(int atMost) {
        assertThatThrownBy(() -> BatchValidation.builder(probe).atMost(atMost))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID));
    }

    @Test
    void onePersonsKeyIsAskedAboutAtEachLicense() {
        Facility other = AccessFixture.OTHER_SHOP;

        List<ProbeRequest> requests =
                BatchValidation.overLicenses(AccessFixture.USER, VENDOR_KEY, USER_KEY, List.of(SHOP, other, SHOP));

        assertThat(requests).extracting(ProbeRequest::facility).containsExactly(SHOP, other);
        assertThat(requests).extracting(ProbeRequest::subject).containsOnly(AccessFixture.EMPLOYEE);
    }

    @Test
    void aKeyIsNotSentToTheServersOfOthers() {
        List<Facility> two = List.of(SHOP, Facility.of(Jurisdiction.of("MI"), "MI-1"));

        assertThatThrownBy(() -> BatchValidation.overLicenses(AccessFixture.USER, VENDOR_KEY, USER_KEY, two))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH));
    }

    @Test
    void nothingPrintsAKey() {
        BatchValidation batch = BatchValidation.start(probe, requests(2));
        probe.calls.get(0).report().completeExceptionally(new IllegalStateException("UserKeyCanary"));

        assertThat(batch).hasToString("BatchValidation[1 of 2 done, 1 failed]");
        assertThat(batch.results().toString()).doesNotContain("Canary");
    }
}
