package io.github.metrckeys.jdbc;

import io.github.metrckeys.internal.storage.KeySlot;
import io.github.metrckeys.internal.storage.SealedEntry;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of the table of entries, as the database gives it: nothing about it is believed yet. */
record EntryRow(
        @Nullable String owner,
        long version,
        long storedAt,
        @Nullable String fingerprint,
        @Nullable String dataKey,
        @Nullable String sealed) {

    /** What {@link #read} reads, in its order. */
    static final String COLUMNS = "owner, version, stored_at, fingerprint, data_key, sealed";

    static EntryRow read(ResultSet row) throws SQLException {
        return new EntryRow(
                row.getString(1), row.getLong(2), row.getLong(3), row.getString(4), row.getString(5), row.getString(6));
    }

    /** What stands in the clear; empty if this library never writes a row like that. */
    Optional<KeyInfo> info() {
        if (owner == null) {
            return Optional.empty();
        }
        try {
            return info(KeySlot.parse(owner));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The same, if it is known already where the row belongs. */
    Optional<KeyInfo> info(KeySlot slot) {
        if (version < 1 || fingerprint == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new KeyInfo(
                    slot.owner(),
                    slot.state(),
                    new KeyVersion(version),
                    Instant.ofEpochMilli(storedAt),
                    new KeyFingerprint(fingerprint)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The entry to decrypt; empty if this library never writes a row like that. */
    Optional<SealedEntry> entry(KeyInfo info) {
        return dataKey == null || sealed == null
                ? Optional.empty()
                : Optional.of(new SealedEntry(info, dataKey, sealed));
    }
}
