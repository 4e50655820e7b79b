/** The checks of arguments. Not part of the API. */
@NullMarked
package io.github.metrckeys.internal.check;

import org.jspecify.annotations.NullMarked;
