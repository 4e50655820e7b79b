package io.github.metrckeys.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

/** Reports of every kind: the JSON conforms to the published schema and reads back as the same report. */
class ReportJsonProperties {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonSchema SCHEMA =
            JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(ReportJson.jsonSchema());

    @Property(tries = 300, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsOfThePublishedSchema(@ForAll Random random) throws Exception {
        assertThat(SCHEMA.validate(JSON.readTree(ReportJson.write(report(random)))))
                .isEmpty();
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenReadsBackAsItWas(@ForAll Random random) {
        ValidationReport report = report(random);

        assertThat(ReportJson.read(ReportJson.write(report))).isEqualTo(report);
    }

    @Property(tries = 300, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aReportThatWasCutShortIsRefused(@ForAll Random random) {
        String whole = ReportJson.write(report(random));
        String cut = whole.substring(0, random.nextInt(whole.length()));

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ReportJson.read(cut))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.REPORT_UNREADABLE));
    }

    @Property(tries = 1000, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void aReportThatSomebodyChangedIsReadOrRefusedByThePlaceOfTheField(@ForAll Random random) throws Exception {
        JsonNode changed = changed(JSON.readTree(ReportJson.write(report(random))), random);
        try {
            ReportJson.read(changed.toString());
        } catch (InvalidInputException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.REPORT_UNREADABLE);
            assertThat(e.getMessage())
                    .startsWith("This is no report of the schema")
                    .doesNotContain(NOISE);
        }
    }

    @Example
    void aMissingFieldOrOneOfAnotherTypeIsNotOfTheSchema() throws Exception {
        ObjectNode report = (ObjectNode) JSON.readTree(ReportJson.write(report(new Random(1))));
        for (String field : (Iterable<String>) report::fieldNames) {
            assertThat(SCHEMA.validate(report.deepCopy().without(field)))
                    .as(field)
                    .isNotEmpty();
            assertThat(SCHEMA.validate(report.deepCopy().set(field, JSON.readTree("{\"a\": 1}"))))
                    .as(field)
                    .isNotEmpty();
        }
    }

    @Example
    void theSchemaNamesEveryKnownCode() throws Exception {
        String schema = ReportJson.jsonSchema();
        JsonNode root = JSON.readTree(schema);

        assertThat(examples(root.at("/properties/verdict"))).containsExactlyElementsOf(names(Verdict.values()));
        assertThat(examples(root.at("/properties/cause"))).containsExactlyElementsOf(names(Cause.values()));
        assertThat(examples(root.at("/$defs/line/properties/category")))
                .containsExactlyElementsOf(names(PermissionCategory.values()));
        assertThat(examples(root.at("/$defs/line/properties/operation")))
                .containsExactlyElementsOf(names(Operation.values()));
        assertThat(examples(root.at("/$defs/line/properties/status")))
                .containsExactlyElementsOf(names(ReportLine.Status.values()));
        assertThat(examples(root.at("/$defs/line/properties/cause"))).containsExactlyElementsOf(names(Cause.values()));
        assertThat(examples(root.at("/$defs/line/properties/need")))
                .containsExactlyElementsOf(names(Role.Need.values()));
        assertThat(examples(root.at("/$defs/remedy/properties/code")))
                .containsExactlyElementsOf(names(Remedy.Code.values()));
        assertThat(examples(root.at("/$defs/remedy/properties/who")))
                .containsExactlyElementsOf(names(Remedy.Responsible.values()));
        assertThat(examples(root.at("/$defs/observed/properties/signed")))
                .containsExactlyElementsOf(names(Evidence.Signed.values()));
        assertThat(examples(root.at("/properties/readOut/properties/found")))
                .containsExactlyElementsOf(names(PermissionList.Found.values()));
        assertThat(examples(root.at("/properties/readOut/properties/status")))
                .containsExactlyElementsOf(
                        Stream.concat(Stream.of("READ"), names(PermissionList.Reason.values()).stream())
                                .toList());
    }

    @Example
    void aNewerVersionIsRefusedByItsName() {
        String newer = ReportJson.write(report(new Random(2))).replace("report/1", "report/2");

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ReportJson.read(newer))
                .withMessageContaining("schema names another one");
    }

    @Example
    void aFieldThatIsNotKnownIsPassedOverAndACodeIsNot() throws Exception {
        ObjectNode report = (ObjectNode) JSON.readTree(ReportJson.write(report(new Random(3))));
        report.put("moodOfTheServer", "sunny");
        assertThatNoException().isThrownBy(() -> ReportJson.read(report.toString()));

        report.put("verdict", "PROBABLY");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> ReportJson.read(report.toString()))
                .withMessageContaining("verdict has a code PROBABLY that this version does not know");
    }

    @Example
    void whatIsNestedAThousandDeepIsRefused() {
        for (String deep : List.of("[".repeat(100_000), "{\"a\":".repeat(100_000))) {
            assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ReportJson.read(deep));
        }
    }

    private static final String NOISE = "noise-that-nobody-shall-see-again-in-any-message-at-all";

    /** Changes or removes something in the tree. */
    private static JsonNode changed(JsonNode root, Random random) {
        JsonNode node = root;
        while (true) {
            List<JsonNode> children = Stream.iterate(0, i -> i + 1)
                    .limit(node.size())
                    .map(childrenOf(node)::get)
                    .toList();
            int choice = random.nextInt(children.size());
            JsonNode child = children.get(choice);
            if (child.size() == 0 || random.nextInt(4) == 0) {
                replace(node, choice, noise(random), random);
                return root;
            }
            node = child;
        }
    }

    private static List<JsonNode> childrenOf(JsonNode node) {
        return Stream.iterate(node.elements(), i -> i)
                .limit(node.size())
                .map(i -> i.next())
                .toList();
    }

    private static void replace(JsonNode parent, int child, JsonNode by, Random random) {
        if (parent instanceof ArrayNode array) {
            array.set(child, by);
        } else if (parent instanceof ObjectNode object) {
            String name = IntStream.range(0, 1)
                    .mapToObj(i -> List.copyOf(names(object)).get(child))
                    .findFirst()
                    .orElseThrow();
            if (random.nextBoolean()) {
                object.set(name, by);
            } else {
                object.remove(name);
            }
        }
    }

    private static List<String> names(ObjectNode object) {
        return object.properties().stream().map(entry -> entry.getKey()).toList();
    }

    private static JsonNode noise(Random random) {
        try {
            return JSON.readTree(one(
                    random,
                    "null",
                    "7",
                    "-1",
                    "1e400",
                    "99999999999999999999",
                    "true",
                    "[]",
                    "{}",
                    "[[]]",
                    "\"\"",
                    "\"" + NOISE + "\"",
                    "\"\\u0000\"",
                    "{\"status\": 3}"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> examples(JsonNode field) {
        return childrenOf(field.path("examples")).stream().map(JsonNode::asText).toList();
    }

    private static List<String> names(Enum<?>... constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }

    private static ValidationReport report(Random random) {
        Jurisdiction server = one(
                random,
                Jurisdiction.of("CO"),
                Jurisdiction.of("NV").sandbox(),
                Jurisdiction.of("XX", URI.create("https://metrc.example/xx")));
        Facility facility = Facility.of(server, one(random, "402-00001", "C11-0000001-LIC"));
        KeyOwner subject = random.nextBoolean()
                ? KeyOwner.master(facility)
                : KeyOwner.individual(server, UserId.of(one(random, "emp-7", "o'neill \"x\"", "</b>")));
        return new ValidationReport(
                subject,
                facility,
                maybe(random, one(random, Role.standard().toArray(Role[]::new))),
                new ValidationReport.Findings(
                        maybe(random, "Retail Store"),
                        FacilityFlags.UNKNOWN,
                        random.nextBoolean() ? List.of() : List.of(LicenseNumber.of("402-00009")),
                        permissionList(random),
                        maybe(random, Jurisdiction.of("MI")),
                        maybe(
                                random,
                                new ValidationReport.Findings.Holder(
                                        "E-1004", maybe(random, "Bea Bud"), maybe(random, "Vic View"))),
                        one(random, ValidationReport.Findings.MasterKey.values())),
                new ValidationReport.Diagnosis(
                        one(random, Verdict.values()),
                        maybe(random, one(random, Cause.values())),
                        IntStream.range(0, random.nextInt(6))
                                .mapToObj(i -> line(random))
                                .toList(),
                        IntStream.range(0, random.nextInt(3))
                                .mapToObj(i -> new Remedy(one(random, Remedy.Code.values()), permissions(random)))
                                .toList()),
                Instant.ofEpochSecond(random.nextInt()),
                Duration.ofMillis(random.nextInt(100_000)),
                random.nextInt(100));
    }

    private static PermissionList permissionList(Random random) {
        return random.nextBoolean()
                ? new PermissionList.None(one(random, PermissionList.Reason.values()))
                : new PermissionList.Read(
                        "E-1001",
                        one(random, PermissionList.Found.values()),
                        one(random, KeyMode.values()),
                        Set.copyOf(permissions(random)));
    }

    private static ReportLine line(Random random) {
        Operation operation = one(random, Operation.values());
        boolean look = random.nextBoolean();
        ReportLine.Status status = one(random, ReportLine.Status.values());
        boolean excluded = status == ReportLine.Status.NOT_APPLICABLE;
        return new ReportLine(
                operation.category(),
                look ? Optional.empty() : Optional.of(operation),
                look ? operation.category().readEndpoint() : operation.endpoint(),
                one(random, Role.Need.values()),
                status,
                status == ReportLine.Status.SUCCESS || excluded
                        ? Optional.empty()
                        : Optional.of(one(random, Cause.values())),
                excluded ? List.of(FacilityFlag.of("CanGrowPlants"), FacilityFlag.of("CanSellToPatients")) : List.of(),
                List.of(
                        new Evidence.Observed(
                                operation.category().readEndpoint(),
                                random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(401),
                                one(random, Evidence.Signed.values())),
                        new Evidence.Declared(Permission.of("Manage Sales"), random.nextBoolean())));
    }

    private static List<Permission> permissions(Random random) {
        return EndpointCatalog.standard().permissions().stream()
                .filter(permission -> random.nextInt(8) == 0)
                .collect(Collectors.toUnmodifiableList());
    }

    private static <T> Optional<T> maybe(Random random, T value) {
        return random.nextBoolean() ? Optional.of(value) : Optional.empty();
    }

    @SafeVarargs
    private static <T> T one(Random random, T... all) {
        return all[random.nextInt(all.length)];
    }
}
