/** Benchmarks, printed with their targets. The profile {@code benchmark} runs them; the tests do not. */
@NullMarked
package io.github.metrckeys.testkit.benchmark;

import org.jspecify.annotations.NullMarked;
