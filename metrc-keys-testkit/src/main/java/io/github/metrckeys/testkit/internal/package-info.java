/** Internals of the testkit. Nothing in this package is API. */
@NullMarked
package io.github.metrckeys.testkit.internal;

import org.jspecify.annotations.NullMarked;
