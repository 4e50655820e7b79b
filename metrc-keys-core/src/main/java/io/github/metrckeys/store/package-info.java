/**
 * Where keys live: {@link io.github.metrckeys.store.KeyStore}, the interface that an application implements or picks an
 * implementation of. {@link io.github.metrckeys.store.InMemoryKeyStore} forgets with the process; {@link
 * io.github.metrckeys.file.EncryptedFileKeyStore} is for a single shop, {@link
 * io.github.metrckeys.jdbc.JdbcKeyStore} for everything bigger.
 *
 * <p>Each key stands under its {@link io.github.metrckeys.KeyOwner} with a {@link
 * io.github.metrckeys.store.KeyVersion}, and a change names the version that it is a change of, so that of two
 * administrators who replace one key at once, the later one is told.
 *
 * <p>An owner has one key in force, which signs, and may have a pending one, which is kept until it can be verified.
 * They never meet: a store lists and finds the keys in force, and {@link io.github.metrckeys.store.KeyStore#pending()}
 * the others.
 *
 * <p>How long a key is in memory: the stores that outlive the process keep it encrypted there too, and decrypt it
 * when it is asked for. From then on it is a {@code String}, which Java cannot promise to wipe: it is there until the
 * garbage collector reuses its place, and a heap dump or a swapped page shows it. Keep a {@link
 * io.github.metrckeys.store.StoredKey} for a call and not for a day; {@link
 * io.github.metrckeys.store.InMemoryKeyStore} keeps every key all the time.
 */
@NullMarked
package io.github.metrckeys.store;

import org.jspecify.annotations.NullMarked;
