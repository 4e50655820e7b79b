/** What every implementation of the library's interfaces has to do, as JUnit tests that an implementor extends. */
@NullMarked
package io.github.metrckeys.testkit.contract;

import org.jspecify.annotations.NullMarked;
