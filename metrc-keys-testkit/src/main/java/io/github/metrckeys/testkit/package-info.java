/**
 * A fake Metrc for tests, in this process: {@link io.github.metrckeys.testkit.FakeMetrc}.
 *
 * <p>It checks what the real one checks, in the order in which the real one does: the pair of keys, the limits, whether
 * the user is attached to the license, what the facility's type can hold, and the user's permissions. {@link
 * io.github.metrckeys.testkit.FakeFacility} and {@link io.github.metrckeys.testkit.FakeUser} change the world while
 * it runs, {@link io.github.metrckeys.testkit.FakeFault} makes it misbehave, and {@link
 * io.github.metrckeys.testkit.FakeCall} tells who signed what.
 */
@NullMarked
package io.github.metrckeys.testkit;

import org.jspecify.annotations.NullMarked;
