package io.github.metrckeys.jdbc;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.storage.DataKey;
import io.github.metrckeys.internal.storage.EntryCipher;
import io.github.metrckeys.secret.Fingerprinter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant's data keys and its secret for fingerprints: read when they are needed for the first time, and remembered.
 *
 * <p>No data key is ever deleted: a writer in another process may be about to use it, and not every database looks at
 * foreign keys in time. One that is to encrypt nothing any more is retired, and wrapped by the newest key-encryption
 * key.
 */
final class DataKeyRepository {

    private static final String FINGERPRINTS = "fingerprints";
    private static final int ATTEMPTS = 20;

    private final StoreContext store;
    private final StoreTables tables;
    private final EntryCipher cipher;

    private volatile Known known = new Known(Map.of(), Set.of());
    private volatile @Nullable Fingerprinter fingerprinter;

    DataKeyRepository(StoreContext store) {
        this.store = store;
        this.tables = store.tables();
        this.cipher = store.cipher();
    }

    /** The data key, if it is known without asking the database. */
    Optional<DataKey> remembered(String id) {
        return Optional.ofNullable(known.dataKeys().get(id));
    }

    /** The data key; empty if the database has none of that name. */
    Optional<DataKey> find(AutoCommitConnection connection, String id) {
        if (remembered(id).isEmpty()) {
            reload(connection);
        }
        return remembered(id);
    }

    /** Learns what others have made, retired and handed over. */
    private Known reload(AutoCommitConnection connection) {
        Map<String, DataKey> dataKeys = new LinkedHashMap<>();
        Set<String> retired = new HashSet<>();
        connection.query(
                "SELECT id, kek, wrapped, retired FROM " + tables.dataKeys() + " WHERE tenant = ? ORDER BY id",
                row -> {
                    DataKey dataKey = new DataKey(text(row, 1), text(row, 2), text(row, 3));
                    dataKeys.put(dataKey.id(), dataKey);
                    return row.getInt(4) != 0 && retired.add(dataKey.id());
                },
                store.tenant());
        Known read = new Known(dataKeys, retired);
        known = read;
        return read;
    }

    /** A data key to encrypt with, which is made if there is none of the newest key-encryption key yet. */
    DataKey newest(AutoCommitConnection connection) {
        return cipher.newest(known.inUse())
                .or(() -> cipher.newest(reload(connection).inUse()))
                .orElseGet(() -> make(connection));
    }

    private DataKey make(AutoCommitConnection connection) {
        DataKey made = cipher.newDataKey();
        connection
                .stage(
                        "INSERT INTO " + tables.dataKeys() + " (tenant, id, kek, wrapped) VALUES (?, ?, ?, ?)",
                        store.tenant(),
                        made.id(),
                        made.keyEncryptionKey(),
                        made.wrapped())
                .orThrow();
        // Of several that were made at once, all take the same one; ours may be retired already.
        return cipher.newest(reload(connection).inUse()).orElse(made);
    }

    /**
     * Retires every data key that another key-encryption key than the newest has wrapped, and has the newest wrap it:
     * who still encrypts with it loses nothing, and needs no older key-encryption key either.
     */
    void handOver(AutoCommitConnection connection) {
        reload(connection).dataKeys().values().stream()
                .filter(dataKey -> !cipher.isNewest(dataKey))
                .forEach(dataKey -> {
                    DataKey handedOver = cipher.handedOver(dataKey);
                    connection
                            .change(
                                    "UPDATE " + tables.dataKeys() + " SET kek = ?, wrapped = ?, retired = 1"
                                            + " WHERE tenant = ? AND id = ? AND kek = ?",
                                    handedOver.keyEncryptionKey(),
                                    handedOver.wrapped(),
                                    store.tenant(),
                                    dataKey.id(),
                                    dataKey.keyEncryptionKey())
                            .orThrow();
                });
        reload(connection);
    }

    /** The maker of fingerprints, if it can be had without asking the database. */
    @Nullable
    Fingerprinter rememberedFingerprinter() {
        return fingerprinter;
    }

    /** The maker of fingerprints, whose secret is made if there is none yet. */
    Fingerprinter fingerprinter(AutoCommitConnection connection) {
        Fingerprinter remembered = fingerprinter;
        MetrcKeysException refused = null;
        for (int attempt = 0; remembered == null && attempt < ATTEMPTS; attempt++) {
            Optional<StoredSecret> stored = storedFingerprints(connection);
            if (stored.isPresent()) {
                remembered = open(connection, stored.get());
            } else if (refused != null && refused.code() == ErrorCode.STORE_NOT_WRITABLE && attempt > 2) {
                throw refused;
            } else {
                refused = makeFingerprints(connection);
            }
        }
        if (remembered == null) {
            throw refused != null ? refused : damaged();
        }
        fingerprinter = remembered;
        return remembered;
    }

    /** Opens what is there, so that a wrong key-encryption key is told from the start. */
    void warm(AutoCommitConnection connection) {
        reload(connection);
        storedFingerprints(connection)
                .flatMap(stored -> remembered(stored.dataKey())
                        .flatMap(dataKey -> cipher.fingerprinter(store.scope(), stored.text(), dataKey)))
                .ifPresent(opened -> fingerprinter = opened);
    }

    /** Has the secret for fingerprints encrypted by a data key of the newest key-encryption key. */
    void moveFingerprints(AutoCommitConnection connection) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<StoredSecret> stored = storedFingerprints(connection);
            if (stored.isEmpty()) {
                return;
            }
            Optional<DataKey> from = find(connection, stored.get().dataKey());
            DataKey to = newest(connection);
            if (from.filter(to::equals).isPresent()) {
                return;
            }
            Optional<String> moved = from.flatMap(old ->
                    cipher.moveFingerprintSecret(store.scope(), stored.get().text(), old, to));
            if (moved.isEmpty()) {
                if (storedFingerprints(connection).equals(stored)) {
                    throw damaged();
                }
                continue;
            }
            connection
                    .change(
                            "UPDATE " + tables.settings() + " SET text = ?, data_key = ?"
                                    + " WHERE tenant = ? AND name = '" + FINGERPRINTS
                                    + "' AND text = ? AND data_key = ?",
                            moved.get(),
                            to.id(),
                            store.tenant(),
                            stored.get().text(),
                            stored.get().dataKey())
                    .orThrow();
        }
    }

    private Optional<StoredSecret> storedFingerprints(AutoCommitConnection connection) {
        return connection
                .query(
                        "SELECT text, data_key FROM " + tables.settings() + " WHERE tenant = ? AND name = '"
                                + FINGERPRINTS + "'",
                        row -> new StoredSecret(text(row, 1), text(row, 2)),
                        store.tenant())
                .stream()
                .findFirst();
    }

    private @Nullable MetrcKeysException makeFingerprints(AutoCommitConnection connection) {
        DataKey dataKey = newest(connection);
        return connection
                .stage(
                        "INSERT INTO " + tables.settings() + " (tenant, name, text, data_key) VALUES (?, '"
                                + FINGERPRINTS + "', ?, ?)",
                        store.tenant(),
                        cipher.newFingerprintSecret(store.scope(), dataKey),
                        dataKey.id())
                .failure();
    }

    private Fingerprinter open(AutoCommitConnection connection, StoredSecret stored) {
        return find(connection, stored.dataKey())
                .flatMap(dataKey -> cipher.fingerprinter(store.scope(), stored.text(), dataKey))
                .orElseGet(() -> {
                    throw damaged();
                });
    }

    private MetrcKeysException damaged() {
        return new MetrcKeysException(
                ErrorCode.STORE_DAMAGED,
                store.label() + ": the secret for fingerprints in the table " + tables.settings()
                        + ", or its data key, was changed by something else than this library. Keys can still be read."
                        + " Nothing was touched: put the row back from your backup.");
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** What was read last. */
    private record Known(Map<String, DataKey> dataKeys, Set<String> retired) {

        /** Those to encrypt with. */
        List<DataKey> inUse() {
            return dataKeys.values().stream()
                    .filter(dataKey -> !retired.contains(dataKey.id()))
                    .toList();
        }
    }

    /** An encrypted secret and the id of what encrypts it. */
    private record StoredSecret(String text, String dataKey) {}
}
