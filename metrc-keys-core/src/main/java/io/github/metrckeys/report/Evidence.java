package io.github.metrckeys.report;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.internal.Checks;
import java.util.OptionalInt;

/**
 * A call that a line rests on.
 *
 * @param endpoint the call, without what stood in its query
 * @param httpStatus the status of the answer; empty where no answer came
 */
public record Evidence(Endpoint endpoint, OptionalInt httpStatus) {

    /**
     * Describes a call.
     *
     * @param endpoint the call
     * @param httpStatus the status of the answer
     */
    public Evidence {
        Checks.notNull(endpoint, "endpoint");
        Checks.notNull(httpStatus, "httpStatus");
    }
}
