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

class UserIdTest {

    @ParameterizedTest
    @MethodSource("bad")
    void badInputIsRefusedWithItsFaultAndTheFix(String text, String fault) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> UserId.of(text))
                .withMessage("The user id " + fault + ": pass the id under which your application knows the employee.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.USER_ID_INVALID));
    }

    static Stream<Arguments> bad() {
        return Stream.of(
                Arguments.of("", "is empty"),
                Arguments.of(" \t\r\n", "is empty"),
                Arguments.of("4".repeat(201), "has 201 characters, more than 200"),
                Arguments.of("emp\n7", "has a control character (U+000A) at position 4"),
                Arguments.of("emp-\u0000007", "has a control character (U+0000) at position 5"),
                Arguments.of("emp\u20287", "has a control character (U+2028) at position 4"));
    }

    @ParameterizedTest
    @NullSource
    void nullIsRefusedByName(String text) {
        assertThatNullPointerException().isThrownBy(() -> UserId.of(text)).withMessage("value must not be null");
    }

    @Test
    void theLongestIdIsTaken() {
        assertThat(UserId.of("4".repeat(UserId.MAX_LENGTH)).value()).hasSize(200);
    }

    @Test
    void surroundingWhiteSpaceIsDropped() {
        assertThat(UserId.of("\temp-7 \n")).isEqualTo(new UserId("emp-7"));
    }

    @Test
    void upperAndLowerCaseAreToldApart() {
        assertThat(UserId.of("emp-Seven")).hasToString("emp-Seven").isNotEqualTo(UserId.of("EMP-SEVEN"));
    }
}
