package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.report.Circumstance;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A call of the application and its answer, as the diagnosis sees them.
 *
 * @param method the HTTP method
 * @param path the path, without a query
 * @param httpStatus the status of the answer; empty if there was none
 * @param wellSigned whether the header had the form that Metrc reads
 * @param signedByActor whether the key of the person who acted signed it
 * @param circumstances what people or the application know
 */
public record AnsweredCall(
        HttpMethod method,
        String path,
        OptionalInt httpStatus,
        boolean wellSigned,
        boolean signedByActor,
        Set<Circumstance> circumstances) {}
