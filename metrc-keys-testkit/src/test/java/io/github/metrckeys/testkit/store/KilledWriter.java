package io.github.metrckeys.testkit.store;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.jdbc.JdbcKeyStore;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import org.postgresql.ds.PGSimpleDataSource;

/** A process that stores keys in PostgreSQL, and says of each that it was stored, until it is killed. */
final class KilledWriter {

    static final int OWNERS = 5;
    /** This one loses the key each time, and gets another one. */
    static final int REMOVED = 0;

    static final KeyEncryptionKeys KEYS = KeyEncryptionKeys.of(JdbcKeyStoreTest.kek("killed"));

    private KilledWriter() {}

    /** The arguments are the URL of the database, and a number. */
    public static void main(String... arguments) {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(arguments[0]);
        JdbcKeyStore store = JdbcKeyStore.builder(database, KEYS).open();
        for (int i = Integer.parseInt(arguments[1]); ; i++) {
            KeyOwner owner = owner(i % OWNERS);
            KeyVersion version = store.find(owner).map(StoredKey::version).orElse(KeyVersion.NONE);
            StoreResult result = i % OWNERS == REMOVED && !version.equals(KeyVersion.NONE)
                    ? store.remove(owner, version)
                    : store.put(owner, key(owner), version);
            if (result instanceof StoreResult.Done done) {
                System.out.println(i % OWNERS + " " + done.version().number());
                System.out.flush();
            }
        }
    }

    static KeyOwner owner(int number) {
        return JdbcKeyStoreTest.owner("killed-" + number);
    }

    /** Long, so that half of it would be seen to be half. */
    static UserApiKey key(KeyOwner owner) {
        return UserApiKey.of((owner + ", ").repeat(100));
    }
}
