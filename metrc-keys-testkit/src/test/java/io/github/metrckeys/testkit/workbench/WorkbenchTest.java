package io.github.metrckeys.testkit.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.testkit.FakeCall;
import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeFault;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line, run in this JVM. */
class WorkbenchTest {

    private static final String VENDOR_KEY = "METRC_VENDOR_KEY";
    private static final String USER_KEY = "METRC_USER_KEY";
    private static final String MASTER_KEY = "METRC_MASTER_KEY";

    /** In the usual format, and not a real key. */
    private static final String STRANGE_KEY = "a-key-of-nobody-that-has-the-usual-form-00000001";

    private static final String LICENSE = "402-00001";

    @Nested
    @ExtendWith(FakeMetrcExtension.class)
    @DisplayName("validate on a fake Metrc")
    class Validate {

        private FakeMetrc metrc;
        private FakeFacility shop;
        private FakeUser user;
        private FakeUser owner;
        private final Map<String, String> environment = new HashMap<>();

        @BeforeEach
        void aShopInColorado(FakeMetrc given) {
            metrc = given;
            shop = metrc.addFacility(LICENSE).licenseType("Retail Store").flags("AdvancedSales", "CanSellToConsumers");
            user = metrc.addUser("emp-7").attachWithAllPermissions(shop);
            owner = metrc.addUser("owner").attachWithAllPermissions(shop);
            environment.put(VENDOR_KEY, metrc.vendorKey().revealSecret());
            environment.put(USER_KEY, user.key().revealSecret());
        }

        private WorkbenchRun validate(String... options) {
            return validateAt(metrc.baseUri().toString(), options);
        }

        private WorkbenchRun validateAt(String address, String... options) {
            List<String> args = new ArrayList<>(
                    List.of("validate", "--jurisdiction", "CO", "--license", LICENSE, "--base-uri", address));
            args.addAll(List.of(options));
            return WorkbenchRun.workbench(environment, args.toArray(String[]::new));
        }

        @Test
        void aKeyThatLacksNothingEndsWith0() {
            assertThat(validate("--user", "emp-7").code()).isZero();
        }

        @Test
        void aKeyThatLacksAPermissionEndsWith1() {
            user.revoke(shop, "View Sales", "Manage Sales");
            WorkbenchRun ran = validate("--user", "emp-7");
            assertThat(ran.code()).isEqualTo(1);
            assertThat(ran.out()).contains("View Sales").contains("Failure").contains("What to do:");
        }

        @Test
        void aRefusedKeyEndsWith2() {
            environment.put(USER_KEY, STRANGE_KEY);
            WorkbenchRun ran = validate("--user", "emp-7", "--format", "json");
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.json().path("verdict").asText()).isEqualTo("KEY_REFUSED");
            assertThat(ran.json().path("cause").asText()).isEqualTo("KEY_PAIR_REJECTED");
        }

        @Test
        void aLicenseThatTheUserIsNotAttachedToEndsWith2() {
            user.detach(shop);
            WorkbenchRun ran = validate("--user", "emp-7", "--format", "json");
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.json().path("cause").asText()).isEqualTo("LICENSE_NOT_ATTACHED");
        }

        @Test
        void aFailingMetrcEndsWith3() {
            metrc.fault(FakeFault.status(503));
            WorkbenchRun ran = validate("--user", "emp-7", "--format", "json");
            assertThat(ran.code()).isEqualTo(3);
            assertThat(ran.json().path("verdict").asText()).isEqualTo("INCONCLUSIVE");
            assertThat(ran.json().path("cause").asText()).isEqualTo("METRC_UNAVAILABLE");
        }

        @Test
        void aServerThatIsNotThereEndsWith3() throws IOException {
            int port;
            try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = socket.getLocalPort();
            }
            WorkbenchRun ran = validateAt("http://127.0.0.1:" + port, "--user", "emp-7");
            assertThat(ran.code()).isEqualTo(3);
            assertThat(ran.out()).startsWith("Validating key for: emp-7\n").contains("Inconclusive");
            assertThat(ran.err()).isEmpty();
        }

        @Test
        void theDeadlineEndsACheckThatMetrcDoesNotAnswer() {
            metrc.fault(HttpMethod.GET, "/facilities/v2", FakeFault.stall());
            WorkbenchRun ran = validate("--user", "emp-7", "--deadline", "1", "--format", "json");
            assertThat(ran.code()).isEqualTo(3);
            assertThat(ran.json().path("durationMillis").asLong()).isBetween(900L, 9_000L);
        }

        @Test
        void theTextBeginsWithTheUserAndTheFacility() {
            List<String> lines = validate("--user", "emp-7").out().lines().toList();
            assertThat(lines.get(0)).isEqualTo("Validating key for: emp-7");
            assertThat(lines.get(1)).isEqualTo("402-00001, Retail Store, Colorado at " + metrc.baseUri());
            assertThat(lines).anyMatch(line -> line.matches("Category +Status +Note"));
        }

        @Test
        void theTextBeginsWithMasterKeyForTheMasterKey() {
            environment.put(MASTER_KEY, owner.key().revealSecret());
            assertThat(validate("--master").out()).startsWith("Validating key for: Master Key\n");
        }

        @Test
        void theMasterKeyIsTakenFromItsOwnVariable() {
            user.revoke(shop, "View Sales", "Manage Sales");
            environment.put(MASTER_KEY, owner.key().revealSecret());
            assertThat(validate("--master").code()).isZero();
            assertThat(metrc.calls())
                    .isNotEmpty()
                    .allMatch(call -> call.signer().equals(Optional.of("owner")));
        }

        @Test
        void theMasterKeyIsTakenFromTheUsersVariableWhereItsOwnIsNotSet() {
            assertThat(validate("--master").code()).isZero();
            assertThat(metrc.calls())
                    .isNotEmpty()
                    .allMatch(call -> call.signer().equals(Optional.of("emp-7")));
        }

        @Test
        void aGoodMasterKeyTellsThatTheUsersKeyIsTheBadOne() {
            environment.put(USER_KEY, STRANGE_KEY);
            environment.put(MASTER_KEY, owner.key().revealSecret());
            WorkbenchRun ran = validate("--user", "emp-7", "--format", "json");
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.json().path("cause").asText()).isEqualTo("USER_KEY_REJECTED");
        }

        @Test
        void aMasterKeyThatIsRefusedTooTellsThatTheVendorKeyIsTheBadOne() {
            environment.put(VENDOR_KEY, STRANGE_KEY);
            environment.put(MASTER_KEY, owner.key().revealSecret());
            WorkbenchRun ran = validate("--user", "emp-7", "--format", "json");
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.json().path("cause").asText()).isEqualTo("VENDOR_KEY_REJECTED");
        }

        @Test
        void theJsonHasEveryFieldOfTheContractOnOneLine() {
            user.revoke(shop, "View Sales", "Manage Sales");
            JsonNode report = validate("--user", "emp-7", "--format", "json").json();
            assertThat(report.fieldNames())
                    .toIterable()
                    .contains(
                            "schema",
                            "subject",
                            "jurisdiction",
                            "license",
                            "licenseType",
                            "role",
                            "verdict",
                            "cause",
                            "summary",
                            "checkedAt",
                            "durationMillis",
                            "calls",
                            "lines",
                            "remedies");
            assertThat(report.path("schema").asText()).isEqualTo("metrc-keys/validation-report/1");
            assertThat(report.at("/subject/kind").asText()).isEqualTo("INDIVIDUAL");
            assertThat(report.at("/subject/user").asText()).isEqualTo("emp-7");
            assertThat(report.path("jurisdiction").asText()).isEqualTo("CO");
            assertThat(report.path("license").asText()).isEqualTo(LICENSE);
            assertThat(report.path("licenseType").asText()).isEqualTo("Retail Store");
            assertThat(report.path("verdict").asText()).isEqualTo("PERMISSIONS_MISSING");
            assertThat(report.path("cause").asText()).isEqualTo("PERMISSION_MISSING");
            assertThat(report.path("summary").asText()).contains("emp-7").contains("Manage Sales");
            assertThat(Instant.parse(report.path("checkedAt").asText())).isBefore(Instant.now());
            assertThat(report.path("durationMillis").isIntegralNumber()).isTrue();
        }

        @Test
        void theJsonSaysNoCauseAndNoRemediesWhereAllIsGood() {
            JsonNode report = validate("--user", "emp-7", "--format", "json").json();
            assertThat(report.path("verdict").asText()).isEqualTo("ALL_GOOD");
            assertThat(report.path("cause").isNull()).isTrue();
            assertThat(report.path("remedies")).isEmpty();
        }

        @Test
        void theJsonNamesNoUserForTheMasterKey() {
            JsonNode subject = validate("--master", "--format", "json").json().path("subject");
            assertThat(subject.path("kind").asText()).isEqualTo("MASTER");
            assertThat(subject.path("user").isNull()).isTrue();
        }

        @Test
        void theJsonCountsTheCallsThatMetrcSaw() {
            JsonNode report = validate("--user", "emp-7", "--format", "json").json();
            assertThat(report.path("calls").intValue())
                    .isGreaterThan(1)
                    .isEqualTo(metrc.calls().size());
        }

        @Test
        void theJsonCountsTheCallThatIsRepeatedAfterAPause() {
            metrc.fault(
                    HttpMethod.GET, "/items/v2/active", FakeFault.throttled(0).onCall(1));
            JsonNode report = validate("--user", "emp-7", "--format", "json").json();
            assertThat(report.path("verdict").asText()).isEqualTo("ALL_GOOD");
            assertThat(report.path("calls").intValue()).isEqualTo(metrc.calls().size());
        }

        @Test
        void theJsonHasALineForEveryCategoryOfTheContract() {
            JsonNode lines =
                    validate("--user", "emp-7", "--format", "json").json().path("lines");
            assertThat(lines)
                    .extracting(line -> line.path("category").asText())
                    .contains(
                            "FACILITIES",
                            "PACKAGES",
                            "TRANSFERS",
                            "TRANSFER_TEMPLATES",
                            "SALES",
                            "SALES_DELIVERIES",
                            "RETAILER_DELIVERIES",
                            "ITEMS",
                            "LOCATIONS",
                            "STRAINS",
                            "TAGS",
                            "EMPLOYEES",
                            "TRANSPORTERS",
                            "PATIENTS",
                            "PLANT_BATCHES",
                            "PLANTS",
                            "HARVESTS",
                            "LAB_RESULTS",
                            "PROCESSING");
        }

        @Test
        void everyLineThatDidNotSucceedHasACauseAndNoOtherHasOne() {
            user.revoke(shop, "View Sales", "Manage Sales");
            metrc.fault(HttpMethod.GET, "/items/v2/active", FakeFault.html(502));
            JsonNode lines =
                    validate("--user", "emp-7", "--format", "json").json().path("lines");
            assertThat(lines)
                    .extracting(line -> line.path("status").asText())
                    .contains("SUCCESS", "FAILURE", "INCONCLUSIVE", "NOT_APPLICABLE");
            assertThat(lines)
                    .allSatisfy(line -> assertThat(line.path("cause").isTextual())
                            .as(line.toString())
                            .isEqualTo(!List.of("SUCCESS", "NOT_APPLICABLE")
                                    .contains(line.path("status").asText())));
        }

        @Test
        void theLineOfAMissingPermissionSaysWhichWouldDoAndWhatWasSeen() {
            user.revoke(shop, "View Sales", "Manage Sales");
            JsonNode sales =
                    line(validate("--user", "emp-7", "--format", "json").json(), "SALES");
            assertThat(sales.path("label").asText()).isEqualTo("Sales");
            assertThat(sales.path("access").asText()).isEqualTo("READ");
            assertThat(sales.path("status").asText()).isEqualTo("FAILURE");
            assertThat(sales.path("cause").asText()).isEqualTo("PERMISSION_MISSING");
            assertThat(sales.at("/requiredPermissions/match").asText()).isEqualTo("any");
            assertThat(sales.at("/requiredPermissions/names"))
                    .extracting(JsonNode::asText)
                    .containsExactlyInAnyOrder("View Sales", "Manage Sales");
            assertThat(sales.at("/evidence/0/kind").asText()).isEqualTo("OBSERVED");
            assertThat(sales.at("/evidence/0/method").asText()).isEqualTo("GET");
            assertThat(sales.at("/evidence/0/path").asText()).isEqualTo("/sales/v2/receipts/active");
            assertThat(sales.at("/evidence/0/httpStatus").intValue()).isEqualTo(401);
        }

        @Test
        void theLineOfWhatTheLicenseTypeCannotHoldNamesTheFlagAndNoCall() {
            JsonNode report = validate("--user", "emp-7", "--format", "json").json();
            JsonNode harvests = line(report, "HARVESTS");
            assertThat(harvests.path("status").asText()).isEqualTo("NOT_APPLICABLE");
            assertThat(harvests.path("facilityFlag").asText()).isEqualTo("CanGrowPlants");
            assertThat(harvests.path("evidence").isArray()).isTrue();
            assertThat(harvests.path("evidence")).isEmpty();
            assertThat(line(report, "SALES").has("facilityFlag")).isFalse();
        }

        @Test
        void theRemedySaysWhatToGrantAndWhoDoesIt() {
            user.revoke(shop, "View Sales", "Manage Sales");
            JsonNode remedies =
                    validate("--user", "emp-7", "--format", "json").json().path("remedies");
            assertThat(remedies).hasSize(1);
            assertThat(remedies.at("/0/code").asText()).isEqualTo("GRANT_PERMISSION");
            assertThat(remedies.at("/0/who").asText()).isEqualTo("METRC_ADMIN");
            assertThat(remedies.at("/0/text").asText()).contains(LICENSE);
            assertThat(remedies.at("/0/permissions")).isNotEmpty();
        }

        private JsonNode line(JsonNode report, String category) {
            return StreamSupport.stream(report.path("lines").spliterator(), false)
                    .filter(line -> line.path("category").asText().equals(category))
                    .findFirst()
                    .orElseThrow();
        }

        @ParameterizedTest
        @ValueSource(strings = {"text", "json", "JSON"})
        void nothingButTheReportIsPrinted(String format) {
            WorkbenchRun ran = validate("--user", "emp-7", "--format", format);
            assertThat(ran.out()).endsWith("\n");
            assertThat(ran.err()).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(strings = {"text", "json"})
        void noKeyIsPrinted(String format) {
            environment.put(MASTER_KEY, owner.key().revealSecret());
            user.deactivate();
            WorkbenchRun ran = validate("--user", "emp-7", "--format", format);
            assertThat(ran.code()).isEqualTo(2);
            assertThat(environment.values()).noneMatch(key -> (ran.out() + ran.err()).contains(key));
        }

        @ParameterizedTest
        @CsvSource({
            "cut-short, does not have the usual length",
            "a-key-of-nobody-that-has-one-odd-character-!!!01, has characters that keys seldom have",
            "seven@shop.example, looks like an e-mail address"
        })
        void aKeyOfAnOddFormIsSaidToBeOddAndTriedAllTheSame(String key, String note) {
            environment.put(USER_KEY, key);
            WorkbenchRun ran = validate("--user", "emp-7");
            assertThat(ran.code()).isEqualTo(2);
            assertThat(ran.out()).startsWith("Validating key for: emp-7\n");
            assertThat(ran.err().lines())
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("Note: METRC_USER_KEY "))
                    .anyMatch(line -> line.contains(note));
            assertThat(ran.err()).doesNotContain(key);
            assertThat(metrc.calls()).extracting(FakeCall::status).containsExactly(401);
        }

        @Test
        void whatWasPastedAroundAKeyIsTakenOff() {
            environment.put(USER_KEY, " \"" + user.key().revealSecret() + "\"\r\n");
            WorkbenchRun ran = validate("--user", "emp-7");
            assertThat(ran.code()).isZero();
            assertThat(ran.err()).isEmpty();
        }

        @Test
        void anUnknownJurisdictionIsTakenWhereItsAddressIsGiven() {
            WorkbenchRun ran = WorkbenchRun.workbench(
                    environment,
                    "validate",
                    "--jurisdiction=zz",
                    "--license=" + LICENSE,
                    "--user=emp-7",
                    "--base-uri=" + metrc.baseUri() + "/",
                    "--parallelism=10",
                    "--format=json");
            assertThat(ran.code()).isZero();
            assertThat(ran.json().path("jurisdiction").asText()).isEqualTo("ZZ");
        }
    }

    @Nested
    @DisplayName("wrong usage")
    class WrongUsage {

        private static final String USER = "a-user-key-of-nobody-of-the-usual-form-000000002";

        /** None of these commands reaches a server. If one is named, nothing listens there. */
        static Stream<Arguments> mistakes() {
            String validate = "validate --jurisdiction CO --license 402-00001 ";
            String user = validate + "--user emp-7 ";
            String there = user + "--base-uri http://127.0.0.1:9 ";
            Map<String, String> keys = Map.of(VENDOR_KEY, STRANGE_KEY, USER_KEY, USER);
            return Stream.of(
                    // the environment, the arguments, what is named, the fix
                    Arguments.of(Map.of(USER_KEY, USER), there, "METRC_VENDOR_KEY is not set", "put"),
                    Arguments.of(Map.of(VENDOR_KEY, STRANGE_KEY), there, "METRC_USER_KEY is not set", "put"),
                    Arguments.of(
                            Map.of(VENDOR_KEY, STRANGE_KEY, USER_KEY, " "), there, "METRC_USER_KEY is not set", "put"),
                    Arguments.of(
                            Map.of(VENDOR_KEY, STRANGE_KEY),
                            validate + "--master --base-uri http://127.0.0.1:9",
                            "METRC_MASTER_KEY is not set",
                            "put"),
                    Arguments.of(
                            Map.of(VENDOR_KEY, STRANGE_KEY, USER_KEY, USER.substring(0, 20) + "\n" + USER),
                            there,
                            "METRC_USER_KEY: The user API key has a line break",
                            "on one line"),
                    Arguments.of(
                            Map.of(VENDOR_KEY, "a:" + STRANGE_KEY, USER_KEY, USER),
                            there,
                            "METRC_VENDOR_KEY: The vendor API key has a colon",
                            "paste the key alone"),
                    Arguments.of(
                            Map.of(VENDOR_KEY, STRANGE_KEY, USER_KEY, USER, MASTER_KEY, "\"\""),
                            there,
                            "METRC_MASTER_KEY: The user API key is empty",
                            "paste it again"),
                    Arguments.of(
                            keys,
                            "validate --jurisdiction ZZ --license 402-00001 --user emp-7",
                            "jurisdiction ZZ",
                            "use one of AK, "),
                    Arguments.of(
                            keys,
                            "validate --jurisdiction Colorado! --license 402-00001 --user emp-7",
                            "not the code of a jurisdiction",
                            "such as CO"),
                    Arguments.of(
                            keys,
                            user + "--base-uri http://metrc.example",
                            "in the clear to metrc.example",
                            "give an https address"),
                    Arguments.of(keys, user + "--base-uri ftp://127.0.0.1", "https://host", "give an https address"),
                    Arguments.of(keys, user + "--base-uri http://127.0.0.1:65536", "port", "give an https address"),
                    Arguments.of(
                            keys,
                            user + "--base-uri http://me:" + USER + "@127.0.0.1:9",
                            "user info",
                            "give an https address"),
                    Arguments.of(keys, user + "--base-uri http://[", "--base-uri", "give one like https://host"),
                    Arguments.of(
                            keys, there + "--sandbox", "--sandbox, --base-uri=URI are mutually exclusive", "only one"),
                    Arguments.of(keys, validate, "--master | --user=ID", "specify one of these"),
                    Arguments.of(keys, there + "--master", "--master, --user=ID are mutually exclusive", "only one"),
                    Arguments.of(keys, there + "--parallelism four", "'--parallelism': 'four' is not an int", "--help"),
                    Arguments.of(keys, there + "--parallelism 0", "parallelism 0", "choose 1 to 10"),
                    Arguments.of(keys, there + "--parallelism 11", "parallelism 11", "choose 1 to 10"),
                    Arguments.of(keys, there + "--deadline soon", "'--deadline': 'soon' is not an int", "--help"),
                    Arguments.of(keys, there + "--deadline 0", "deadline", "choose 1 to 86400 seconds"),
                    Arguments.of(keys, there + "--deadline -1", "deadline", "choose 1 to 86400 seconds"),
                    Arguments.of(keys, there + "--deadline 86401", "deadline", "choose 1 to 86400 seconds"),
                    Arguments.of(keys, there + "--bogus", "Unknown option: '--bogus'", "validate --help"),
                    Arguments.of(keys, there + "--key " + USER, "'--key'", "validate --help"),
                    Arguments.of(keys, there + "--key=" + USER, "'--key=", "validate --help"),
                    Arguments.of(keys, there + "--deadline " + USER, "'--deadline'", "validate --help"),
                    Arguments.of(
                            keys, there + "--format xml", "'--format'", "expected one of [TEXT, JSON, MARKDOWN, HTML]"),
                    Arguments.of(keys, "frobnicate", "'frobnicate'", "metrc-keys-workbench --help"),
                    Arguments.of(keys, "demo frobnicate", "'frobnicate'", "demo --help"),
                    Arguments.of(keys, "validate --user emp-7 --jurisdiction CO", "--license", "--help"),
                    Arguments.of(keys, "validate --user emp-7 --license 402-00001", "--jurisdiction", "--help"),
                    Arguments.of(
                            keys,
                            "validate --jurisdiction CO --license= --user emp-7",
                            "The license number is empty",
                            "copy it"),
                    Arguments.of(keys, validate + "--user=", "The user id is empty", "pass the id"),
                    Arguments.of(keys, "fake --port x", "'--port': 'x' is not an int", "fake --help"),
                    Arguments.of(keys, "fake --port 65536", "port 65536", "choose 1 to 65535"),
                    Arguments.of(keys, "fake --port -1", "port -1", "choose 1 to 65535"),
                    Arguments.of(keys, "fake --seed not-there.json", "not-there.json", "check the path"));
        }

        @ParameterizedTest
        @MethodSource("mistakes")
        void isSaidInOneLineThatNamesTheThingAndTheFix(
                Map<String, String> environment, String arguments, String thing, String fix) {
            WorkbenchRun ran =
                    WorkbenchRun.workbench(environment, arguments.strip().split(" ", -1));
            assertThat(ran.code()).isEqualTo(64);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.complaints()).hasSize(1);
            assertThat(ran.complaints().get(0)).contains(thing).contains(fix).doesNotContain("Exception");
            assertThat(ran.err()).doesNotContain(STRANGE_KEY, USER);
        }
    }

    @Test
    void withNoCommandTheDemoIsTold() {
        WorkbenchRun ran = WorkbenchRun.workbench(Map.of());
        assertThat(ran.code()).isZero();
        assertThat(ran.err()).isEmpty();
        assertThat(ran.out().replaceAll("\\s+", " "))
                .contains("== 1. ", "== 2. ", "== 3. ", "== 4. ", "== 5. ")
                .contains("Validating key for: Master Key ", "Validating key for: riley ")
                .contains("the vendor key is good, since another user's key works with it")
                .doesNotContain("Inconclusive");
        assertThat(WorkbenchRun.keysIn(ran.out())).isEmpty();
    }

    @Test
    void theDemoIsTheSameStoryEveryTime() {
        assertThat(WorkbenchRun.workbench(Map.of(), "demo")).isEqualTo(WorkbenchRun.workbench(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "-h",
                "--version",
                "demo --help",
                "fake --help",
                "validate --help",
                "validate --version"
            })
    void helpIsAResultAndNoMistake(String arguments) {
        WorkbenchRun ran = WorkbenchRun.workbench(Map.of(), arguments.split(" ", -1));
        assertThat(ran.code()).isZero();
        assertThat(ran.out()).contains("metrc-keys-workbench");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void theHelpNamesEveryCommandVariableAndExitCode() {
        assertThat(WorkbenchRun.workbench(Map.of(), "--help").out())
                .contains("demo", "fake", "validate")
                .contains(VENDOR_KEY, USER_KEY, MASTER_KEY)
                .contains("0 all good", "1 permissions missing", "2 key refused", "3 no verdict", "64 wrong usage");
    }
}
