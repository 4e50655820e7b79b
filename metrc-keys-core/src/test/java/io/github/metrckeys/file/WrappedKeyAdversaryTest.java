package io.github.metrckeys.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key manager that does not keep its promise costs no key that was said to be stored. */
class WrappedKeyAdversaryTest {

    @TempDir
    private Path directory;

    private static KeyEncryptionKey manager(boolean wipes) {
        return new KeyEncryptionKey() {
            private byte[] last = new byte[0];

            @Override
            public String id() {
                return "outside";
            }

            @Override
            public byte[] wrap(byte[] dataKey) {
                last = dataKey.clone();
                if (wipes) {
                    Arrays.fill(dataKey, (byte) 0);
                }
                return new byte[] {1};
            }

            @Override
            public Optional<byte[]> unwrap(byte[] wrapped) {
                return wipes ? Optional.of(last.clone()) : Optional.empty();
            }
        };
    }

    @Test
    void nothingIsStoredWithAKeyThatCannotBeUnwrapped() {
        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(() -> EncryptedFileKeyStore.open(
                        directory.resolve("keys.store"), KeyEncryptionKeys.of(manager(false))))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_ENCRYPTION_KEY_WRONG));
        assertThat(directory.resolve("keys.store")).doesNotExist();
    }

    @Test
    void aManagerThatWipesWhatItWasGivenDoesNotMakeTheKeyAllZero() {
        KeyEncryptionKeys keys = KeyEncryptionKeys.of(manager(true));
        EncryptedFileKeyStore.open(directory.resolve("keys.store"), keys);

        assertThat(EncryptedFileKeyStore.open(directory.resolve("keys.store"), keys)
                        .list())
                .isEmpty();
    }
}
