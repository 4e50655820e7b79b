/**
 * The choice of the key that signs a call: a {@link io.github.metrckeys.resolve.KeyResolver} takes a {@link
 * io.github.metrckeys.resolve.KeyRequest} and returns a {@link io.github.metrckeys.resolve.KeyResolution}.
 *
 * <p>{@link io.github.metrckeys.resolve.StoreKeyResolver} follows an explicit {@link
 * io.github.metrckeys.resolve.KeyPolicy} and takes the key from a store. The master key replaces an employee's key only
 * if a {@link io.github.metrckeys.resolve.KeyPolicy.MasterFallback} allows it: never because a store failed, and never
 * because a key was refused.
 */
@NullMarked
package io.github.metrckeys.resolve;

import org.jspecify.annotations.NullMarked;
