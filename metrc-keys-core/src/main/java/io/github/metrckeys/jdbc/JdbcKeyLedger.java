package io.github.metrckeys.jdbc;

import io.github.metrckeys.custody.KeyEvent;
import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.storage.EventText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in a table of a database: H2, SQLite or PostgreSQL.
 *
 * <pre>{@code
 * KeyLedger ledger = JdbcKeyLedger.builder(dataSource)
 *         .tenant("shop-1")
 *         .open();
 * }</pre>
 *
 * <p>Any number of processes can use the same table at once: every event is added by a single statement, which gives
 * it the number that follows the tenant's last one, and of two that want the same number, the database lets one go
 * first. The order of the events is that of their numbers, whatever the clocks of the processes say. An event is a
 * row (tenant, number, line), and its line is the one that {@link io.github.metrckeys.file.FileKeyLedger} writes. The
 * table holds no key, and nothing in it is encrypted or bound to anything: who can write the database can change what
 * it says.
 *
 * <p>The ledger can share a database and a table prefix with a {@link io.github.metrckeys.jdbc.JdbcKeyStore}, and
 * asks of the {@link DataSource} what that does: it must not be one that takes part in an outer transaction, for each
 * statement is committed on its own, and a connection that comes with auto-commit turned off has it turned on for the
 * use, which commits what was pending on it. The ledger closes every connection that it takes, at the end of the
 * call, and needs no closing itself.
 *
 * <p>Besides what is said at each method, every use of the ledger throws {@link MetrcKeysException} with {@link
 * ErrorCode#STORE_UNREACHABLE} if there is no connection or no answer, and with {@link ErrorCode#INTERRUPTED} if the
 * thread was interrupted while it waited for a connection. Safe for use by several threads.
 */
public final class JdbcKeyLedger implements KeyLedger {

    private static final int LINE_LENGTH = 8000;

    /** Each of them but the first is for the sake of somebody else's event, which was added meanwhile. */
    private static final int ATTEMPTS = 1000;

    private final String prefix;
    private final String table;
    private final String tenant;
    private final String label;
    private final Database database;

    private JdbcKeyLedger(JdbcSettings settings) {
        this.prefix = settings.prefix();
        this.table = prefix + "events";
        this.tenant = settings.tenant();
        this.label = settings.label(table);
        this.database = settings.database(table);
    }

    /**
     * Begins a ledger.
     *
     * @param source gives connections to the database, each of them a plain one that takes part in no outer transaction
     * @return a builder
     */
    @SuppressWarnings("exports") // whoever calls it requires java.sql: see module-info
    public static Builder builder(DataSource source) {
        return new Builder(source);
    }

    /**
     * Adds an event at the end, in a single statement. Once this returned, the event is committed.
     *
     * @param event what happened
     * @throws MetrcKeysException with {@link ErrorCode#STORE_NOT_WRITABLE} if the database refused the event and it
     *     was not added, and with {@link ErrorCode#STORE_OUTCOME_UNKNOWN} if the connection was lost in the middle of
     *     it: the event is there or not, and {@link #events()} tells which
     * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the event is too long for the table, as
     *     it is with a server whose address has thousands of characters
     */
    @Override
    public void append(KeyEvent event) {
        String line = EventText.of(Checks.notNull(event, "event"));
        if (line.length() > LINE_LENGTH) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "An event takes " + line.length() + " characters in the database, more than " + LINE_LENGTH
                            + " (an unusual character takes five): give what it names a shorter name.");
        }
        int unused = database.connected(connection -> append(connection, line));
    }

    /**
     * Everything that happened.
     *
     * @return a snapshot, in the order in which it was appended
     * @throws MetrcKeysException with {@link ErrorCode#STORE_DAMAGED} if a row cannot be read, or has the number of
     *     another one; the message names it
     */
    @Override
    public List<KeyEvent> events() {
        List<EventRow> rows = database.connected(connection -> connection.query(
                "SELECT number, line FROM " + table + " WHERE tenant = ? ORDER BY number",
                row -> new EventRow(row.getLong(1), row.getString(2)),
                tenant));
        List<KeyEvent> events = new ArrayList<>();
        long last = 0;
        for (EventRow row : rows) {
            if (row.number() <= last) {
                throw damaged(row, "has no number of its own, by which its place could be told");
            }
            last = row.number();
            events.add(event(row));
        }
        return List.copyOf(events);
    }

    /** {@return the name of the type, the prefix of the table and the tenant} */
    @Override
    public String toString() {
        return "JdbcKeyLedger[" + prefix + ", tenant " + tenant + "]";
    }

    /** @param line null in a table that something else made */
    private record EventRow(long number, @Nullable String line) {}

    private KeyEvent event(EventRow row) {
        String what = "was written by something else than this version of this library";
        String line = row.line();
        if (line == null) {
            throw damaged(row, what);
        }
        try {
            return EventText.parse(line);
        } catch (IllegalArgumentException e) {
            // What stands there is not shown: somebody may have pasted anything into the table.
            throw damaged(row, what);
        }
    }

    private int append(AutoCommitConnection connection, String line) {
        long seen = -1;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            AutoCommitConnection.Change change = connection.change(
                    "INSERT INTO " + table + " (tenant, number, line)"
                            + " SELECT CAST(? AS VARCHAR(60)), COALESCE(MAX(number), 0) + 1, CAST(? AS VARCHAR("
                            + LINE_LENGTH + ")) FROM " + table + " WHERE tenant = ?",
                    tenant,
                    line,
                    tenant);
            if (change.rows() > 0) {
                return change.rows();
            }
            long last = lastNumber(connection);
            if (last == seen) {
                // It was not for the sake of another event that the database refused this one.
                change.orThrow();
            }
            seen = last;
        }
        throw new MetrcKeysException(
                ErrorCode.STORE_NOT_WRITABLE,
                label + ": others added events " + ATTEMPTS
                        + " times while one was to be added. Nothing was changed: try again.");
    }

    private long lastNumber(AutoCommitConnection connection) {
        return connection
                .query("SELECT MAX(number) FROM " + table + " WHERE tenant = ?", row -> row.getLong(1), tenant)
                .get(0);
    }

    private void ensureTable(AutoCommitConnection connection, boolean make) {
        TableSetup.ensure(make, () -> fault(connection), () -> create(connection));
    }

    private Optional<MetrcKeysException> fault(AutoCommitConnection connection) {
        return TableSetup.fault(connection, table, List.of("tenant", "number", "line"));
    }

    private @Nullable MetrcKeysException create(AutoCommitConnection connection) {
        return connection
                .stage("CREATE TABLE IF NOT EXISTS " + table
                        + " (tenant VARCHAR(60) NOT NULL, number BIGINT NOT NULL, line VARCHAR(" + LINE_LENGTH
                        + ") NOT NULL, PRIMARY KEY (tenant, number))")
                .failure();
    }

    private MetrcKeysException damaged(EventRow row, String what) {
        return new MetrcKeysException(
                ErrorCode.STORE_DAMAGED,
                label + ": the row with the number " + row.number() + " " + what
                        + ". Nothing was touched: put the row back from your backup, or delete it.");
    }

    /** Collects what a ledger is opened with. Not safe for use by several threads. */
    public static final class Builder {

        private final JdbcSettings settings;

        private Builder(DataSource source) {
            this.settings = new JdbcSettings(source);
        }

        /**
         * Sets what the name of the table begins with; {@code events} follows.
         *
         * @param prefix 1 to 40 letters, digits and underscores of ASCII, with no digit in front; {@code metrc_keys_}
         *     if this is not called
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if it has another form
         */
        public Builder tablePrefix(String prefix) {
            settings.tablePrefix(prefix);
            return this;
        }

        /**
         * Sets whose events these are. Tenants share the table and see nothing of each other.
         *
         * @param tenant 1 to 60 printable ASCII characters; {@code default} if this is not called
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if it has another form
         */
        public Builder tenant(String tenant) {
            settings.tenant(tenant);
            return this;
        }

        /**
         * Sets what is done about a table that is missing.
         *
         * @param mode {@link SchemaMode#CREATE} if this is not called
         * @return this builder
         */
        public Builder schema(SchemaMode mode) {
            settings.schema(mode);
            return this;
        }

        /**
         * Opens the ledger: makes or checks its table.
         *
         * @return the ledger
         * @throws MetrcKeysException with {@link ErrorCode#STORE_UNREACHABLE} if the database is not there, with
         *     {@link ErrorCode#STORE_NOT_WRITABLE} if the table cannot be made, and with {@link
         *     ErrorCode#STORE_SCHEMA} if it is missing or not the one of this library
         */
        public JdbcKeyLedger open() {
            JdbcKeyLedger ledger = new JdbcKeyLedger(settings);
            return ledger.database.connected(connection -> {
                ledger.ensureTable(connection, settings.makesTables());
                return ledger;
            });
        }
    }
}
