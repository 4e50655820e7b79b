package io.github.metrckeys.probe;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.probe.BatchValidation.Progress;
import io.github.metrckeys.probe.BatchValidation.Result;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The requests of a batch, and what became of each by now. The first result of a request stands: a report that comes in
 * after the batch was canceled is too late. A request is let go once it has a result. Safe for use by several threads.
 */
final class BatchState {

    private final AtomicReferenceArray<@Nullable ProbeRequest> requests;
    private final AtomicReferenceArray<Result> results;
    private final AtomicReference<Progress> progress;

    BatchState(List<ProbeRequest> requests) {
        this.requests = new AtomicReferenceArray<>(requests.toArray(ProbeRequest[]::new));
        this.results = new AtomicReferenceArray<>(requests.stream()
                .map(request -> new Result.Pending(request.subject(), request.facility()))
                .toArray(Result[]::new));
        this.progress = new AtomicReference<>(nothingOf(requests.size()));
    }

    int size() {
        return results.length();
    }

    static Progress nothingOf(int total) {
        return new Progress(0, 0, total, total);
    }

    /** The progress once there is one more result. */
    static Progress after(Progress before, Result result) {
        if (result instanceof Result.Skipped) {
            return before;
        }
        boolean judged = result.report()
                .filter(report -> report.verdict() != Verdict.INCONCLUSIVE)
                .isPresent();
        return new Progress(
                before.done() + 1,
                judged ? before.failed() : before.failed() + 1,
                before.remaining() - 1,
                before.total());
    }

    /** The request; null if it has a result. */
    @Nullable
    ProbeRequest request(int index) {
        return requests.get(index);
    }

    /** Lets the request go, and the keys in it, before it has a result. */
    void letGo(int index) {
        requests.set(index, null);
    }

    Progress progress() {
        return Checks.notNull(progress.get(), "progress");
    }

    /** A result for each request, in their order. */
    List<Result> results() {
        List<Result> now = new ArrayList<>(results.length());
        for (int i = 0; i < results.length(); i++) {
            now.add(results.get(i));
        }
        return List.copyOf(now);
    }

    /** The new result; empty if the request has one already. */
    Optional<Result> finish(int index, ValidationReport found) {
        return settle(index, new Result.Finished(found));
    }

    /** The new result; empty if the request has one already. */
    Optional<Result> skip(int index) {
        Result pending = results.get(index);
        return settle(index, new Result.Skipped(pending.subject(), pending.facility()));
    }

    /** The new result; empty if the request has one already. */
    Optional<Result> fail(int index, @Nullable Throwable failure) {
        Result pending = results.get(index);
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        Optional<ErrorCode> code =
                cause instanceof MetrcKeysException known ? Optional.of(known.code()) : Optional.empty();
        String name = cause == null ? "no report" : cause.getClass().getName();
        return settle(index, new Result.Failed(pending.subject(), pending.facility(), code, name));
    }

    private Optional<Result> settle(int index, Result result) {
        Result pending = results.get(index);
        if (!(pending instanceof Result.Pending) || !results.compareAndSet(index, pending, result)) {
            return Optional.empty();
        }
        requests.set(index, null);
        progress.updateAndGet(before -> after(before, result));
        return Optional.of(result);
    }
}
