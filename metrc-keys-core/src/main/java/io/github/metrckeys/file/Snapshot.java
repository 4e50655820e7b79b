package io.github.metrckeys.file;

import io.github.metrckeys.internal.storage.DataKey;
import io.github.metrckeys.internal.storage.KeySlot;
import io.github.metrckeys.internal.storage.SealedEntry;
import io.github.metrckeys.store.KeyInfo;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What stands in the file, encrypted as it is there.
 *
 * @param store the name of the store, made once at random
 * @param written the name of this state of it: no other one has it
 * @param lastVersion the highest version that was ever given out: one sequence for all owners needs no memory of
 *     removed ones
 * @param fingerprintKey the id of the data key that encrypts the secret for fingerprints
 * @param fingerprintSecret that secret, encrypted
 * @param dataKeys by id
 * @param entries by where they are kept
 */
record Snapshot(
        String store,
        String written,
        long lastVersion,
        String fingerprintKey,
        String fingerprintSecret,
        Map<String, DataKey> dataKeys,
        Map<KeySlot, SealedEntry> entries) {

    DataKey dataKeyOf(SealedEntry entry) {
        return dataKey(entry.dataKey());
    }

    DataKey fingerprintDataKey() {
        return dataKey(fingerprintKey);
    }

    Collection<KeyInfo> infos() {
        return entries.values().stream().map(SealedEntry::info).toList();
    }

    Snapshot with(String newWritten, SealedEntry entry, DataKey dataKey) {
        Map<KeySlot, SealedEntry> changed = new LinkedHashMap<>(entries);
        changed.put(KeySlot.of(entry.info()), entry);
        Map<String, DataKey> keys = new LinkedHashMap<>(dataKeys);
        keys.put(dataKey.id(), dataKey);
        return new Snapshot(
                store,
                newWritten,
                Math.max(lastVersion, entry.info().version().number()),
                fingerprintKey,
                fingerprintSecret,
                keys,
                changed);
    }

    Snapshot without(String newWritten, KeySlot slot) {
        Map<KeySlot, SealedEntry> changed = new LinkedHashMap<>(entries);
        changed.remove(slot);
        return new Snapshot(store, newWritten, lastVersion, fingerprintKey, fingerprintSecret, dataKeys, changed);
    }

    private DataKey dataKey(String id) {
        DataKey dataKey = dataKeys.get(id);
        if (dataKey == null) {
            throw new IllegalArgumentException("The data key " + id + " is missing.");
        }
        return dataKey;
    }
}
