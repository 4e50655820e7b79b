package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.diagnosis.FacilityList;
import io.github.metrckeys.internal.diagnosis.FacilityProfile;
import io.github.metrckeys.internal.diagnosis.Observation;
import io.github.metrckeys.internal.diagnosis.Outcome;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserFacilitiesTest {

    private static final Endpoint FACILITIES = PermissionCategory.FACILITIES.readEndpoint();
    private static final FacilityFlag GROWS = FacilityFlag.of("CanGrowPlants");
    private static final FacilityFlag SELLS = FacilityFlag.of("CanSellToConsumers");

    @Test
    void aFacilityIsReadWithItsLicenseAndItsFlags() {
        FacilityList facilityList = read(200, """
                [{"HireDate": "0001-01-01", "IsOwner": false, "Name": "Shop", "Occupations": [],
                  "FacilityType": {"IsMedical": null, "CanGrowPlants": false, "CanSellToConsumers": true},
                  "License": {"Number": "402-00001", "EmployeeLicenseNumber": "E-1001", "StartDate": "2020-01-01", "EndDate": "2030-12-31",
                              "LicenseType": "Retail Store"}}]""");

        assertThat(facilityList.alive()).isTrue();
        assertThat(facilityList.whole()).isTrue();
        assertThat(facilityList.facilities())
                .containsExactly(new FacilityProfile(
                        LicenseNumber.of("402-00001"),
                        Optional.of("Retail Store"),
                        Optional.of(LocalDate.of(2030, 12, 31)),
                        new FacilityFlags(Map.of(GROWS, false, SELLS, true)),
                        Optional.of("E-1001")));
    }

    @Test
    void theFacilitiesStandInMetrcsOrder() {
        FacilityList facilityList = read(200, "[" + withNumber("\"B\"") + "," + withNumber("\"A\"") + "]");

        assertThat(facilityList.facilities())
                .extracting(FacilityProfile::license)
                .containsExactly(LicenseNumber.of("B"), LicenseNumber.of("A"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", " [ ] ", "\ufeff[]"})
    void aKeyWithoutAnyFacilityIsAlive(String body) {
        FacilityList facilityList = read(200, body);

        assertThat(facilityList.alive()).isTrue();
        assertThat(facilityList.whole()).isTrue();
        assertThat(facilityList.facilities()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("bodiesThatAreNoListOfFacilities")
    void anythingButAWholeArrayIsUnexpected(String body) {
        FacilityList facilityList = read(200, body);

        assertThat(facilityList.observation())
                .isEqualTo(new Observation(FACILITIES, Outcome.UNEXPECTED, OptionalInt.of(200), OptionalLong.empty()));
        assertThat(facilityList.facilities()).isEmpty();
    }

    static Stream<String> bodiesThatAreNoListOfFacilities() {
        return Stream.of(
                "",
                "OK",
                "{}",
                "{\"Data\":[]}",
                "null",
                "42",
                "<html></html>",
                "[",
                "[{",
                "[{}",
                "[{}]]",
                "[{}]x",
                "[] []",
                "[{\"License\":{\"Number\":\"402-00001\"}},",
                "[".repeat(5_000),
                "[".repeat(5_000) + "]".repeat(5_000),
                "[{\"License\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000) + "}]",
                "[" + "9".repeat(5_000) + "]");
    }

    @Test
    void aListTooLongToBeReadIsUnexpected() {
        FacilityList facilityList = ResponseParser.facilities(
                FACILITIES, CannedResponse.tooLong(200).reply());

        assertThat(facilityList.observation().outcome()).isEqualTo(Outcome.UNEXPECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "401, REFUSED",
        "403, REFUSED",
        "301, UNEXPECTED",
        "400, UNEXPECTED",
        "404, NOT_FOUND",
        "429, THROTTLED",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void aListThatCameWithAnotherStatusIsNotRead(int status, Outcome outcome) {
        FacilityList facilityList = read(status, "[" + withNumber("\"402-00001\"") + "]");

        assertThat(facilityList.observation().outcome()).isEqualTo(outcome);
        assertThat(facilityList.facilities()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusalInHtmlIsAGatewaysAndCondemnsNoKey(int status) {
        assertThat(read(status, "<html><title>Blocked</title></html>").refused())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Unauthorized", "{\"Message\":\"Invalid or no authentication provided.\"}"})
    void aRefusalByMetrcIsOne(String body) {
        assertThat(read(401, body).refused()).isTrue();
    }

    @Test
    void silenceIsNoRefusal() {
        assertThat(ResponseParser.facilities(FACILITIES, Reply.NoResponse.SILENCE))
                .isEqualTo(FacilityList.without(Observation.unanswered(FACILITIES, Outcome.UNAVAILABLE)));
    }

    @Test
    void aCallThatWasNotSentIsNoRefusal() {
        assertThat(ResponseParser.facilities(FACILITIES, Reply.NoResponse.THROTTLED))
                .isEqualTo(FacilityList.without(Observation.unanswered(FACILITIES, Outcome.THROTTLED)));
    }

    @ParameterizedTest
    @MethodSource("entriesWithoutALicenseNumber")
    void anEntryWithoutALicenseNumberLeavesTheListIncomplete(String entry) {
        FacilityList facilityList = read(200, "[" + entry + "," + withNumber("\"402-00001\"") + "]");

        assertThat(facilityList.alive()).isTrue();
        assertThat(facilityList.whole()).isFalse();
        assertThat(facilityList.facilities())
                .extracting(FacilityProfile::license)
                .containsExactly(LicenseNumber.of("402-00001"));
    }

    static Stream<String> entriesWithoutALicenseNumber() {
        return Stream.of(
                "null",
                "1",
                "1e999999999",
                "\"402-00002\"",
                "true",
                "[]",
                "[[]]",
                "{}",
                "{\"License\":null}",
                "{\"License\":\"402-00002\"}",
                "{\"License\":[{\"Number\":\"402-00002\"}]}",
                "{\"License\":{}}",
                "{\"license\":{\"number\":\"402-00002\"}}",
                withNumber("null"),
                withNumber("true"),
                withNumber("1.5"),
                withNumber("{}"),
                withNumber("[\"402-00002\"]"),
                withNumber("\"\""),
                withNumber("\" \\t \""),
                withNumber("\"402\\n00002\""),
                withNumber("\"402\\u001b[31m\""),
                withNumber("\"402\\u20280\""),
                withNumber("\"" + "4".repeat(101) + "\""));
    }

    @Test
    void aLicenseNumberMadeOfDigitsMayBeANumber() {
        assertThat(read(200, "[" + withNumber("40200001") + "]").facilities())
                .extracting(FacilityProfile::license)
                .containsExactly(LicenseNumber.of("40200001"));
    }

    @Test
    void aFieldThatStandsTwiceCountsOnce() {
        FacilityList facilityList = read(200, "[{\"License\":{\"Number\":\"A\",\"Number\":\"B\"}}]");

        assertThat(facilityList.facilities())
                .extracting(FacilityProfile::license)
                .containsExactly(LicenseNumber.of("B"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "true",
                "{}",
                "[\"Retail Store\"]",
                "\"\"",
                "\"  \"",
                "\"Retail\\u0000Store\"",
                "\"Retail\\nStore\"",
                "\"Retail\\u001b[2JStore\""
            })
    void aLicenseTypeOfAnotherFormIsLeftOut(String type) {
        FacilityProfile facility = only("{\"License\":{\"Number\":\"A\",\"LicenseType\":" + type + "}}");

        assertThat(facility.licenseType()).isEmpty();
    }

    @Test
    void anOverlongLicenseTypeIsLeftOut() {
        String type = "x".repeat(101);

        assertThat(only("{\"License\":{\"Number\":\"A\",\"LicenseType\":\"" + type + "\"}}")
                        .licenseType())
                .isEmpty();
    }

    @Test
    void aLicenseTypeLosesTheWhiteSpaceAroundIt() {
        assertThat(only("{\"License\":{\"Number\":\"A\",\"LicenseType\":\" Retail Store\\n\"}}")
                        .licenseType())
                .contains("Retail Store");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2030-12-31",
                "2030-12-31T00:00:00",
                "2030-12-31T23:59:59.999-07:00",
                "2030-12-31T00:00:00Z",
                "2030-12-31 00:00"
            })
    void anEndDateMayHaveATime(String date) {
        assertThat(only("{\"License\":{\"Number\":\"A\",\"EndDate\":\"" + date + "\"}}")
                        .endDate())
                .contains(LocalDate.of(2030, 12, 31));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "20301231",
                "1924905600000",
                "true",
                "{}",
                "[2030,12,31]",
                "\"\"",
                "\"20301231\"",
                "\"12/31/2030\"",
                "\"31.12.2030\"",
                "\"2030-13-01\"",
                "\"2030-02-30\"",
                "\"2030-1-1\"",
                "\"+12030-12-31\"",
                "\"99999999999-01-01\"",
                "\"soon\""
            })
    void anEndDateOfAnotherFormIsUnknown(String date) {
        assertThat(only("{\"License\":{\"Number\":\"A\",\"EndDate\":" + date + "}}")
                        .endDate())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"false\"", "\"true\"", "0", "1", "[]", "[false]", "{}", "\"\""})
    void aFlagThatIsNoBooleanIsUnknownAndNotFalse(String value) {
        FacilityFlags flags = only("{\"License\":{\"Number\":\"A\"},\"FacilityType\":{\"CanGrowPlants\":" + value
                        + ",\"CanSellToConsumers\":true}}")
                .flags();

        assertThat(flags.value(GROWS)).isEmpty();
        assertThat(flags.value(SELLS)).contains(true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"Retail\"", "1", "true", "[]", "[{\"CanGrowPlants\":false}]", "{}"})
    void aFacilityTypeOfAnotherFormSaysNothing(String type) {
        assertThat(only("{\"License\":{\"Number\":\"A\"},\"FacilityType\":" + type + "}")
                        .flags())
                .isEqualTo(FacilityFlags.UNKNOWN);
    }

    @Test
    void aFlagWhoseNameCannotBeOneIsPassedOver() {
        String names = Stream.of("", " ", "Can\\nGrow", "\\u0007", "x".repeat(201))
                .map(name -> "\"" + name + "\":false,")
                .reduce("", String::concat);
        FacilityProfile facility =
                only("{\"License\":{\"Number\":\"A\"},\"FacilityType\":{" + names + "\"CanGrowPlants\":true}}");

        assertThat(facility.flags()).isEqualTo(new FacilityFlags(Map.of(GROWS, true)));
    }

    @Test
    void aFlagThatIsNotKnownIsPassedOverSinceItsNameMayBeAnything() {
        FacilityProfile facility = only(
                "{\"License\":{\"Number\":\"A\"},\"FacilityType\":{\"SomeKeyThatIsRepeated\":true,\"CanGrowPlants\":true}}");

        assertThat(facility.flags()).isEqualTo(new FacilityFlags(Map.of(GROWS, true)));
    }

    private static String withNumber(String number) {
        return "{\"License\":{\"Number\":" + number + "}}";
    }

    private static FacilityProfile only(String entry) {
        List<FacilityProfile> facilities = read(200, "[" + entry + "]").facilities();
        assertThat(facilities).hasSize(1);
        return facilities.get(0);
    }

    private static FacilityList read(int status, String body) {
        return ResponseParser.facilities(
                FACILITIES, CannedResponse.of(status, body).reply());
    }
}
