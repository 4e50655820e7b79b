/**
 * What goes wrong, with a stable {@link io.github.metrckeys.error.ErrorCode}: {@link
 * io.github.metrckeys.error.InvalidInputException} if an argument cannot be what it is meant to be, {@link
 * io.github.metrckeys.error.MetrcKeysException} if the library could not find out or could not do what it was asked.
 *
 * <p>Expected answers are values and never exceptions. No message carries a key.
 */
@NullMarked
package io.github.metrckeys.error;

import org.jspecify.annotations.NullMarked;
