package io.github.metrckeys.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyVersion;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who wants a key to be lost in the file. */
class FileStoreAdversaryTest {

    private static final KeyOwner KIM = KeyOwner.individual(Jurisdiction.of("CO"), UserId.of("kim"));
    private static final KeyEncryptionKeys KEYS = KeyEncryptionKeys.of(KeyEncryptionKey.ofBytes("one", new byte[32]));

    @TempDir
    private Path directory;

    /** The next change of keys.store deletes keys.store.new, or loses its lock along with the lock's file. */
    @ParameterizedTest
    @ValueSource(strings = {"keys.store.new", "keys.store.lock", "keys.store.NEW", ".new"})
    void noStoreStandsWhereTheOneBesideItWritesAtWill(String name) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> EncryptedFileKeyStore.open(directory.resolve(name), KEYS))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_PATH_REFUSED))
                .withMessageContaining(name);
        assertThat(directory).isEmptyDirectory();
    }

    /** A tag character of two halves that a zero-width one keeps apart is dropped the second time that the text is cleaned. */
    @Test
    void aKeyComesOutAsItWentIn() {
        EncryptedFileKeyStore store = EncryptedFileKeyStore.open(directory.resolve("keys.store"), KEYS);
        for (String pasted :
                new String[] {"a-key\uDB40\u200B\uDC01-0123456789", "\uDB40\u200B\uDC01a-key-0123456789"}) {
            UserApiKey key;
            try {
                key = UserApiKey.of(pasted);
            } catch (InvalidInputException e) {
                assertThat(e.code()).isEqualTo(ErrorCode.KEY_INVALID);
                continue;
            }
            KeyVersion before = store.find(KIM).map(stored -> stored.version()).orElse(KeyVersion.NONE);
            store.put(KIM, key, before).orThrow();
            assertThat(store.find(KIM).orElseThrow().key().equals(key)).isTrue();
        }
    }
}
