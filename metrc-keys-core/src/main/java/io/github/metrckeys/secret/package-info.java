/**
 * The two secret keys that sign a Metrc call, in types that never print them.
 *
 * <p>{@link io.github.metrckeys.secret.VendorApiKey} is the software vendor's key, and {@link
 * io.github.metrckeys.secret.UserApiKey} is a Metrc user's key. {@link io.github.metrckeys.secret.AuthorizationHeader}
 * combines both into the header of a request. A key leaves its type only through the method {@code revealSecret()}. No
 * {@code toString()}, exception or log line of the library contains a key.
 *
 * <p>Java cannot guarantee that a key is erased from memory. It stays on the heap until the garbage collector reuses
 * the memory, and a heap dump shows it.
 */
@NullMarked
package io.github.metrckeys.secret;

import org.jspecify.annotations.NullMarked;
