package io.github.metrckeys.report;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.internal.check.Checks;
import java.util.OptionalInt;

/** One piece of evidence for a line of a report: an answer to a call, or an entry in Metrc's list of permissions. */
public sealed interface Evidence {

    /**
     * Creates evidence from a call that was signed with the validated key.
     *
     * @param endpoint the call
     * @param httpStatus the status of the answer; empty if there was none
     * @return the evidence
     */
    static Evidence observed(Endpoint endpoint, OptionalInt httpStatus) {
        return new Observed(endpoint, httpStatus, Signed.WITH_THE_KEY);
    }

    /** How an observed call was signed. */
    enum Signed {
        /** With the validated key. */
        WITH_THE_KEY,
        /** With another user's key and the same vendor key. */
        WITH_ANOTHER_KEY,
        /** With the validated key and the vendor key swapped. */
        WITH_THE_PAIR_SWAPPED,
        /** With the validated key, on another server. */
        AT_ANOTHER_SERVER
    }

    /**
     * A call and its answer.
     *
     * @param endpoint the call, without its query
     * @param httpStatus the status of the answer; empty if there was no answer
     * @param signed how it was signed
     */
    record Observed(Endpoint endpoint, OptionalInt httpStatus, Signed signed) implements Evidence {

        /** Refuses null. */
        public Observed {
            Checks.notNull(endpoint, "endpoint");
            Checks.notNull(httpStatus, "httpStatus");
            Checks.notNull(signed, "signed");
        }
    }

    /**
     * What Metrc's own list of the employee's permissions says about one permission.
     *
     * @param permission the permission
     * @param granted whether the list contains it
     */
    record Declared(Permission permission, boolean granted) implements Evidence {

        /** Refuses null. */
        public Declared {
            Checks.notNull(permission, "permission");
        }
    }
}
