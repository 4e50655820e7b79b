/**
 * The result of a validation: a {@link io.github.metrckeys.report.ValidationReport} has a {@link
 * io.github.metrckeys.report.Verdict}, the {@link io.github.metrckeys.report.Cause} of what is wrong, a line for each
 * part of Metrc, and what to do about it ({@link io.github.metrckeys.report.Remedy}).
 *
 * <p>Codes are for programs and never change. {@link io.github.metrckeys.Messages} turns them into sentences, which an
 * application can translate, and {@link io.github.metrckeys.report.ReportFormat} formats a report as text, Markdown or
 * HTML. Nothing in this package contains a key.
 */
@NullMarked
package io.github.metrckeys.report;

import org.jspecify.annotations.NullMarked;
