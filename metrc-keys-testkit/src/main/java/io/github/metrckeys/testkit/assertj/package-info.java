/** AssertJ assertions for what metrc-keys returns: {@link io.github.metrckeys.testkit.assertj.MetrcKeysAssertions}. */
@NullMarked
package io.github.metrckeys.testkit.assertj;

import org.jspecify.annotations.NullMarked;
