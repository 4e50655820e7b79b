package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.Evidence;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What one call answered.
 *
 * @param endpoint the call
 * @param outcome what the answer says
 * @param httpStatus the status; empty where no answer came
 * @param firstRecordId the id of the first record of a list, for a call that has to name one; empty where there is none
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
     * An answer that came.
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
     * No answer came, or the call could not even be sent.
     *
     * @param endpoint the call
     * @param outcome what that says
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
