package io.github.metrckeys.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {

    @Test
    void theVendorKeyIsTheUserNameAndTheUserKeyThePassword() {
        AuthorizationHeader header = AuthorizationHeader.of(VendorApiKey.of("vendor-key"), UserApiKey.of("user-key"));

        assertThat(header.revealSecret()).isEqualTo("Basic dmVuZG9yLWtleTp1c2VyLWtleQ==");
    }

    @Test
    void keysTravelAsUtf8() {
        AuthorizationHeader header = AuthorizationHeader.of(
                VendorApiKey.of("v\u00e9rit\u00e9"), UserApiKey.of("schl\u00fcssel-\u043a\u043b\u044e\u0447"));

        assertThat(header.revealSecret()).isEqualTo("Basic dsOpcml0w6k6c2NobMO8c3NlbC3QutC70Y7Rhw==");
    }

    @Test
    void aColonInTheUserKeyIsPartOfThePassword() {
        AuthorizationHeader header = AuthorizationHeader.of(VendorApiKey.of("v"), UserApiKey.of("a:b"));

        assertThat(header.revealSecret()).isEqualTo("Basic djphOmI=");
    }

    @Test
    void theHeaderIsCalledAuthorization() {
        assertThat(AuthorizationHeader.NAME).isEqualTo("Authorization");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Basic djpi",
                "basic djpi",
                " Basic   djpi ",
                "Basic djphOmI=",
                "Basic dmVuZG9yLWtleTp1c2VyLWtleQ=="
            })
    void twoTextsInBasicAreWellFormed(String value) {
        assertThat(AuthorizationHeader.wellFormed(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                    | nothing
            Basic                 | no pair
            djpi                  | no scheme
            Bearer djpi           | another scheme
            Basic v:b             | a pair that is not encoded
            Basic djpi djpi       | two pairs
            Basic dmI=            | one key without a colon
            Basic OmI=            | no vendor key
            Basic djo=            | no user's key
            Basic djogYg==        | a space in the pair
            Basic diA6Yg==        | a space behind the vendor key
            Basic djpiCg==        | a line break at the end
            """)
    void anythingElseIsNot(String value, String why) {
        assertThat(AuthorizationHeader.wellFormed(value)).as(why).isFalse();
    }

    @Test
    void aHeaderOfTheLibraryIsWellFormedThoughTheUserKeyHasAColon() {
        AuthorizationHeader header = AuthorizationHeader.of(VendorApiKey.of("v"), UserApiKey.of("a:b"));

        assertThat(AuthorizationHeader.wellFormed(header.revealSecret())).isTrue();
    }

    @Test
    void aHeaderThatCannotBeDecodedIsNotRepeatedByAnException() {
        assertThatCode(() -> AuthorizationHeader.wellFormed("Basic %%%Canary%%%"))
                .doesNotThrowAnyException();
    }
}
