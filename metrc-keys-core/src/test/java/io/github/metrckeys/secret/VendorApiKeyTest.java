package io.github.metrckeys.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class VendorApiKeyTest {

    @Test
    void aColonIsRefusedSinceHttpBasicWouldCutTheKeyThere() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> VendorApiKey.of("canary:canary"))
                .withMessage("The vendor API key has a colon in it, where HTTP Basic would cut it in two:"
                        + " paste the key alone.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_INVALID));
    }

    @Test
    void aRefusalNamesTheVendorKey() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> VendorApiKey.of(" "))
                .withMessage("The vendor API key is empty: copy it in Metrc (API Keys) and paste it again.");
    }

    @Test
    void whatAPasteBringsAlongIsDropped() {
        assertThat(VendorApiKey.of("\ufeff\"vendor\u200b-key\"\n").revealSecret())
                .isEqualTo("vendor-key");
    }

    @Test
    void oddFormsAreToldAsForAUserKey() {
        assertThat(VendorApiKey.of("pat@shop.example").shape())
                .isEqualTo(UserApiKey.of("pat@shop.example").shape());
    }

    @Test
    void theHashCodeTellsNothingOfAKey() {
        assertThat(VendorApiKey.of("one").hashCode())
                .isEqualTo(VendorApiKey.of("another").hashCode());
    }

    @Test
    void lastCharactersAreFourOfAKeyThatIsLongEnough() {
        assertThat(VendorApiKey.of("0123456789abcdef").lastCharacters()).isEqualTo("cdef");
        assertThat(VendorApiKey.of("0123456789abcde").lastCharacters()).isEmpty();
    }

    @Test
    void aTextGivesAKeyAwayWhereTheWholeKeyStandsInIt() {
        assertThat(VendorApiKey.of("vendor-key-of-16").standsIn("<vendor-key-of-16>"))
                .isTrue();
        assertThat(VendorApiKey.of("vendor-key-of-16").standsIn("vendor key of 16"))
                .isFalse();
        assertThat(VendorApiKey.of("shortkey").standsIn("shortkey")).isFalse();
    }
}
