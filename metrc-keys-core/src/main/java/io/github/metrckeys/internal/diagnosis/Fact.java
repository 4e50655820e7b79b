package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.report.Circumstance;
import java.util.Locale;

/**
 * A fact that was seen or is known. The table of diagnoses decides by these facts, and its comment explains each of
 * them.
 */
enum Fact {
    // whose key, and what people know
    MASTER,
    INDIVIDUAL,
    ROLE_NAMED,
    ODD_SHAPE,
    WORKED_BEFORE,
    PAST_USUAL_AGE,
    OWNER_LEFT,
    WEB_LOGIN_FAILS,
    JUST_GRANTED,
    // the answer to a call
    SUCCEEDED,
    REFUSED,
    NOT_FOUND,
    THROTTLED,
    UNREACHABLE,
    FAILING,
    STRANGE,
    // the answers of the list of facilities to other keys and on other servers, and at the end
    LIST_CUT,
    CONTROL_ACCEPTED,
    CONTROL_REFUSED,
    SWAPPED_ACCEPTED,
    ACCEPTED_ELSEWHERE,
    DIED,
    DETACHED,
    THROTTLED_AFTER,
    UNCLEAR_AFTER,
    STRANGE_AFTER,
    // the license and its type
    EXCLUDED,
    ENDED,
    // what the list of permissions says, and what other lines have shown
    PERMISSIONS_LISTED,
    GRANTED,
    DECLARED_MISSING,
    SHOWN_MISSING,
    DISPUTED,
    FLAGS_UNKNOWN,
    // the report as a whole
    MAIN_WORK_EXCLUDED,
    MAIN_WORK_LIKELY_EXCLUDED,
    NO_SALES_REPORTS,
    OPERATION_UNSUPPORTED,
    HOLDER_IS_ANOTHER,
    MASTER_KEY_REFUSED,
    IS_MASTER_KEY,
    SOME_LACKING,
    SOME_ENDED,
    SOME_THROTTLED,
    SOME_SILENT,
    SOME_STRANGE,
    SOME_REFUSED_DESPITE,
    SOME_NOT_IN_EFFECT,
    SOME_UNPROVEN,
    SOME_UNCLEAR,
    NOTHING_SUCCEEDED,
    // a call of the application
    VERSION_1,
    HEADER_MALFORMED,
    REDIRECTED,
    INVALID,
    TOO_LARGE,
    SIGNER_IS_NOT_ACTOR,
    LABORATORY_CALL,
    WHOLESALE_CALL,
    NAMES_RECORD,
    LIST_WORKS,
    NEEDS_PERMISSION,
    SHOWN_GRANTED,
    GATED,
    WRITES;

    /** The fact for an outcome that has a status. No answer at all is {@link #UNREACHABLE}. */
    static Fact of(Outcome outcome) {
        return switch (outcome) {
            case SUCCEEDED -> SUCCEEDED;
            case REFUSED -> REFUSED;
            case NOT_FOUND -> NOT_FOUND;
            case THROTTLED -> THROTTLED;
            case UNAVAILABLE -> FAILING;
            case REDIRECTED -> REDIRECTED;
            case TOO_LARGE -> TOO_LARGE;
            case INVALID -> INVALID;
            case UNEXPECTED -> STRANGE;
        };
    }

    /** The fact that people know this. */
    static Fact of(Circumstance circumstance) {
        return switch (circumstance) {
            case WORKED_BEFORE -> WORKED_BEFORE;
            case PAST_USUAL_AGE -> PAST_USUAL_AGE;
            case OWNER_LEFT -> OWNER_LEFT;
            case WEB_LOGIN_FAILS -> WEB_LOGIN_FAILS;
            case PERMISSION_JUST_GRANTED -> JUST_GRANTED;
        };
    }

    static Fact parse(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
