/**
 * The validation of keys: a {@link io.github.metrckeys.probe.PermissionProbe} takes a {@link
 * io.github.metrckeys.probe.ProbeRequest} and returns a {@link io.github.metrckeys.report.ValidationReport}, which says
 * whether the key is good and for what.
 *
 * <p>A validation asks for the list of facilities first, which shows whether the key works. The flags of the facility
 * decide which calls follow. A {@link io.github.metrckeys.report.ValidationReport.Diagnosis} is made from all answers.
 * The module {@code io.github.metrckeys.http} has the probe that sends the calls with {@code java.net.http}.
 */
@NullMarked
package io.github.metrckeys.probe;

import org.jspecify.annotations.NullMarked;
