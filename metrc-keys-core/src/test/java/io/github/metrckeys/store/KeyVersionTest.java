package io.github.metrckeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class KeyVersionTest {

    @Test
    void aNegativeNumberIsRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new KeyVersion(-1))
                .withMessage("The version -1 of a key is negative: use the one that the store gave.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID));
    }

    @Test
    void noneIsBeforeEveryVersion() {
        assertThat(KeyVersion.NONE).isLessThan(new KeyVersion(1));
    }

    @Test
    void versionsAreOrderedAsNumbers() {
        assertThat(new KeyVersion(10)).isGreaterThan(new KeyVersion(9)).hasToString("v10");
    }
}
