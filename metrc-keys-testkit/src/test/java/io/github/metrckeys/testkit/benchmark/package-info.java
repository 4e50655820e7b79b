/** Measurements, printed with the bars that they are held to; run by the profile {@code benchmark} and by no test. */
@NullMarked
package io.github.metrckeys.testkit.benchmark;

import org.jspecify.annotations.NullMarked;
