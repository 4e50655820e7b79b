package io.github.metrckeys.jdbc;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.storage.DataKey;
import io.github.metrckeys.internal.storage.EntryCipher;
import io.github.metrckeys.internal.storage.OwnerText;
import io.github.metrckeys.internal.storage.SealedEntry;
import io.github.metrckeys.secret.Fingerprinter;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.EncryptedKeyStore;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Keeps keys encrypted in three tables of a database: H2, SQLite or PostgreSQL.
 *
 * <pre>{@code
 * EncryptedKeyStore store = JdbcKeyStore.builder(dataSource, KeyEncryptionKeys.of(key))
 *         .tenant("shop-1")
 *         .open();
 * }</pre>
 *
 * <p>Any number of processes can use the same tables at once: every change is a single statement that names the version
 * that it replaces, and the database decides who was first. The owner, the version, the time and the fingerprint of a key
 * stand in the clear and are bound to the encrypted key, so that a row that was changed, or copied to another owner,
 * another tenant or tables of another prefix, is told from a good one. Who can write the database can still put back an older row of the same owner.
 *
 * <p>What the application does: it supplies the key-encryption keys, keeps them out of the database and its backups, and
 * gives a plain {@link DataSource}, best of a connection pool. It must not be one that takes part in an outer
 * transaction, for each statement is committed on its own: a connection that comes with auto-commit turned off has it
 * turned on for the use, which commits what was pending on it. The store closes every connection that it takes, at the
 * end of the call, and takes one at a time in a thread; it needs no closing itself.
 *
 * <p>A removed key leaves a row with its owner and version behind, so that versions never repeat. Times are kept to the
 * millisecond.
 *
 * <p>Besides what is said at each method, every use of the store throws {@link MetrcKeysException} with {@link
 * ErrorCode#STORE_UNREACHABLE} where there is no connection or no answer, with {@link ErrorCode#STORE_NOT_WRITABLE}
 * where the database refused a change and nothing was changed, and with {@link ErrorCode#STORE_OUTCOME_UNKNOWN} where
 * the connection was lost in the middle of a change. An owner whose name is too long for the table is refused with {@link
 * InvalidInputException}. Arguments and results are never null. Safe for use by several threads.
 */
public final class JdbcKeyStore implements EncryptedKeyStore {

    private static final int ATTEMPTS = 100;

    private final Schema schema;
    private final String prefix;
    private final String tenant;
    private final String scope;
    private final String where;
    private final InstantSource clock;
    private final EntryCipher vault;
    private final Sql sql;
    private final DataKeyRepository secrets;
    private final String selectRow;

    private JdbcKeyStore(Builder builder) {
        this.prefix = builder.prefix;
        this.tenant = builder.tenant;
        this.clock = builder.clock;
        this.schema = new Schema(prefix);
        // Tables are named without quotes, so that upper and lower case are the same.
        this.scope = "jdbc\n" + prefix.toLowerCase(Locale.ROOT) + "\n" + tenant;
        this.where = SqlTables.where(schema.entries(), tenant);
        this.vault = new EntryCipher(builder.keys);
        this.sql = new Sql(builder.source, where);
        this.secrets = new DataKeyRepository(schema, tenant, scope, where, vault);
        this.selectRow = "SELECT " + Row.COLUMNS + " FROM " + schema.entries() + " WHERE tenant = ? AND owner = ?";
    }

    /**
     * Begins a store.
     *
     * @param source gives connections to the database, each of them a plain one that takes part in no outer transaction
     * @param keys encrypt what is stored: the newest one from now on, the older ones what is there
     * @return a builder
     */
    @SuppressWarnings("exports") // whoever calls it requires java.sql: see module-info
    public static Builder builder(DataSource source, KeyEncryptionKeys keys) {
        return new Builder(source, keys);
    }

    /**
     * Finds the current key of an owner: one row by its primary key, and one decryption.
     *
     * @param owner whose key is wanted
     * @return the key with its version; empty where the owner has none
     * @throws MetrcKeysException with {@link ErrorCode#ENTRY_SWAPPED}, {@link ErrorCode#ENTRY_DAMAGED} or {@link
     *     ErrorCode#ENTRY_DUPLICATE} where somebody changed the row, and with {@link
     *     ErrorCode#KEY_ENCRYPTION_KEY_MISSING} or {@link ErrorCode#KEY_ENCRYPTION_KEY_WRONG} where it cannot be
     *     decrypted with the keys that were given
     */
    @Override
    public Optional<StoredKey> find(KeyOwner owner) {
        String text = text(owner);
        Optional<Row> row =
                single(owner, sql.connected(session -> rows(session, text))).filter(found -> found.sealed() != null);
        return row.map(found ->
                opened(owner, found).orElseThrow(() -> sql.connected(session -> unreadable(session, found))));
    }

    /**
     * Stores a key for an owner, in place of the one that is there, in a single statement.
     *
     * @param owner whose key it is
     * @param key the key
     * @param expected the version that the caller wants to replace, {@link KeyVersion#NONE} for an owner without a key
     * @return the new version, or the conflict
     * @throws MetrcKeysException with {@link ErrorCode#STORE_OUTCOME_UNKNOWN} where the connection was lost in the middle of
     *     it: the owner has the old key or the new one, and the next {@link #find} tells which; with {@link
     *     ErrorCode#ENTRY_DUPLICATE} or {@link ErrorCode#ENTRY_DAMAGED} where the owner's row has no version to go by
     */
    @Override
    public StoreResult put(KeyOwner owner, UserApiKey key, KeyVersion expected) {
        String text = text(owner);
        Checks.notNull(key, "key");
        Checks.notNull(expected, "expected");
        return sql.connected(session -> put(session, owner, text, key, expected));
    }

    /**
     * Removes the key of an owner, in a single statement.
     *
     * @param owner whose key it is
     * @param expected the version that the caller wants to remove
     * @return the version that was removed, or the conflict
     * @throws MetrcKeysException as {@link #put} does
     */
    @Override
    public StoreResult remove(KeyOwner owner, KeyVersion expected) {
        String text = text(owner);
        Checks.notNull(expected, "expected");
        return sql.connected(session -> remove(session, owner, text, expected));
    }

    /**
     * Lists what is there, without the keys and without decrypting them.
     *
     * @return a snapshot, ordered by the owners' names
     * @throws MetrcKeysException with {@link ErrorCode#ENTRY_DAMAGED} where somebody made a row that this library cannot
     *     have made, and with {@link ErrorCode#ENTRY_DUPLICATE} where an owner has two
     */
    @Override
    public List<KeyInfo> list() {
        Set<KeyOwner> seen = new HashSet<>();
        List<KeyInfo> infos = new ArrayList<>();
        for (Row row : sql.connected(this::liveRows)) {
            KeyInfo info = row.info().orElseThrow(() -> unparseable(row));
            if (!seen.add(info.owner())) {
                throw duplicate(info.owner());
            }
            infos.add(info);
        }
        infos.sort(Comparator.comparing(info -> info.owner().toString()));
        return Collections.unmodifiableList(infos);
    }

    /**
     * The fingerprint that this tenant gives a key: the same in every process, and another one than any other tenant's.
     *
     * @param key any key
     * @return its fingerprint
     * @throws MetrcKeysException with {@link ErrorCode#STORE_DAMAGED} where somebody changed the tenant's secret for
     *     fingerprints
     */
    @Override
    public KeyFingerprint fingerprint(UserApiKey key) {
        Checks.notNull(key, "key");
        Fingerprinter known = secrets.rememberedFingerprinter();
        return known != null
                ? known.of(key)
                : sql.connected(session -> secrets.fingerprinter(session).of(key));
    }

    /**
     * Encrypts every entry of this tenant anew under the newest key-encryption key, while others go on reading and writing,
     * and then has the newest one wrap the data keys of older ones, which are kept: what a process still writes with one of
     * them can be read without the older key-encryption key, and is moved by the next call.
     *
     * @return how many entries were encrypted anew; 0 where there was nothing left to do
     * @throws MetrcKeysException with {@link ErrorCode#KEY_ENCRYPTION_KEY_MISSING} or {@link
     *     ErrorCode#KEY_ENCRYPTION_KEY_WRONG} where an entry's present key-encryption key was not given, with {@link
     *     ErrorCode#INTERRUPTED} where the thread was interrupted, which stays marked as such, and with {@link
     *     ErrorCode#ENTRY_SWAPPED} or {@link ErrorCode#ENTRY_DAMAGED} where an entry does not decrypt, after all others
     *     were moved
     */
    @Override
    public int rewrap() {
        return new Rewrap(sql, schema, tenant, scope, where, vault, secrets, this::unreadable).run();
    }

    @Override
    public Set<String> keyEncryptionKeysInUse() {
        List<String> ids = sql.connected(session -> session.query(
                "SELECT DISTINCT kek FROM " + schema.dataKeys() + " WHERE tenant = ?",
                row -> String.valueOf(row.getString(1)),
                tenant));
        return Collections.unmodifiableSet(new TreeSet<>(ids));
    }

    /** {@return the name of the type, the prefix of the tables and the tenant} */
    @Override
    public String toString() {
        return "JdbcKeyStore[" + prefix + ", tenant " + tenant + "]";
    }

    private StoreResult put(Sql.Session session, KeyOwner owner, String text, UserApiKey key, KeyVersion expected) {
        KeyFingerprint fingerprint = secrets.fingerprinter(session).of(key);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Row> row = readable(owner, rows(session, text));
            KeyVersion actual = version(row);
            if (!actual.equals(expected)) {
                return new StoreResult.Conflict(owner, expected, actual);
            }
            if (row.isEmpty()) {
                makePlace(session, text);
            }
            long from = row.map(Row::version).orElse(0L);
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            KeyInfo info = new KeyInfo(owner, new KeyVersion(from + 1), now, fingerprint);
            DataKey dataKey = secrets.newest(session);
            int stored = session.decide(
                            "UPDATE " + schema.entries()
                                    + " SET version = ?, stored_at = ?, fingerprint = ?, data_key = ?, sealed = ?"
                                    + " WHERE tenant = ? AND owner = ? AND version = ? AND sealed IS "
                                    + (expected.equals(KeyVersion.NONE) ? "NULL" : "NOT NULL"),
                            info.version().number(),
                            now.toEpochMilli(),
                            fingerprint.value(),
                            dataKey.id(),
                            vault.seal(scope, info, key, dataKey).sealed(),
                            tenant,
                            text,
                            from)
                    .orThrow();
            if (stored > 0) {
                return new StoreResult.Done(info.version());
            }
        }
        throw outpaced(owner);
    }

    private StoreResult remove(Sql.Session session, KeyOwner owner, String text, KeyVersion expected) {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            KeyVersion actual = version(readable(owner, rows(session, text)));
            if (!actual.equals(expected) || actual.equals(KeyVersion.NONE)) {
                return new StoreResult.Conflict(owner, expected, actual);
            }
            int removed = session.decide(
                            "UPDATE " + schema.entries() + " SET fingerprint = '', data_key = NULL, sealed = NULL"
                                    + " WHERE tenant = ? AND owner = ? AND version = ? AND sealed IS NOT NULL",
                            tenant,
                            text,
                            expected.number())
                    .orThrow();
            if (removed > 0) {
                return new StoreResult.Done(expected);
            }
        }
        throw outpaced(owner);
    }

    /** Makes the row that the first key of an owner is put into. Where somebody else was faster, theirs will do. */
    private void makePlace(Sql.Session session, String text) {
        Sql.Outcome outcome = session.prepare(
                "INSERT INTO " + schema.entries()
                        + " (tenant, owner, version, stored_at, fingerprint) VALUES (?, ?, 0, 0, '')",
                tenant,
                text);
        if (outcome.rows() == 0 && rows(session, text).isEmpty()) {
            outcome.orThrow();
        }
    }

    private Optional<StoredKey> opened(KeyOwner owner, Row row) {
        return row.info(owner)
                .flatMap(row::entry)
                .flatMap(entry -> dataKey(entry)
                        .flatMap(dataKey -> vault.open(scope, entry, dataKey))
                        .map(key -> new StoredKey(entry.info(), key)));
    }

    private Optional<DataKey> dataKey(SealedEntry entry) {
        Optional<DataKey> known = secrets.remembered(entry.dataKey());
        return known.isPresent() ? known : sql.connected(session -> secrets.find(session, entry.dataKey()));
    }

    private List<Row> rows(Sql.Session session, String text) {
        List<Row> rows = new ArrayList<>(session.query(selectRow, Row::read, tenant, text));
        // A database may be told to take small letters for capital ones; a person is another one all the same.
        rows.removeIf(row -> !text.equals(row.owner()));
        return rows;
    }

    private List<Row> liveRows(Sql.Session session) {
        return session.query(
                "SELECT owner, version, stored_at, fingerprint, data_key, NULL FROM " + schema.entries()
                        + " WHERE tenant = ? AND sealed IS NOT NULL",
                Row::read,
                tenant);
    }

    private Optional<Row> single(KeyOwner owner, List<Row> rows) {
        if (rows.size() > 1) {
            throw duplicate(owner);
        }
        return rows.stream().findFirst();
    }

    /** The row, where it has a version to go by, whatever else is in it. */
    private Optional<Row> readable(KeyOwner owner, List<Row> rows) {
        Optional<Row> row = single(owner, rows);
        row.filter(found -> found.version() < (found.sealed() == null ? 0 : 1) || found.version() == Long.MAX_VALUE)
                .ifPresent(found -> {
                    throw unparseable(found);
                });
        return row;
    }

    private static KeyVersion version(Optional<Row> row) {
        return row.filter(found -> found.sealed() != null)
                .map(found -> new KeyVersion(found.version()))
                .orElse(KeyVersion.NONE);
    }

    /** The error for a row that does not decrypt, and did not when it was read a second time. */
    private MetrcKeysException unreadable(Sql.Session session, Row row) {
        Optional<SealedEntry> entry = row.info().flatMap(row::entry);
        if (entry.isEmpty()) {
            return unparseable(row);
        }
        Optional<DataKey> dataKey = secrets.find(session, entry.get().dataKey());
        if (dataKey.isEmpty()) {
            return new MetrcKeysException(
                    ErrorCode.ENTRY_DAMAGED,
                    where + ": the data key of the entry of the "
                            + entry.get().info().owner() + " is not in the table " + schema.dataKeys()
                            + ". Nothing was touched: put that table back from your backup, or remove the entry and enter the"
                            + " key again.");
        }
        List<KeyInfo> others = liveRows(session).stream()
                .flatMap(other -> other.info().stream())
                .toList();
        return vault.unreadable(where, scope, entry.get(), dataKey.get(), others);
    }

    private MetrcKeysException unparseable(Row row) {
        return new MetrcKeysException(
                ErrorCode.ENTRY_DAMAGED,
                where + ": the row of the owner \"" + printable(row.owner())
                        + "\" was changed by hand and cannot be read. Nothing was touched. Put the row from your backup in"
                        + " its place, or set its columns sealed and data_key to NULL, which removes the key, and enter the"
                        + " key again.");
    }

    private MetrcKeysException duplicate(KeyOwner owner) {
        return new MetrcKeysException(
                ErrorCode.ENTRY_DUPLICATE,
                where + ": the " + owner + " has more than one row, for the table was made without its primary key."
                        + " Nothing was touched: delete the rows that are too many, and add the key (tenant, owner).");
    }

    private MetrcKeysException outpaced(KeyOwner owner) {
        return new MetrcKeysException(
                ErrorCode.STORE_NOT_WRITABLE,
                where + ": others changed the row of the " + owner + " or the data keys " + ATTEMPTS
                        + " times while it was to be written. Nothing was changed: try again.");
    }

    private static String printable(@Nullable String text) {
        String shown = String.valueOf(text).replaceAll("[^ -~]", "?");
        return shown.length() <= Schema.OWNER_LENGTH ? shown : shown.substring(0, Schema.OWNER_LENGTH);
    }

    private static String text(KeyOwner owner) {
        String text = OwnerText.of(Checks.notNull(owner, "owner"));
        if (text.length() > Schema.OWNER_LENGTH) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "The " + owner + " takes " + text.length() + " characters in the database, more than "
                            + Schema.OWNER_LENGTH + " (an unusual character takes five): give it a shorter name.");
        }
        return text;
    }

    /** Collects what a store is opened with. Not safe for use by several threads. */
    public static final class Builder {

        private final DataSource source;
        private final KeyEncryptionKeys keys;
        private String prefix = SqlTables.DEFAULT_PREFIX;
        private String tenant = SqlTables.DEFAULT_TENANT;
        private SchemaMode mode = SchemaMode.CREATE;
        private InstantSource clock = InstantSource.system();

        private Builder(DataSource source, KeyEncryptionKeys keys) {
            this.source = Checks.notNull(source, "source");
            this.keys = Checks.notNull(keys, "keys");
        }

        /**
         * Sets what the names of the tables begin with.
         *
         * @param prefix 1 to 40 letters, digits and underscores of ASCII, with no digit in front; {@code metrc_keys_} where
         *     this is not called
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} where it has another form
         */
        public Builder tablePrefix(String prefix) {
            this.prefix = SqlTables.prefix(prefix);
            return this;
        }

        /**
         * Sets whose keys these are. Tenants share the tables and see nothing of each other.
         *
         * @param tenant 1 to 60 printable ASCII characters; {@code default} where this is not called
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} where it has another form
         */
        public Builder tenant(String tenant) {
            this.tenant = SqlTables.tenant(tenant);
            return this;
        }

        /**
         * Sets what is done about tables that are missing.
         *
         * @param mode {@link SchemaMode#CREATE} where this is not called
         * @return this builder
         */
        public Builder schema(SchemaMode mode) {
            this.mode = Checks.notNull(mode, "mode");
            return this;
        }

        /**
         * Sets where the time comes from.
         *
         * @param clock tells when a key is stored; the system's clock where this is not called
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Checks.notNull(clock, "clock");
            return this;
        }

        /**
         * Opens the store: makes or checks its tables, and tries the key-encryption keys where the tenant has stored a key
         * before.
         *
         * @return the store
         * @throws MetrcKeysException with {@link ErrorCode#STORE_UNREACHABLE} where the database is not there, with {@link
         *     ErrorCode#STORE_NOT_WRITABLE} where the tables cannot be made, with {@link ErrorCode#STORE_SCHEMA} where they
         *     are missing or not the ones of this library, with {@link ErrorCode#STORE_TOO_NEW} where a newer version of
         *     this library made them, and with {@link ErrorCode#KEY_ENCRYPTION_KEY_WRONG} or {@link
         *     ErrorCode#KEY_ENCRYPTION_KEY_MISSING} where the tenant's keys are encrypted with other ones than were given
         */
        public JdbcKeyStore open() {
            JdbcKeyStore store = new JdbcKeyStore(this);
            return store.sql.connected(session -> {
                store.schema.ensure(session, mode);
                store.secrets.warm(session);
                return store;
            });
        }
    }
}
