/** How what outlives a process writes owners, encrypts entries and talks to a database; no part of the library's interface. */
@NullMarked
package io.github.metrckeys.store.internal;

import org.jspecify.annotations.NullMarked;
