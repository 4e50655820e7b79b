/** Small helpers that several packages share; no part of the library's interface. */
@NullMarked
package io.github.metrckeys.internal;

import org.jspecify.annotations.NullMarked;
