package io.github.metrckeys.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.custody.CustodyEvidence;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;

class CustodyJsonTest {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final UserId KIM = UserId.of("kim");
    private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(CustodyJson.jsonSchema());
    private static final CustodyEvidence.KeyRecord EVERYTHING = new CustodyEvidence.KeyRecord(
            KeyOwner.individual(COLORADO, KIM),
            KeyState.IN_FORCE,
            new KeyVersion(3),
            Optional.of(NINE),
            Optional.of(NINE.plusSeconds(60)),
            false,
            Optional.of(NINE.plusSeconds(1)),
            Optional.of(Verdict.PERMISSIONS_MISSING),
            Optional.of(NINE.plusSeconds(2)),
            42,
            Optional.of("the \"audit\" waits"));
    private static final CustodyEvidence.KeyRecord NEXT_TO_NOTHING = new CustodyEvidence.KeyRecord(
            KeyOwner.master(Facility.of(COLORADO.sandbox(), "402-00001")),
            KeyState.PENDING,
            new KeyVersion(1),
            Optional.empty(),
            Optional.empty(),
            true,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            0,
            Optional.empty());

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    private static String written(CustodyEvidence.KeyRecord... keys) {
        return CustodyJson.write(new CustodyEvidence(List.of(keys), Map.of(KIM, 6L)));
    }

    @Test
    void aKeyIsWrittenWithEverythingThatIsKnown() throws Exception {
        assertThat(json(written(EVERYTHING))).isEqualTo(json("""
                        {"schema": "metrc-keys/custody/1",
                         "keys": [{"kind": "INDIVIDUAL", "jurisdiction": "CO", "user": "kim", "license": null,
                           "waiting": false, "version": 3, "from": "2026-11-24T09:00:00Z",
                           "until": "2026-11-24T09:01:00Z", "held": false, "verifiedAt": "2026-11-24T09:00:01Z",
                           "verdict": "PERMISSIONS_MISSING", "lastUsedAt": "2026-11-24T09:00:02Z", "uses": 42,
                           "overrideReason": "the \\"audit\\" waits"}],
                         "fallbackUses": [{"user": "kim", "calls": 6}]}
                        """));
    }

    @Test
    void whatIsNotKnownIsNull() throws Exception {
        assertThat(json(written(NEXT_TO_NOTHING)).get("keys").get(0)).isEqualTo(json("""
                        {"kind": "MASTER", "jurisdiction": "CO/sandbox", "user": null, "license": "402-00001",
                         "waiting": true, "version": 1, "from": null, "until": null, "held": true,
                         "verifiedAt": null, "verdict": null, "lastUsedAt": null, "uses": 0, "overrideReason": null}
                        """));
    }

    @Test
    void whatIsWrittenIsOfThePublishedSchema() throws Exception {
        assertThat(SCHEMA.validate(json(written()))).isEmpty();
        assertThat(SCHEMA.validate(json(written(EVERYTHING, NEXT_TO_NOTHING)))).isEmpty();
        for (Verdict verdict : Verdict.values()) {
            assertThat(SCHEMA.validate(json(written(of(verdict))))).isEmpty();
        }
    }

    @Test
    void aMissingFieldOrOneOfAnotherTypeIsNotOfTheSchema() throws Exception {
        for (String place : List.of("", "/keys/0", "/fallbackUses/0")) {
            JsonNode whole = json(written(EVERYTHING));
            assertThat(SCHEMA.validate(whole)).isEmpty();
            for (String field : (Iterable<String>) whole.at(place)::fieldNames) {
                JsonNode without = whole.deepCopy();
                ((ObjectNode) without.at(place)).remove(field);
                assertThat(SCHEMA.validate(without)).as("without " + field).isNotEmpty();
                JsonNode other = whole.deepCopy();
                ((ObjectNode) other.at(place)).set(field, json("{\"a\": 1}"));
                assertThat(SCHEMA.validate(other)).as("other " + field).isNotEmpty();
            }
        }
    }

    @Test
    void theSchemaNamesWhatIsWrittenAndNothingElse() throws Exception {
        JsonNode schema = json(CustodyJson.jsonSchema());
        JsonNode written = json(written(EVERYTHING));

        assertThat(schema.at("/properties/schema/const").asText()).isEqualTo(CustodyJson.SCHEMA);
        assertThat(schema.at("/title").asText()).isEqualTo(CustodyJson.SCHEMA);
        assertThat(fields(schema.at("/properties"))).isEqualTo(fields(written));
        assertThat(fields(schema.at("/$defs/key/properties"))).isEqualTo(fields(written.at("/keys/0")));
        assertThat(fields(schema.at("/properties/fallbackUses/items/properties")))
                .isEqualTo(fields(written.at("/fallbackUses/0")));
        assertThat(schema.at("/$defs/key/properties/verdict/examples"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Arrays.stream(Verdict.values()).map(Verdict::name).toList());
    }

    @Test
    void aKeyHasTheFieldsOfTheSchemaAndAllOfThem() throws Exception {
        JsonNode key = json(CustodyJson.jsonSchema()).at("/$defs/key");

        assertThat(fields(key.at("/properties")))
                .containsExactlyElementsOf(EVERYTHING.fields().keySet());
        assertThat(key.at("/required"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(EVERYTHING.fields().keySet());
    }

    private static CustodyEvidence.KeyRecord of(Verdict verdict) {
        return new CustodyEvidence.KeyRecord(
                EVERYTHING.owner(),
                KeyState.IN_FORCE,
                EVERYTHING.version(),
                EVERYTHING.from(),
                Optional.empty(),
                true,
                EVERYTHING.verifiedAt(),
                Optional.of(verdict),
                Optional.empty(),
                Long.MAX_VALUE,
                Optional.empty());
    }

    private static List<String> fields(JsonNode node) {
        List<String> fields = new ArrayList<>();
        node.fieldNames().forEachRemaining(fields::add);
        return fields;
    }

    @ParameterizedTest
    @NullSource
    void theArgumentIsNamed(CustodyEvidence evidence) {
        assertThatNullPointerException()
                .isThrownBy(() -> CustodyJson.write(evidence))
                .withMessage("evidence must not be null");
    }
}
