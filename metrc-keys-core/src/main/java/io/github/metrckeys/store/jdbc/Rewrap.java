package io.github.metrckeys.store.jdbc;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.MetrcKeysException;
import io.github.metrckeys.internal.Sql;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.internal.DataKey;
import io.github.metrckeys.store.internal.SealedEntry;
import io.github.metrckeys.store.internal.Vault;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One run that encrypts a tenant's entries anew under the newest key-encryption key. */
final class Rewrap {

    private static final int PAGE = 200;
    private static final int PASSES = 10;

    private final Sql sql;
    private final Schema schema;
    private final String tenant;
    private final String scope;
    private final String where;
    private final Vault vault;
    private final Secrets secrets;
    private final String newestKek;
    private final BiFunction<Sql.Session, Row, MetrcKeysException> unreadable;

    private int moved;
    private @Nullable MetrcKeysException damage;

    Rewrap(
            Sql sql,
            Schema schema,
            String tenant,
            String scope,
            String where,
            Vault vault,
            Secrets secrets,
            String newestKek,
            BiFunction<Sql.Session, Row, MetrcKeysException> unreadable) {
        this.sql = sql;
        this.schema = schema;
        this.tenant = tenant;
        this.scope = scope;
        this.where = where;
        this.vault = vault;
        this.secrets = secrets;
        this.newestKek = newestKek;
        this.unreadable = unreadable;
    }

    /** Moves all that can be moved, and only then complains of what cannot. */
    int run() {
        // What a process writes under an older key meanwhile is found by the next pass. A process that never ends doing
        // so
        // shall not keep this one busy for ever.
        for (int pass = 0; pass < PASSES && pass(); pass++) {
            damage = null;
        }
        sql.connected(session -> {
            secrets.moveFingerprints(session);
            return deleteUnused(session);
        });
        if (damage != null) {
            throw damage;
        }
        return moved;
    }

    /** Goes through the entries once; whether there was anything to do. */
    private boolean pass() {
        boolean busy = false;
        String after = "";
        List<Row> page;
        do {
            String from = after;
            page = sql.connected(session -> page(session, from));
            for (Row row : page) {
                // The query compares with it, so it is there.
                after = String.valueOf(row.owner());
                checkInterrupt();
                busy |= sql.connected(session -> move(session, row));
            }
        } while (page.size() == PAGE);
        return busy;
    }

    private List<Row> page(Sql.Session session, String after) {
        return session.query(
                "SELECT " + Row.COLUMNS + " FROM " + schema.entries() + " e WHERE tenant = ? AND owner > ?"
                        + " AND sealed IS NOT NULL AND NOT EXISTS (SELECT 1 FROM " + schema.dataKeys()
                        + " d WHERE d.tenant = e.tenant AND d.id = e.data_key AND d.kek = ?) ORDER BY owner LIMIT "
                        + PAGE,
                Row::read,
                tenant,
                after,
                newestKek);
    }

    /** Whether the next pass has to look again. */
    private boolean move(Sql.Session session, Row row) {
        Optional<SealedEntry> entry = row.info().flatMap(row::entry);
        Optional<DataKey> from = entry.flatMap(read -> secrets.find(session, read.dataKey()));
        Optional<UserApiKey> key = from.flatMap(dataKey -> vault.open(scope, entry.orElseThrow(), dataKey));
        if (key.isEmpty()) {
            if (!current(session, row)) {
                return true;
            }
            damage = damage != null ? damage : unreadable.apply(session, row);
            return false;
        }
        DataKey to = secrets.newest(session);
        SealedEntry old = entry.orElseThrow();
        Sql.Outcome outcome = session.decide(
                "UPDATE " + schema.entries() + " SET sealed = ?, data_key = ?"
                        + " WHERE tenant = ? AND owner = ? AND version = ? AND data_key = ? AND sealed = ?"
                        + " AND EXISTS (SELECT 1 FROM " + schema.dataKeys() + " WHERE tenant = ? AND id = ?)",
                vault.seal(scope, old.info(), key.get(), to).sealed(),
                to.id(),
                tenant,
                String.valueOf(row.owner()),
                row.version(),
                old.dataKey(),
                old.sealed(),
                tenant,
                to.id());
        moved += secrets.settle(session, to, outcome);
        return true;
    }

    private boolean current(Sql.Session session, Row row) {
        return session.query(
                        "SELECT " + Row.COLUMNS + " FROM " + schema.entries() + " WHERE tenant = ? AND owner = ?",
                        Row::read,
                        tenant,
                        String.valueOf(row.owner()))
                .contains(row);
    }

    private boolean deleteUnused(Sql.Session session) {
        checkInterrupt();
        List<DataKey> unused = session.query(
                "SELECT id, kek, wrapped FROM " + schema.dataKeys() + " d WHERE tenant = ? AND kek <> ?"
                        + nothingRefersTo("d"),
                Secrets::dataKey,
                tenant,
                newestKek);
        unused.forEach(dataKey -> delete(session, dataKey));
        return !unused.isEmpty();
    }

    private void delete(Sql.Session session, DataKey dataKey) {
        Sql.Outcome outcome = session.prepare(
                "DELETE FROM " + schema.dataKeys() + " WHERE tenant = ? AND id = ?"
                        + nothingRefersTo(schema.dataKeys()),
                tenant,
                dataKey.id());
        if (isUsed(session, dataKey)) {
            // A writer came to use it at this moment: it stays, which may be why the database refused.
            secrets.keep(session, dataKey);
        } else {
            outcome.orThrow();
        }
    }

    private boolean isUsed(Sql.Session session, DataKey dataKey) {
        return List.of(schema.entries(), schema.settings()).stream()
                .anyMatch(table -> !session.query(
                                "SELECT 1 FROM " + table + " WHERE tenant = ? AND data_key = ? LIMIT 1",
                                row -> true,
                                tenant,
                                dataKey.id())
                        .isEmpty());
    }

    private String nothingRefersTo(String dataKeys) {
        return " AND NOT EXISTS (SELECT 1 FROM " + schema.entries() + " e WHERE e.tenant = " + dataKeys
                + ".tenant AND e.data_key = " + dataKeys + ".id) AND NOT EXISTS (SELECT 1 FROM " + schema.settings()
                + " s WHERE s.tenant = " + dataKeys + ".tenant AND s.data_key = " + dataKeys + ".id)";
    }

    private void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new MetrcKeysException(
                    ErrorCode.INTERRUPTED,
                    where + ": the thread was interrupted after " + moved
                            + " entries were encrypted anew. Every entry can"
                            + " be read as before: call rewrap() again to go on.");
        }
    }
}
