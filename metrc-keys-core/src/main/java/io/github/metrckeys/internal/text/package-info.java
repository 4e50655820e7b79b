/** Reads tables from resource files and finds names in a list. Not part of the API. */
@NullMarked
package io.github.metrckeys.internal.text;

import org.jspecify.annotations.NullMarked;
