package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.Evidence;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * The answer to one call.
 *
 * @param endpoint the call
 * @param outcome what the answer says
 * @param httpStatus the status; empty if there was no answer
 * @param firstRecordId the id of the first record of a list, for a later call that needs one; empty if there is none
 */
public record Observation(Endpoint endpoint, Outcome outcome, OptionalInt httpStatus, OptionalLong firstRecordId) {

    /** Refuses null. */
    public Observation {
        Checks.notNull(endpoint, "endpoint");
        Checks.notNull(outcome, "outcome");
        Checks.notNull(httpStatus, "httpStatus");
        Checks.notNull(firstRecordId, "firstRecordId");
    }

    /**
     * Creates an observation from an answer.
     *
     * @param endpoint the call
     * @param outcome what the answer says
     * @param httpStatus the status
     * @return the observation
     */
    public static Observation answered(Endpoint endpoint, Outcome outcome, int httpStatus) {
        return new Observation(endpoint, outcome, OptionalInt.of(httpStatus), OptionalLong.empty());
    }

    /**
     * Creates an observation for a call without an answer, or that could not be sent.
     *
     * @param endpoint the call
     * @param outcome what the missing answer says
     * @return the observation
     */
    public static Observation unanswered(Endpoint endpoint, Outcome outcome) {
        return new Observation(endpoint, outcome, OptionalInt.empty(), OptionalLong.empty());
    }

    /**
     * The observation as a report shows it.
     *
     * @return the call and its status
     */
    public Evidence evidence() {
        return Evidence.observed(endpoint, httpStatus);
    }
}
