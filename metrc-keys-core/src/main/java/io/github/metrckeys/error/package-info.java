/**
 * The exceptions of this library, each with a stable {@link io.github.metrckeys.error.ErrorCode}: {@link
 * io.github.metrckeys.error.InvalidInputException} for an argument that cannot be right, {@link
 * io.github.metrckeys.error.MetrcKeysException} if the library could not find out or do what it was asked.
 *
 * <p>Expected answers are values, never exceptions. No message contains a key.
 */
@NullMarked
package io.github.metrckeys.error;

import org.jspecify.annotations.NullMarked;
