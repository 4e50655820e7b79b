package io.github.metrckeys.check;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.Facility;
import io.github.metrckeys.InvalidInputException;
import io.github.metrckeys.MetrcKeysException;
import io.github.metrckeys.UserId;
import io.github.metrckeys.internal.Checks;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ValidationReport;
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
    private final AtomicReferenceArray<BatchResult> results;
    private final ConcurrentMap<Integer, CompletableFuture<ValidationReport>> underWay = new ConcurrentHashMap<>();
    private final AtomicReference<Progress> progress;
    private final CompletableFuture<List<BatchResult>> completion = new CompletableFuture<>();
    private volatile boolean canceled;

    /** Starts validations; only there are the two fields below read and written. */
    private final Serially starting = new Serially();

    private int next;
    private int free;

    /** Tells listeners one thing at a time, in the order in which requests were done. */
    private final Serially telling = new Serially();

    private Progress told;
    private int toldOf;

    private BatchValidation(Builder builder, List<ProbeRequest> requests) {
        this.probe = builder.probe;
        this.atMost = builder.atMost;
        this.reportListeners = List.copyOf(builder.reportListeners);
        this.progressListeners = List.copyOf(builder.progressListeners);
        this.requests = new AtomicReferenceArray<>(requests.toArray(ProbeRequest[]::new));
        this.results = new AtomicReferenceArray<>(requests.stream()
                .map(request -> new BatchResult.Pending(request.subject(), request.facility()))
                .toArray(BatchResult[]::new));
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
    public List<BatchResult> results() {
        List<BatchResult> now = new ArrayList<>(results.length());
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
    public CompletableFuture<List<BatchResult>> completion() {
        return completion.copy();
    }

    /**
     * Stops what is under way and begins nothing more. What is done stays, all else is {@link BatchResult.Skipped}.
     */
    public void cancel() {
        canceled = true;
        for (int i = 0; i < results.length(); i++) {
            BatchResult pending = results.get(i);
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
        BatchResult pending = results.get(index);
        BatchResult result = found != null
                ? new BatchResult.Finished(found)
                : canceled ? skipped(pending) : failed(pending, failure);
        Optional<BatchResult> settled = settle(index, result);
        // The next one is begun before anybody is told, who may take long.
        starting.run(() -> {
            free++;
            startMore();
        });
        settled.ifPresent(this::tellLater);
    }

    private static BatchResult skipped(BatchResult pending) {
        return new BatchResult.Skipped(pending.subject(), pending.facility());
    }

    private static BatchResult failed(BatchResult pending, @Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Optional<ErrorCode> code =
                cause instanceof MetrcKeysException known ? Optional.of(known.code()) : Optional.empty();
        String name = cause == null ? "no report" : cause.getClass().getName();
        return new BatchResult.Failed(pending.subject(), pending.facility(), code, name);
    }

    /** The first result of a request stands: a report that comes in after the batch was canceled is too late. */
    private Optional<BatchResult> settle(int index, BatchResult result) {
        BatchResult pending = results.get(index);
        if (!(pending instanceof BatchResult.Pending) || !results.compareAndSet(index, pending, result)) {
            return Optional.empty();
        }
        requests.set(index, null);
        progress.updateAndGet(before -> before.after(result));
        return Optional.of(result);
    }

    private void tellLater(BatchResult result) {
        telling.run(() -> tell(result));
    }

    private void tell(BatchResult result) {
        toldOf++;
        if (!(result instanceof BatchResult.Skipped)) {
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
}
