package io.github.metrckeys.probe;

import io.github.metrckeys.report.ValidationReport;
import java.util.concurrent.CompletableFuture;

/**
 * Finds out whether a key is good, for what, and if not: why, what to do, and who does it.
 *
 * <p>Implementations look and never write: nothing is changed in Metrc to find something out. They are safe for use by
 * several threads. Whatever Metrc answers, and also where it does not answer, ends in a report.
 */
public interface PermissionProbe {

    /**
     * Validates a key and waits for the report.
     *
     * @param request whose key, where, and the keys; not null
     * @return the report
     * @throws io.github.metrckeys.error.MetrcKeysException with {@link io.github.metrckeys.error.ErrorCode#INTERRUPTED} where the
     *     calling thread was interrupted; the check is stopped and the thread's flag is set again
     */
    ValidationReport validate(ProbeRequest request);

    /**
     * Validates a key without a waiting thread.
     *
     * @param request whose key, where, and the keys; not null
     * @return the report to come; canceling it stops the check
     */
    CompletableFuture<ValidationReport> validateAsync(ProbeRequest request);
}
