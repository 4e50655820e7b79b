package io.github.metrckeys.jdbc;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs single statements, each of which is a transaction of its own, and says of those that fail what is known of the
 * database's state.
 */
final class Sql {

    private static final int SECONDS_TO_ANSWER = 2;
    private static final int ATTEMPTS = 5;

    private final DataSource source;
    private final String where;

    /** @param where names the tables and the tenant, as a message begins */
    public Sql(DataSource source, String where) {
        this.source = source;
        this.where = where;
    }

    /** Does something with a connection, which goes back as it came. */
    public <T> T connected(Function<Session, T> work) {
        Connection connection = connect();
        boolean changed = false;
        try {
            changed = commitEachStatement(connection);
            return work.apply(new Session(connection, where));
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
                        where + ": the thread was interrupted while it waited for a connection. Nothing was changed.",
                        e);
            }
            throw new MetrcKeysException(
                    ErrorCode.STORE_UNREACHABLE,
                    where + ": there is no connection to the database" + state(e)
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
            throw unreachable(where, e);
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

    private static MetrcKeysException unreachable(String where, SQLException e) {
        return new MetrcKeysException(
                ErrorCode.STORE_UNREACHABLE,
                where + ": the database does not answer, or with an error" + state(e)
                        + ". Nothing was changed: see to the database and the rights of its user, and try again.",
                e);
    }

    private static String state(Exception e) {
        return e instanceof SQLException sql && sql.getSQLState() != null
                ? " (SQLSTATE " + sql.getSQLState() + ")"
                : " (" + e.getClass().getSimpleName() + ")";
    }

    /** Reads one row of an answer. */
    @FunctionalInterface
    public interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * What came of a change.
     *
     * @param rows how many rows were changed; 0 where it failed
     * @param failure why nothing was changed, where the database refused
     */
    public record Outcome(int rows, @Nullable MetrcKeysException failure) {

        /** How many rows were changed, for whom a refusal is an error. */
        public int orThrow() {
            if (failure != null) {
                throw failure;
            }
            return rows;
        }
    }

    /** A connection that commits each statement. */
    public static final class Session {

        private final Connection connection;
        private final String where;

        private Session(Connection connection, String where) {
            this.connection = connection;
            this.where = where;
        }

        /** Asks the database. */
        public <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) {
            try {
                return answer(sql, reader, parameters);
            } catch (SQLException e) {
                throw unreachable(where, e);
            }
        }

        /** Whether the database understands a question. It has to be reachable. */
        public boolean understands(String sql) {
            try {
                answer(sql, row -> row, new Object[0]);
                return true;
            } catch (SQLException e) {
                if (!answers()) {
                    throw unreachable(where, e);
                }
                return false;
            }
        }

        /** Makes a change that nobody else sees the meaning of yet: where the connection is lost, nothing was changed. */
        public Outcome prepare(String sql, Object... parameters) {
            return change(false, sql, parameters);
        }

        /** Makes a change that counts: where the connection is lost, nobody knows whether it was made. */
        public Outcome decide(String sql, Object... parameters) {
            return change(true, sql, parameters);
        }

        private <T> List<T> answer(String sql, RowReader<T> reader, Object[] parameters) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                try (ResultSet rows = statement.executeQuery()) {
                    List<T> read = new ArrayList<>();
                    while (rows.next()) {
                        read.add(reader.read(rows));
                    }
                    return read;
                }
            }
        }

        private Outcome change(boolean counts, String sql, Object[] parameters) {
            for (int attempt = 1; ; attempt++) {
                boolean sent = false;
                int rows = -1;
                try (PreparedStatement statement = connection.prepareStatement(sql)) {
                    bind(statement, parameters);
                    sent = true;
                    rows = statement.executeUpdate();
                    return new Outcome(rows, null);
                } catch (SQLException e) {
                    if (rows >= 0) {
                        // Only the statement could not be closed.
                        return new Outcome(rows, null);
                    }
                    if (!answers() || completionUnknown(e)) {
                        throw counts && sent ? unknown(e) : unreachable(where, e);
                    }
                    if (attempt == ATTEMPTS || !rolledBack(e)) {
                        return new Outcome(0, notWritable(e));
                    }
                }
            }
        }

        private static void bind(PreparedStatement statement, Object[] parameters) throws SQLException {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
        }

        private boolean answers() {
            try {
                return connection.isValid(SECONDS_TO_ANSWER);
            } catch (SQLException e) {
                return false;
            }
        }

        /** In class 40 of the standard the database gave up for the sake of another transaction: it may be tried again. */
        private static boolean rolledBack(SQLException e) {
            return e.getSQLState() != null && e.getSQLState().startsWith("40");
        }

        /** Class 08 too: a driver that connects again by itself gives a connection that is good once more. */
        private static boolean completionUnknown(SQLException e) {
            return e.getSQLState() != null
                    && (e.getSQLState().equals("40003") || e.getSQLState().startsWith("08"));
        }

        private MetrcKeysException notWritable(SQLException e) {
            return new MetrcKeysException(
                    ErrorCode.STORE_NOT_WRITABLE,
                    where + ": the database refused the change" + state(e)
                            + ". Nothing was changed: see whether it is read-only, full, or locked by somebody else, and what"
                            + " its user may do.",
                    e);
        }

        private MetrcKeysException unknown(SQLException e) {
            return new MetrcKeysException(
                    ErrorCode.STORE_OUTCOME_UNKNOWN,
                    where + ": the connection was lost in the middle of a change" + state(e)
                            + ". The store holds the old or the new, whole: read it again, and decide anew.",
                    e);
        }
    }
}
