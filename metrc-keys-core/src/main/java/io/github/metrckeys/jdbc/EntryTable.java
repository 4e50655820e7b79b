package io.github.metrckeys.jdbc;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.storage.DataKey;
import io.github.metrckeys.internal.storage.EntryCipher;
import io.github.metrckeys.internal.storage.KeySlot;
import io.github.metrckeys.internal.storage.SealedEntry;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant's rows of the table of entries: one for each owner's key in force, and one for each pending key. */
final class EntryTable {

    private static final int ATTEMPTS = 100;

    private final StoreContext store;
    private final StoreTables tables;
    private final EntryCipher cipher;
    private final DataKeyRepository dataKeys;
    private final InstantSource clock;

    EntryTable(StoreContext store, DataKeyRepository dataKeys, InstantSource clock) {
        this.store = store;
        this.tables = store.tables();
        this.cipher = store.cipher();
        this.dataKeys = dataKeys;
        this.clock = clock;
    }

    Optional<StoredKey> find(KeySlot slot) {
        Optional<EntryRow> row = single(slot, store.database().connected(connection -> rows(connection, slot)))
                .filter(found -> found.sealed() != null);
        return row.map(found -> opened(slot, found)
                .orElseThrow(() -> store.database().connected(connection -> unreadable(connection, found))));
    }

    StoreResult put(AutoCommitConnection connection, KeySlot slot, UserApiKey key, KeyVersion expected) {
        KeyFingerprint fingerprint = dataKeys.fingerprinter(connection).of(key);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<EntryRow> row = readable(slot, rows(connection, slot));
            KeyVersion actual = version(row);
            if (!actual.equals(expected)) {
                return new StoreResult.Conflict(slot.owner(), slot.state(), expected, actual);
            }
            if (row.isEmpty()) {
                insertEmptyRow(connection, slot);
            }
            long from = row.map(EntryRow::version).orElse(0L);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            KeyInfo info = new KeyInfo(slot.owner(), slot.state(), new KeyVersion(from + 1), now, fingerprint);
            DataKey dataKey = dataKeys.newest(connection);
            int stored = connection
                    .change(
                            "UPDATE " + tables.entries()
                                    + " SET version = ?, stored_at = ?, fingerprint = ?, data_key = ?, sealed = ?"
                                    + " WHERE tenant = ? AND owner = ? AND version = ? AND sealed IS "
                                    + (expected.equals(KeyVersion.NONE) ? "NULL" : "NOT NULL"),
                            info.version().number(),
                            now.toEpochMilli(),
                            fingerprint.value(),
                            dataKey.id(),
                            cipher.seal(store.scope(), info, key, dataKey).sealed(),
                            store.tenant(),
                            slot.text(),
                            from)
                    .orThrow();
            if (stored > 0) {
                return new StoreResult.Done(info.version());
            }
        }
        throw outpaced(slot);
    }

    StoreResult remove(AutoCommitConnection connection, KeySlot slot, KeyVersion expected) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            KeyVersion actual = version(readable(slot, rows(connection, slot)));
            if (!actual.equals(expected) || actual.equals(KeyVersion.NONE)) {
                return new StoreResult.Conflict(slot.owner(), slot.state(), expected, actual);
            }
            int removed = connection
                    .change(
                            "UPDATE " + tables.entries() + " SET fingerprint = '', data_key = NULL, sealed = NULL"
                                    + " WHERE tenant = ? AND owner = ? AND version = ? AND sealed IS NOT NULL",
                            store.tenant(),
                            slot.text(),
                            expected.number())
                    .orThrow();
            if (removed > 0) {
                return new StoreResult.Done(expected);
            }
        }
        throw outpaced(slot);
    }

    List<KeyInfo> list(KeyState state) {
        Set<KeySlot> seen = new HashSet<>();
        List<KeyInfo> infos = new ArrayList<>();
        for (EntryRow row : store.database().connected(this::liveRows)) {
            KeyInfo info = row.info().orElseThrow(() -> unparseable(row));
            if (!seen.add(KeySlot.of(info))) {
                throw duplicate(KeySlot.of(info));
            }
            if (info.state() == state) {
                infos.add(info);
            }
        }
        infos.sort(Comparator.comparing(info -> info.owner().toString()));
        return Collections.unmodifiableList(infos);
    }

    /** The error for a row that does not decrypt, and did not when it was read a second time. */
    MetrcKeysException unreadable(AutoCommitConnection connection, EntryRow row) {
        Optional<SealedEntry> entry = row.info().flatMap(row::entry);
        if (entry.isEmpty()) {
            return unparseable(row);
        }
        Optional<DataKey> dataKey = dataKeys.find(connection, entry.get().dataKey());
        if (dataKey.isEmpty()) {
            return new MetrcKeysException(
                    ErrorCode.ENTRY_DAMAGED,
                    store.label() + ": the data key of the entry of the "
                            + KeySlot.of(entry.get().info()) + " is not in the table " + tables.dataKeys()
                            + ". Nothing was touched: put that table back from your backup, or remove the entry and enter the"
                            + " key again.");
        }
        List<KeyInfo> others = liveRows(connection).stream()
                .flatMap(other -> other.info().stream())
                .toList();
        return cipher.unreadable(store.label(), store.scope(), entry.get(), dataKey.get(), others);
    }

    /** Inserts the row that a first key is put into. If somebody else was faster, theirs will do. */
    private void insertEmptyRow(AutoCommitConnection connection, KeySlot slot) {
        AutoCommitConnection.Change inserted = connection.stage(
                "INSERT INTO " + tables.entries()
                        + " (tenant, owner, version, stored_at, fingerprint) VALUES (?, ?, 0, 0, '')",
                store.tenant(),
                slot.text());
        if (inserted.rows() == 0 && rows(connection, slot).isEmpty()) {
            inserted.orThrow();
        }
    }

    private Optional<StoredKey> opened(KeySlot slot, EntryRow row) {
        return row.info(slot)
                .flatMap(row::entry)
                .flatMap(entry -> dataKey(entry)
                        .flatMap(dataKey -> cipher.open(store.scope(), entry, dataKey))
                        .map(key -> new StoredKey(entry.info(), key)));
    }

    private Optional<DataKey> dataKey(SealedEntry entry) {
        Optional<DataKey> known = dataKeys.remembered(entry.dataKey());
        return known.isPresent()
                ? known
                : store.database().connected(connection -> dataKeys.find(connection, entry.dataKey()));
    }

    private List<EntryRow> rows(AutoCommitConnection connection, KeySlot slot) {
        String text = slot.text();
        List<EntryRow> rows = new ArrayList<>(connection.query(
                "SELECT " + EntryRow.COLUMNS + " FROM " + tables.entries() + " WHERE tenant = ? AND owner = ?",
                EntryRow::read,
                store.tenant(),
                text));
        // A database may be told to take small letters for capital ones; a person is another one all the same.
        rows.removeIf(row -> !text.equals(row.owner()));
        return rows;
    }

    private List<EntryRow> liveRows(AutoCommitConnection connection) {
        return connection.query(
                "SELECT owner, version, stored_at, fingerprint, data_key, NULL FROM " + tables.entries()
                        + " WHERE tenant = ? AND sealed IS NOT NULL",
                EntryRow::read,
                store.tenant());
    }

    private Optional<EntryRow> single(KeySlot slot, List<EntryRow> rows) {
        if (rows.size() > 1) {
            throw duplicate(slot);
        }
        return rows.stream().findFirst();
    }

    /** The row, if it has a version to go by, whatever else is in it. */
    private Optional<EntryRow> readable(KeySlot slot, List<EntryRow> rows) {
        Optional<EntryRow> row = single(slot, rows);
        row.filter(found -> found.version() < (found.sealed() == null ? 0 : 1) || found.version() == Long.MAX_VALUE)
                .ifPresent(found -> {
                    throw unparseable(found);
                });
        return row;
    }

    private static KeyVersion version(Optional<EntryRow> row) {
        return row.filter(found -> found.sealed() != null)
                .map(found -> new KeyVersion(found.version()))
                .orElse(KeyVersion.NONE);
    }

    private MetrcKeysException unparseable(EntryRow row) {
        return new MetrcKeysException(
                ErrorCode.ENTRY_DAMAGED,
                store.label() + ": the row of the owner \"" + printable(row.owner())
                        + "\" was changed by hand and cannot be read. Nothing was touched. Put the row from your backup in"
                        + " its place, or set its columns sealed and data_key to NULL, which removes the key, and enter the"
                        + " key again.");
    }

    private MetrcKeysException duplicate(KeySlot slot) {
        return new MetrcKeysException(
                ErrorCode.ENTRY_DUPLICATE,
                store.label() + ": the " + slot
                        + " has more than one row, for the table was made without its primary key."
                        + " Nothing was touched: delete the rows that are too many, and add the key (tenant, owner).");
    }

    private MetrcKeysException outpaced(KeySlot slot) {
        return new MetrcKeysException(
                ErrorCode.STORE_NOT_WRITABLE,
                store.label() + ": others changed the row of the " + slot + " or the data keys " + ATTEMPTS
                        + " times while it was to be written. Nothing was changed: try again.");
    }

    private static String printable(@Nullable String text) {
        String shown = String.valueOf(text).replaceAll("[^ -~]", "?");
        return shown.length() <= StoreTables.OWNER_LENGTH ? shown : shown.substring(0, StoreTables.OWNER_LENGTH);
    }
}
