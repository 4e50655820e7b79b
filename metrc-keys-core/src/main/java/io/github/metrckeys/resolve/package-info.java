/**
 * Which key signs a call: {@link io.github.metrckeys.resolve.KeyResolver}, asked with a {@link
 * io.github.metrckeys.resolve.KeyRequest}, answers with a {@link io.github.metrckeys.resolve.KeyResolution}.
 *
 * <p>{@link io.github.metrckeys.resolve.StoreKeyResolver} chooses by an explicit {@link
 * io.github.metrckeys.resolve.KeyPolicy} and takes the key from a store. The master key stands in for an employee's
 * only where a {@link io.github.metrckeys.resolve.KeyPolicy.MasterFallback} says so: never because a store failed, and never
 * because a key was refused.
 */
@NullMarked
package io.github.metrckeys.resolve;

import org.jspecify.annotations.NullMarked;
