/** Tables in resource files, and looking a name up in a list of names; no part of the API. */
@NullMarked
package io.github.metrckeys.internal.text;

import org.jspecify.annotations.NullMarked;
