/** A fake Metrc for each JUnit test: {@link io.github.metrckeys.testkit.junit.FakeMetrcExtension}. */
@NullMarked
package io.github.metrckeys.testkit.junit;

import org.jspecify.annotations.NullMarked;
