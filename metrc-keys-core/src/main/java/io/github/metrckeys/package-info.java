/**
 * The basic types that all other packages use: a Metrc server ({@link io.github.metrckeys.Jurisdiction}), a licensed
 * place on it ({@link io.github.metrckeys.Facility}), an employee ({@link io.github.metrckeys.UserId}) and the owner of
 * a key ({@link io.github.metrckeys.KeyOwner}). Sentences for
 * people come from {@link io.github.metrckeys.Messages}.
 *
 * <p>An application works with three interfaces: {@link io.github.metrckeys.store.KeyStore} keeps keys, {@link
 * io.github.metrckeys.resolve.KeyResolver} chooses the one that signs a call, {@link
 * io.github.metrckeys.probe.PermissionProbe} finds out what a key is good for.
 *
 * <p>All types of this package are immutable and thread-safe. No method takes or returns null. A null argument causes a
 * {@link java.lang.NullPointerException} that names the argument. Other bad input causes an {@link
 * io.github.metrckeys.error.InvalidInputException} that says what is wrong and how to fix it.
 */
@NullMarked
package io.github.metrckeys;

import org.jspecify.annotations.NullMarked;
