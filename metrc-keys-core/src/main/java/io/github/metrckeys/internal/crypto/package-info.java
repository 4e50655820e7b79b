/** Encryption with AES-256-GCM; no part of the API. */
@NullMarked
package io.github.metrckeys.internal.crypto;

import org.jspecify.annotations.NullMarked;
