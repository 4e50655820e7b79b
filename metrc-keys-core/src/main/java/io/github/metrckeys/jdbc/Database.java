package io.github.metrckeys.jdbc;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Function;
import javax.sql.DataSource;

/** Lends connections of a data source, each of which commits every statement. */
final class Database {

    private final DataSource source;
    private final String label;

    /** @param label names the tables and the tenant, as a message begins */
    Database(DataSource source, String label) {
        this.source = source;
        this.label = label;
    }

    /** Does something with a connection, which goes back as it came. */
    <T> T connected(Function<AutoCommitConnection, T> work) {
        Connection connection = connect();
        boolean changed = false;
        try {
            changed = commitEachStatement(connection);
            return work.apply(new AutoCommitConnection(connection, label));
        } finally {
            release(connection, changed);
        }
    }

    private Connection connect() {
        try {
            return source.getConnection();
        } catch (SQLException | RuntimeException e) {
            if (Thread.currentThread().isInterrupted() || e.getCause() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new MetrcKeysException(
                        ErrorCode.INTERRUPTED,
                        label + ": the thread was interrupted while it waited for a connection. Nothing was changed.",
                        e);
            }
            throw new MetrcKeysException(
                    ErrorCode.STORE_UNREACHABLE,
                    label + ": there is no connection to the database" + state(e)
                            + ". Nothing was changed: see to the database, the network and the connection pool, and try"
                            + " again.",
                    e);
        }
    }

    private boolean commitEachStatement(Connection connection) {
        try {
            if (connection.getAutoCommit()) {
                return false;
            }
            connection.setAutoCommit(true);
            return true;
        } catch (SQLException e) {
            throw unreachable(label, e);
        }
    }

    /** What was answered stands, whatever becomes of the connection. */
    private static void release(Connection connection, boolean changed) {
        try (connection) {
            if (changed) {
                connection.setAutoCommit(false);
            }
        } catch (SQLException | RuntimeException e) {
            // The pool, or the next who gets this connection, will find it broken.
        }
    }

    static MetrcKeysException unreachable(String label, SQLException e) {
        return new MetrcKeysException(
                ErrorCode.STORE_UNREACHABLE,
                label + ": the database does not answer, or with an error" + state(e)
                        + ". Nothing was changed: see to the database and the rights of its user, and try again.",
                e);
    }

    static String state(Exception e) {
        return e instanceof SQLException sql && sql.getSQLState() != null
                ? " (SQLSTATE " + sql.getSQLState() + ")"
                : " (" + e.getClass().getSimpleName() + ")";
    }
}
