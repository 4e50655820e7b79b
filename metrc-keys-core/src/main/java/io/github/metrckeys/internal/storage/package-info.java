/** How stores and ledgers that outlive the process write down owners, events and entries; no part of the API. */
@NullMarked
package io.github.metrckeys.internal.storage;

import org.jspecify.annotations.NullMarked;
