package io.github.metrckeys.testkit.store;

import static io.github.metrckeys.testkit.store.JdbcKeyStoreTest.kek;
import static io.github.metrckeys.testkit.store.JdbcKeyStoreTest.owner;
import static io.github.metrckeys.testkit.store.JdbcKeyStoreTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.custody.KeyEvent;
import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.custody.RecordedKeyStore;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.jdbc.JdbcKeyLedger;
import io.github.metrckeys.jdbc.JdbcKeyStore;
import io.github.metrckeys.jdbc.SchemaMode;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcKeyLedgerTest {

    private static final KeyEvent FIRST = left("emp-1");
    private static final KeyEvent SECOND = left("emp-2");
    private static final KeyEvent THIRD = left("emp-3");

    @ParameterizedTest
    @EnumSource
    void anEventIsARowWithANumberAndTheLineOfAFile(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyLedger ledger = tenant(database, "shop 1");
        ledger.append(FIRST);
        ledger.append(SECOND);

        assertThat(Database.rows(database, "SELECT tenant, number, line FROM metrc_keys_events ORDER BY number"))
                .containsExactly(
                        "shop 1|1|left\t2026-11-24T09:00:00Z\temp-1", "shop 1|2|left\t2026-11-24T09:00:00Z\temp-2");
    }

    @ParameterizedTest
    @EnumSource
    void twoTenantsSeeNothingOfEachOtherAndCountForThemselves(Database kind) {
        DataSource database = kind.fresh();
        tenant(database, "one").append(FIRST);
        tenant(database, "two").append(SECOND);

        assertThat(tenant(database, "one").events()).containsExactly(FIRST);
        assertThat(tenant(database, "two").events()).containsExactly(SECOND);
        assertThat(Database.rows(database, "SELECT number FROM metrc_keys_events"))
                .containsExactly("1", "1");
    }

    @ParameterizedTest
    @EnumSource
    void twoPrefixesAreTwoLedgers(Database kind) {
        DataSource database = kind.fresh();
        builder(database).tablePrefix("One_").open().append(FIRST);

        assertThat(builder(database).tablePrefix("two_").open().events()).isEmpty();
        assertThat(Database.rows(database, "SELECT number FROM One_events")).containsExactly("1");
    }

    @ParameterizedTest
    @EnumSource
    void aStoreAndItsLedgerShareADatabase(Database kind) {
        DataSource database = kind.fresh();
        KeyEncryptionKeys keys = KeyEncryptionKeys.of(kek("only"));
        JdbcKeyLedger ledger = open(database);
        KeyOwner owner = owner("emp-7");

        RecordedKeyStore.of(JdbcKeyStore.builder(database, keys).open(), ledger)
                .put(owner, UserApiKey.of("canary-key-of-the-ledger-test-0123456789"), KeyVersion.NONE)
                .orThrow();

        assertThat(ledger.events())
                .singleElement()
                .isInstanceOfSatisfying(
                        KeyEvent.Stored.class,
                        stored -> assertThat(stored.owner()).isEqualTo(owner));
        assertThat(String.join("\n", Database.rows(database, "SELECT * FROM metrc_keys_events")))
                .contains("user CO emp-7")
                .doesNotContain("canary");
        JdbcKeyStore.builder(database, keys).schema(SchemaMode.CHECK).open();
    }

    @ParameterizedTest
    @EnumSource
    void whereTheTableIsOnlyToBeCheckedNoneIsMade(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyLedger.Builder checking = builder(database).schema(SchemaMode.CHECK);

        assertThat(refused(ErrorCode.STORE_SCHEMA, checking::open))
                .hasMessageContaining("metrc_keys_events is missing")
                .hasMessageContaining("SchemaMode.CREATE");
        refused(ErrorCode.STORE_SCHEMA, checking::open);

        open(database).append(FIRST);
        assertThat(checking.open().events()).containsExactly(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void aTableWithoutAColumnIsNamedWithTheColumn(Database kind) {
        DataSource database = kind.fresh();
        open(database);
        Database.execute(database, "ALTER TABLE metrc_keys_events DROP COLUMN line");

        assertThat(refused(ErrorCode.STORE_SCHEMA, () -> open(database)))
                .hasMessageContaining("metrc_keys_events lacks line:");
    }

    @ParameterizedTest
    @EnumSource
    void aDatabaseThatLostItsTableIsNotTakenForAnEmptyLedger(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyLedger ledger = open(database);
        ledger.append(FIRST);
        Database.execute(database, "DROP TABLE metrc_keys_events");

        refused(ErrorCode.STORE_UNREACHABLE, ledger::events);
        refused(ErrorCode.STORE_UNREACHABLE, () -> ledger.append(SECOND));
    }

    @ParameterizedTest
    @EnumSource
    void severalWhoMakeTheTableAndWriteAtOnceLoseNothingAndNoEventGetsInBeforeOneThatWasRead(Database kind)
            throws Exception {
        int several = 4;
        int rounds = 15;
        DataSource database = kind.fresh();
        CyclicBarrier start = new CyclicBarrier(several);
        List<List<KeyEvent>> snapshots = new CopyOnWriteArrayList<>();
        ExecutorService threads = Executors.newFixedThreadPool(several);
        try {
            List<Callable<Void>> writers = new ArrayList<>();
            for (int i = 0; i < several; i++) {
                String mine = "writer-" + i;
                writers.add(() -> {
                    start.await();
                    KeyLedger ledger = open(database);
                    for (KeyEvent event : eventsOf(mine, rounds)) {
                        ledger.append(event);
                        snapshots.add(ledger.events());
                    }
                    return null;
                });
            }
            for (Future<Void> writer : threads.invokeAll(writers)) {
                writer.get();
            }
        } finally {
            threads.shutdownNow();
        }

        List<KeyEvent> events = open(database).events();
        assertThat(events).hasSize(several * rounds).doesNotHaveDuplicates();
        assertThat(snapshots).allSatisfy(seen -> assertThat(events).startsWith(seen.toArray(new KeyEvent[0])));
        for (int i = 0; i < several; i++) {
            assertThat(events).containsSubsequence(eventsOf("writer-" + i, rounds));
        }
        assertThat(Database.rows(database, "SELECT MAX(number) FROM metrc_keys_events"))
                .containsExactly(String.valueOf(several * rounds));
    }

    @ParameterizedTest
    @EnumSource
    void whoeverIsOvertakenGetsTheNextNumber(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyLedger faster = open(database);
        AtomicInteger overtaken = new AtomicInteger();
        JdbcKeyLedger ledger = open(
                new InterceptingDataSource() {
                    @Override
                    void changing(String sql) throws SQLException {
                        if (sql.startsWith("INSERT") && overtaken.incrementAndGet() <= 3) {
                            faster.append(FIRST);
                            throw new SQLException("The number is taken.", "23505");
                        }
                    }
                }.over(database));

        ledger.append(SECOND);

        assertThat(ledger.events()).containsExactly(FIRST, FIRST, FIRST, SECOND);
    }

    @ParameterizedTest
    @EnumSource
    void aRowThatThisLibraryNeverWritesIsNamedAndNotShown(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyLedger ledger = open(database);
        List.of(FIRST, SECOND, THIRD).forEach(ledger::append);
        for (String line : List.of(
                "",
                "canary",
                "left\t2026-11-24T09:00:00Z",
                "left\t2026-11-24T09:00:00Z\tcanary\t",
                "left\t2026-11-24T09:00:00Z\tcanary\n",
                "left\t2026-11-24T09:00:00.000Z\tcanary",
                "dismissed\t2026-11-24T09:00:00Z\tcanary")) {
            Database.execute(database, "UPDATE metrc_keys_events SET line = '" + line + "' WHERE number = 2");

            assertThat(refused(ErrorCode.STORE_DAMAGED, ledger::events))
                    .as(line)
                    .hasMessageContaining("Table metrc_keys_events, tenant default: the row with the number 2 ")
                    .hasMessageNotContaining("canary")
                    .hasNoCause();
        }
        assertThat(tenant(database, "other").events()).isEmpty();

        Database.execute(database, "DELETE FROM metrc_keys_events WHERE number = 2");
        ledger.append(SECOND);

        assertThat(ledger.events()).containsExactly(FIRST, THIRD, SECOND);
    }

    @ParameterizedTest
    @EnumSource
    void inATableWithoutItsKeyARowWithoutItsOwnNumberIsNamed(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyLedger ledger = open(database);
        ledger.append(FIRST);
        ledger.append(SECOND);
        Database.execute(
                database,
                "CREATE TABLE loose AS SELECT * FROM metrc_keys_events",
                "DROP TABLE metrc_keys_events",
                "ALTER TABLE loose RENAME TO metrc_keys_events");
        assertThat(ledger.events()).containsExactly(FIRST, SECOND);

        for (String number : List.of("1", "0", "-1", "NULL")) {
            Database.execute(
                    database,
                    "INSERT INTO metrc_keys_events SELECT tenant, " + number
                            + ", line FROM metrc_keys_events WHERE number = 2");

            assertThat(refused(ErrorCode.STORE_DAMAGED, ledger::events))
                    .as(number)
                    .hasMessageContaining("number " + number.replace("NULL", "0") + " has no number of its own");
            Database.execute(
                    database,
                    "DELETE FROM metrc_keys_events WHERE line LIKE '%emp-2' AND (number IS NULL OR number < 2)");
        }
        Database.execute(database, "UPDATE metrc_keys_events SET line = NULL WHERE number = 2");
        assertThat(refused(ErrorCode.STORE_DAMAGED, ledger::events)).hasMessageContaining("number 2 was written");
    }

    @Test
    void aReadOnlyFileIsReadAndNotWritten() {
        Path file = Database.file();
        open(Database.sqlite(file, false)).append(FIRST);

        notWritten(open(Database.sqlite(file, true)));
    }

    @Test
    void aReadOnlyServerIsReadAndNotWritten() {
        String schema = Database.schema();
        open(Database.plain(schema)).append(FIRST);
        var readOnly = Database.plain(schema);
        readOnly.setOptions("-c default_transaction_read_only=on");

        notWritten(open(readOnly));
    }

    @Test
    void whereSomebodyElseKeepsTheFileLockedNothingIsAdded() throws SQLException {
        Path file = Database.file();
        JdbcKeyLedger ledger = open(Database.sqlite(file, false, 50));
        ledger.append(FIRST);
        try (Connection holder = Database.sqlite(file, false).getConnection()) {
            holder.createStatement().execute("BEGIN IMMEDIATE");

            notWritten(ledger);
        }
        ledger.append(SECOND);
        assertThat(ledger.events()).containsExactly(FIRST, SECOND);
    }

    @ParameterizedTest
    @EnumSource
    void whereNothingIsAddedAndNothingIsSaidAboutItThatIsAnError(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyLedger ledger = open(database);
        Database.execute(
                database,
                "ALTER TABLE metrc_keys_events RENAME TO kept",
                "CREATE VIEW metrc_keys_events AS SELECT * FROM kept");
        if (kind == Database.POSTGRESQL) {
            Database.execute(database, "CREATE RULE nothing AS ON INSERT TO metrc_keys_events DO INSTEAD NOTHING");
        }

        refused(ErrorCode.STORE_NOT_WRITABLE, () -> ledger.append(FIRST));
        assertThat(ledger.events()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsLostBeforeTheChangeAddsNothing(Database kind) {
        DataSource database = kind.fresh();
        AtomicBoolean lost = new AtomicBoolean();
        JdbcKeyLedger ledger = open(
                new InterceptingDataSource() {
                    @Override
                    void given(Connection connection) throws SQLException {
                        if (lost.get()) {
                            connection.close();
                        }
                    }
                }.over(database));
        lost.set(true);

        refused(ErrorCode.STORE_UNREACHABLE, () -> ledger.append(FIRST));
        refused(ErrorCode.STORE_UNREACHABLE, ledger::events);
        assertThat(open(database).events()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionThatIsLostAfterTheChangeIsNoReasonToAddTheEventTwice(Database kind) {
        DataSource database = kind.fresh();
        open(database);
        JdbcKeyLedger ledger = open(
                new InterceptingDataSource() {
                    @Override
                    void changed(String sql, Connection connection) throws SQLException {
                        connection.close();
                        throw new SQLException("The answer was lost.", "08006");
                    }
                }.over(database));

        assertThat(refused(ErrorCode.STORE_OUTCOME_UNKNOWN, () -> ledger.append(FIRST)))
                .hasMessageContaining("Table metrc_keys_events, tenant default")
                .hasMessageContaining("read it again");

        assertThat(ledger.events()).containsExactly(FIRST);
    }

    @ParameterizedTest
    @EnumSource
    void connectionsThatDoNotCommitByThemselvesAreGivenBackAsTheyCame(Database kind) {
        DataSource database = kind.fresh();
        AtomicInteger changed = new AtomicInteger();
        JdbcKeyLedger ledger = open(
                new InterceptingDataSource() {
                    @Override
                    void given(Connection connection) throws SQLException {
                        connection.setAutoCommit(false);
                    }

                    @Override
                    void closing(Connection connection) throws SQLException {
                        if (connection.getAutoCommit()) {
                            changed.incrementAndGet();
                        }
                        connection.setAutoCommit(true);
                    }
                }.over(database));

        ledger.append(FIRST);

        assertThat(open(database).events()).containsExactly(FIRST);
        assertThat(changed).hasValue(0);
    }

    @Test
    void aServerThatWasStoppedIsOutOfReachAndNotEmpty() throws IOException {
        JdbcKeyLedger ledger;
        DataSource database;
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            database = server.getPostgresDatabase();
            ledger = open(database);
            ledger.append(FIRST);
        }

        refused(ErrorCode.STORE_UNREACHABLE, ledger::events);
        refused(ErrorCode.STORE_UNREACHABLE, () -> ledger.append(SECOND));
        refused(ErrorCode.STORE_UNREACHABLE, () -> open(database));
    }

    @ParameterizedTest
    @EnumSource
    void theLongestEventOfAnOrdinaryServerIsTakenAndOneThatIsTooLongIsRefused(Database kind) {
        JdbcKeyLedger ledger = open(kind.fresh());
        UserId user = UserId.of("\u4e2d".repeat(UserId.MAX_LENGTH));
        String reason = "\u4e2d".repeat(KeyEvent.MAX_REASON_LENGTH);
        KeyEvent longest = stored(Jurisdiction.of("CO").at(URI.create("https://x/" + "y".repeat(500))), user, reason);
        KeyEvent tooLong = stored(Jurisdiction.of("CO").at(URI.create("https://x/" + "y".repeat(8000))), user, reason);

        ledger.append(longest);
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ledger.append(tooLong))
                .withMessageContaining("more than 8000")
                .extracting(InvalidInputException::code)
                .isEqualTo(ErrorCode.SETTING_INVALID);

        assertThat(ledger.events()).containsExactly(longest);
    }

    @Test
    void aPrefixAndATenantHaveTheFormsOfThoseOfAStore() {
        DataSource database = Database.H2.fresh();
        for (String prefix : List.of("", "1_", "a-b", "x; DROP TABLE y", "a".repeat(41))) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> builder(database).tablePrefix(prefix));
        }
        for (String tenant : List.of("", "a\nb", "caf\u00e9", "x".repeat(61))) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> builder(database).tenant(tenant));
        }
        tenant(database, "x'; -- %_\\ y ~".repeat(4)).append(FIRST);
    }

    @Test
    void nullsAreRefused() {
        DataSource database = Database.H2.fresh();
        JdbcKeyLedger ledger = open(database);
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                () -> JdbcKeyLedger.builder(null),
                () -> builder(database).tablePrefix(null),
                () -> builder(database).tenant(null),
                () -> builder(database).schema(null),
                () -> ledger.append(null))) {
            assertThatNullPointerException().isThrownBy(use).withMessageContaining("must not be null");
        }
    }

    @Test
    void aLedgerIsShownWithItsTableAndItsTenant() {
        assertThat(tenant(Database.H2.fresh(), "shop-1")).hasToString("JdbcKeyLedger[metrc_keys_, tenant shop-1]");
    }

    private static KeyEvent stored(Jurisdiction server, UserId user, String reason) {
        KeyOwner owner = KeyOwner.individual(server, user);
        return new KeyEvent.Stored(
                Instant.EPOCH, owner, KeyState.PENDING, new KeyVersion(Long.MAX_VALUE), Optional.of(reason));
    }

    private static void notWritten(JdbcKeyLedger ledger) {
        assertThat(refused(ErrorCode.STORE_NOT_WRITABLE, () -> ledger.append(SECOND)))
                .hasMessageContaining("Nothing was changed");
        assertThat(ledger.events()).containsExactly(FIRST);
    }

    private static KeyEvent left(String user) {
        return new KeyEvent.Left(Instant.parse("2026-11-24T09:00:00Z"), UserId.of(user));
    }

    private static List<KeyEvent> eventsOf(String writer, int rounds) {
        return IntStream.range(0, rounds)
                .mapToObj(round -> left(writer + "-" + round))
                .toList();
    }

    private static JdbcKeyLedger.Builder builder(DataSource database) {
        return JdbcKeyLedger.builder(database);
    }

    private static JdbcKeyLedger open(DataSource database) {
        return builder(database).open();
    }

    private static JdbcKeyLedger tenant(DataSource database, String tenant) {
        return builder(database).tenant(tenant).open();
    }
}
