package io.github.metrckeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class KeyEncryptionKeysTest {

    private static final byte[] DATA_KEY = "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SECRET = "a secret of exactly 32 bytes....".getBytes(StandardCharsets.US_ASCII);
    private static final char[] PASSPHRASE = "correct horse battery staple".toCharArray();

    private final KeyEncryptionKey bytes = KeyEncryptionKey.ofBytes("bytes-1", SECRET);
    private final KeyEncryptionKey passphrase = KeyEncryptionKey.ofPassphrase("passphrase-1", PASSPHRASE);

    @Test
    void whatIsWrappedIsUnwrappedByTheSameSecret() {
        assertThat(KeyEncryptionKey.ofBytes("another-name", SECRET.clone()).unwrap(bytes.wrap(DATA_KEY)))
                .hasValue(DATA_KEY);
        assertThat(KeyEncryptionKey.ofPassphrase("passphrase-1", PASSPHRASE).unwrap(passphrase.wrap(DATA_KEY)))
                .hasValue(DATA_KEY);
    }

    @Test
    void whatIsWrappedIsNotUnwrappedByAnother() {
        byte[] other = SECRET.clone();
        other[31]++;

        assertThat(KeyEncryptionKey.ofBytes("bytes-1", other).unwrap(bytes.wrap(DATA_KEY)))
                .isEmpty();
        assertThat(KeyEncryptionKey.ofPassphrase("passphrase-1", "Correct horse battery staple".toCharArray())
                        .unwrap(passphrase.wrap(DATA_KEY)))
                .isEmpty();
    }

    @Test
    void whatWasChangedIsNotUnwrapped() {
        for (KeyEncryptionKey key : List.of(bytes, passphrase)) {
            byte[] wrapped = key.wrap(DATA_KEY);
            byte[] changed = wrapped.clone();
            changed[changed.length - 1]++;

            assertThat(key.unwrap(changed)).isEmpty();
            assertThat(key.unwrap(Arrays.copyOf(wrapped, 10))).isEmpty();
            assertThat(key.unwrap(new byte[0])).isEmpty();
        }
    }

    @Test
    void aNumberOfRoundsThatWouldKeepAReaderBusyIsNotTried() {
        byte[] wrapped = passphrase.wrap(DATA_KEY);
        for (byte first : new byte[] {1, (byte) 0x80}) {
            wrapped[0] = first;

            assertThat(passphrase.unwrap(wrapped)).isEmpty();
        }
    }

    @Test
    void oneDataKeyIsNeverWrappedTheSameWayTwice() {
        assertThat(bytes.wrap(DATA_KEY)).isNotEqualTo(bytes.wrap(DATA_KEY));
        assertThat(passphrase.wrap(DATA_KEY)).isNotEqualTo(passphrase.wrap(DATA_KEY));
    }

    @Test
    void theWrappedKeyDoesNotShowTheDataKey() {
        assertThat(new String(bytes.wrap(DATA_KEY), StandardCharsets.ISO_8859_1))
                .doesNotContain("01234567");
    }

    @Test
    void aSecretIsCopied() {
        byte[] given = SECRET.clone();
        KeyEncryptionKey key = KeyEncryptionKey.ofBytes("bytes-1", given);
        char[] said = PASSPHRASE.clone();
        KeyEncryptionKey spoken = KeyEncryptionKey.ofPassphrase("passphrase-1", said);
        Arrays.fill(given, (byte) 0);
        Arrays.fill(said, 'x');

        assertThat(key.unwrap(bytes.wrap(DATA_KEY))).isPresent();
        assertThat(spoken.unwrap(passphrase.wrap(DATA_KEY))).isPresent();
    }

    @Test
    void onlyTheIdIsPrinted() {
        assertThat(bytes).hasToString("KeyEncryptionKey[bytes-1]");
        assertThat(passphrase).hasToString("KeyEncryptionKey[passphrase-1]");
        assertThat(KeyEncryptionKeys.of(bytes, passphrase)).hasToString("KeyEncryptionKeys[bytes-1, passphrase-1]");
    }

    @Test
    void theFirstIsTheNewestAndAllAreFound() {
        KeyEncryptionKeys keys = KeyEncryptionKeys.of(passphrase, bytes);

        assertThat(keys.newest()).isSameAs(passphrase);
        assertThat(keys.find("bytes-1")).containsSame(bytes);
        assertThat(keys.find("unknown")).isEmpty();
        assertThat(keys.ids()).containsExactly("passphrase-1", "bytes-1");
    }

    @Test
    void twoOfOneNameAreRefused() {
        assertRefused(() -> KeyEncryptionKeys.of(bytes, KeyEncryptionKey.ofBytes("bytes-1", new byte[32])), "bytes-1");
    }

    @Test
    void aSecretOfAnotherLengthIsRefusedWithoutRepeatingIt() {
        assertRefused(() -> KeyEncryptionKey.ofBytes("short", new byte[16]), "short", "16 bytes");
        assertRefused(() -> KeyEncryptionKey.ofPassphrase("none", new char[0]), "none", "empty");
    }

    @Test
    void aNameThatAStoreCannotWriteDownIsRefused() {
        for (String id : List.of("", "two words", "line\nbreak", "n\u00e4me", "x".repeat(201))) {
            assertRefused(() -> KeyEncryptionKey.ofBytes(id, SECRET), "id");
            assertRefused(() -> KeyEncryptionKey.ofPassphrase(id, PASSPHRASE), "id");
        }
    }

    private static void assertRefused(ThrowingCallable making, String... named) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(making)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID))
                .withMessageContainingAll(named);
    }
}
