package io.github.metrckeys.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

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
}
