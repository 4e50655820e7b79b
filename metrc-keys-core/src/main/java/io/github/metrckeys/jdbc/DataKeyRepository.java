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
 * A tenant's data keys and its secret for fingerprints: read where they are needed for the first time, and remembered.
 *
 * <p>No data key is ever deleted: a writer in another process may be about to use it, and not every database looks at foreign
 * keys in time. One that is to encrypt nothing any more is retired, and wrapped by the newest key-encryption key.
 */
final class DataKeyRepository {

    private static final String FINGERPRINTS = "fingerprints";
    private static final int ATTEMPTS = 20;

    private final Schema schema;
    private final String tenant;
    private final String scope;
    private final String where;
    private final EntryCipher vault;

    private volatile Known known = new Known(Map.of(), Set.of());
    private volatile @Nullable Fingerprinter fingerprinter;

    DataKeyRepository(Schema schema, String tenant, String scope, String where, EntryCipher vault) {
        this.schema = schema;
        this.tenant = tenant;
        this.scope = scope;
        this.where = where;
        this.vault = vault;
    }

    /** The data key, where it is known without asking the database. */
    Optional<DataKey> remembered(String id) {
        return Optional.ofNullable(known.dataKeys().get(id));
    }

    /** The data key; empty where the database has none of that name. */
    Optional<DataKey> find(Sql.Session session, String id) {
        if (remembered(id).isEmpty()) {
            reload(session);
        }
        return remembered(id);
    }

    /** Learns what others have made, retired and handed over. */
    private Known reload(Sql.Session session) {
        Map<String, DataKey> dataKeys = new LinkedHashMap<>();
        Set<String> retired = new HashSet<>();
        session.query(
                "SELECT id, kek, wrapped, retired FROM " + schema.dataKeys() + " WHERE tenant = ? ORDER BY id",
                row -> {
                    DataKey dataKey = new DataKey(text(row, 1), text(row, 2), text(row, 3));
                    dataKeys.put(dataKey.id(), dataKey);
                    return row.getInt(4) != 0 && retired.add(dataKey.id());
                },
                tenant);
        Known read = new Known(dataKeys, retired);
        known = read;
        return read;
    }

    /** A data key to encrypt with, which is made where there is none of the newest key-encryption key yet. */
    DataKey newest(Sql.Session session) {
        return vault.newest(known.inUse())
                .or(() -> vault.newest(reload(session).inUse()))
                .orElseGet(() -> make(session));
    }

    private DataKey make(Sql.Session session) {
        DataKey made = vault.newDataKey();
        session.prepare(
                        "INSERT INTO " + schema.dataKeys() + " (tenant, id, kek, wrapped) VALUES (?, ?, ?, ?)",
                        tenant,
                        made.id(),
                        made.keyEncryptionKey(),
                        made.wrapped())
                .orThrow();
        // Of several that were made at once, all take the same one; ours may be retired already.
        return vault.newest(reload(session).inUse()).orElse(made);
    }

    /**
     * Retires every data key that another key-encryption key than the newest has wrapped, and has the newest wrap it: who still
     * encrypts with it loses nothing, and needs no older key-encryption key either.
     */
    void handOver(Sql.Session session) {
        reload(session).dataKeys().values().stream()
                .filter(dataKey -> !vault.isNewest(dataKey))
                .forEach(dataKey -> {
                    DataKey handedOver = vault.handedOver(dataKey);
                    session.decide(
                                    "UPDATE " + schema.dataKeys() + " SET kek = ?, wrapped = ?, retired = 1"
                                            + " WHERE tenant = ? AND id = ? AND kek = ?",
                                    handedOver.keyEncryptionKey(),
                                    handedOver.wrapped(),
                                    tenant,
                                    dataKey.id(),
                                    dataKey.keyEncryptionKey())
                            .orThrow();
                });
        reload(session);
    }

    /** The maker of fingerprints, where it can be had without asking the database. */
    @Nullable
    Fingerprinter rememberedFingerprinter() {
        return fingerprinter;
    }

    /** The maker of fingerprints, whose secret is made where there is none yet. */
    Fingerprinter fingerprinter(Sql.Session session) {
        Fingerprinter remembered = fingerprinter;
        MetrcKeysException refused = null;
        for (int attempt = 0; remembered == null && attempt < ATTEMPTS; attempt++) {
            Optional<StoredSecret> stored = storedFingerprints(session);
            if (stored.isPresent()) {
                remembered = open(session, stored.get());
            } else if (refused != null && refused.code() == ErrorCode.STORE_NOT_WRITABLE && attempt > 2) {
                throw refused;
            } else {
                refused = makeFingerprints(session);
            }
        }
        if (remembered == null) {
            throw refused != null ? refused : damaged();
        }
        fingerprinter = remembered;
        return remembered;
    }

    /** Opens what is there, so that a wrong key-encryption key is told from the start. */
    void warm(Sql.Session session) {
        reload(session);
        storedFingerprints(session)
                .flatMap(stored -> remembered(stored.dataKey())
                        .flatMap(dataKey -> vault.fingerprinter(scope, stored.text(), dataKey)))
                .ifPresent(opened -> fingerprinter = opened);
    }

    /** Has the secret for fingerprints encrypted by a data key of the newest key-encryption key. */
    void moveFingerprints(Sql.Session session) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<StoredSecret> stored = storedFingerprints(session);
            if (stored.isEmpty()) {
                return;
            }
            Optional<DataKey> from = find(session, stored.get().dataKey());
            DataKey to = newest(session);
            if (from.filter(to::equals).isPresent()) {
                return;
            }
            Optional<String> moved = from.flatMap(
                    old -> vault.moveFingerprintSecret(scope, stored.get().text(), old, to));
            if (moved.isEmpty()) {
                if (storedFingerprints(session).equals(stored)) {
                    throw damaged();
                }
                continue;
            }
            session.decide(
                            "UPDATE " + schema.settings() + " SET text = ?, data_key = ?"
                                    + " WHERE tenant = ? AND name = '" + FINGERPRINTS
                                    + "' AND text = ? AND data_key = ?",
                            moved.get(),
                            to.id(),
                            tenant,
                            stored.get().text(),
                            stored.get().dataKey())
                    .orThrow();
        }
    }

    private Optional<StoredSecret> storedFingerprints(Sql.Session session) {
        return session
                .query(
                        "SELECT text, data_key FROM " + schema.settings() + " WHERE tenant = ? AND name = '"
                                + FINGERPRINTS + "'",
                        row -> new StoredSecret(text(row, 1), text(row, 2)),
                        tenant)
                .stream()
                .findFirst();
    }

    private @Nullable MetrcKeysException makeFingerprints(Sql.Session session) {
        DataKey dataKey = newest(session);
        return session.prepare(
                        "INSERT INTO " + schema.settings() + " (tenant, name, text, data_key) VALUES (?, '"
                                + FINGERPRINTS + "', ?, ?)",
                        tenant,
                        vault.newFingerprintSecret(scope, dataKey),
                        dataKey.id())
                .failure();
    }

    private Fingerprinter open(Sql.Session session, StoredSecret stored) {
        return find(session, stored.dataKey())
                .flatMap(dataKey -> vault.fingerprinter(scope, stored.text(), dataKey))
                .orElseGet(() -> {
                    throw damaged();
                });
    }

    private MetrcKeysException damaged() {
        return new MetrcKeysException(
                ErrorCode.STORE_DAMAGED,
                where + ": the secret for fingerprints in the table " + schema.settings()
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
