/** Keys in one encrypted file: for a single shop, on one machine. */
@NullMarked
package io.github.metrckeys.store.file;

import org.jspecify.annotations.NullMarked;
