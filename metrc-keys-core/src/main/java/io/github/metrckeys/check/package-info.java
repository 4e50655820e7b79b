/**
 * What an application makes of reports: knowing before it hurts, and checking many keys at once.
 *
 * <p>{@link io.github.metrckeys.check.AccessBook} remembers what reports said and answers whether somebody can carry out an
 * operation, without asking Metrc, so that a cashier learns of a missing permission before a customer stands there. {@link
 * io.github.metrckeys.check.ShiftStart} fills it at the login screen. {@link io.github.metrckeys.check.BatchValidation} runs
 * validations side by side, and {@link io.github.metrckeys.check.ReportMatrix} lays their reports out as one table. Nothing
 * here keeps a key longer than its check takes.
 */
@NullMarked
package io.github.metrckeys.check;

import org.jspecify.annotations.NullMarked;
