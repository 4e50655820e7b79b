/**
 * The diagnosis of a validation. Not part of the API.
 *
 * <p>The list of facilities shows whether the key works ({@link io.github.metrckeys.internal.diagnosis.FacilityList}).
 * The flags of the facility decide which calls follow ({@link io.github.metrckeys.internal.diagnosis.ProbePlan}). Each
 * answer is an {@link io.github.metrckeys.internal.diagnosis.Observation}. Together they are the {@link
 * io.github.metrckeys.internal.diagnosis.ProbeEvidence}, which {@link
 * io.github.metrckeys.internal.diagnosis.Diagnostician} turns into a diagnosis. All functions here are pure. The module
 * {@code io.github.metrckeys.http} sends the calls.
 */
@NullMarked
package io.github.metrckeys.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
