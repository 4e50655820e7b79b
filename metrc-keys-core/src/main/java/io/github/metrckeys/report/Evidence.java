package io.github.metrckeys.report;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.internal.check.Checks;
import java.util.OptionalInt;

/** What a line rests on. */
public sealed interface Evidence {

    /**
     * A call that was made.
     *
     * @param endpoint the call
     * @param httpStatus the status of the answer; empty where none came
     * @return the evidence
     */
    static Evidence observed(Endpoint endpoint, OptionalInt httpStatus) {
        return new Observed(endpoint, httpStatus, Signed.WITH_THE_KEY);
    }

    /** How a call that was observed was signed. */
    enum Signed {
        /** With the key that is validated. */
        WITH_THE_KEY,
        /** With another user's key and the same vendor key. */
        WITH_ANOTHER_KEY,
        /** With the key that is validated and the vendor key in each other's places. */
        WITH_THE_PAIR_SWAPPED,
        /** With the key that is validated, at another server. */
        AT_ANOTHER_SERVER
    }

    /**
     * A call and what it was answered.
     *
     * @param endpoint the call, without what stood in its query
     * @param httpStatus the status of the answer; empty where no answer came
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
     * What Metrc's own list of the employee's permissions says about one of them.
     *
     * @param permission the permission
     * @param granted whether it stands in the list
     */
    record Declared(Permission permission, boolean granted) implements Evidence {

        /** Refuses null. */
        public Declared {
            Checks.notNull(permission, "permission");
        }
    }
}
