package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.fixture.EvidenceFixture;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FacilityListTest {

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED, true, false",
        "REFUSED, false, true",
        "NOT_FOUND, false, false",
        "THROTTLED, false, false",
        "UNAVAILABLE, false, false",
        "UNEXPECTED, false, false"
    })
    void onlySuccessIsLifeAndOnlyARefusalIsARefusal(Outcome outcome, boolean alive, boolean refused) {
        FacilityList facilityList = EvidenceFixture.without(outcome);

        assertThat(facilityList.alive()).isEqualTo(alive);
        assertThat(facilityList.refused()).isEqualTo(refused);
    }

    @Test
    void aLicenseIsFoundHoweverItIsWritten() {
        FacilityProfile facility = of("c11-0000001-lic");

        assertThat(EvidenceFixture.listed(EvidenceFixture.shop(), facility)
                        .facility(LicenseNumber.of("C11-0000001-LIC")))
                .contains(facility);
    }

    @Test
    void aLicenseThatIsWrittenExactlySoGoesBeforeOneInAnotherCase() {
        FacilityProfile lower = of("c11-0000001-lic");
        FacilityProfile upper = of("C11-0000001-LIC");

        assertThat(EvidenceFixture.listed(lower, upper).facility(upper.license()))
                .containsSame(upper);
    }

    @Test
    void aLicenseThatIsNotInTheListIsNotFound() {
        assertThat(EvidenceFixture.listed(EvidenceFixture.shop()).facility(LicenseNumber.of("402-00002")))
                .isEmpty();
    }

    private static FacilityProfile of(String license) {
        return new FacilityProfile(
                LicenseNumber.of(license),
                EvidenceFixture.shop().licenseType(),
                EvidenceFixture.shop().endDate(),
                EvidenceFixture.shop().flags(),
                Optional.empty());
    }
}
