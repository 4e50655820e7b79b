package io.github.metrckeys.testkit.store;

import static io.github.metrckeys.testkit.store.JdbcKeyStoreTest.kek;
import static io.github.metrckeys.testkit.store.JdbcKeyStoreTest.owner;
import static io.github.metrckeys.testkit.store.JdbcKeyStoreTest.put;
import static io.github.metrckeys.testkit.store.JdbcKeyStoreTest.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.jdbc.JdbcKeyStore;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoredKey;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JdbcLostServerTest {

    private static final KeyEncryptionKeys KEYS = KeyEncryptionKeys.of(kek("only"));
    private static final KeyOwner OWNER = owner("emp-7");
    private static final UserApiKey KEY = UserApiKey.of("the-key-that-was-there-0123456789");
    private static final UserApiKey NEW_KEY = UserApiKey.of("the-key-that-comes-0123456789");

    @Test
    void aServerThatWasStoppedIsOutOfReachAndNotEmpty() throws IOException {
        JdbcKeyStore store;
        KeyVersion version;
        DataSource database;
        try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
            database = server.getPostgresDatabase();
            store = JdbcKeyStore.builder(database, KEYS).open();
            version = put(store, OWNER, KEY);
        }

        refused(ErrorCode.STORE_UNREACHABLE, () -> store.find(OWNER));
        refused(ErrorCode.STORE_UNREACHABLE, store::list);
        refused(ErrorCode.STORE_UNREACHABLE, () -> store.put(OWNER, NEW_KEY, version));
        refused(ErrorCode.STORE_UNREACHABLE, () -> store.remove(OWNER, version));
        refused(ErrorCode.STORE_UNREACHABLE, store::keyEncryptionKeysInUse);
        refused(
                ErrorCode.STORE_UNREACHABLE,
                () -> JdbcKeyStore.builder(database, KEYS).open());
    }

    @Test
    @Timeout(60)
    void aWriterWhoseConnectionIsKilledInTheMiddleIsToldToLookAndFindsAWholeKey() throws Exception {
        String schema = Database.schema();
        DataSource administrator = Database.plain(schema);
        JdbcKeyStore reader = JdbcKeyStore.builder(administrator, KEYS).open();
        KeyVersion version = put(reader, OWNER, KEY);
        var database = Database.plain(schema);
        database.setApplicationName("w" + schema);
        JdbcKeyStore writer = JdbcKeyStore.builder(database, KEYS).open();
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (Connection holder = administrator.getConnection()) {
            holder.setAutoCommit(false);
            holder.createStatement().executeQuery("SELECT * FROM metrc_keys_entries FOR UPDATE");
            Future<Throwable> writing = thread.submit(() -> catchThrowable(() -> writer.put(OWNER, NEW_KEY, version)));

            String waiting = " FROM pg_stat_activity WHERE application_name = 'w" + schema
                    + "' AND wait_event_type = 'Lock' AND query LIKE 'UPDATE metrc_keys_entries%'";
            List<String> killed;
            do {
                killed = Database.rows(administrator, "SELECT pg_terminate_backend(pid)" + waiting);
            } while (killed.isEmpty());

            assertThat(killed).containsExactly("t");
            assertThat(writing.get())
                    .isInstanceOfSatisfying(
                            MetrcKeysException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_OUTCOME_UNKNOWN));
            holder.rollback();
        } finally {
            thread.shutdownNow();
        }

        StoredKey found = writer.find(OWNER).orElseThrow();
        assertThat(found.version()).isEqualTo(version);
        assertThat(found.key().equals(KEY)).as("the key is the old one").isTrue();
        assertThat(writer.put(OWNER, NEW_KEY, version).orThrow()).isGreaterThan(version);
    }
}
