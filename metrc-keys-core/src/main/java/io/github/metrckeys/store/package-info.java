/**
 * Where keys live: {@link io.github.metrckeys.store.KeyStore}, the interface that an application implements or picks an
 * implementation of, and {@link io.github.metrckeys.store.InMemoryKeyStore}.
 *
 * <p>Each key stands under its {@link io.github.metrckeys.KeyOwner} with a {@link
 * io.github.metrckeys.store.KeyVersion}, and a change names the version that it is a change of, so that of two
 * administrators who replace one key at once, the later one is told.
 */
@NullMarked
package io.github.metrckeys.store;

import org.jspecify.annotations.NullMarked;
