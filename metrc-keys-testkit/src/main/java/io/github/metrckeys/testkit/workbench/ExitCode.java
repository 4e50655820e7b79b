package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Roster;
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

    static int of(Roster.State state) {
        return switch (state) {
            case READY -> 0;
            case NO_KEY, PERMISSIONS_MISSING, ROLE_DOES_NOT_FIT -> 1;
            case KEY_REFUSED -> 2;
            case NOT_VERIFIED, INCONCLUSIVE -> NO_VERDICT;
        };
    }

    /** The code for why a call was refused: 1 if the key is good and the call may not or cannot be made with it. */
    static int of(Cause cause) {
        return switch (cause) {
            case PERMISSION_MISSING,
                    PERMISSION_LIKELY_MISSING,
                    LICENSE_TYPE_EXCLUDES,
                    LICENSE_IS_NO_LABORATORY,
                    RECORD_NOT_OF_LICENSE,
                    SEPARATE_GRANT_MISSING,
                    GATE_CLOSED,
                    HEADER_MALFORMED,
                    NOT_HTTPS,
                    REQUEST_INVALID,
                    TOO_MANY_OBJECTS,
                    SIGNED_BY_ANOTHER,
                    KEY_OF_ANOTHER,
                    API_VERSION_RETIRED -> 1;
            case USER_KEY_REJECTED,
                    VENDOR_KEY_REJECTED,
                    KEY_PAIR_REJECTED,
                    KEYS_SWAPPED,
                    WRONG_JURISDICTION,
                    MASTER_KEY_OWNER_LEFT,
                    ACCESS_SUSPENDED,
                    KEY_REPLACED,
                    KEY_EXPIRED,
                    KEY_REPLACED_DURING_CHECK,
                    LICENSE_NOT_ATTACHED,
                    LICENSE_ENDED -> 2;
            case THROTTLED,
                    METRC_UNAVAILABLE,
                    UNEXPECTED_ANSWER,
                    UNSUPPORTED_HERE,
                    REFUSED_DESPITE_PERMISSION,
                    GRANT_NOT_IN_EFFECT,
                    TYPE_OR_PERMISSION,
                    NOT_PROVEN -> NO_VERDICT;
        };
    }
}
