package io.github.metrckeys.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PermissionCategoryTest {

    @ParameterizedTest
    @EnumSource
    void isLookedAtByAGetThatAsksForNoRecordsId(PermissionCategory category) {
        assertThat(category.readEndpoint().method()).isEqualTo(HttpMethod.GET);
        assertThat(category.readEndpoint().namesRecord()).isFalse();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FACILITIES")
    void isAboutOneFacilityAndNeedsAPermission(PermissionCategory category) {
        assertThat(category.readEndpoint().namesFacility()).isTrue();
        assertThat(category.readEndpoint().permissions().permissions()).isNotEmpty();
    }

    @Test
    void theListOfFacilitiesNeedsNoPermissionAndNoFacility() {
        Endpoint endpoint = PermissionCategory.FACILITIES.readEndpoint();

        assertThat(endpoint).hasToString("GET /facilities/v2");
        assertThat(endpoint.permissions()).isEqualTo(Endpoint.PermissionRule.NONE);
        assertThat(endpoint.namesFacility()).isFalse();
    }

    @Test
    void noTwoAreLookedAtByTheSameCall() {
        assertThat(Arrays.stream(PermissionCategory.values()).map(PermissionCategory::readEndpoint))
                .doesNotHaveDuplicates();
    }

    @Test
    void plantsAreLookedAtInTheirVegetativePhaseSinceThereIsNoListOfActiveOnes() {
        assertThat(PermissionCategory.PLANTS.readEndpoint()).hasToString("GET /plants/v2/vegetative");
    }

    @Test
    void isFoundByItsName() {
        assertThat(PermissionCategory.named("lab-results")).isEqualTo(PermissionCategory.LAB_RESULTS);
    }

    @Test
    void ofANameThatIsNoneTheNearestAreTold() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> PermissionCategory.named("transfer"))
                .withMessage(
                        "There is no category \"transfer\": the nearest are TRANSFERS, TRANSFER_TEMPLATES, STRAINS.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }
}
