/** Encryption with AES-256-GCM. Not part of the API. */
@NullMarked
package io.github.metrckeys.internal.crypto;

import org.jspecify.annotations.NullMarked;
