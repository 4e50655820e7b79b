package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.diagnosis.FacilityList;
import io.github.metrckeys.internal.diagnosis.FacilityProfile;
import io.github.metrckeys.internal.diagnosis.Observation;
import io.github.metrckeys.internal.diagnosis.Outcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class ResponseParserProperties {

    private static final Endpoint FACILITIES = PermissionCategory.FACILITIES.readEndpoint();
    private static final Endpoint PACKAGES = PermissionCategory.PACKAGES.readEndpoint();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private static final Pattern SURROUNDING = Pattern.compile("\\A[\\s\\p{Z}\\p{Cf}]+|[\\s\\p{Z}\\p{Cf}]+\\z");

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void onlyAStatusOfRefusalRefusesAndOnlyAStatusOfSuccessSucceeds(@ForAll("answers") CannedResponse answer) {
        Observation list = ResponseParser.list(PACKAGES, answer.reply());
        FacilityList facilityList = ResponseParser.facilities(FACILITIES, answer.reply());

        for (Outcome outcome :
                new Outcome[] {list.outcome(), facilityList.observation().outcome()}) {
            assertThat(outcome == Outcome.REFUSED && answer.statusCode() != 401 && answer.statusCode() != 403)
                    .isFalse();
            assertThat(outcome == Outcome.SUCCEEDED && answer.statusCode() / 100 != 2)
                    .isFalse();
        }
        assertThat(list.httpStatus()).hasValue(answer.statusCode());
        assertThat(facilityList.observation().httpStatus()).hasValue(answer.statusCode());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void facilitiesAreReadOnlyFromAListThatSucceeded(@ForAll("answers") CannedResponse answer) {
        FacilityList facilityList = ResponseParser.facilities(FACILITIES, answer.reply());

        assertThat(facilityList.alive() || facilityList.facilities().isEmpty()).isTrue();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aListCutShortIsNeverASuccess(@ForAll("lists") JsonNode list, @ForAll double where) {
        byte[] whole = bytes(list);
        byte[] part = Arrays.copyOf(whole, (int) (Math.abs(where % 1) * whole.length));
        CannedResponse answer = CannedResponse.of(200, part);

        assertThat(ResponseParser.list(PACKAGES, answer.reply()).outcome()).isEqualTo(Outcome.UNEXPECTED);
        assertThat(ResponseParser.facilities(FACILITIES, answer.reply()).alive())
                .isFalse();
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aListIsWholeExactlyWhereEveryEntryBecameAFacility(@ForAll("lists") JsonNode list) {
        FacilityList facilityList = ResponseParser.facilities(
                FACILITIES, CannedResponse.of(200, bytes(list)).reply());

        assertThat(facilityList.alive()).isTrue();
        assertThat(facilityList.whole()).isEqualTo(facilityList.facilities().size() == list.size());
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void everyFlagThatIsKnownStandsInTheAnswerAsABoolean(@ForAll("types") JsonNode type) {
        JsonNode entry = NODES.objectNode()
                .<ObjectNode>set("License", NODES.objectNode().put("Number", "A"))
                .set("FacilityType", type);
        FacilityList facilityList = ResponseParser.facilities(
                FACILITIES,
                CannedResponse.of(200, bytes(NODES.arrayNode().add(entry))).reply());

        FacilityProfile facility = facilityList.facilities().get(0);
        facility.flags()
                .values()
                .forEach((flag, value) -> assertThat(valueOf(type, flag)).isEqualTo(NODES.booleanNode(value)));
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aPauseIsAtLeastASecondAndAtMostADay(@ForAll("headerValues") String value) {
        Duration pause = ResponseParser.retryAfter(CannedResponse.of(429, "").with("Retry-After", value));

        assertThat(pause).isBetween(Duration.ofSeconds(1), Duration.ofDays(1));
    }

    /** The names of flags lose the white space and the invisible characters around them. */
    private static JsonNode valueOf(JsonNode type, FacilityFlag flag) {
        return type.properties().stream()
                .filter(field ->
                        SURROUNDING.matcher(field.getKey()).replaceAll("").equals(flag.name())
                                && field.getValue().isBoolean())
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    @Provide
    Arbitrary<CannedResponse> answers() {
        Arbitrary<Integer> status = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.of(200, 401, 403, 404, 429, 500)),
                Tuple.of(1, Arbitraries.integers().between(100, 999)));
        Arbitrary<byte[]> body = Arbitraries.oneOf(
                Arbitraries.bytes().array(byte[].class).ofMaxSize(200),
                Arbitraries.strings().ofMaxLength(100).map(text -> text.getBytes(StandardCharsets.UTF_8)),
                json().map(ResponseParserProperties::bytes),
                lists().map(ResponseParserProperties::bytes));
        Arbitrary<String> type = Arbitraries.of("", "application/json", "text/html", "text/plain; charset=utf-16", ";");
        return Combinators.combine(status, body, type)
                .as((code, bytes, contentType) -> CannedResponse.of(code, bytes).with("Content-Type", contentType));
    }

    @Provide
    Arbitrary<JsonNode> lists() {
        Arbitrary<JsonNode> facility = Combinators.combine(json(), json(), json(), types())
                .as((number, type, end, flags) -> {
                    var license = NODES.objectNode();
                    license.set("Number", number);
                    license.set("LicenseType", type);
                    license.set("EndDate", end);
                    var entry = NODES.objectNode();
                    entry.set("License", license);
                    entry.set("FacilityType", flags);
                    return entry;
                });
        return Arbitraries.oneOf(facility, json())
                .list()
                .ofMaxSize(4)
                .map(entries -> NODES.arrayNode().addAll(entries));
    }

    @Provide
    Arbitrary<JsonNode> types() {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("CanGrowPlants", "CanSellToConsumers"),
                Arbitraries.strings().ofMaxLength(5));
        Arbitrary<JsonNode> flags = Arbitraries.maps(
                        names, Arbitraries.oneOf(Arbitraries.of(true, false).map(NODES::booleanNode), json()))
                .ofMaxSize(4)
                .map(fields -> NODES.objectNode().setAll(fields));
        return Arbitraries.frequencyOf(Tuple.of(3, flags), Tuple.of(1, json()));
    }

    @Provide
    Arbitrary<String> headerValues() {
        return Arbitraries.oneOf(
                Arbitraries.longs().map(String::valueOf),
                Arbitraries.longs().between(-2, 100_000).map(String::valueOf),
                Arbitraries.strings().ascii().ofMaxLength(30));
    }

    private static Arbitrary<JsonNode> json() {
        return Arbitraries.recursive(ResponseParserProperties::scalars, ResponseParserProperties::nested, 0, 2);
    }

    private static Arbitrary<JsonNode> scalars() {
        return Arbitraries.oneOf(
                Arbitraries.of(NODES.nullNode(), NODES.booleanNode(true), NODES.booleanNode(false)),
                Arbitraries.strings().ofMaxLength(12).map(NODES::textNode),
                Arbitraries.of("402-00001", "2030-12-31", "Retail Store").map(NODES::textNode),
                Arbitraries.bigIntegers().map(NODES::numberNode),
                Arbitraries.doubles().map(NODES::numberNode));
    }

    private static Arbitrary<JsonNode> nested(Arbitrary<JsonNode> inner) {
        Arbitrary<String> names = Arbitraries.oneOf(
                Arbitraries.of("Data", "Id", "License", "Number"),
                Arbitraries.strings().ofMaxLength(5));
        return Arbitraries.oneOf(
                inner.list().ofMaxSize(3).map(entries -> NODES.arrayNode().addAll(entries)),
                Arbitraries.maps(names, inner)
                        .ofMaxSize(3)
                        .map(fields -> NODES.objectNode().setAll(fields)));
    }

    private static byte[] bytes(JsonNode json) {
        return json.toString().getBytes(StandardCharsets.UTF_8);
    }
}
