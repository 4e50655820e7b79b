package io.github.metrckeys.jdbc;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.storage.DataKey;
import io.github.metrckeys.internal.storage.EntryCipher;
import io.github.metrckeys.internal.storage.SealedEntry;
import io.github.metrckeys.secret.UserApiKey;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run that encrypts a tenant's entries anew under the newest key-encryption key. */
final class Rewrap {

    private static final int PAGE = 200;
    private static final int PASSES = 10;

    private final StoreContext store;
    private final StoreTables tables;
    private final EntryCipher cipher;
    private final DataKeyRepository dataKeys;
    private final EntryTable entries;

    private int moved;
    private @Nullable MetrcKeysException damage;

    Rewrap(StoreContext store, DataKeyRepository dataKeys, EntryTable entries) {
        this.store = store;
        this.tables = store.tables();
        this.cipher = store.cipher();
        this.dataKeys = dataKeys;
        this.entries = entries;
    }

    /** Moves all that can be moved, and only then complains of what cannot. */
    int run() {
        DataKey to = store.database().connected(dataKeys::newest);
        // What others write with an older data key meanwhile is found by the next pass, and one that never ends doing
        // so shall not keep this one busy for ever.
        for (int pass = 0; pass < PASSES && pass(to); pass++) {
            checkInterrupt();
        }
        store.database().connected(connection -> {
            dataKeys.moveFingerprints(connection);
            checkInterrupt();
            dataKeys.handOver(connection);
            return to;
        });
        if (damage != null) {
            throw damage;
        }
        return moved;
    }

    /** Goes through the entries once; whether there was anything to do. */
    private boolean pass(DataKey to) {
        damage = null;
        boolean busy = false;
        String after = "";
        List<EntryRow> page;
        do {
            String from = after;
            page = store.database().connected(connection -> page(connection, from, to));
            for (EntryRow row : page) {
                // The query compares with it, so it is there.
                after = String.valueOf(row.owner());
                checkInterrupt();
                busy |= store.database().connected(connection -> move(connection, row, to));
            }
        } while (page.size() == PAGE);
        return busy;
    }

    private List<EntryRow> page(AutoCommitConnection connection, String after, DataKey to) {
        return connection.query(
                "SELECT " + EntryRow.COLUMNS + " FROM " + tables.entries()
                        + " WHERE tenant = ? AND owner > ? AND sealed IS NOT NULL AND (data_key IS NULL OR data_key <> ?)"
                        + " ORDER BY owner LIMIT " + PAGE,
                EntryRow::read,
                store.tenant(),
                after,
                to.id());
    }

    /** Whether the next pass has to look again. */
    private boolean move(AutoCommitConnection connection, EntryRow row, DataKey to) {
        Optional<SealedEntry> entry = row.info().flatMap(row::entry);
        Optional<DataKey> from = entry.flatMap(read -> dataKeys.find(connection, read.dataKey()));
        Optional<UserApiKey> key = from.flatMap(dataKey -> cipher.open(store.scope(), entry.orElseThrow(), dataKey));
        if (key.isEmpty()) {
            if (!current(connection, row)) {
                return true;
            }
            damage = damage != null ? damage : entries.unreadable(connection, row);
            return false;
        }
        SealedEntry old = entry.orElseThrow();
        moved += connection
                .change(
                        "UPDATE " + tables.entries() + " SET sealed = ?, data_key = ?"
                                + " WHERE tenant = ? AND owner = ? AND version = ? AND data_key = ? AND sealed = ?",
                        cipher.seal(store.scope(), old.info(), key.get(), to).sealed(),
                        to.id(),
                        store.tenant(),
                        String.valueOf(row.owner()),
                        row.version(),
                        old.dataKey(),
                        old.sealed())
                .orThrow();
        return true;
    }

    private boolean current(AutoCommitConnection connection, EntryRow row) {
        return connection
                .query(
                        "SELECT " + EntryRow.COLUMNS + " FROM " + tables.entries() + " WHERE tenant = ? AND owner = ?",
                        EntryRow::read,
                        store.tenant(),
                        String.valueOf(row.owner()))
                .contains(row);
    }

    private void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new MetrcKeysException(
                    ErrorCode.INTERRUPTED,
                    store.label() + ": the thread was interrupted after " + moved
                            + " entries were re-encrypted. Every entry can"
                            + " be read as before: call rewrap() again to go on.");
        }
    }
}
