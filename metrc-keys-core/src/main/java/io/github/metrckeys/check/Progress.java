package io.github.metrckeys.check;

import io.github.metrckeys.report.Verdict;

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

    Progress after(BatchResult result) {
        if (result instanceof BatchResult.Skipped) {
            return this;
        }
        boolean judged = result.report()
                .filter(report -> report.verdict() != Verdict.INCONCLUSIVE)
                .isPresent();
        return new Progress(done + 1, judged ? failed : failed + 1, remaining - 1, total);
    }
}
