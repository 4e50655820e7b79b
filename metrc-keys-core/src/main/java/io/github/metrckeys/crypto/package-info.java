/**
 * The secrets that stored keys are encrypted with, and how an application supplies them: {@link
 * io.github.metrckeys.crypto.KeyEncryptionKey}.
 *
 * <p>A store encrypts its entries with random data keys of its own (AES-256-GCM), and has each data key wrapped by a
 * key-encryption key: an outside key manager is asked once for each data key, not once for each entry, and never sees an
 * entry.
 */
@NullMarked
package io.github.metrckeys.crypto;

import org.jspecify.annotations.NullMarked;
