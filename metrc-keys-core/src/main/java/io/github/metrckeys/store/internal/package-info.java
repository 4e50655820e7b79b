/** How the stores that outlive a process write owners and encrypt entries; no part of the library's interface. */
@NullMarked
package io.github.metrckeys.store.internal;

import org.jspecify.annotations.NullMarked;
