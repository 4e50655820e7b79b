package io.github.metrckeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

class LicenseNumberTest {

    @ParameterizedTest
    @MethodSource("bad")
    void badInputIsRefusedWithItsFaultAndTheFix(String text, String fault) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> LicenseNumber.of(text))
                .withMessage("The license number " + fault + ": copy it from the list of facilities in Metrc.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LICENSE_NUMBER_INVALID));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("", "is empty"),
                Arguments.of(" \t\r\n", "is empty"),
                Arguments.of("4".repeat(101), "has 101 characters, more than 100"),
                Arguments.of("402\n00001", "has a control character (U+000A) at position 4"),
                Arguments.of("402-\u000000001", "has a control character (U+0000) at position 5"),
                Arguments.of("402\u202800001", "has a control character (U+2028) at position 4"));
    }

    @ParameterizedTest
    @NullSource
    void nullIsRefusedByName(String text) {
        assertThatNullPointerException()
                .isThrownBy(() -> LicenseNumber.of(text))
                .withMessage("value must not be null");
    }

    @Test
    void theLongestNumberIsTaken() {
        assertThat(LicenseNumber.of("4".repeat(LicenseNumber.MAX_LENGTH)).value())
                .hasSize(100);
    }

    @Test
    void surroundingWhiteSpaceIsDropped() {
        assertThat(LicenseNumber.of("\t402-00001 \n")).isEqualTo(new LicenseNumber("402-00001"));
    }

    @Test
    void upperAndLowerCaseAreKept() {
        assertThat(LicenseNumber.of("c11-Lic")).hasToString("c11-Lic").isNotEqualTo(LicenseNumber.of("C11-LIC"));
    }
}
