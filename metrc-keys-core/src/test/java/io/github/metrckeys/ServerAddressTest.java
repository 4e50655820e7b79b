package io.github.metrckeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {

    private static final String MEND = ": give an https address without user info, query and fragment"
            + " (http is accepted only for localhost and other loopback addresses).";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://localhost:8080",
                "http://127.0.0.1:8080",
                "http://127.8.8.8",
                "http://[::1]:8080",
                "http://[0:0:0:0:0:0:0:1]"
            })
    void httpIsTakenInsideThisMachine(String address) {
        assertThat(ServerAddress.parse(address)).isEqualTo(URI.create(address));
    }

    @ParameterizedTest
    @CsvSource({
        "http://api-co.metrc.com, api-co.metrc.com",
        "http://localhost.evil.com, localhost.evil.com",
        "http://127.0.0.1.evil.com, 127.0.0.1.evil.com",
        "http://evil-localhost, evil-localhost",
        "http://localhost., localhost.",
        "http://128.0.0.1, 128.0.0.1",
        "http://10.127.0.1, 10.127.0.1",
        "http://0.0.0.0, 0.0.0.0",
        "http://192.168.1.1, 192.168.1.1",
        "http://[::2], [::2]",
        "http://[::], [::]",
        "http://[fe80::1], [fe80::1]",
        "http://[::ffff:10.0.0.1], [::ffff:10.0.0.1]",
        "HTTP://Metrc.Example, metrc.example"
    })
    void httpIsRefusedAnywhereElse(String address, String host) {
        assertRefused(address, "http would send keys in the clear to " + host);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://user:canary@metrc.example",
                "https://canary@metrc.example",
                "https://@metrc.example",
                "http://canary@localhost",
                "https://metrc.example?key=canary",
                "https://metrc.example?",
                "https://metrc.example#canary",
                "https://metrc.example/#"
            })
    void userInfoQueryAndFragmentAreRefusedWithoutRepeatingThem(String address) {
        assertRefused(address, "it has user info, a query or a fragment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "metrc.example",
                "//metrc.example",
                "/canary",
                "ftp://metrc.example",
                "file:///canary",
                "ws://localhost",
                "mailto:canary@metrc.example",
                "https:///canary",
                "https:canary",
                "http://127.1.canary.1",
                "http://127.0.0.999",
                "https://metrc_canary"
            })
    void anotherSchemeAndAMissingHostAreRefused(String address) {
        assertRefused(address, "it is not of the form https://host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://metrc.example:0", "https://metrc.example:65536", "http://localhost:99999"})
    void aPortThatIsNoneIsRefused(String address) {
        assertRefused(address, "its port is not one of 1 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://", "https://user:can ary@metrc.example", "https://[canary", "ht tp://canary"})
    void aTextThatIsNoAddressIsRefusedWithoutRepeatingIt(String address) {
        assertRefused(address, "it does not have the form of an address");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://Metrc.Example, https://metrc.example",
        "https://metrc.example/, https://metrc.example",
        "https://metrc.example///, https://metrc.example",
        "https://metrc.example/Base/, https://metrc.example/Base",
        "https://metrc.example:8443/a%20b/, https://metrc.example:8443/a%20b",
        "'  https://metrc.example ', https://metrc.example",
        "https://metrc.example:65535, https://metrc.example:65535",
        "http://LOCALHOST:80/, http://localhost:80"
    })
    void anAddressIsKeptInItsPlainForm(String address, String plain) {
        assertThat(ServerAddress.parse(address)).hasToString(plain);
    }

    private static void assertRefused(String address, String why) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ServerAddress.parse(address))
                .withMessage("This address of a Metrc server is refused, since " + why + MEND)
                .withNoCause()
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.BASE_URI_REFUSED));
    }
}
