/**
 * Is this key good, and for what: {@link io.github.metrckeys.probe.PermissionProbe}, asked with a {@link
 * io.github.metrckeys.probe.ProbeRequest}, answers with a {@link io.github.metrckeys.report.ValidationReport}.
 *
 * <p>The way of a validation: the list of facilities tells whether the key is alive ({@link
 * io.github.metrckeys.internal.diagnosis.FacilityList}); the facility's flags decide what to ask ({@link
 * io.github.metrckeys.internal.diagnosis.ProbePlan}); each answer is an {@link io.github.metrckeys.internal.diagnosis.Observation}; all of it
 * together is {@link io.github.metrckeys.internal.diagnosis.ProbeEvidence}, which {@link io.github.metrckeys.internal.diagnosis.Diagnostician}
 * turns into a {@link io.github.metrckeys.report.ValidationReport.Diagnosis}. Planning and diagnosing are pure functions, so that an
 * application with an HTTP client of its own can use them as they are; the module {@code io.github.metrckeys.http} has
 * the probe that does the asking over {@code java.net.http}.
 */
@NullMarked
package io.github.metrckeys.probe;

import org.jspecify.annotations.NullMarked;
