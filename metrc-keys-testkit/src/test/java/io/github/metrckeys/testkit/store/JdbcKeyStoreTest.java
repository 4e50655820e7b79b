package io.github.metrckeys.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.jdbc.JdbcKeyStore;
import io.github.metrckeys.jdbc.SchemaMode;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoredKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcKeyStoreTest {

    private static final KeyOwner OWNER = owner("emp-7");
    private static final KeyOwner OTHER = owner("emp-8");
    private static final UserApiKey KEY = UserApiKey.of("canary-key-of-the-database-test-0123456789");
    private static final UserApiKey NEW_KEY = UserApiKey.of("canary-key-that-replaces-the-first-0123456789");
    private static final String ENTRY = " WHERE owner = 'user CO emp-7'";

    @ParameterizedTest
    @EnumSource
    void twoTenantsSeeNothingOfEachOther(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyStore one = tenant(database, "shop 1");
        JdbcKeyStore two = tenant(database, "shop 2");
        put(one, OWNER, KEY);

        assertThat(two.find(OWNER)).isEmpty();
        assertThat(two.list()).isEmpty();
        assertThat(two.keyEncryptionKeysInUse()).isEmpty();
        put(two, OWNER, KEY);
        assertThat(two.find(OWNER).orElseThrow().info().fingerprint())
                .isNotEqualTo(one.find(OWNER).orElseThrow().info().fingerprint());
    }

    @ParameterizedTest
    @EnumSource
    void aRowOfAnotherTenantDoesNotDecrypt(Database kind) {
        DataSource database = kind.fresh();
        put(tenant(database, "one"), OWNER, KEY);
        Database.execute(
                database,
                "INSERT INTO metrc_keys_data_keys (tenant, id, kek, wrapped)"
                        + " SELECT 'two', id, kek, wrapped FROM metrc_keys_data_keys",
                "INSERT INTO metrc_keys_entries SELECT 'two', owner, version, stored_at, fingerprint, data_key, sealed"
                        + " FROM metrc_keys_entries");

        refused(ErrorCode.ENTRY_DAMAGED, () -> tenant(database, "two").find(OWNER));
    }

    @ParameterizedTest
    @EnumSource
    void twoPrefixesAreTwoStores(Database kind) {
        DataSource database = kind.fresh();
        put(builder(database).tablePrefix("One_").open(), OWNER, KEY);

        assertThat(builder(database).tablePrefix("two_").open().find(OWNER)).isEmpty();
        assertThat(Database.rows(database, "SELECT owner FROM One_entries")).containsExactly("user CO emp-7");
    }

    @ParameterizedTest
    @EnumSource
    void whereTheTablesAreOnlyToBeCheckedNoneIsMade(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyStore.Builder checking = builder(database).schema(SchemaMode.CHECK);

        assertThat(refused(ErrorCode.STORE_SCHEMA, checking::open))
                .hasMessageContaining("metrc_keys_settings")
                .hasMessageContaining("SchemaMode.CREATE");
        refused(ErrorCode.STORE_SCHEMA, checking::open);

        open(database);
        put(checking.open(), OWNER, KEY);
        assertThat(checking.open().find(OWNER)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void tablesOfAnotherVersionAreRefused(Database kind) {
        DataSource database = kind.fresh();
        open(database);
        for (SchemaMode mode : SchemaMode.values()) {
            for (String older : List.of("0", "-1", "one", "")) {
                version(database, older);
                refused(
                        ErrorCode.STORE_SCHEMA,
                        () -> builder(database).schema(mode).open());
            }
            version(database, "2");
            assertThat(refused(
                            ErrorCode.STORE_TOO_NEW,
                            () -> builder(database).schema(mode).open()))
                    .hasMessageContaining("version 2");
        }

        version(database, "1");
        assertThat(open(database).list()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aTableWithoutAColumnIsNamedWithTheColumn(Database kind) {
        DataSource database = kind.fresh();
        open(database);
        Database.execute(database, "ALTER TABLE metrc_keys_entries DROP COLUMN fingerprint");

        assertThat(refused(ErrorCode.STORE_SCHEMA, () -> open(database)))
                .hasMessageContaining("metrc_keys_entries lacks fingerprint:");
        assertThat(Database.rows(database, "SELECT * FROM metrc_keys_entries")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void severalWhoMakeTheTablesAtOnceAllSucceed(Database kind) throws Exception {
        int several = 4;
        ExecutorService threads = Executors.newFixedThreadPool(several);
        try {
            for (int round = 0; round < 5; round++) {
                DataSource database = kind.fresh();
                CyclicBarrier start = new CyclicBarrier(several);
                List<Callable<KeyVersion>> openings = new ArrayList<>();
                for (int i = 0; i < several; i++) {
                    KeyOwner mine = owner("opener-" + i);
                    openings.add(() -> {
                        start.await();
                        return put(open(database), mine, KEY);
                    });
                }
                for (Future<KeyVersion> opened : threads.invokeAll(openings)) {
                    assertThat(opened.get()).isEqualTo(new KeyVersion(1));
                }
                assertThat(open(database).list())
                        .hasSize(several)
                        .extracting(KeyInfo::fingerprint)
                        .containsOnly(open(database).fingerprint(KEY));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aKeyThatWasMovedToAnotherOwnerIsNamed(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyStore store = open(database);
        put(store, OWNER, KEY);
        put(store, OTHER, NEW_KEY);
        String sealed = only(database, "SELECT sealed FROM metrc_keys_entries WHERE owner = 'user CO emp-8'");
        Database.execute(database, "UPDATE metrc_keys_entries SET sealed = '" + sealed + "'" + ENTRY);

        assertThat(refused(ErrorCode.ENTRY_SWAPPED, () -> store.find(OWNER)))
                .hasMessageContaining("Table metrc_keys_entries, tenant default")
                .hasMessageContaining(OWNER.toString())
                .hasMessageContaining(OTHER.toString());
        assertThat(store.find(OTHER)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void rowsThatChangedTheirOwnersAreNamed(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyStore store = open(database);
        put(store, OWNER, KEY);
        put(store, OTHER, NEW_KEY);
        Database.execute(
                database,
                "UPDATE metrc_keys_entries SET owner = 'x'" + ENTRY,
                "UPDATE metrc_keys_entries SET owner = 'user CO emp-7' WHERE owner = 'user CO emp-8'",
                "UPDATE metrc_keys_entries SET owner = 'user CO emp-8' WHERE owner = 'x'");

        assertThat(refused(ErrorCode.ENTRY_SWAPPED, () -> store.find(OWNER))).hasMessageContaining(OTHER.toString());
        assertThat(refused(ErrorCode.ENTRY_SWAPPED, () -> store.find(OTHER))).hasMessageContaining(OWNER.toString());
    }

    @ParameterizedTest
    @EnumSource
    void anOwnerWithTwoRowsIsRefused(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyStore store = open(database);
        KeyVersion version = put(store, OWNER, KEY);
        put(store, OTHER, NEW_KEY);
        loosen(database);
        Database.execute(
                database, "INSERT INTO metrc_keys_entries SELECT * FROM metrc_keys_entries WHERE owner LIKE '%-7'");

        assertThat(refused(ErrorCode.ENTRY_DUPLICATE, () -> store.find(OWNER)))
                .hasMessageContaining(OWNER.toString())
                .hasMessageContaining("metrc_keys_entries");
        refused(ErrorCode.ENTRY_DUPLICATE, store::list);
        refused(ErrorCode.ENTRY_DUPLICATE, () -> store.put(OWNER, NEW_KEY, version));
        refused(ErrorCode.ENTRY_DUPLICATE, () -> store.remove(OWNER, version));
        assertThat(store.find(OTHER)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void whateverWasChangedInARowIsSeenAndTheKeyCanBeEnteredAgain(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyStore store = open(database);
        put(store, OTHER, NEW_KEY);
        KeyVersion version = put(store, OWNER, KEY);
        String sealed = only(database, "SELECT sealed FROM metrc_keys_entries" + ENTRY);
        String flipped = (sealed.charAt(0) == 'A' ? "B" : "A") + sealed.substring(1);
        for (String change : List.of(
                "stored_at = stored_at + 1",
                "version = version + 7",
                "fingerprint = '0123456789ab'",
                "sealed = '" + flipped + "'",
                "sealed = '" + sealed.substring(0, 8) + "'",
                "sealed = 'no base64!'",
                "sealed = ''")) {
            Database.execute(database, "UPDATE metrc_keys_entries SET " + change + ENTRY);

            assertThat(refused(ErrorCode.ENTRY_DAMAGED, () -> store.find(OWNER)))
                    .as(change)
                    .hasMessageContaining("tenant default")
                    .hasMessageContaining(OWNER.toString());
            assertThat(store.find(OTHER)).isPresent();

            KeyVersion there = store.list().stream()
                    .filter(info -> info.owner().equals(OWNER))
                    .findFirst()
                    .orElseThrow()
                    .version();
            version = store.put(OWNER, KEY, there).orThrow();
            assertThat(store.find(OWNER)).isPresent();
        }
        assertThat(version).isGreaterThan(new KeyVersion(7));
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatThisLibraryNeverWritesIsNamedAndNoRawError(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyStore store = open(database);
        KeyVersion version = put(store, OWNER, KEY);
        loosen(database);
        Database.execute(database, "CREATE TABLE good AS SELECT * FROM metrc_keys_entries");
        for (String change :
                List.of("version = -1", "version = 0", "fingerprint = 'xyz'", "fingerprint = NULL", "version = NULL")) {
            Database.execute(database, "UPDATE metrc_keys_entries SET " + change + ENTRY);

            assertThat(refused(ErrorCode.ENTRY_DAMAGED, () -> store.find(OWNER)))
                    .as(change)
                    .hasMessageContaining("tenant default")
                    .hasMessageContaining("user CO emp-7");
            refused(ErrorCode.ENTRY_DAMAGED, store::list);
            if (change.startsWith("version")) {
                refused(ErrorCode.ENTRY_DAMAGED, () -> store.put(OWNER, KEY, version));
                refused(ErrorCode.ENTRY_DAMAGED, () -> store.remove(OWNER, version));
            }
            restore(database);
        }
        for (String change : List.of("data_key = 'gone'", "data_key = NULL")) {
            Database.execute(database, "UPDATE metrc_keys_entries SET " + change + ENTRY);

            refused(ErrorCode.ENTRY_DAMAGED, () -> store.find(OWNER));
            restore(database);
        }
        for (String text : List.of("nobody", "user CO", "user CO emp%00", "", "user ?? x", "guest CO emp-7")) {
            Database.execute(database, "UPDATE metrc_keys_entries SET owner = '" + text + "'");

            assertThat(refused(ErrorCode.ENTRY_DAMAGED, store::list))
                    .hasMessageContaining("tenant default: the row of the owner \"" + text + "\"");
            restore(database);
        }
        assertThat(store.find(OWNER)).isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aWrongOrMissingKeyEncryptionKeyIsToldWhenTheStoreIsOpened(Database kind) {
        DataSource database = kind.fresh();
        put(open(database), OWNER, KEY);
        KeyEncryptionKey wrong = KeyEncryptionKey.ofBytes("old", "x".repeat(32).getBytes(StandardCharsets.US_ASCII));

        assertThat(refused(
                        ErrorCode.KEY_ENCRYPTION_KEY_WRONG,
                        () -> JdbcKeyStore.builder(database, KeyEncryptionKeys.of(wrong))
                                .open()))
                .hasMessageContaining("old");
        assertThat(refused(
                        ErrorCode.KEY_ENCRYPTION_KEY_MISSING,
                        () -> JdbcKeyStore.builder(database, KeyEncryptionKeys.of(kek("new")))
                                .open()))
                .hasMessageContaining("old")
                .hasMessageContaining("[new]");
        assertThat(open(database).find(OWNER)).isPresent();
    }

    @Test
    void aWrongPassphraseIsToldWhenTheStoreIsOpened() {
        DataSource database = Database.H2.fresh();
        KeyEncryptionKey right = KeyEncryptionKey.ofPassphrase("words", "six random words or more here".toCharArray());
        KeyEncryptionKey wrong = KeyEncryptionKey.ofPassphrase("words", "six random words or more hear".toCharArray());
        put(JdbcKeyStore.builder(database, KeyEncryptionKeys.of(right)).open(), OWNER, KEY);

        refused(
                ErrorCode.KEY_ENCRYPTION_KEY_WRONG,
                () -> JdbcKeyStore.builder(database, KeyEncryptionKeys.of(wrong))
                        .open());
        assertThat(JdbcKeyStore.builder(database, KeyEncryptionKeys.of(right))
                        .open()
                        .find(OWNER))
                .isPresent();
    }

    @ParameterizedTest
    @EnumSource
    void aChangedSecretForFingerprintsStopsWritersAndNoReader(Database kind) {
        DataSource database = kind.fresh();
        KeyVersion version = put(open(database), OWNER, KEY);
        Database.execute(database, "UPDATE metrc_keys_settings SET text = 'AAAA' WHERE name = 'fingerprints'");

        JdbcKeyStore store = open(database);

        assertThat(store.find(OWNER)).isPresent();
        assertThat(store.list()).hasSize(1);
        refused(ErrorCode.STORE_DAMAGED, () -> store.put(OWNER, NEW_KEY, version));
        refused(ErrorCode.STORE_DAMAGED, () -> store.fingerprint(KEY));
    }

    @Test
    void aReadOnlyFileIsReadAndNotWritten() {
        Path file = Database.file();
        KeyVersion version = put(open(Database.sqlite(file, false)), OWNER, KEY);

        JdbcKeyStore store = open(Database.sqlite(file, true));

        notWritten(store, version);
    }

    @Test
    void aReadOnlyServerIsReadAndNotWritten() {
        String schema = Database.schema();
        KeyVersion version = put(open(Database.plain(schema)), OWNER, KEY);
        var readOnly = Database.plain(schema);
        readOnly.setOptions("-c default_transaction_read_only=on");

        notWritten(open(readOnly), version);
    }

    @Test
    void aUserWithoutTheRightToWriteReadsAndDoesNotWrite() {
        String schema = Database.schema();
        KeyVersion version = put(open(Database.plain(schema)), OWNER, KEY);
        Database.execute(
                Database.plain(schema),
                "CREATE ROLE r" + schema + " LOGIN",
                "GRANT USAGE ON SCHEMA " + schema + " TO r" + schema);
        var restricted = Database.plain(schema);
        restricted.setUser("r" + schema);
        assertThat(refused(ErrorCode.STORE_NOT_WRITABLE, () -> open(restricted)))
                .hasMessageContaining("SQLSTATE 42501");
        assertThat(refused(
                        ErrorCode.STORE_SCHEMA,
                        () -> builder(restricted).schema(SchemaMode.CHECK).open()))
                .hasMessageContaining("may not read it");

        Database.execute(Database.plain(schema), "GRANT SELECT ON ALL TABLES IN SCHEMA " + schema + " TO r" + schema);

        notWritten(open(restricted), version);
    }

    @Test
    void whereSomebodyElseKeepsTheFileLockedNothingIsChanged() throws SQLException {
        Path file = Database.file();
        JdbcKeyStore store = open(Database.sqlite(file, false, 50));
        KeyVersion version = put(store, OWNER, KEY);
        try (Connection holder = Database.sqlite(file, false).getConnection()) {
            holder.createStatement().execute("BEGIN IMMEDIATE");

            notWritten(store, version);
        }
        assertThat(store.put(OWNER, NEW_KEY, version).orThrow()).isGreaterThan(version);
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatLostItsTablesIsNotTakenForAnEmptyOne(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyStore store = open(database);
        KeyVersion version = put(store, OWNER, KEY);
        Database.execute(database, "DROP TABLE metrc_keys_entries");

        refused(ErrorCode.STORE_UNREACHABLE, () -> store.find(OWNER));
        refused(ErrorCode.STORE_UNREACHABLE, store::list);
        refused(ErrorCode.STORE_UNREACHABLE, () -> store.put(OWNER, NEW_KEY, version));
        refused(ErrorCode.STORE_UNREACHABLE, () -> store.remove(OWNER, version));
        refused(ErrorCode.STORE_UNREACHABLE, store::rewrap);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsLostBeforeTheChangeLeavesTheOld(Database kind) {
        DataSource database = kind.fresh();
        KeyVersion version = put(open(database), OWNER, KEY);
        AtomicBoolean lost = new AtomicBoolean();
        JdbcKeyStore store = open(
                new InterceptingDataSource() {
                    @Override
                    void given(Connection connection) throws SQLException {
                        if (lost.get()) {
                            connection.close();
                        }
                    }
                }.over(database));
        lost.set(true);

        refused(ErrorCode.STORE_UNREACHABLE, () -> store.find(OWNER));
        refused(ErrorCode.STORE_UNREACHABLE, () -> store.put(OWNER, NEW_KEY, version));
        assertThat(open(database).find(OWNER).map(StoredKey::version)).contains(version);
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsLostAfterTheChangeLeavesTheNewAndTheWriterIsToldToLook(Database kind) {
        DataSource database = kind.fresh();
        KeyVersion version = put(open(database), OWNER, KEY);
        JdbcKeyStore store = open(
                new InterceptingDataSource() {
                    @Override
                    void changed(String sql, Connection connection) throws SQLException {
                        connection.close();
                        throw new SQLException("The answer was lost.", "08006");
                    }
                }.over(database));

        assertThat(refused(ErrorCode.STORE_OUTCOME_UNKNOWN, () -> store.put(OWNER, NEW_KEY, version)))
                .hasMessageContaining("read it again");

        StoredKey found = store.find(OWNER).orElseThrow();
        assertThat(found.version()).isGreaterThan(version);
        assertThat(found.key().equals(NEW_KEY)).as("the key is the new one").isTrue();
        refused(ErrorCode.STORE_OUTCOME_UNKNOWN, () -> store.remove(OWNER, found.version()));
        assertThat(store.find(OWNER)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerStandsWhereTheConnectionCannotBeGivenBack(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyStore store = open(
                new InterceptingDataSource() {
                    @Override
                    void closing(Connection connection) throws SQLException {
                        connection.close();
                        throw new SQLException("The pool is closed.");
                    }
                }.over(database));

        KeyVersion version = put(store, OWNER, KEY);

        assertThat(store.find(OWNER).map(StoredKey::version)).contains(version);
    }

    @ParameterizedTest
    @EnumSource
    void connectionsThatDoNotCommitByThemselvesAreGivenBackAsTheyCame(Database kind) {
        DataSource database = kind.fresh();
        AtomicInteger asTheyCame = new AtomicInteger();
        AtomicInteger changed = new AtomicInteger();
        JdbcKeyStore store = open(
                new InterceptingDataSource() {
                    @Override
                    void given(Connection connection) throws SQLException {
                        connection.setAutoCommit(false);
                    }

                    @Override
                    void closing(Connection connection) throws SQLException {
                        (connection.getAutoCommit() ? changed : asTheyCame).incrementAndGet();
                        connection.setAutoCommit(true);
                    }
                }.over(database));

        KeyVersion version = put(store, OWNER, KEY);

        assertThat(open(database).find(OWNER).map(StoredKey::version)).contains(version);
        assertThat(store.find(OWNER)).isPresent();
        assertThat(asTheyCame.get()).isGreaterThanOrEqualTo(3);
        assertThat(changed).hasValue(0);
    }

    @Test
    void aThreadThatIsInterruptedWhileItWaitsForAConnectionIsToldSo() {
        JdbcKeyStore store = open(
                new InterceptingDataSource() {
                    @Override
                    void given(Connection connection) throws SQLException {
                        if (Thread.currentThread().isInterrupted()) {
                            connection.close();
                            Thread.interrupted();
                            throw new SQLException("No connection", new InterruptedException());
                        }
                    }
                }.over(Database.H2.fresh()));
        Thread.currentThread().interrupt();

        refused(ErrorCode.INTERRUPTED, () -> store.find(OWNER));

        assertThat(Thread.interrupted()).as("the thread is still marked").isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void noTableHoldsAKeyOrWhatCouldBeComparedWithIt(Database kind) throws GeneralSecurityException {
        DataSource database = kind.fresh();
        JdbcKeyStore store = open(database);
        put(store, OWNER, KEY);
        store.pending().put(OWNER, KEY, KeyVersion.NONE).orThrow();
        store.pending().remove(OWNER, new KeyVersion(1)).orThrow();

        String dump = String.join("\n", dump(database));

        assertThat(dump).contains("user CO emp-7").doesNotContain("canary");
        for (String trace : traces(KEY.revealSecret())) {
            assertThat(dump.toLowerCase(Locale.ROOT)).doesNotContain(trace.toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void noFileHoldsAKey() throws IOException, GeneralSecurityException {
        Path file = Database.file();
        JdbcKeyStore store = open(Database.sqlite(file, false));
        store.remove(OWNER, store.put(OWNER, NEW_KEY, put(store, OWNER, KEY)).orThrow())
                .orThrow();

        String bytes = Files.readString(file, StandardCharsets.ISO_8859_1);

        assertThat(bytes).contains("user CO emp-7").doesNotContain("canary");
        for (String trace : traces(KEY.revealSecret())) {
            assertThat(bytes.contains(trace)).as("a trace in the file").isFalse();
        }
    }

    @Test
    void anOwnerWhoseNameIsTooLongIsRefusedBeforeTheDatabaseIsAsked() {
        AtomicInteger asked = new AtomicInteger();
        JdbcKeyStore store = open(
                new InterceptingDataSource() {
                    @Override
                    void given(Connection connection) {
                        asked.incrementAndGet();
                    }
                }.over(Database.H2.fresh()));
        asked.set(0);
        KeyOwner tooLong = owner("\u4e2d".repeat(UserId.MAX_LENGTH));

        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> store.find(tooLong),
                () -> store.put(tooLong, KEY, KeyVersion.NONE),
                () -> store.remove(tooLong, KeyVersion.NONE))) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(use)
                    .withMessageContaining("more than 700")
                    .extracting(InvalidInputException::code)
                    .isEqualTo(ErrorCode.SETTING_INVALID);
        }
        assertThat(asked).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void aTimeIsKeptToTheMillisecond(Database kind) {
        Instant time = Instant.parse("2026-11-24T12:34:56.789123456Z");
        JdbcKeyStore store = builder(kind.fresh()).clock(() -> time).open();

        put(store, OWNER, KEY);

        assertThat(store.find(OWNER).orElseThrow().info().storedAt()).isEqualTo("2026-11-24T12:34:56.789Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "1_", "a-b", "a b", "x; DROP TABLE y", "\u00e9_", "a1234567890123456789012345678901234567890"
            })
    void aPrefixThatIsNoPartOfANameIsRefused(String prefix) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> builder(Database.H2.fresh()).tablePrefix(prefix));
    }

    @Test
    void aTenantHasAPrintableName() {
        for (String tenant : List.of("", "a\nb", "caf\u00e9", "x".repeat(61))) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> builder(Database.H2.fresh()).tenant(tenant));
        }
        put(tenant(Database.H2.fresh(), "x'; -- %_\\ y ~".repeat(4)), OWNER, KEY);
    }

    @Test
    void nullsAreRefused() {
        DataSource database = Database.H2.fresh();
        JdbcKeyStore store = open(database);
        KeyEncryptionKeys keys = KeyEncryptionKeys.of(kek("old"));

        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> JdbcKeyStore.builder(null, keys),
                () -> JdbcKeyStore.builder(database, null),
                () -> builder(database).tablePrefix(null),
                () -> builder(database).tenant(null),
                () -> builder(database).schema(null),
                () -> builder(database).clock(null),
                () -> store.find(null),
                () -> store.put(null, KEY, KeyVersion.NONE),
                () -> store.put(OWNER, null, KeyVersion.NONE),
                () -> store.put(OWNER, KEY, null),
                () -> store.remove(null, KeyVersion.NONE),
                () -> store.remove(OWNER, null),
                () -> store.fingerprint(null))) {
            assertThatNullPointerException().isThrownBy(use);
        }
    }

    @Test
    void aStoreIsShownWithItsTablesAndItsTenant() {
        assertThat(tenant(Database.H2.fresh(), "shop-1")).hasToString("JdbcKeyStore[metrc_keys_, tenant shop-1]");
    }

    static KeyOwner owner(String user) {
        return KeyOwner.individual(Jurisdiction.of("CO"), UserId.of(user));
    }

    static KeyEncryptionKey kek(String id) {
        return KeyEncryptionKey.ofBytes(
                id, (id + "-".repeat(32)).substring(0, 32).getBytes(StandardCharsets.US_ASCII));
    }

    static KeyVersion put(JdbcKeyStore store, KeyOwner owner, UserApiKey key) {
        return store.put(owner, key, KeyVersion.NONE).orThrow();
    }

    static MetrcKeysException refused(ErrorCode code, ThrowingCallable use) {
        MetrcKeysException[] caught = new MetrcKeysException[1];
        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(use)
                .satisfies(e -> caught[0] = e)
                .extracting(MetrcKeysException::code)
                .isEqualTo(code);
        return caught[0];
    }

    private static void notWritten(JdbcKeyStore store, KeyVersion version) {
        assertThat(refused(ErrorCode.STORE_NOT_WRITABLE, () -> store.put(OWNER, NEW_KEY, version)))
                .hasMessageContaining("Nothing was changed");
        refused(ErrorCode.STORE_NOT_WRITABLE, () -> store.put(OTHER, NEW_KEY, KeyVersion.NONE));
        refused(ErrorCode.STORE_NOT_WRITABLE, () -> store.remove(OWNER, version));
        assertThat(store.find(OWNER).map(StoredKey::version)).contains(version);
        assertThat(store.find(OTHER)).isEmpty();
        assertThat(store.list()).hasSize(1);
    }

    private static JdbcKeyStore.Builder builder(DataSource database) {
        return JdbcKeyStore.builder(database, KeyEncryptionKeys.of(kek("old")));
    }

    private static JdbcKeyStore open(DataSource database) {
        return builder(database).open();
    }

    private static JdbcKeyStore tenant(DataSource database, String tenant) {
        return builder(database).tenant(tenant).open();
    }

    private static void version(DataSource database, String version) {
        Database.execute(database, "UPDATE metrc_keys_settings SET text = '" + version + "' WHERE name = 'schema'");
    }

    /** Puts a table in place of that of the entries that has no keys and no constraints. */
    private static void loosen(DataSource database) {
        Database.execute(
                database,
                "CREATE TABLE loose AS SELECT * FROM metrc_keys_entries",
                "DROP TABLE metrc_keys_entries",
                "ALTER TABLE loose RENAME TO metrc_keys_entries");
    }

    private static void restore(DataSource database) {
        Database.execute(
                database, "DELETE FROM metrc_keys_entries", "INSERT INTO metrc_keys_entries SELECT * FROM good");
    }

    private static String only(DataSource database, String sql) {
        return Database.rows(database, sql).get(0);
    }

    private static List<String> dump(DataSource database) {
        List<String> rows = new ArrayList<>();
        for (String table : List.of("entries", "data_keys", "settings")) {
            rows.addAll(Database.rows(database, "SELECT * FROM metrc_keys_" + table));
        }
        return rows;
    }

    private static List<String> traces(String key) throws GeneralSecurityException {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
        return List.of(
                key,
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                HexFormat.of().formatHex(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(hash),
                Base64.getUrlEncoder().withoutPadding().encodeToString(hash),
                HexFormat.of().formatHex(hash));
    }
}
