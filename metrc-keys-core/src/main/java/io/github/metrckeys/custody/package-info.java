/**
 * Who has which key, since when, and whether it was checked: entering keys ({@link
 * io.github.metrckeys.custody.Enrollment}), the record of what happened to them ({@link
 * io.github.metrckeys.custody.KeyLedger}), what follows from it ({@link io.github.metrckeys.custody.KeyHistory}, {@link
 * io.github.metrckeys.custody.KeyAges}, {@link io.github.metrckeys.custody.CustodyEvidence}), and taking keys away from
 * people who leave ({@link io.github.metrckeys.custody.Offboarding}).
 *
 * <p>No key is in any record, table or text that is made here.
 */
@NullMarked
package io.github.metrckeys.custody;

import org.jspecify.annotations.NullMarked;
