/**
 * What a validation found: {@link io.github.metrckeys.report.ValidationReport}, with a {@link
 * io.github.metrckeys.report.Verdict}, the {@link io.github.metrckeys.report.Cause} of what is wrong, a line for each
 * part of Metrc, and what to do about it ({@link io.github.metrckeys.report.Remedy}).
 *
 * <p>Codes are for programs and never change. Each says itself to people in the language of a {@link
 * io.github.metrckeys.Messages}, and {@link io.github.metrckeys.report.ReportFormat} lays a report out as text, Markdown
 * or HTML. Nothing here holds a key.
 */
@NullMarked
package io.github.metrckeys.report;

import org.jspecify.annotations.NullMarked;
