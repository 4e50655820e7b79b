package io.github.metrckeys.probe;

import io.github.metrckeys.probe.BatchValidation.Progress;
import io.github.metrckeys.probe.BatchValidation.Result;
import io.github.metrckeys.report.ValidationReport;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners of a batch one thing at a time, in the order in which requests were done. Safe for use by several
 * threads: whichever brings a result tells it, and those that come meanwhile.
 */
final class BatchListeners {

    private static final Logger LOG = LoggerFactory.getLogger(BatchValidation.class);

    private final List<Consumer<ValidationReport>> reportListeners;
    private final List<Consumer<Progress>> progressListeners;
    private final int total;
    private final CompletableFuture<Void> allTold = new CompletableFuture<>();

    /** Tells the listeners; only there are the two fields below read and written. */
    private final SerialExecutor telling = new SerialExecutor();

    private Progress told;
    private int toldOf;

    /** Those who are told of {@code total} results. */
    BatchListeners(
            List<Consumer<ValidationReport>> reportListeners, List<Consumer<Progress>> progressListeners, int total) {
        this.reportListeners = List.copyOf(reportListeners);
        this.progressListeners = List.copyOf(progressListeners);
        this.total = total;
        this.told = BatchState.nothingOf(total);
        completeIfAllIsTold();
    }

    /** Completes once the listeners were told of all results. */
    CompletableFuture<Void> allTold() {
        return allTold;
    }

    void tell(Result result) {
        telling.execute(() -> tellNow(result));
    }

    private void tellNow(Result result) {
        toldOf++;
        if (!(result instanceof Result.Skipped)) {
            told = BatchState.after(told, result);
            result.report().ifPresent(report -> reportListeners.forEach(listener -> tell(listener, report)));
            progressListeners.forEach(listener -> tell(listener, told));
        }
        completeIfAllIsTold();
    }

    private void completeIfAllIsTold() {
        if (toldOf == total) {
            allTold.complete(null);
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
}
