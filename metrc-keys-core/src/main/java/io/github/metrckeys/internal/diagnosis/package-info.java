/**
 * How a validation is judged; no part of the API.
 *
 * <p>The list of facilities tells whether the key works ({@link io.github.metrckeys.internal.diagnosis.FacilityList}); the
 * flags of the facility decide what to ask ({@link io.github.metrckeys.internal.diagnosis.ProbePlan}); each answer is an
 * {@link io.github.metrckeys.internal.diagnosis.Observation}; all of it together is {@link
 * io.github.metrckeys.internal.diagnosis.ProbeEvidence}, which {@link io.github.metrckeys.internal.diagnosis.Diagnostician}
 * turns into a diagnosis. All of it are pure functions of values; the module {@code io.github.metrckeys.http} does the
 * asking.
 */
@NullMarked
package io.github.metrckeys.internal.diagnosis;

import org.jspecify.annotations.NullMarked;
