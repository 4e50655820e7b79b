package io.github.metrckeys.store.jdbc;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.MetrcKeysException;
import io.github.metrckeys.internal.Sql;
import io.github.metrckeys.secret.Fingerprinter;
import io.github.metrckeys.store.internal.DataKey;
import io.github.metrckeys.store.internal.Vault;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A tenant's data keys and its secret for fingerprints: read where they are needed for the first time, and remembered. */
final class Secrets {

    private static final String FINGERPRINTS = "fingerprints";
    private static final int ATTEMPTS = 20;

    private final Schema schema;
    private final String tenant;
    private final String scope;
    private final String where;
    private final Vault vault;

    private volatile Map<String, DataKey> known = Map.of();
    private volatile @Nullable Fingerprinter fingerprinter;

    Secrets(Schema schema, String tenant, String scope, String where, Vault vault) {
        this.schema = schema;
        this.tenant = tenant;
        this.scope = scope;
        this.where = where;
        this.vault = vault;
    }

    /** The data key, where it is known without asking the database. */
    Optional<DataKey> remembered(String id) {
        return Optional.ofNullable(known.get(id));
    }

    /** The data key; empty where the database has none of that name. */
    Optional<DataKey> find(Sql.Session session, String id) {
        if (!known.containsKey(id)) {
            reload(session);
        }
        return remembered(id);
    }

    /** Forgets what others have deleted, and learns what they have made. */
    void reload(Sql.Session session) {
        Map<String, DataKey> read = new LinkedHashMap<>();
        session.query(
                        "SELECT id, kek, wrapped FROM " + schema.dataKeys() + " WHERE tenant = ? ORDER BY id",
                        Secrets::dataKey,
                        tenant)
                .forEach(dataKey -> read.put(dataKey.id(), dataKey));
        known = read;
    }

    /** A data key to encrypt with, which is made where there is none of the newest key-encryption key yet. */
    DataKey newest(Sql.Session session) {
        Optional<DataKey> remembered = vault.newest(known.values());
        if (remembered.isPresent()) {
            return remembered.get();
        }
        reload(session);
        return vault.newest(known.values()).orElseGet(() -> make(session));
    }

    private DataKey make(Sql.Session session) {
        DataKey made = vault.newDataKey();
        insert(session, made).orThrow();
        reload(session);
        // Of several that were made at once, all take the same one. Ours may be gone already, where somebody rewraps.
        return vault.newest(known.values()).orElse(made);
    }

    /**
     * Puts a data key back that was deleted in the very moment in which it came into use. Foreign keys prevent that, but not
     * in every database: H2 locks nothing when it looks at them, and SQLite (where nothing happens at once) does not look.
     * Who uses a data key and who deletes it both call this afterwards, so that the later one of them sees what happened.
     */
    void keep(Sql.Session session, DataKey used) {
        MetrcKeysException failure = null;
        try {
            if (isThere(session, used)) {
                return;
            }
            failure = insert(session, used).failure();
            if (failure == null || isThere(session, used)) {
                return;
            }
        } catch (MetrcKeysException e) {
            failure = e;
        }
        throw new MetrcKeysException(
                ErrorCode.STORE_OUTCOME_UNKNOWN,
                where
                        + ": a change was made, and then the database did not say whether the data key that it needs is still"
                        + " there. Read it again, and decide anew.",
                failure);
    }

    private boolean isThere(Sql.Session session, DataKey dataKey) {
        return !session.query(
                        "SELECT 1 FROM " + schema.dataKeys() + " WHERE tenant = ? AND id = ?",
                        row -> true,
                        tenant,
                        dataKey.id())
                .isEmpty();
    }

    private Sql.Outcome insert(Sql.Session session, DataKey dataKey) {
        return session.prepare(
                "INSERT INTO " + schema.dataKeys() + " (tenant, id, kek, wrapped) VALUES (?, ?, ?, ?)",
                tenant,
                dataKey.id(),
                dataKey.keyEncryptionKey(),
                dataKey.wrapped());
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
            if (from.isPresent() && vault.isNewest(from.get())) {
                return;
            }
            DataKey to = newest(session);
            Optional<String> moved = from.flatMap(
                    old -> vault.moveFingerprintSecret(scope, stored.get().text(), old, to));
            if (moved.isEmpty()) {
                if (storedFingerprints(session).equals(stored)) {
                    throw damaged();
                }
                continue;
            }
            Sql.Outcome outcome = session.decide(
                    "UPDATE " + schema.settings() + " SET text = ?, data_key = ?"
                            + " WHERE tenant = ? AND name = '" + FINGERPRINTS + "' AND text = ? AND data_key = ?"
                            + " AND EXISTS (SELECT 1 FROM " + schema.dataKeys() + " WHERE tenant = ? AND id = ?)",
                    moved.get(),
                    to.id(),
                    tenant,
                    stored.get().text(),
                    stored.get().dataKey(),
                    tenant,
                    to.id());
            settle(session, to, outcome);
        }
    }

    /**
     * What a change that makes use of a data key came to: how many rows were changed. A refusal is none where the data key
     * was deleted meanwhile: then another one will do.
     */
    int settle(Sql.Session session, DataKey dataKey, Sql.Outcome outcome) {
        if (outcome.rows() > 0) {
            keep(session, dataKey);
            return outcome.rows();
        }
        reload(session);
        return known.containsKey(dataKey.id()) ? outcome.orThrow() : 0;
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
        Sql.Outcome outcome = session.prepare(
                "INSERT INTO " + schema.settings() + " (tenant, name, text, data_key)"
                        + " SELECT tenant, '" + FINGERPRINTS + "', CAST(? AS VARCHAR(400)), id FROM "
                        + schema.dataKeys()
                        + " WHERE tenant = ? AND id = ?",
                vault.newFingerprintSecret(scope, dataKey),
                tenant,
                dataKey.id());
        if (outcome.rows() == 0) {
            reload(session);
        } else {
            keep(session, dataKey);
        }
        return outcome.failure();
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

    /** Reads the columns id, kek and wrapped. */
    static DataKey dataKey(ResultSet row) throws SQLException {
        return new DataKey(text(row, 1), text(row, 2), text(row, 3));
    }

    private static String text(ResultSet row, int column) throws SQLException {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    /** An encrypted secret and the id of what encrypts it. */
    private record StoredSecret(String text, String dataKey) {}
}
