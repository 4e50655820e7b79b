package io.github.metrckeys.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FacilityFlagsTest {

    private static final FacilityFlag GROWS = FacilityFlag.of("CanGrowPlants");
    private static final FacilityFlag SELLS = FacilityFlag.of("CanSellToConsumers");
    private static final FacilityFlag TESTS = FacilityFlag.of("CanTestPackages");

    @Test
    void ninetySevenFlagsAreKnownInTheOrderOfTheirNames() {
        assertThat(FacilityFlag.known()).hasSize(97).contains(GROWS, SELLS, TESTS);
        assertThat(FacilityFlag.known()).extracting(FacilityFlag::name).isSorted();
    }

    @Test
    void theKnownFlagsCannotBeChanged() {
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> FacilityFlag.known().remove(GROWS));
    }

    @Test
    void aFlagOfAnUnknownNameIsTaken() {
        assertThat(FacilityFlag.of("CanDoSomethingNew")).hasToString("CanDoSomethingNew");
    }

    @Test
    void aKnownFlagIsFoundInAnyCase() {
        assertThat(FacilityFlag.named("cansellTOconsumers")).isEqualTo(FacilityFlag.of("CanSellToConsumers"));
    }

    @Test
    void whoeverMistypesAFlagIsToldTheNearest() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> FacilityFlag.named("CanSellToCustomers"))
                .withMessageStartingWith(
                        "There is no facility flag \"CanSellToCustomers\": the nearest are CanSellToConsumers, ")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Can\nGrow"})
    void aTextThatIsNoNameIsRefused(String name) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> FacilityFlag.of(name))
                .withMessageStartingWith("The name of a facility flag ")
                .withMessageEndingWith(
                        ": use a name from FacilityType in Metrc's list of facilities, such as CanSellToConsumers.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }

    @Test
    void aFlagThatMetrcDidNotSendIsUnknownAndNotFalse() {
        FacilityFlags flags = new FacilityFlags(Map.of(GROWS, true, SELLS, false));

        assertThat(flags.value(GROWS)).contains(true);
        assertThat(flags.value(SELLS)).contains(false);
        assertThat(flags.value(TESTS)).isEmpty();
    }

    @Test
    void theFlagsThatAreTrueAreShownByName() {
        assertThat(new FacilityFlags(Map.of(TESTS, true, SELLS, false, GROWS, true)))
                .hasToString("[CanGrowPlants, CanTestPackages]");
    }

    @Test
    void theFlagsOfALicenseTypeAreKnown() {
        FacilityFlags store = FacilityFlags.ofLicenseType("retail store");

        assertThat(store.value(SELLS)).contains(true);
        assertThat(store.value(GROWS)).contains(false);
        assertThat(store.value(FacilityFlag.of("IsHemp"))).isEmpty();
    }

    @Test
    void theLicenseTypesAreThoseOfColoradoAndGenericOnes() {
        assertThat(FacilityFlags.licenseTypes())
                .hasSize(36)
                .contains("Retail Store", "Retail Cultivation", "MMJ Transporter (No Premises)", "Generic lab")
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("licenseTypes")
    void aLicenseTypeDecidesEveryFlagThatAnEndpointNeeds(String licenseType) {
        FacilityFlags flags = FacilityFlags.ofLicenseType(licenseType);

        assertThat(EndpointCatalog.standard().endpoints())
                .allSatisfy(endpoint ->
                        assertThat(endpoint.facility().openFor(flags)).isFalse());
    }

    static List<String> licenseTypes() {
        return FacilityFlags.licenseTypes();
    }

    @Test
    void whoeverMistypesALicenseTypeIsToldTheNearest() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> FacilityFlags.ofLicenseType("Retail Stores"))
                .withMessageStartingWith("There is no license type \"Retail Stores\": the nearest are Retail Store, ")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.NAME_INVALID));
    }

    @Test
    void ofFlagsThatAreTrueTheOthersThatEndpointsNeedAreFalse() {
        FacilityFlags flags = FacilityFlags.ofTrue(Set.of(GROWS));

        assertThat(flags.value(GROWS)).contains(true);
        assertThat(flags.value(SELLS)).contains(false);
        assertThat(flags.value(FacilityFlag.of("IsHemp"))).isEmpty();
    }

    @Test
    void laterChangesOfTheMapAreNotSeen() {
        Map<FacilityFlag, Boolean> values = new HashMap<>();
        FacilityFlags flags = new FacilityFlags(values);

        values.put(GROWS, true);

        assertThat(flags).isEqualTo(FacilityFlags.UNKNOWN);
    }
}
