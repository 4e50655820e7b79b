package io.github.metrckeys.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.InvalidInputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FingerprinterTest {

    private static final UserApiKey KEY = UserApiKey.of("canary-key-of-a-test-0001");

    @Test
    void itIsTheHmacCutTo48Bits() {
        // printf %s canary-key-of-a-test-0001 | openssl dgst -sha256 -mac HMAC -macopt hexkey:(64 zeros)
        assertThat(Fingerprinter.of(new byte[32]).of(KEY)).hasToString("36a85cb4ce68");
    }

    @Test
    void theSameSecretMakesTheSameFingerprints() {
        byte[] secret = new byte[32];
        secret[5] = 7;

        assertThat(Fingerprinter.of(secret).of(KEY))
                .isEqualTo(Fingerprinter.of(secret.clone()).of(UserApiKey.of("canary-key-of-a-test-0001")))
                .isNotEqualTo(Fingerprinter.of(secret).of(UserApiKey.of("canary-key-of-a-test-0002")));
    }

    @Test
    void anotherSecretMakesOtherFingerprints() {
        assertThat(Fingerprinter.random().of(KEY))
                .isNotEqualTo(Fingerprinter.random().of(KEY));
    }

    @Test
    void aSecretOfAnotherLengthIsRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Fingerprinter.of(new byte[31]))
                .withMessageContaining("31 bytes");
    }

    @Test
    void whatIsNoFingerprintIsRefusedAndNotRepeated() {
        for (String wrong : List.of("", "0123456789a", "0123456789AB", "0123456789abc", "canary-key-0")) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> new KeyFingerprint(wrong))
                    .withMessageNotContaining("canary");
        }
    }

    @Test
    void nothingOfTheSecretIsPrinted() {
        assertThat(Fingerprinter.of(new byte[32])).hasToString("Fingerprinter[redacted]");
    }
}
