package io.github.metrckeys.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.metrckeys.error.InvalidInputException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class KeyProperties {

    @Property
    void aKeyIsNeverRefusedForItsLength(@ForAll @IntRange(min = 1, max = 4096) int length) {
        assertThat(UserApiKey.of("k".repeat(length)).revealSecret()).hasSize(length);
        assertThat(VendorApiKey.of("k".repeat(length)).revealSecret()).hasSize(length);
    }

    @Property
    void aKeyComesOutAsItWentInWhateverSurroundsIt(
            @ForAll("keys") String key, @ForAll("surroundings") String before, @ForAll("surroundings") String after) {
        assertThat(UserApiKey.of(before + key + after).revealSecret()).isEqualTo(key);
    }

    @Property
    void whatWasTakenOnceIsTakenAgainUnchanged(@ForAll("pastes") String pasted) {
        if (catchThrowable(() -> UserApiKey.of(pasted)) == null) {
            String key = UserApiKey.of(pasted).revealSecret();

            assertThat(UserApiKey.of(key).revealSecret()).isNotEmpty().isEqualTo(key);
        }
    }

    @Property
    void aRefusalNeverRepeatsTheText(@ForAll("controls") String control, @ForAll("keys") String key) {
        String canary = "Canary" + key;

        assertThat(catchThrowable(() -> UserApiKey.of(canary + control + canary)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("The user API key ")
                .hasMessageNotContaining("Canary")
                .hasNoCause();
    }

    @Property
    void theHintIsShortAndTrueOrEmpty(@ForAll("keys") String key) {
        assertThat(UserApiKey.of(key).lastCharacters())
                .isEqualTo(key.length() < 16 ? "" : key.substring(key.length() - 4));
    }

    @Property
    void aHeaderOfTheLibraryIsWellFormed(@ForAll("keys") String vendorKey, @ForAll("keys") String userKey) {
        AuthorizationHeader header = AuthorizationHeader.of(VendorApiKey.of(vendorKey), UserApiKey.of(userKey));

        assertThat(AuthorizationHeader.wellFormed(header.revealSecret())).isTrue();
    }

    @Provide
    Arbitrary<String> keys() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .withChars('-', '_')
                .ofMinLength(1)
                .ofMaxLength(80);
    }

    @Provide
    Arbitrary<String> surroundings() {
        return Arbitraries.strings()
                .withChars(
                        " \t\r\n\u00a0\u2003\u2028\ufeff\u200b\u2060\"'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb")
                .ofMaxLength(6);
    }

    @Provide
    Arbitrary<String> controls() {
        return Arbitraries.of("\n", "\r\n", "\u0000", "\u001b", "\u0085", "\u2028");
    }

    @Provide
    Arbitrary<String> pastes() {
        return Arbitraries.of(
                        "a",
                        "B",
                        "-",
                        "\"",
                        "'",
                        " ",
                        "\n",
                        "\u200b",
                        "\ufeff",
                        "\u00a0",
                        "\udb40\udc01",
                        "\ud83d\ude00")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
