package io.github.metrckeys.internal.storage;

/**
 * What a store remembers of a key that encrypts entries.
 *
 * @param id a name that no other data key has
 * @param keyEncryptionKey the id of what wrapped it
 * @param wrapped the key, wrapped, in base64
 */
public record DataKey(String id, String keyEncryptionKey, String wrapped) {}
