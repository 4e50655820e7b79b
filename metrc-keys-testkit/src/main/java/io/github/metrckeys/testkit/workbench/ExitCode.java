package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.report.Verdict;

/** The exit codes of the workbench. */
final class ExitCode {

    static final int NO_VERDICT = 3;
    static final int USAGE = 64;

    private ExitCode() {}

    static int of(Verdict verdict) {
        return switch (verdict) {
            case ALL_GOOD -> 0;
            case PERMISSIONS_MISSING, ROLE_DOES_NOT_FIT -> 1;
            case KEY_REFUSED -> 2;
            case NOT_VERIFIED, INCONCLUSIVE -> NO_VERDICT;
        };
    }
}
