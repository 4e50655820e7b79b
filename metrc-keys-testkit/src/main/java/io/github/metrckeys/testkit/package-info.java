/**
 * A fake Metrc for tests that runs in this process: {@link io.github.metrckeys.testkit.FakeMetrc}.
 *
 * <p>The fake makes the same checks as the real Metrc, in the same order: the pair of keys, the limits, whether the
 * user is attached to the license, what the facility's type can hold, and the user's permissions. {@link
 * io.github.metrckeys.testkit.FakeFacility} and {@link io.github.metrckeys.testkit.FakeUser} change the world while it
 * runs. {@link io.github.metrckeys.testkit.FakeFault} makes it fail. {@link io.github.metrckeys.testkit.FakeCall} shows
 * who signed which call.
 */
@NullMarked
package io.github.metrckeys.testkit;

import org.jspecify.annotations.NullMarked;
