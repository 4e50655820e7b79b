package io.github.metrckeys.testkit.store;

import io.github.metrckeys.jdbc.JdbcKeyStore;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.testkit.contract.KeyStoreContract;
import javax.sql.DataSource;

class JdbcPostgresContractTest extends KeyStoreContract {

    private static final KeyEncryptionKeys KEYS =
            KeyEncryptionKeys.of(KeyEncryptionKey.ofBytes("contract", new byte[32]));
    private static final DataSource DATABASE = Database.POSTGRESQL.fresh();

    @Override
    protected KeyStore open(String name) {
        return JdbcKeyStore.builder(DATABASE, KEYS).tenant(name).open();
    }
}
