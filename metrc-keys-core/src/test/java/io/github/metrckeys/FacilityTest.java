package io.github.metrckeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import org.junit.jupiter.api.Test;

class FacilityTest {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");

    @Test
    void isShownAsServerAndLicense() {
        assertThat(Facility.of(COLORADO.sandbox(), "402-00001")).hasToString("CO/sandbox 402-00001");
    }

    @Test
    void oneLicenseOnTwoServersIsTwoFacilities() {
        assertThat(Facility.of(COLORADO, "402-00001")).isNotEqualTo(Facility.of(COLORADO.sandbox(), "402-00001"));
    }

    @Test
    void aBadLicenseNumberIsRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Facility.of(COLORADO, " "))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.LICENSE_NUMBER_INVALID));
    }
}
