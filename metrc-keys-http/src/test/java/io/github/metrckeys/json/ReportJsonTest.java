package io.github.metrckeys.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.PermissionChecklist;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ResourceBundle;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportJsonTest {

    private static final Facility SHOP = Facility.of(Jurisdiction.of("CO"), "402-00001");

    @Test
    void aReportIsWrittenWithEveryFieldOfItsSchema() throws Exception {
        ValidationReport report = report(
                employee("emp-7"),
                Optional.of("Retail Store"),
                new ValidationReport.Diagnosis(
                        Verdict.PERMISSIONS_MISSING,
                        Optional.of(Cause.PERMISSION_MISSING),
                        List.of(
                                line(PermissionCategory.FACILITIES, ReportLine.Status.SUCCESS, 200, 200),
                                failed(PermissionCategory.TRANSFERS, Cause.PERMISSION_MISSING, 401),
                                excluded(PermissionCategory.HARVESTS, "CanGrowPlants")),
                        List.of(new Remedy(
                                Remedy.Code.GRANT_PERMISSION,
                                List.of(Permission.of("Manage Transfers"), Permission.of("View Transfers"))))));

        ObjectNode written = (ObjectNode) tree(ReportJson.write(report));
        JsonNode steps = written.remove("steps");
        String text = ((ObjectNode) written.at("/remedies/0")).remove("text").textValue();

        assertThat(written).isEqualTo(tree("""
                {
                  "schema": "metrc-keys/validation-report/1",
                  "subject": {"kind": "INDIVIDUAL", "user": "emp-7"},
                  "jurisdiction": "CO", "environment": "PRODUCTION", "baseUri": "https://api-co.metrc.com", "license": "402-00001", "licenseType": "Retail Store",
                  "role": null,
                  "verdict": "PERMISSIONS_MISSING",
                  "cause": "PERMISSION_MISSING",
                  "summary": "The key of emp-7 works at 402-00001, but it lacks Manage Transfers, View Transfers.",
                  "checkedAt": "2026-11-24T03:00:00Z", "durationMillis": 412, "calls": 9,
                  "attachedLicenses": [], "acceptedAt": null, "listedUnder": null, "masterKey": "NOT_TRIED",
                  "readOut": {"status": "NOT_ASKED", "employeeLicense": null, "found": null, "readWith": null,
                              "permissions": [], "unknownPermissions": []},
                  "lines": [
                    {"category": "FACILITIES", "operation": null, "need": "REQUIRED", "disputed": false, "label": "Facilities", "access": "READ", "status": "SUCCESS",
                     "cause": null,
                     "requiredPermissions": {"match": "all", "names": []},
                     "evidence": [
                       {"kind": "OBSERVED", "method": "GET", "path": "/facilities/v2", "httpStatus": 200, "signed": "WITH_THE_KEY"},
                       {"kind": "OBSERVED", "method": "GET", "path": "/facilities/v2", "httpStatus": 200, "signed": "WITH_THE_KEY"}]},
                    {"category": "TRANSFERS", "operation": null, "need": "REQUIRED", "disputed": false, "label": "Transfers", "access": "READ", "status": "FAILURE",
                     "cause": "PERMISSION_MISSING",
                     "requiredPermissions": {"match": "any", "names": ["Manage Transfers", "View Transfers"]},
                     "evidence": [
                       {"kind": "OBSERVED", "method": "GET", "path": "/transfers/v2/incoming", "httpStatus": 401, "signed": "WITH_THE_KEY"}]},
                    {"category": "HARVESTS", "operation": null, "need": "REQUIRED", "disputed": false, "label": "Harvests", "access": "READ", "status": "NOT_APPLICABLE",
                     "cause": null,
                     "requiredPermissions": {"match": "all", "names": ["View Harvests"]},
                     "facilityFlag": "CanGrowPlants", "facilityFlagBasis": "OBSERVED",
                     "evidence": []}
                  ],
                  "remedies": [
                    {"code": "GRANT_PERMISSION", "who": "METRC_ADMIN",
                     "permissions": ["Manage Transfers", "View Transfers"]}
                  ],
                  "surplus": []
                }
                """));
        assertThat(text).startsWith(steps.get(0).get("text").textValue());
        assertThat(steps)
                .allSatisfy(
                        step -> assertThat(step.fieldNames()).toIterable().containsExactly("who", "number", "text"));
    }

    @Test
    void theFieldsStandInTheOrderOfTheSchema() throws Exception {
        assertThat(write(allGood(employee("emp-7"))).fieldNames())
                .toIterable()
                .containsExactly(
                        "schema",
                        "subject",
                        "jurisdiction",
                        "environment",
                        "baseUri",
                        "license",
                        "licenseType",
                        "role",
                        "verdict",
                        "cause",
                        "summary",
                        "checkedAt",
                        "durationMillis",
                        "calls",
                        "attachedLicenses",
                        "acceptedAt",
                        "listedUnder",
                        "masterKey",
                        "readOut",
                        "lines",
                        "remedies",
                        "steps",
                        "surplus");
    }

    @Test
    void aMasterKeyIsNobodys() throws Exception {
        JsonNode subject = write(allGood(KeyOwner.master(SHOP))).get("subject");

        assertThat(subject).isEqualTo(tree("{\"kind\": \"MASTER\", \"user\": null}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"licenseType", "role", "cause"})
    void whatIsNotKnownIsNullAndNotLeftOut(String field) throws Exception {
        ValidationReport report = report(
                employee("emp-7"),
                Optional.empty(),
                new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), List.of(), List.of()));

        assertThat(write(report).get(field)).isEqualTo(tree("null"));
    }

    @Test
    void aCallWithoutAnAnswerHasNoStatus() throws Exception {
        ReportLine silent = new ReportLine(
                PermissionCategory.ITEMS,
                Optional.empty(),
                PermissionCategory.ITEMS.readEndpoint(),
                Role.Need.REQUIRED,
                ReportLine.Status.INCONCLUSIVE,
                Optional.of(Cause.METRC_UNAVAILABLE),
                List.of(),
                List.of(Evidence.observed(PermissionCategory.ITEMS.readEndpoint(), OptionalInt.empty())));

        assertThat(firstLine(silent).get("evidence")).isEqualTo(tree("""
                [{"kind": "OBSERVED", "method": "GET", "path": "/items/v2/active", "httpStatus": null, "signed": "WITH_THE_KEY"}]"""));
    }

    @ParameterizedTest
    @EnumSource(ReportLine.Status.class)
    void onlyALineThatIsNotApplicableNamesAFlag(ReportLine.Status status) throws Exception {
        ReportLine line = status == ReportLine.Status.NOT_APPLICABLE
                ? excluded(PermissionCategory.PATIENTS, "CanHaveMemberPatients")
                : line(PermissionCategory.PATIENTS, status, 200);
        JsonNode json = firstLine(line);

        assertThat(json.get("status").textValue()).isEqualTo(status.name());
        assertThat(json.has("facilityFlag")).isEqualTo(status == ReportLine.Status.NOT_APPLICABLE);
        assertThat(json.has("facilityFlagBasis")).isEqualTo(status == ReportLine.Status.NOT_APPLICABLE);
    }

    @Test
    void flagsOfWhichOneWouldDoAreJoinedByABar() throws Exception {
        JsonNode json = firstLine(excluded(PermissionCategory.SALES, "CanSellToConsumers", "CanSellToPatients"));

        assertThat(json.get("facilityFlag").textValue()).isEqualTo("CanSellToConsumers|CanSellToPatients");
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void aLineThatDidNotSucceedCarriesItsOwnCause(Cause cause) throws Exception {
        assertThat(firstLine(failed(PermissionCategory.ITEMS, cause, 401))
                        .get("cause")
                        .textValue())
                .isEqualTo(cause.name());
    }

    @ParameterizedTest
    @EnumSource(PermissionCategory.class)
    void everyPartOfMetrcHasALabel(PermissionCategory category) throws Exception {
        JsonNode json = firstLine(line(category, ReportLine.Status.SUCCESS, 200));

        assertThat(json.get("category").textValue()).isEqualTo(category.name());
        assertThat(json.get("label").textValue()).isEqualTo(category.label(Messages.english()));
        assertThat(json.get("access").textValue()).isEqualTo("READ");
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void verdictsAreWrittenAsTheirCodes(Verdict verdict) throws Exception {
        ValidationReport report = report(
                employee("emp-7"),
                Optional.empty(),
                new ValidationReport.Diagnosis(verdict, Optional.of(Cause.THROTTLED), List.of(), List.of()));

        assertThat(write(report).get("verdict").textValue()).isEqualTo(verdict.name());
    }

    @ParameterizedTest
    @EnumSource(Remedy.Code.class)
    void everyRemedySaysWhoActs(Remedy.Code code) throws Exception {
        ValidationReport report = report(
                employee("emp-7"),
                Optional.empty(),
                new ValidationReport.Diagnosis(
                        Verdict.INCONCLUSIVE, Optional.of(Cause.THROTTLED), List.of(), List.of(Remedy.of(code))));
        JsonNode remedy = write(report).get("remedies").get(0);

        assertThat(remedy.get("code").textValue()).isEqualTo(code.name());
        assertThat(remedy.get("who").textValue()).isEqualTo(code.who().name());
        assertThat(remedy.get("text").textValue()).isEqualTo(Remedy.of(code).sentence(report));
        assertThat(remedy.get("permissions")).isEqualTo(tree("[]"));
    }

    @Test
    void aSandboxIsNamedByTheCodeOfItsState() throws Exception {
        Facility sandbox = Facility.of(Jurisdiction.of("CO").sandbox(), "402-00001");

        assertThat(write(allGood(KeyOwner.master(sandbox))).get("jurisdiction").textValue())
                .isEqualTo("CO");
    }

    @Test
    void aReportIsOneLine() {
        assertThat(ReportJson.write(allGood(employee("emp-7"))))
                .startsWith("{")
                .endsWith("}")
                .doesNotContain("\n", "\r");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"o\"brien", "back\\slash", "</script>", "\u00e4\u00df\ud83c\udf3f", "{0}", "it''s 'quoted'"})
    void whatAnApplicationCallsItsUsersIsEscaped(String user) throws Exception {
        JsonNode json = write(allGood(employee(user)));

        assertThat(json.get("subject").get("user").textValue()).isEqualTo(user);
        assertThat(json.get("summary").textValue()).contains(user);
    }

    @Test
    void sentencesCanBeTheApplicationsOwn() throws Exception {
        Messages german = Messages.of(new ListResourceBundle() {
            @Override
            protected Object[][] getContents() {
                return new Object[][] {{"category.ITEMS", "Artikel"}, {"summary.ALL_GOOD", "alles gut mit {0}"}};
            }
        });
        ValidationReport report = report(
                employee("emp-7"),
                Optional.empty(),
                new ValidationReport.Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        List.of(line(PermissionCategory.ITEMS, ReportLine.Status.SUCCESS, 200)),
                        List.of()));
        JsonNode json = tree(ReportJson.write(report, german));

        assertThat(json.get("summary").textValue()).isEqualTo("Alles gut mit the key of emp-7");
        assertThat(json.get("lines").get(0).get("label").textValue()).isEqualTo("Artikel");
    }

    @Test
    void noSentenceIsEnglishInAnotherLanguage() throws Exception {
        Messages stars = Messages.of(new ResourceBundle() {
            @Override
            protected Object handleGetObject(String key) {
                return "\u2605";
            }

            @Override
            public Enumeration<String> getKeys() {
                return Collections.emptyEnumeration();
            }
        });
        ValidationReport report = report(
                employee("emp-7"),
                Optional.empty(),
                new ValidationReport.Diagnosis(
                        Verdict.PERMISSIONS_MISSING,
                        Optional.of(Cause.PERMISSION_MISSING),
                        List.of(failed(PermissionCategory.ITEMS, Cause.PERMISSION_MISSING, 401)),
                        List.of(Remedy.of(Remedy.Code.WAIT))));
        JsonNode json = tree(ReportJson.write(report, stars));

        assertThat(Stream.of("summary", "label", "text").flatMap(field -> json.findValuesAsText(field).stream()))
                .isNotEmpty()
                .containsOnly("\u2605");
    }

    @Test
    @SuppressWarnings("NullAway")
    void noArgumentIsNull() {
        ValidationReport report = allGood(employee("emp-7"));

        assertThatNullPointerException()
                .isThrownBy(() -> ReportJson.write((ValidationReport) null))
                .withMessage("report must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> ReportJson.write((ValidationReport) null, Messages.english()))
                .withMessage("report must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> ReportJson.write(report, null))
                .withMessage("messages must not be null");
    }

    private static KeyOwner employee(String user) {
        return KeyOwner.individual(SHOP.jurisdiction(), UserId.of(user));
    }

    private static ValidationReport allGood(KeyOwner subject) {
        return report(
                subject,
                Optional.of("Retail Store"),
                new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), List.of(), List.of()));
    }

    private static ValidationReport report(
            KeyOwner subject, Optional<String> licenseType, ValidationReport.Diagnosis diagnosis) {
        return new ValidationReport(
                subject,
                SHOP,
                Optional.empty(),
                new ValidationReport.Findings(
                        licenseType,
                        FacilityFlags.UNKNOWN,
                        List.of(),
                        PermissionList.NOT_ASKED,
                        Optional.empty(),
                        Optional.empty(),
                        ValidationReport.Findings.MasterKey.NOT_TRIED),
                diagnosis,
                Instant.parse("2026-11-24T03:00:00Z"),
                Duration.ofNanos(412_999_999),
                9);
    }

    private static ReportLine line(PermissionCategory category, ReportLine.Status status, int... httpStatuses) {
        return line(category, status, Optional.empty(), httpStatuses);
    }

    private static ReportLine failed(PermissionCategory category, Cause cause, int httpStatus) {
        return line(category, ReportLine.Status.FAILURE, Optional.of(cause), httpStatus);
    }

    private static ReportLine line(
            PermissionCategory category, ReportLine.Status status, Optional<Cause> cause, int... httpStatuses) {
        return new ReportLine(
                category,
                Optional.empty(),
                category.readEndpoint(),
                Role.Need.REQUIRED,
                status,
                cause,
                List.of(),
                Arrays.stream(httpStatuses)
                        .mapToObj(http -> Evidence.observed(category.readEndpoint(), OptionalInt.of(http)))
                        .toList());
    }

    private static ReportLine excluded(PermissionCategory category, String... flags) {
        return new ReportLine(
                category,
                Optional.empty(),
                category.readEndpoint(),
                Role.Need.REQUIRED,
                ReportLine.Status.NOT_APPLICABLE,
                Optional.empty(),
                Arrays.stream(flags).map(FacilityFlag::of).toList(),
                List.of());
    }

    private static JsonNode firstLine(ReportLine line) throws Exception {
        ValidationReport report = report(
                employee("emp-7"),
                Optional.empty(),
                new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), List.of(line), List.of()));
        return write(report).get("lines").get(0);
    }

    private static JsonNode write(ValidationReport report) throws Exception {
        return tree(ReportJson.write(report));
    }

    private static JsonNode tree(String json) throws Exception {
        return new ObjectMapper().readTree(json);
    }

    @Test
    void theWordsOfAChecklistAreInTheGivenLanguageAndItsNamesAreNot() {
        PermissionChecklist checklist = PermissionChecklist.of(
                Role.named("CLOSER").does(Operation.RING_SALE).optionallyLooksAt(PermissionCategory.PLANTS),
                FacilityFlags.ofLicenseType("Retail Store"));

        assertThat(ReportJson.write(checklist))
                .isEqualTo("{\"schema\":\"metrc-keys/permission-checklist/1\",\"role\":\"CLOSER\",\"licenseType\":null,"
                        + "\"fits\":true,\"boxes\":[{\"permission\":\"Manage Sales\",\"need\":\"REQUIRED\","
                        + "\"screen\":\"Sales Menu\",\"uses\":[{\"category\":\"SALES\",\"operation\":\"RING_SALE\","
                        + "\"label\":\"Ring a sale\",\"need\":\"REQUIRED\"}]}],\"excluded\":[{\"category\":\"PLANTS\","
                        + "\"operation\":null,\"label\":\"Look at Plants\",\"need\":\"HELPFUL\","
                        + "\"flags\":[\"CanGrowPlants\"],\"certain\":true}]}");
    }
}
