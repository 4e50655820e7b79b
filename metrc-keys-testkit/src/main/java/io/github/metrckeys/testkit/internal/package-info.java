/** Internals of the testkit: nothing here is API. */
@NullMarked
package io.github.metrckeys.testkit.internal;

import org.jspecify.annotations.NullMarked;
