/** The checks that arguments pass on their way in; no part of the API. */
@NullMarked
package io.github.metrckeys.internal.check;

import org.jspecify.annotations.NullMarked;
