package io.github.metrckeys.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OperationTest {

    /** Metrc's own names of the groups whose calls stand under the heading of another. */
    private static final Map<String, PermissionCategory> OTHER_HEADINGS = Map.of(
            "PatientCheckIns", PermissionCategory.PATIENTS,
            "PatientsStatus", PermissionCategory.PATIENTS,
            "PlantBatches", PermissionCategory.PLANT_BATCHES);

    @ParameterizedTest
    @EnumSource
    void isDoneByACallOfTheCatalog(Operation operation) {
        assertThat(EndpointCatalog.standard().endpoints()).contains(operation.endpoint());
    }

    @ParameterizedTest
    @EnumSource
    void belongsToThePartOfMetrcWhoseCallsItMakes(Operation operation) {
        String resource = operation.endpoint().resource();

        assertThat(operation.category())
                .satisfiesAnyOf(
                        category ->
                                assertThat(category.readEndpoint().resource()).isEqualTo(resource),
                        category -> assertThat(category).isEqualTo(OTHER_HEADINGS.get(resource)));
    }

    @ParameterizedTest
    @EnumSource
    void isAboutOneFacilityAndNeedsAPermission(Operation operation) {
        assertThat(operation.endpoint().namesFacility()).isTrue();
        assertThat(operation.endpoint().permissions().permissions()).isNotEmpty();
    }

    @Test
    void noTwoAreDoneByTheSameCall() {
        assertThat(Arrays.stream(Operation.values()).map(Operation::endpoint)).doesNotHaveDuplicates();
    }

    @Test
    void isFoundByItsName() {
        assertThat(Operation.named("ring sale")).isEqualTo(Operation.RING_SALE);
    }

    @Test
    void ofANameThatIsNoneTheNearestAreTold() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> Operation.named("harvst"))
                .withMessageStartingWith("There is no operation \"harvst\": the nearest are HARVEST, ")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }
}
