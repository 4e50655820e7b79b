package io.github.metrckeys.probe;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many validations, a few of them at a time.
 *
 * <pre>{@code
 * BatchValidation batch = BatchValidation.builder(probe)
 *         .atMost(4)
 *         .onReport(book::record)
 *         .onProgress(progress -> bar.show(progress.done(), progress.total()))
 *         .start(requests);
 * ...
 * batch.completion().thenAccept(results -> ...);
 * }</pre>
 *
 * <p>No thread waits for anything. A request is handed to the probe when its turn comes, so that its time limit does not run
 * while it waits, and as a part of batch work ({@link ProbeRequest#inBatch}), so that people who wait for a check of their own
 * go first. A probe that fails at one request is asked about the next all the same.
 *
 * <p>Safe for use by several threads. A request, and the keys in it, is let go as soon as it is done.
 */
public final class BatchValidation {

    private static final Logger LOG = LoggerFactory.getLogger(BatchValidation.class);

    private final PermissionProbe probe;
    private final int atMost;
    private final List<Consumer<ValidationReport>> reportListeners;
    private final List<Consumer<Progress>> progressListeners;

    private final AtomicReferenceArray<@Nullable ProbeRequest> requests;
    private final AtomicReferenceArray<Result> results;
    private final ConcurrentMap<Integer, CompletableFuture<ValidationReport>> underWay = new ConcurrentHashMap<>();
    private final AtomicReference<Progress> progress;
    private final CompletableFuture<List<Result>> completion = new CompletableFuture<>();
    private volatile boolean canceled;

    /** Starts validations; only there are the two fields below read and written. */
    private final SerialExecutor starting = new SerialExecutor();

    private int next;
    private int free;

    /** Tells listeners one thing at a time, in the order in which requests were done. */
    private final SerialExecutor telling = new SerialExecutor();

    private Progress told;
    private int toldOf;

    private BatchValidation(Builder builder, List<ProbeRequest> requests) {
        this.probe = builder.probe;
        this.atMost = builder.atMost;
        this.reportListeners = List.copyOf(builder.reportListeners);
        this.progressListeners = List.copyOf(builder.progressListeners);
        this.requests = new AtomicReferenceArray<>(requests.toArray(ProbeRequest[]::new));
        this.results = new AtomicReferenceArray<>(requests.stream()
                .map(request -> new Result.Pending(request.subject(), request.facility()))
                .toArray(Result[]::new));
        this.told = new Progress(0, 0, requests.size(), requests.size());
        this.progress = new AtomicReference<>(told);
    }

    /**
     * Begins a batch with settings.
     *
     * @param probe what asks Metrc
     * @return a builder
     */
    public static Builder builder(PermissionProbe probe) {
        return new Builder(probe);
    }

    /**
     * Starts a batch of which 8 validations at most are under way at a time.
     *
     * @param probe what asks Metrc
     * @param requests the requests, begun in this order
     * @return the batch under way
     */
    public static BatchValidation start(PermissionProbe probe, Collection<ProbeRequest> requests) {
        return builder(probe).start(requests);
    }

    /**
     * The requests that ask what one person's key can do at each of several licenses. More can be said of each, such as {@link
     * ProbeRequest#forRole}.
     *
     * @param user whose key
     * @param vendorKey the vendor key of this server
     * @param userKey the key
     * @param facilities the licenses, all on one server
     * @return a request for each license, in this order, each of them once
     * @throws InvalidInputException with {@link ErrorCode#MISMATCH} where the licenses are on several servers: a key is sent to
     *     its own and to no other
     */
    public static List<ProbeRequest> overLicenses(
            UserId user, VendorApiKey vendorKey, UserApiKey userKey, Collection<Facility> facilities) {
        Checks.notNull(user, "user");
        Checks.notNull(vendorKey, "vendorKey");
        Checks.notNull(userKey, "userKey");
        List<Facility> places = List.copyOf(new LinkedHashSet<>(Checks.notNull(facilities, "facilities")));
        if (places.stream().map(Facility::jurisdiction).distinct().count() > 1) {
            throw new InvalidInputException(
                    ErrorCode.MISMATCH,
                    "The licenses are on several servers, and a key is of one: make a batch for each server.");
        }
        return places.stream()
                .map(place -> ProbeRequest.individual(place, user, vendorKey, userKey))
                .toList();
    }

    /**
     * How far it is.
     *
     * @return the progress now
     */
    public Progress progress() {
        return Checks.notNull(progress.get(), "progress");
    }

    /**
     * What there is by now.
     *
     * @return a result for each request, in the order of the requests
     */
    public List<Result> results() {
        List<Result> now = new ArrayList<>(results.length());
        for (int i = 0; i < results.length(); i++) {
            now.add(results.get(i));
        }
        return List.copyOf(now);
    }

    /**
     * The end of the batch, after the listeners were told of everything.
     *
     * @return the results in the order of the requests, also after {@link #cancel}, and never a failure. It is a copy: to cancel
     *     it does not cancel the batch
     */
    public CompletableFuture<List<Result>> completion() {
        return completion.copy();
    }

    /**
     * Stops what is under way and begins nothing more. What is done stays, all else is {@link Result.Skipped}.
     */
    public void cancel() {
        canceled = true;
        for (int i = 0; i < results.length(); i++) {
            Result pending = results.get(i);
            settle(i, skipped(pending)).ifPresent(this::tellLater);
        }
        underWay.values().forEach(future -> future.cancel(true));
    }

    private BatchValidation begin() {
        free = atMost;
        starting.run(this::startMore);
        if (results.length() == 0) {
            complete();
        }
        return this;
    }

    private void startMore() {
        while (free > 0 && next < results.length() && !canceled) {
            free--;
            start(next++);
        }
    }

    private void start(int index) {
        ProbeRequest request = requests.get(index);
        if (request == null) {
            return;
        }
        CompletableFuture<ValidationReport> report;
        try {
            report = Checks.notNull(probe.validateAsync(request.inBatch()), "report");
        } catch (Throwable e) {
            done(index, null, e);
            return;
        }
        underWay.put(index, report);
        if (canceled) {
            report.cancel(true);
        }
        var unused = report.whenComplete((found, failure) -> done(index, found, failure));
    }

    private void done(int index, @Nullable ValidationReport found, @Nullable Throwable failure) {
        underWay.remove(index);
        Result pending = results.get(index);
        Result result =
                found != null ? new Result.Finished(found) : canceled ? skipped(pending) : failed(pending, failure);
        Optional<Result> settled = settle(index, result);
        // The next one is begun before anybody is told, who may take long.
        starting.run(() -> {
            free++;
            startMore();
        });
        settled.ifPresent(this::tellLater);
    }

    private static Result skipped(Result pending) {
        return new Result.Skipped(pending.subject(), pending.facility());
    }

    private static Result failed(Result pending, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Optional<ErrorCode> code =
                cause instanceof MetrcKeysException known ? Optional.of(known.code()) : Optional.empty();
        String name = cause == null ? "no report" : cause.getClass().getName();
        return new Result.Failed(pending.subject(), pending.facility(), code, name);
    }

    /** The first result of a request stands: a report that comes in after the batch was canceled is too late. */
    private Optional<Result> settle(int index, Result result) {
        Result pending = results.get(index);
        if (!(pending instanceof Result.Pending) || !results.compareAndSet(index, pending, result)) {
            return Optional.empty();
        }
        requests.set(index, null);
        progress.updateAndGet(before -> before.after(result));
        return Optional.of(result);
    }

    private void tellLater(Result result) {
        telling.run(() -> tell(result));
    }

    private void tell(Result result) {
        toldOf++;
        if (!(result instanceof Result.Skipped)) {
            told = told.after(result);
            result.report().ifPresent(report -> reportListeners.forEach(listener -> tell(listener, report)));
            progressListeners.forEach(listener -> tell(listener, told));
        }
        if (toldOf == results.length()) {
            complete();
        }
    }

    private static <T> void tell(Consumer<T> listener, T news) {
        try {
            listener.accept(news);
        } catch (Throwable e) {
            // Neither the news nor the message of the exception, in which it may stand.
            LOG.warn(
                    "A listener of a batch of validations threw {}: the batch goes on.",
                    e.getClass().getName());
        }
    }

    private void complete() {
        completion.complete(results());
    }

    /** {@return how far it is} */
    @Override
    public String toString() {
        Progress now = progress();
        return "BatchValidation[" + now.done() + " of " + now.total() + " done, " + now.failed() + " failed]";
    }

    /** Collects the settings of a batch. Not safe for use by several threads. */
    public static final class Builder {

        private final PermissionProbe probe;
        private final List<Consumer<ValidationReport>> reportListeners = new ArrayList<>();
        private final List<Consumer<Progress>> progressListeners = new ArrayList<>();
        private int atMost = 8;

        private Builder(PermissionProbe probe) {
            this.probe = Checks.notNull(probe, "probe");
        }

        /**
         * Sets how many validations are under way at a time. Each makes some 20 calls, and the probe bounds these by itself.
         *
         * @param atMost the number; 1 to 64, and 8 where this is not called
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} where the number is out of range
         */
        public Builder atMost(int atMost) {
            if (atMost < 1 || atMost > 64) {
                throw new InvalidInputException(
                        ErrorCode.SETTING_INVALID,
                        "The number of " + atMost + " validations at a time is out of range: set 1 to 64.");
            }
            this.atMost = atMost;
            return this;
        }

        /**
         * Adds somebody who is told of every report, such as {@code book::record}.
         *
         * <p>Listeners are told one thing at a time, in the order in which requests are done, by whichever thread brought a
         * report. While one works, further reports wait for it. What it throws is logged by the name of its class and stops
         * nothing.
         *
         * @param listener takes a report
         * @return this builder
         */
        public Builder onReport(Consumer<ValidationReport> listener) {
            reportListeners.add(Checks.notNull(listener, "listener"));
            return this;
        }

        /**
         * Adds somebody who is told of every step, after those who take reports. It is called as they are.
         *
         * @param listener takes the progress, each time with one more that is done
         * @return this builder
         */
        public Builder onProgress(Consumer<Progress> listener) {
            progressListeners.add(Checks.notNull(listener, "listener"));
            return this;
        }

        /**
         * Starts the batch, with the calling thread handing the first requests to the probe.
         *
         * @param requests the requests, begun in this order
         * @return the batch under way
         */
        public BatchValidation start(Collection<ProbeRequest> requests) {
            return new BatchValidation(this, List.copyOf(Checks.notNull(requests, "requests"))).begin();
        }
    }

    /**
     * How far a {@link BatchValidation} is, for a bar and a word beside it.
     *
     * <p>{@code done} and {@code remaining} always come to {@code total}. That a key is bad is no failure: it is what the
     * validation was for.
     *
     * @param done the requests that are through, whatever came of them
     * @param failed those of them without a verdict, because the report is inconclusive or the probe threw something: what a
     *     button "try these again" is for
     * @param remaining the requests that wait or are under way; after a cancel, also those that were skipped
     * @param total all requests
     */
    public record Progress(int done, int failed, int remaining, int total) {

        Progress after(Result result) {
            if (result instanceof Result.Skipped) {
                return this;
            }
            boolean judged = result.report()
                    .filter(report -> report.verdict() != Verdict.INCONCLUSIVE)
                    .isPresent();
            return new Progress(done + 1, judged ? failed : failed + 1, remaining - 1, total);
        }
    }

    /** What became of one request of a {@link BatchValidation}. It holds no key. */
    public sealed interface Result {

        /**
         * Whose key it is about.
         *
         * @return the owner
         */
        KeyOwner subject();

        /**
         * Where the key is to work.
         *
         * @return the facility
         */
        Facility facility();

        /**
         * The report, if there is one.
         *
         * @return the report; empty where the validation was not finished
         */
        default Optional<ValidationReport> report() {
            return this instanceof Finished finished ? Optional.of(finished.found()) : Optional.empty();
        }

        /**
         * There is a report, whatever its verdict.
         *
         * @param found the report
         */
        record Finished(ValidationReport found) implements Result {

            /** Refuses null. */
            public Finished {
                Checks.notNull(found, "found");
            }

            @Override
            public KeyOwner subject() {
                return found.subject();
            }

            @Override
            public Facility facility() {
                return found.facility();
            }
        }

        /**
         * The probe threw something instead of making a report. Its message is not kept, for nobody knows what stands in it.
         *
         * @param subject whose key it is about
         * @param facility where the key is to work
         * @param code what kind of trouble it is; empty where it was an exception of another library
         * @param exception the name of the exception's class
         */
        record Failed(KeyOwner subject, Facility facility, Optional<ErrorCode> code, String exception)
                implements Result {

            /** Refuses null. */
            public Failed {
                Checks.notNull(subject, "subject");
                Checks.notNull(facility, "facility");
                Checks.notNull(code, "code");
                Checks.notNull(exception, "exception");
            }
        }

        /**
         * The batch was canceled before there was a report.
         *
         * @param subject whose key it is about
         * @param facility where the key is to work
         */
        record Skipped(KeyOwner subject, Facility facility) implements Result {

            /** Refuses null. */
            public Skipped {
                Checks.notNull(subject, "subject");
                Checks.notNull(facility, "facility");
            }
        }

        /**
         * The validation waits for its turn, or is under way. None is left when the batch is complete.
         *
         * @param subject whose key it is about
         * @param facility where the key is to work
         */
        record Pending(KeyOwner subject, Facility facility) implements Result {

            /** Refuses null. */
            public Pending {
                Checks.notNull(subject, "subject");
                Checks.notNull(facility, "facility");
            }
        }
    }
}
