package io.github.metrckeys.testkit.store;

import static io.github.metrckeys.testkit.store.JdbcKeyStoreTest.kek;
import static io.github.metrckeys.testkit.store.JdbcKeyStoreTest.owner;
import static io.github.metrckeys.testkit.store.JdbcKeyStoreTest.put;
import static io.github.metrckeys.testkit.store.JdbcKeyStoreTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.jdbc.JdbcKeyStore;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoredKey;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JdbcRewrapTest {

    private static final KeyEncryptionKeys OLD_ONLY = KeyEncryptionKeys.of(kek("old"));
    private static final KeyEncryptionKeys OLD_FIRST = KeyEncryptionKeys.of(kek("old"), kek("new"));
    private static final KeyEncryptionKeys NEW_FIRST = KeyEncryptionKeys.of(kek("new"), kek("old"));
    private static final KeyEncryptionKeys NEW_ONLY = KeyEncryptionKeys.of(kek("new"));

    /** More than a page and less than two. */
    private static final int ENTRIES = 250;

    @ParameterizedTest
    @EnumSource
    void afterwardsTheNewKeyEncryptionKeyAloneReadsEverything(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyStore before = open(database, OLD_ONLY);
        fill(before, ENTRIES);
        List<KeyInfo> infos = before.list();
        JdbcKeyStore store = open(database, NEW_FIRST);

        assertThat(store.rewrap()).isEqualTo(ENTRIES);

        assertThat(store.keyEncryptionKeysInUse()).containsExactly("new");
        assertThat(store.rewrap()).isZero();
        JdbcKeyStore after = open(database, NEW_ONLY);
        assertThat(after.list()).isEqualTo(infos);
        assertWhole(after);
        assertThat(after.fingerprint(key(owner("u0"), 1))).isEqualTo(before.fingerprint(key(owner("u0"), 1)));
        refused(ErrorCode.KEY_ENCRYPTION_KEY_MISSING, () -> open(database, OLD_ONLY));
        refused(ErrorCode.KEY_ENCRYPTION_KEY_MISSING, () -> before.find(owner("u0")));
    }

    @ParameterizedTest
    @EnumSource
    void othersReadAndWriteMeanwhileAndLoseNothing(Database kind) throws Exception {
        DataSource database = kind.fresh();
        JdbcKeyStore elsewhere = open(database, OLD_FIRST);
        fill(elsewhere, ENTRIES);
        JdbcKeyStore store = open(database, NEW_FIRST);
        AtomicBoolean done = new AtomicBoolean();
        CountDownLatch underway = new CountDownLatch(2);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> writing = threads.submit(() -> {
                int written = 0;
                for (; !done.get() || written < 20; written++) {
                    KeyOwner owner = owner("u" + written % 10);
                    KeyVersion version = elsewhere.find(owner).orElseThrow().version();
                    elsewhere
                            .put(owner, key(owner, version.number() + 1), version)
                            .orThrow();
                    underway.countDown();
                }
                return written;
            });
            Future<?> reading = threads.submit(() -> {
                while (!done.get()) {
                    assertWhole(elsewhere);
                    underway.countDown();
                }
            });
            underway.await();

            assertThat(store.rewrap()).isGreaterThanOrEqualTo(ENTRIES - 10);

            done.set(true);
            int written = writing.get();
            reading.get();
            assertThat(store.list().stream()
                            .mapToLong(info -> info.version().number())
                            .sum())
                    .as("versions that were given")
                    .isEqualTo(ENTRIES + written);
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
        store.rewrap();
        assertThat(store.keyEncryptionKeysInUse()).containsExactly("new");
        assertWhole(open(database, NEW_ONLY));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsStillWrittenWithAnOlderDataKeyNeedsNoOlderSecretAndIsMovedByTheNextCall(Database kind) {
        DataSource database = kind.fresh();
        JdbcKeyStore elsewhere = open(database, OLD_FIRST);
        put(elsewhere, owner("u0"), key(owner("u0"), 1));
        JdbcKeyStore store = open(database, NEW_FIRST);
        store.rewrap();

        put(elsewhere, owner("u1"), key(owner("u1"), 1));

        assertThat(store.keyEncryptionKeysInUse()).containsExactly("new");
        assertThat(open(database, NEW_ONLY).list()).hasSize(2);
        assertWhole(open(database, NEW_ONLY));
        assertThat(store.rewrap()).isEqualTo(1);
        assertThat(store.rewrap()).isZero();
        assertWhole(open(database, NEW_ONLY));
    }

    @ParameterizedTest
    @EnumSource
    void aProcessThatStartsWithTheOlderSecretFirstTakesNoRetiredDataKey(Database kind) {
        DataSource database = kind.fresh();
        put(open(database, OLD_ONLY), owner("u0"), key(owner("u0"), 1));
        JdbcKeyStore store = open(database, NEW_FIRST);
        store.rewrap();

        put(open(database, OLD_FIRST), owner("u1"), key(owner("u1"), 1));
        assertThat(store.keyEncryptionKeysInUse()).containsExactly("new", "old");

        assertThat(store.rewrap()).isEqualTo(1);
        put(open(database, NEW_ONLY), owner("u2"), key(owner("u2"), 1));
        assertThat(store.keyEncryptionKeysInUse()).containsExactly("new");
        assertThat(Database.rows(
                        database,
                        "SELECT COUNT(*) FROM metrc_keys_entries e, metrc_keys_data_keys d"
                                + " WHERE d.id = e.data_key AND d.retired <> 0"))
                .containsExactly("0");
        assertWhole(open(database, NEW_ONLY));
    }

    @ParameterizedTest
    @EnumSource
    void whereItIsInterruptedWhatMovedStaysMovedAndTheNextCallGoesOn(Database kind) {
        DataSource database = kind.fresh();
        fill(open(database, OLD_ONLY), ENTRIES);
        AtomicInteger changes = new AtomicInteger();
        JdbcKeyStore store = open(
                new InterceptingDataSource() {
                    @Override
                    void changed(String sql, Connection connection) {
                        if (sql.startsWith("UPDATE metrc_keys_entries") && changes.incrementAndGet() == 100) {
                            Thread.currentThread().interrupt();
                        }
                    }
                }.over(database),
                NEW_FIRST);

        assertThat(refused(ErrorCode.INTERRUPTED, store::rewrap)).hasMessageContaining("after 100 entries");

        assertThat(Thread.interrupted()).as("the thread is still marked").isTrue();
        assertThat(store.keyEncryptionKeysInUse()).containsExactly("new", "old");
        assertWhole(store);
        assertThat(open(database, NEW_FIRST).rewrap()).isEqualTo(ENTRIES - 100);
        assertWhole(open(database, NEW_ONLY));
    }

    @ParameterizedTest
    @EnumSource
    void anEntryThatDoesNotDecryptStopsNoOtherAndIsNamedInTheEnd(Database kind) {
        DataSource database = kind.fresh();
        fill(open(database, OLD_ONLY), 5);
        JdbcKeyStore store = open(database, NEW_FIRST);
        Database.execute(
                database,
                "UPDATE metrc_keys_entries SET stored_at = 1 WHERE owner = 'user CO u1'",
                "UPDATE metrc_keys_entries SET owner = 'nobody' WHERE owner = 'user CO u3'");

        assertThat(refused(ErrorCode.ENTRY_DAMAGED, store::rewrap)).hasMessageContaining("\"nobody\"");

        assertThat(store.keyEncryptionKeysInUse()).containsExactly("new");
        Database.execute(database, "DELETE FROM metrc_keys_entries WHERE owner = 'nobody'");
        assertThat(refused(ErrorCode.ENTRY_DAMAGED, store::rewrap))
                .hasMessageContaining(owner("u1").toString());
        store.remove(owner("u1"), new KeyVersion(1)).orThrow();
        assertThat(store.rewrap()).isZero();
        assertThat(store.keyEncryptionKeysInUse()).containsExactly("new");
        assertWhole(open(database, NEW_ONLY));
        assertThat(store.list()).hasSize(3);
    }

    @Test
    void anEmptyStoreHasNothingToMove() {
        JdbcKeyStore store = open(Database.H2.fresh(), NEW_FIRST);

        assertThat(store.rewrap()).isZero();
        assertThat(store.keyEncryptionKeysInUse()).containsExactly("new");
    }

    private static JdbcKeyStore open(DataSource database, KeyEncryptionKeys keys) {
        return JdbcKeyStore.builder(database, keys).open();
    }

    static UserApiKey key(KeyOwner owner, long version) {
        return UserApiKey.of(owner + " v" + version);
    }

    private static void fill(JdbcKeyStore store, int entries) {
        for (int i = 0; i < entries; i++) {
            put(store, owner("u" + i), key(owner("u" + i), 1));
        }
    }

    private static void assertWhole(JdbcKeyStore store) {
        for (KeyInfo info : store.list()) {
            StoredKey found = store.find(info.owner()).orElseThrow();
            assertThat(found.key().equals(key(found.owner(), found.version().number())))
                    .as("the key of the " + info.owner() + " is whole")
                    .isTrue();
        }
    }
}
