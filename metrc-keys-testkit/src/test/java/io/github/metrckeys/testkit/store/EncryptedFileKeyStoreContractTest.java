package io.github.metrckeys.testkit.store;

import io.github.metrckeys.file.EncryptedFileKeyStore;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.testkit.contract.KeyStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EncryptedFileKeyStoreContractTest extends KeyStoreContract {

    private final KeyEncryptionKeys keys = KeyEncryptionKeys.of(KeyEncryptionKey.ofBytes("test", new byte[32]));

    @TempDir
    private Path directory;

    @Override
    protected KeyStore open(String name) {
        return EncryptedFileKeyStore.open(directory.resolve(name + ".store"), keys);
    }
}
