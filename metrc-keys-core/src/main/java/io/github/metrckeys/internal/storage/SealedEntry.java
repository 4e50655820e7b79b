package io.github.metrckeys.internal.storage;

import io.github.metrckeys.store.KeyInfo;

/**
 * An entry as it is stored.
 *
 * @param info what stands there in the clear
 * @param dataKey the id of the key that encrypts it
 * @param sealed the nonce and the encrypted key, in base64
 */
public record SealedEntry(KeyInfo info, String dataKey, String sealed) {}
