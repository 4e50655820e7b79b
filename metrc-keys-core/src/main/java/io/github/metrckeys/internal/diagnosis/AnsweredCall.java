package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.probe.Circumstance;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A call of the application's own, as the diagnosis sees it.
 *
 * @param method the HTTP method
 * @param path the path, without a query
 * @param httpStatus the status of the answer; empty if none came
 * @param wellSigned whether the header had the form that Metrc reads
 * @param signedByActor whether the key of the person who acted signed it
 * @param circumstances what people know
 */
public record AnsweredCall(
        HttpMethod method,
        String path,
        OptionalInt httpStatus,
        boolean wellSigned,
        boolean signedByActor,
        Set<Circumstance> circumstances) {}
