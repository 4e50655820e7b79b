/**
 * What an application knows about a key between two validations, and why a call of its own was refused.
 *
 * <p>{@link io.github.metrckeys.access.AccessCache} remembers what reports said and answers whether somebody can carry
 * out an operation, without asking Metrc, so that a cashier learns of a missing permission before a customer stands
 * there. {@link io.github.metrckeys.access.LoginCheck} fills it when somebody logs in. {@link
 * io.github.metrckeys.access.CallResult} explains an answer of Metrc by the last report about the key. Nothing here
 * keeps a key longer than its check takes.
 */
@NullMarked
package io.github.metrckeys.access;

import org.jspecify.annotations.NullMarked;
