package io.github.metrckeys.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.common.testing.EqualsTester;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserApiKeyTest {

    private static final String KEY = "Example_User-Key".repeat(3);

    @ParameterizedTest(name = "{0}")
    @MethodSource("pastes")
    void whatAPasteBringsAlongIsDropped(String what, String pasted) {
        assertThat(UserApiKey.of(pasted).revealSecret()).as(what).isEqualTo(KEY);
    }

    static Stream<Arguments> pastes() {
        return Stream.of(
                Arguments.of("nothing", KEY),
                Arguments.of("spaces", "  " + KEY + " "),
                Arguments.of("tabs", "\t" + KEY + "\t"),
                Arguments.of("line breaks", "\r\n" + KEY + "\n"),
                Arguments.of("no-break spaces", "\u00a0" + KEY + "\u202f"),
                Arguments.of("ideographic spaces", "\u3000" + KEY + "\u3000"),
                Arguments.of("line and paragraph separators", "\u2028" + KEY + "\u2029"),
                Arguments.of("straight double quotes", "\"" + KEY + "\""),
                Arguments.of("straight single quotes", "'" + KEY + "'"),
                Arguments.of("backticks", "`" + KEY + "`"),
                Arguments.of("curly double quotes", "\u201c" + KEY + "\u201d"),
                Arguments.of("curly single quotes", "\u2018" + KEY + "\u2019"),
                Arguments.of("low quotes", "\u201e" + KEY + "\u201c"),
                Arguments.of("angle quotes", "\u00ab" + KEY + "\u00bb"),
                Arguments.of("a byte order mark", "\ufeff" + KEY),
                Arguments.of("zero-width characters", "\u200b\u200c" + KEY + "\u200d\u2060"),
                Arguments.of("an invisible character of two chars", "\udb40\udc01 " + KEY),
                Arguments.of("several at once", " \ufeff\"\u200b" + KEY + "\u201d\u00a0\r\n"),
                Arguments.of(
                        "zero-width characters in the middle",
                        KEY.substring(0, 20) + "\u200b\u200c\u200d\u2060\ufeff" + KEY.substring(20)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t\r\n", "\"\"", "\u201c \u201d", "\u200b\ufeff", "\udb40\udc01"})
    void aTextOfWhichNothingIsLeftIsRefused(String pasted) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> UserApiKey.of(pasted))
                .withMessage("The user API key is empty: copy it in Metrc (API Keys) and paste it again.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_INVALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r", "\t", "\u0000", "\u007f", "\u0085", "\u2028", "\u2029"})
    void aControlCharacterInTheMiddleIsRefusedAndNamedWithoutTheText(String control) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> UserApiKey.of("canary" + control + "canary"))
                .withMessage(
                        "The user API key has a line break or control character (U+%04X) in its middle:"
                                + " paste the key alone, on one line.",
                        (int) control.charAt(0))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_INVALID));
    }

    @Test
    void aTextThatIsTooLongForARequestIsRefusedWithoutRepeatingIt() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> UserApiKey.of("x".repeat(4097)))
                .withMessage("The user API key has 4097 characters and does not fit into a request:"
                        + " paste the key alone.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_INVALID));
    }

    @Test
    void whatSurroundsAKeyDoesNotCountForItsLength() {
        String longest = "x".repeat(4096);

        assertThat(UserApiKey.of(" \u200b" + longest + "\u200b ").revealSecret())
                .isEqualTo(longest);
    }

    @ParameterizedTest
    @ValueSource(ints = {48, 52})
    void aKeyOfTheFormSeenInPublicIsNotOdd(int length) {
        assertThat(UserApiKey.of("aZ09_-".repeat(9).substring(0, length)).shape())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 47, 49, 51, 53, 4096})
    void anotherLengthIsOdd(int length) {
        assertThat(UserApiKey.of("x".repeat(length)).shape()).containsExactly(KeyShape.UNUSUAL_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "/", "+", "=", ".", "\u00e9"})
    void anotherCharacterIsOdd(String character) {
        assertThat(UserApiKey.of("x".repeat(24) + character + "x".repeat(23)).shape())
                .containsExactly(KeyShape.UNUSUAL_CHARACTERS);
    }

    @Test
    void anEmailAddressIsOdd() {
        assertThat(UserApiKey.of("pat@shop.example").shape())
                .containsExactlyInAnyOrder(
                        KeyShape.UNUSUAL_LENGTH, KeyShape.UNUSUAL_CHARACTERS, KeyShape.LOOKS_LIKE_EMAIL);
    }

    @Test
    void keysAreEqualByTheirText() {
        new EqualsTester()
                .addEqualityGroup(UserApiKey.of(KEY), UserApiKey.of(" " + KEY + " "))
                .addEqualityGroup(UserApiKey.of(KEY + "x"))
                .addEqualityGroup(UserApiKey.of("x" + KEY))
                .addEqualityGroup(VendorApiKey.of(KEY), VendorApiKey.of("\"" + KEY + "\""))
                .addEqualityGroup(VendorApiKey.of("x" + KEY))
                .testEquals();
    }

    @Test
    void theHashCodeTellsNothingOfAKey() {
        assertThat(UserApiKey.of(KEY).hashCode())
                .isEqualTo(UserApiKey.of("another").hashCode());
    }

    @Test
    void lastCharactersAreFour() {
        assertThat(UserApiKey.of("0123456789abcdef").lastCharacters()).isEqualTo("cdef");
    }

    @Test
    void aKeyOfFewerThanSixteenCharactersShowsNone() {
        assertThat(UserApiKey.of("0123456789abcde").lastCharacters()).isEmpty();
    }

    @Test
    void aTextGivesAKeyAwayWhereTheWholeKeyStandsInIt() {
        assertThat(UserApiKey.of(KEY).standsIn("echoed: " + KEY + "!")).isTrue();
        assertThat(UserApiKey.of(KEY).standsIn(KEY.substring(1))).isFalse();
    }
}
