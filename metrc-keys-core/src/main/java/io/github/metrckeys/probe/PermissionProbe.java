package io.github.metrckeys.probe;

import io.github.metrckeys.report.ValidationReport;
import java.util.concurrent.CompletableFuture;

/**
 * The validation of a key: it finds out whether the key is good and for what, and if not, why, what to do, and who must
 * do it.
 *
 * <p>Implementations only read and never change anything in Metrc. They are thread-safe. Every answer of Metrc leads to
 * a report, and so does no answer.
 */
public interface PermissionProbe {

    /**
     * Validates a key and waits for the report.
     *
     * @param request the owner, the facility and the keys; not null
     * @return the report
     * @throws io.github.metrckeys.error.MetrcKeysException with {@link io.github.metrckeys.error.ErrorCode#INTERRUPTED}
     *     if the calling thread was interrupted; the check is stopped, and the thread's interrupt flag is set again
     */
    ValidationReport validate(ProbeRequest request);

    /**
     * Validates a key without blocking the calling thread.
     *
     * @param request the owner, the facility and the keys; not null
     * @return the future report; canceling it stops the check
     */
    CompletableFuture<ValidationReport> validateAsync(ProbeRequest request);
}
