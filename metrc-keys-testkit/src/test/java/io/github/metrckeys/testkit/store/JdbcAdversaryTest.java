package io.github.metrckeys.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.jdbc.JdbcKeyStore;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoredKey;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Somebody who writes to the database, or sets it up oddly, and wants one person's key to become another's. */
class JdbcAdversaryTest {

    private static final KeyOwner SMALL = KeyOwner.individual(Jurisdiction.of("CO"), UserId.of("emp-7"));
    private static final KeyOwner CAPITAL = KeyOwner.individual(Jurisdiction.of("CO"), UserId.of("EMP-7"));
    private static final UserApiKey KEY = UserApiKey.of("canary-key-of-the-first-shop-in-it-0123456789");
    private static final UserApiKey OTHER_KEY = UserApiKey.of("canary-key-of-the-other-shop-in-it-0123456789");

    private static JdbcKeyStore store(DataSource database, String prefix) {
        return JdbcKeyStore.builder(database, KeyEncryptionKeys.of(KeyEncryptionKey.ofBytes("one", new byte[32])))
                .tablePrefix(prefix)
                .open();
    }

    /** Two shops number their employees alike, and keep their keys in tables of two prefixes under one secret. */
    @Test
    void aRowOfOtherTablesDoesNotDecrypt() {
        DataSource database = Database.H2.fresh();
        store(database, "shop1_").put(SMALL, KEY, KeyVersion.NONE).orThrow();
        JdbcKeyStore second = store(database, "shop2_");
        second.put(SMALL, OTHER_KEY, KeyVersion.NONE).orThrow();
        Database.execute(
                database,
                "INSERT INTO shop2_data_keys SELECT * FROM shop1_data_keys",
                "DELETE FROM shop2_entries",
                "INSERT INTO shop2_entries SELECT * FROM shop1_entries");

        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(() -> second.find(SMALL))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.ENTRY_DAMAGED));
    }

    @Test
    void thePrefixIsTheSameInCapitals() {
        DataSource database = Database.H2.fresh();
        store(database, "Shop_").put(SMALL, KEY, KeyVersion.NONE).orThrow();

        assertThat(store(database, "shop_").find(SMALL).orElseThrow().key().equals(KEY))
                .isTrue();
    }

    /** Whoever was told of a conflict and tried again replaced the other person's key. */
    @Test
    void aDatabaseThatTakesCapitalsForSmallLettersMixesNoPersonsUp() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:adversary;DB_CLOSE_DELAY=-1;IGNORECASE=TRUE");
        JdbcKeyStore store = store(database, "keys_");
        KeyVersion version = store.put(SMALL, KEY, KeyVersion.NONE).orThrow();

        assertThat(store.find(CAPITAL)).isEmpty();
        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(() -> store.put(CAPITAL, OTHER_KEY, version).orThrow());
        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(() -> store.put(CAPITAL, OTHER_KEY, KeyVersion.NONE).orThrow());
        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(() -> store.remove(CAPITAL, version).orThrow());
        assertThat(store.find(SMALL).map(StoredKey::key)).contains(KEY);
    }
}
