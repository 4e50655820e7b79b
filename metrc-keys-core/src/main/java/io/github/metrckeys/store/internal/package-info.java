/** How the stores that outlive a process encrypt their entries; no part of the library's interface. */
@NullMarked
package io.github.metrckeys.store.internal;

import org.jspecify.annotations.NullMarked;
