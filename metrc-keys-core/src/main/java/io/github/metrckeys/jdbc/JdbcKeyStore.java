package io.github.metrckeys.jdbc;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.storage.EntryCipher;
import io.github.metrckeys.internal.storage.KeySlot;
import io.github.metrckeys.secret.Fingerprinter;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.EncryptedKeyStore;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.KeysByOwner;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;

/**
 * Keeps keys encrypted in three tables of a database: H2, SQLite or PostgreSQL.
 *
 * <pre>{@code
 * EncryptedKeyStore store = JdbcKeyStore.builder(dataSource, KeyEncryptionKeys.of(key))
 *         .tenant("shop-1")
 *         .open();
 * }</pre>
 *
 * <p>Any number of processes can use the same tables at once: every change is a single statement that names the
 * version that it replaces, and the database decides who was first. The owner, the version, the time and the
 * fingerprint of a key stand in the clear and are bound to the encrypted key, so that a row that was changed, or
 * copied to another owner, another tenant or tables of another prefix, is told from a good one. Who can write the
 * database can still put back an older row of the same owner.
 *
 * <p>What the application does: it supplies the key-encryption keys, keeps them out of the database and its backups,
 * and gives a plain {@link DataSource}, best of a connection pool. It must not be one that takes part in an outer
 * transaction, for each statement is committed on its own: a connection that comes with auto-commit turned off has it
 * turned on for the use, which commits what was pending on it. The store closes every connection that it takes, at
 * the end of the call, and takes one at a time in a thread; it needs no closing itself.
 *
 * <p>A removed key leaves a row with its owner and version behind, so that versions never repeat. Times are kept to the
 * millisecond.
 *
 * <p>Finding a key takes one row by its primary key and one decryption, and a change one statement. If somebody changed
 * a row, finding throws {@link MetrcKeysException} with {@link ErrorCode#ENTRY_SWAPPED}, {@link
 * ErrorCode#ENTRY_DAMAGED} or {@link ErrorCode#ENTRY_DUPLICATE}; so do changing and listing if a row has no version to
 * go by or an owner has two rows. If an entry cannot be decrypted with the keys that were given, finding throws with
 * {@link ErrorCode#KEY_ENCRYPTION_KEY_MISSING} or {@link ErrorCode#KEY_ENCRYPTION_KEY_WRONG}.
 *
 * <p>Every use of the store throws {@link MetrcKeysException} with {@link ErrorCode#STORE_UNREACHABLE} if there is no
 * connection or no answer, with {@link ErrorCode#STORE_NOT_WRITABLE} if the database refused a change and nothing was
 * changed, and with {@link ErrorCode#STORE_OUTCOME_UNKNOWN} if the connection was lost in the middle of a change: the
 * owner has the old key or the new one, and the next look tells which. An owner whose name is too long for the table is
 * refused with {@link InvalidInputException}. Arguments and results are never null. Safe for use by several threads.
 */
public final class JdbcKeyStore implements EncryptedKeyStore {

    private final String prefix;
    private final StoreContext store;
    private final DataKeyRepository dataKeys;
    private final EntryTable entries;
    private final KeysByOwner inForce = new Keys(KeyState.IN_FORCE);
    private final KeysByOwner pending = new Keys(KeyState.PENDING);

    private JdbcKeyStore(Builder builder) {
        JdbcSettings settings = builder.settings;
        this.prefix = settings.prefix();
        StoreTables tables = new StoreTables(prefix);
        this.store = new StoreContext(
                settings.database(tables.entries()),
                tables,
                settings.tenant(),
                // Tables are named without quotes, so that upper and lower case are the same.
                "jdbc\n" + prefix.toLowerCase(Locale.ROOT) + "\n" + settings.tenant(),
                settings.label(tables.entries()),
                new EntryCipher(builder.keys));
        this.dataKeys = new DataKeyRepository(store);
        this.entries = new EntryTable(store, dataKeys, builder.clock);
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

    @Override
    public KeysByOwner keys(KeyState state) {
        return Checks.notNull(state, "state") == KeyState.PENDING ? pending : inForce;
    }

    /**
     * The fingerprint that this tenant gives a key: the same in every process, and another one than any other tenant's.
     *
     * @param key any key
     * @return its fingerprint
     * @throws MetrcKeysException with {@link ErrorCode#STORE_DAMAGED} if somebody changed the tenant's secret for
     *     fingerprints
     */
    @Override
    public KeyFingerprint fingerprint(UserApiKey key) {
        Checks.notNull(key, "key");
        Fingerprinter known = dataKeys.rememberedFingerprinter();
        return known != null
                ? known.of(key)
                : store.database()
                        .connected(
                                connection -> dataKeys.fingerprinter(connection).of(key));
    }

    /**
     * Encrypts every entry of this tenant anew under the newest key-encryption key, while others go on reading and
     * writing, and then has the newest one wrap the data keys of older ones, which are kept: what a process still
     * writes with one of them can be read without the older key-encryption key, and is moved by the next call.
     *
     * @return how many entries were encrypted anew; 0 if there was nothing left to do
     * @throws MetrcKeysException with {@link ErrorCode#KEY_ENCRYPTION_KEY_MISSING} or {@link
     *     ErrorCode#KEY_ENCRYPTION_KEY_WRONG} if an entry's present key-encryption key was not given, with {@link
     *     ErrorCode#INTERRUPTED} if the thread was interrupted, which stays marked as such, and with {@link
     *     ErrorCode#ENTRY_SWAPPED} or {@link ErrorCode#ENTRY_DAMAGED} if an entry does not decrypt, after all others
     *     were moved
     */
    @Override
    public int rewrap() {
        return new Rewrap(store, dataKeys, entries).run();
    }

    @Override
    public Set<String> keyEncryptionKeysInUse() {
        List<String> ids = store.database()
                .connected(connection -> connection.query(
                        "SELECT DISTINCT kek FROM " + store.tables().dataKeys() + " WHERE tenant = ?",
                        row -> String.valueOf(row.getString(1)),
                        store.tenant()));
        return Collections.unmodifiableSet(new TreeSet<>(ids));
    }

    /** {@return the name of the type, the prefix of the tables and the tenant} */
    @Override
    public String toString() {
        return "JdbcKeyStore[" + prefix + ", tenant " + store.tenant() + "]";
    }

    /** The keys of one state. */
    private final class Keys implements KeysByOwner {

        private final KeyState state;

        Keys(KeyState state) {
            this.state = state;
        }

        @Override
        public Optional<StoredKey> find(KeyOwner owner) {
            return entries.find(slot(owner));
        }

        @Override
        public StoreResult put(KeyOwner owner, UserApiKey key, KeyVersion expected) {
            KeySlot slot = slot(owner);
            Checks.notNull(key, "key");
            Checks.notNull(expected, "expected");
            return store.database().connected(connection -> entries.put(connection, slot, key, expected));
        }

        @Override
        public StoreResult remove(KeyOwner owner, KeyVersion expected) {
            KeySlot slot = slot(owner);
            Checks.notNull(expected, "expected");
            return store.database().connected(connection -> entries.remove(connection, slot, expected));
        }

        @Override
        public List<KeyInfo> list() {
            return entries.list(state);
        }

        private KeySlot slot(KeyOwner owner) {
            KeySlot slot = new KeySlot(Checks.notNull(owner, "owner"), state);
            int length = slot.text().length();
            if (length > StoreTables.OWNER_LENGTH) {
                throw new InvalidInputException(
                        ErrorCode.SETTING_INVALID,
                        "The " + slot + " takes " + length + " characters in the database, more than "
                                + StoreTables.OWNER_LENGTH
                                + " (an unusual character takes five): give it a shorter name.");
            }
            return slot;
        }
    }

    /** Collects what a store is opened with. Not safe for use by several threads. */
    public static final class Builder {

        private final JdbcSettings settings;
        private final KeyEncryptionKeys keys;
        private InstantSource clock = InstantSource.system();

        private Builder(DataSource source, KeyEncryptionKeys keys) {
            this.settings = new JdbcSettings(source);
            this.keys = Checks.notNull(keys, "keys");
        }

        /**
         * Sets what the names of the tables begin with.
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
         * Sets whose keys these are. Tenants share the tables and see nothing of each other.
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
         * Sets what is done about tables that are missing.
         *
         * @param mode {@link SchemaMode#CREATE} if this is not called
         * @return this builder
         */
        public Builder schema(SchemaMode mode) {
            settings.schema(mode);
            return this;
        }

        /**
         * Sets where the time comes from.
         *
         * @param clock tells when a key is stored; the system's clock if this is not called
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Checks.notNull(clock, "clock");
            return this;
        }

        /**
         * Opens the store: makes or checks its tables, and tries the key-encryption keys if the tenant has stored a key
         * before.
         *
         * @return the store
         * @throws MetrcKeysException with {@link ErrorCode#STORE_UNREACHABLE} if the database is not there, with {@link
         *     ErrorCode#STORE_NOT_WRITABLE} if the tables cannot be made, with {@link ErrorCode#STORE_SCHEMA} if they
         *     are missing or not the ones of this library, with {@link ErrorCode#STORE_TOO_NEW} if a newer version of
         *     this library made them, and with {@link ErrorCode#KEY_ENCRYPTION_KEY_WRONG} or {@link
         *     ErrorCode#KEY_ENCRYPTION_KEY_MISSING} if the tenant's keys are encrypted with other ones than were given
         */
        public JdbcKeyStore open() {
            JdbcKeyStore opened = new JdbcKeyStore(this);
            return opened.store.database().connected(connection -> {
                opened.store.tables().ensure(connection, settings.makesTables());
                opened.dataKeys.warm(connection);
                return opened;
            });
        }
    }
}
