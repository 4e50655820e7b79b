package io.github.metrckeys.jdbc;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.storage.DataKey;
import io.github.metrckeys.internal.storage.EntryCipher;
import io.github.metrckeys.internal.storage.SealedEntry;
import io.github.metrckeys.secret.UserApiKey;
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
    private final EntryCipher vault;
    private final DataKeyRepository secrets;
    private final BiFunction<Sql.Session, Row, MetrcKeysException> unreadable;

    private int moved;
    private @Nullable MetrcKeysException damage;

    Rewrap(
            Sql sql,
            Schema schema,
            String tenant,
            String scope,
            String where,
            EntryCipher vault,
            DataKeyRepository secrets,
            BiFunction<Sql.Session, Row, MetrcKeysException> unreadable) {
        this.sql = sql;
        this.schema = schema;
        this.tenant = tenant;
        this.scope = scope;
        this.where = where;
        this.vault = vault;
        this.secrets = secrets;
        this.unreadable = unreadable;
    }

    /** Moves all that can be moved, and only then complains of what cannot. */
    int run() {
        DataKey to = sql.connected(secrets::newest);
        // What others write with an older data key meanwhile is found by the next pass, and one that never ends doing
        // so shall not keep this one busy for ever.
        for (int pass = 0; pass < PASSES && pass(to); pass++) {
            checkInterrupt();
        }
        sql.connected(session -> {
            secrets.moveFingerprints(session);
            checkInterrupt();
            secrets.handOver(session);
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
        List<Row> page;
        do {
            String from = after;
            page = sql.connected(session -> page(session, from, to));
            for (Row row : page) {
                // The query compares with it, so it is there.
                after = String.valueOf(row.owner());
                checkInterrupt();
                busy |= sql.connected(session -> move(session, row, to));
            }
        } while (page.size() == PAGE);
        return busy;
    }

    private List<Row> page(Sql.Session session, String after, DataKey to) {
        return session.query(
                "SELECT " + Row.COLUMNS + " FROM " + schema.entries()
                        + " WHERE tenant = ? AND owner > ? AND sealed IS NOT NULL AND (data_key IS NULL OR data_key <> ?)"
                        + " ORDER BY owner LIMIT " + PAGE,
                Row::read,
                tenant,
                after,
                to.id());
    }

    /** Whether the next pass has to look again. */
    private boolean move(Sql.Session session, Row row, DataKey to) {
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
        SealedEntry old = entry.orElseThrow();
        moved += session.decide(
                        "UPDATE " + schema.entries() + " SET sealed = ?, data_key = ?"
                                + " WHERE tenant = ? AND owner = ? AND version = ? AND data_key = ? AND sealed = ?",
                        vault.seal(scope, old.info(), key.get(), to).sealed(),
                        to.id(),
                        tenant,
                        String.valueOf(row.owner()),
                        row.version(),
                        old.dataKey(),
                        old.sealed())
                .orThrow();
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
