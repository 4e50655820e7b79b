package io.github.metrckeys.jdbc;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which each statement is a transaction of its own. It says of a statement that fails what is known
 * of the database's state.
 */
final class AutoCommitConnection {

    private static final int SECONDS_TO_ANSWER = 2;
    private static final int ATTEMPTS = 5;

    /** Reads one row of an answer. */
    @FunctionalInterface
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /**
     * What came of a change.
     *
     * @param rows how many rows were changed; 0 if it failed
     * @param failure why nothing was changed, if the database refused
     */
    record Change(int rows, @Nullable MetrcKeysException failure) {

        /** How many rows were changed, for whom a refusal is an error. */
        int orThrow() {
            if (failure != null) {
                throw failure;
            }
            return rows;
        }
    }

    private final Connection connection;
    private final String label;

    AutoCommitConnection(Connection connection, String label) {
        this.connection = connection;
        this.label = label;
    }

    /** Asks the database. */
    <T> List<T> query(String sql, RowReader<T> reader, Object... parameters) {
        try {
            return answer(sql, reader, parameters);
        } catch (SQLException e) {
            throw Database.unreachable(label, e);
        }
    }

    /** Whether the database understands a question. It has to be reachable. */
    boolean understands(String sql) {
        try {
            answer(sql, row -> row, new Object[0]);
            return true;
        } catch (SQLException e) {
            if (!answers()) {
                throw Database.unreachable(label, e);
            }
            return false;
        }
    }

    /** Makes a change that nobody else sees the meaning of yet: if the connection is lost, nothing was changed. */
    Change stage(String sql, Object... parameters) {
        return run(false, sql, parameters);
    }

    /** Makes a change that counts: if the connection is lost, nobody knows whether it was made. */
    Change change(String sql, Object... parameters) {
        return run(true, sql, parameters);
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

    private Change run(boolean counts, String sql, Object[] parameters) {
        for (int attempt = 1; ; attempt++) {
            boolean sent = false;
            int rows = -1;
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                bind(statement, parameters);
                sent = true;
                rows = statement.executeUpdate();
                return new Change(rows, null);
            } catch (SQLException e) {
                if (rows >= 0) {
                    // Only the statement could not be closed.
                    return new Change(rows, null);
                }
                if (!answers() || completionUnknown(e)) {
                    throw counts && sent ? unknown(e) : Database.unreachable(label, e);
                }
                if (attempt == ATTEMPTS || !rolledBack(e)) {
                    return new Change(0, notWritable(e));
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
                label + ": the database refused the change" + Database.state(e)
                        + ". Nothing was changed: see whether it is read-only, full, or locked by somebody else, and what"
                        + " its user may do.",
                e);
    }

    private MetrcKeysException unknown(SQLException e) {
        return new MetrcKeysException(
                ErrorCode.STORE_OUTCOME_UNKNOWN,
                label + ": the connection was lost in the middle of a change" + Database.state(e)
                        + ". The store holds the old or the new, whole: read it again, and decide again.",
                e);
    }
}
