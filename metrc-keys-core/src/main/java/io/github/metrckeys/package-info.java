/**
 * The words that everything else is said in: where Metrc stands ({@link io.github.metrckeys.Jurisdiction}), what is
 * called there ({@link io.github.metrckeys.Facility}), who calls ({@link io.github.metrckeys.UserId}) and whose key that
 * is ({@link io.github.metrckeys.KeyOwner}). What is said to people comes from {@link io.github.metrckeys.Messages}.
 *
 * <p>From here the ways lead to the three interfaces that an application meets: {@link
 * io.github.metrckeys.store.KeyStore} keeps keys, {@link io.github.metrckeys.resolve.KeyResolver} chooses the one that
 * signs a call, {@link io.github.metrckeys.probe.PermissionProbe} finds out what a key is good for.
 *
 * <p>All types of this package are immutable and safe for use by several threads. No method takes or returns null; a
 * null argument is answered with a {@link java.lang.NullPointerException} that names it, and other bad input with an
 * {@link io.github.metrckeys.error.InvalidInputException} that names the thing and the mend.
 */
@NullMarked
package io.github.metrckeys;

import org.jspecify.annotations.NullMarked;
