/**
 * The two keys that sign a Metrc call, kept from showing themselves.
 *
 * <p>{@link io.github.metrckeys.secret.VendorApiKey} is the software vendor's, {@link
 * io.github.metrckeys.secret.UserApiKey} a Metrc user's; {@link io.github.metrckeys.secret.AuthorizationHeader} makes
 * of both what a request carries. A key leaves its type through one loudly named method only, {@code revealSecret()};
 * {@code toString()}, exceptions and log lines of the library never hold one.
 *
 * <p>Java cannot promise that a key is wiped from memory: it stays on the heap until the garbage collector reuses the
 * place, and a heap dump shows it.
 */
@NullMarked
package io.github.metrckeys.secret;

import org.jspecify.annotations.NullMarked;
