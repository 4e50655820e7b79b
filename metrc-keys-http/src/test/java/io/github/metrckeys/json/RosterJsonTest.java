package io.github.metrckeys.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Explanation;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.Roster;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RosterJsonTest {

    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(ReportJson.rosterJsonSchema());
    private static final Facility SHOP = Facility.of(Jurisdiction.of("CO"), "402-00001");
    private static final UserId BEA = UserId.of("emp-7");
    private static final Remedy GRANT =
            new Remedy(Remedy.Code.GRANT_PERMISSION, List.of(Permission.of("Manage Sales")));
    private static final ValidationReport LACKING = new ValidationReport(
            KeyOwner.individual(SHOP.jurisdiction(), BEA),
            SHOP,
            Optional.of(Role.BUDTENDER),
            ValidationReport.Findings.NONE,
            new ValidationReport.Diagnosis(
                    Verdict.PERMISSIONS_MISSING, Optional.of(Cause.PERMISSION_MISSING), List.of(), List.of(GRANT)),
            Instant.EPOCH,
            Duration.ZERO,
            4);
    private static final Roster ROSTER = Roster.of(
            SHOP,
            Role.BUDTENDER,
            List.of(
                    new Roster.Employee(BEA, Optional.of("Bea \"Bud\""), true),
                    new Roster.Employee(UserId.of("nia"), Optional.empty(), false)),
            List.of(LACKING));

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void aRosterIsOfItsSchemaAndOnOneLine() throws Exception {
        String written = ReportJson.write(ROSTER);

        assertThat(SCHEMA.validate(json(written))).isEmpty();
        assertThat(written).doesNotContain("\n");
    }

    @Test
    void aRowSaysWhoWhatAndWhatToDo() throws Exception {
        JsonNode roster = json(ReportJson.write(ROSTER));
        JsonNode bea = roster.path("rows").get(0);
        JsonNode nia = roster.path("rows").get(1);

        assertThat(roster.path("license").textValue()).isEqualTo("402-00001");
        assertThat(roster.path("role").textValue()).isEqualTo("BUDTENDER");
        assertThat(roster.path("ready").intValue()).isZero();
        assertThat(bea.path("name").textValue()).isEqualTo("Bea \"Bud\"");
        assertThat(bea.path("state").textValue()).isEqualTo("PERMISSIONS_MISSING");
        assertThat(bea.path("remedies").get(0).path("permissions").get(0).textValue())
                .isEqualTo("Manage Sales");
        assertThat(nia.path("name").isNull()).isTrue();
        assertThat(nia.path("state").textValue()).isEqualTo("NO_KEY");
        assertThat(nia.path("steps").get(0).path("who").textValue()).isEqualTo("EMPLOYEE");
    }

    @Test
    void theSchemaNamesEveryStateAndEveryFieldIsRequired() throws Exception {
        JsonNode row = json(ReportJson.rosterJsonSchema()).at("/$defs/row");

        assertThat(row.at("/properties/state/examples"))
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(
                        Arrays.stream(Roster.State.values()).map(Enum::name).toList());
        assertThat(row.path("required"))
                .extracting(JsonNode::textValue)
                .containsExactlyElementsOf(() -> row.path("properties").fieldNames());
    }

    @Test
    void anExplanationSaysWhyAndWhatToDo() throws Exception {
        JsonNode json = json(ReportJson.write(
                new Explanation(Optional.of(Cause.PERMISSION_MISSING), Optional.empty(), List.of(GRANT)), LACKING));

        assertThat(json.path("cause").textValue()).isEqualTo("PERMISSION_MISSING");
        assertThat(json.path("summary").textValue()).contains("Manage Sales");
        assertThat(json.path("remedies").get(0).path("code").textValue()).isEqualTo("GRANT_PERMISSION");
        assertThat(json.path("steps").get(0).path("number").intValue()).isEqualTo(1);
    }
}
