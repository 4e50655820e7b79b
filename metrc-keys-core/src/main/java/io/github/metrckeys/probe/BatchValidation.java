package io.github.metrckeys.probe;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Many validations, a few of them at a time.
 *
 * <pre>{@code
 * BatchValidation batch = BatchValidation.builder(probe)
 *         .atMost(4)
 *         .onReport(cache::record)
 *         .onProgress(progress -> bar.show(progress.done(), progress.total()))
 *         .start(requests);
 * ...
 * batch.completion().thenAccept(results -> ...);
 * }</pre>
 *
 * <p>No thread waits for anything. A request is handed to the probe when its turn comes, so that its time limit does
 * not run while it waits, and as a part of batch work ({@link ProbeRequest#inBatch}), so that people who wait for a
 * check of their own go first. A probe that fails at one request is asked about the next all the same.
 *
 * <p>Requests with one vendor key share their evidence. A refused key is reported as a refused user key if another key
 * worked with the same vendor key, so such a report may be told later than it came in.
 *
 * <p>Safe for use by several threads. A request, and the keys in it, is let go as soon as it is done.
 */
public final class BatchValidation {

    private final PermissionProbe probe;
    private final int atMost;
    private final BatchState state;
    private final SharedEvidence shared;
    private final BatchListeners listeners;
    private final ConcurrentMap<Integer, CompletableFuture<ValidationReport>> underWay = new ConcurrentHashMap<>();
    private final CompletableFuture<List<Result>> completion;
    private volatile boolean canceled;

    /** Starts validations; only there are the two fields below read and written. */
    private final SerialExecutor starting = new SerialExecutor();

    private int next;
    private int free;

    private BatchValidation(Builder builder, List<ProbeRequest> requests) {
        this.probe = builder.probe;
        this.atMost = builder.atMost;
        this.state = new BatchState(requests);
        this.shared = new SharedEvidence(requests);
        this.listeners = new BatchListeners(builder.reportListeners, builder.progressListeners, requests.size());
        this.completion = listeners.allTold().thenApply(told -> results());
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
     * The requests that ask what one person's key can do at each of several licenses. More can be said of each, such as
     * {@link ProbeRequest#forRole}.
     *
     * @param user whose key
     * @param vendorKey the vendor key of this server
     * @param userKey the key
     * @param facilities the licenses, all on one server
     * @return a request for each license, in this order, each of them once
     * @throws InvalidInputException with {@link ErrorCode#MISMATCH} if the licenses are on several servers: a key is
     *     sent to its own and to no other
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
        return state.progress();
    }

    /**
     * What there is by now.
     *
     * @return a result for each request, in the order of the requests
     */
    public List<Result> results() {
        return state.results();
    }

    /**
     * The end of the batch, after the listeners were told of everything.
     *
     * @return the results in the order of the requests, also after {@link #cancel}, and never a failure. It is a copy:
     *     to cancel it does not cancel the batch
     */
    public CompletableFuture<List<Result>> completion() {
        return completion.copy();
    }

    /** Stops what is under way and begins nothing more. What is done stays, all else is {@link Result.Skipped}. */
    public void cancel() {
        canceled = true;
        finish(shared.all());
        for (int i = 0; i < state.size(); i++) {
            state.skip(i).ifPresent(listeners::tell);
        }
        underWay.values().forEach(future -> future.cancel(true));
    }

    private BatchValidation begin() {
        free = atMost;
        starting.execute(this::startMore);
        return this;
    }

    private void startMore() {
        while (free > 0 && next < state.size() && !canceled) {
            free--;
            start(next++);
        }
    }

    private void start(int index) {
        ProbeRequest request = state.request(index);
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
        state.letGo(index);
        // The next one is begun before anybody is told, who may take long.
        starting.execute(() -> {
            free++;
            startMore();
        });
        if (found != null) {
            finish(shared.found(index, found));
        } else {
            (canceled ? state.skip(index) : state.fail(index, failure)).ifPresent(listeners::tell);
            finish(shared.ended(index));
        }
    }

    private void finish(Map<Integer, ValidationReport> reports) {
        reports.forEach((index, report) -> state.finish(index, report).ifPresent(listeners::tell));
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
         * Sets how many validations are under way at a time. Each makes some 20 calls, and the probe bounds these by
         * itself.
         *
         * @param atMost the number; 1 to 64, 8 if this method is not called
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the number is out of range
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
         * Adds somebody who is told of every report, such as {@code cache::record}.
         *
         * <p>Listeners are told one thing at a time, in the order in which requests are done, by whichever thread
         * brought a report. While one works, further reports wait for it. What it throws is logged by the name of its
         * class and stops nothing.
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
     * <p>{@code done} and {@code remaining} always come to {@code total}. That a key is bad is no failure: it is what
     * the validation was for.
     *
     * @param done the requests that are through, whatever came of them
     * @param failed those of them without a verdict, because the report is inconclusive or the probe threw something:
     *     what a button "try these again" is for
     * @param remaining the requests that wait or are under way; after a cancel, also those that were skipped
     * @param total all requests
     */
    public record Progress(int done, int failed, int remaining, int total) {}

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
         * @return the report; empty if the validation was not finished
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
         * The probe threw something instead of making a report. Its message is not kept, for nobody knows what stands
         * in it.
         *
         * @param subject whose key it is about
         * @param facility where the key is to work
         * @param code what kind of trouble it is; empty if it was an exception of another library
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
