package io.github.metrckeys.testkit.workbench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.testkit.FakeMetrc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SeedTest {

    private static final String VENDOR_KEY = "a-vendor-key-of-nobody-for-these-seeds-000000001";
    private static final String USER_KEY = "a-user-key-of-nobody-for-these-seeds-00000000007";
    private static final String OTHER_KEY = "a-user-key-of-nobody-for-these-seeds-00000000008";

    /** A seed with every field. */
    private static final String WHOLE = """
            {
              "jurisdiction": "CO",
              "vendorKeys": ["%s"],
              "facilities": [{"license": "402-00001", "name": "Main Street", "licenseType": "Retail Store",
                              "flags": ["CanSellToConsumers"], "startDate": "2020-01-01", "endDate": "2130-12-31"}],
              "users": [{"id": "emp-7", "fullName": "Budtender Seven", "key": "%s",
                         "facilities": [{"license": "402-00001", "employeeLicense": "E-1001",
                                         "permissions": ["View Sales", "Manage Sales"]}]}],
              "missingPermissionStatus": 401,
              "limits": {"facilityPerSecond": 50, "facilityConcurrent": 10,
                         "vendorPerSecond": 150, "vendorConcurrent": 30},
              "latencyMillis": 0
            }
            """.formatted(VENDOR_KEY, USER_KEY);

    private static final String PACKAGES = "/packages/v2/active?licenseNumber=402-00001";
    private static final String RECEIPTS = "/sales/v2/receipts/active?licenseNumber=402-00001";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Nested
    @DisplayName("a good seed")
    class Good {

        @Test
        void fillsTheFakeWithWhatItSays() throws Exception {
            try (FakeMetrc metrc = Seed.parse("seed.json", WHOLE).start(0)) {
                assertThat(metrc.jurisdiction().code()).isEqualTo("CO");
                assertThat(metrc.vendorKey().revealSecret()).isEqualTo(VENDOR_KEY);
                JsonNode shop = body(get(metrc, "/facilities/v2")).get(0);
                assertThat(shop.path("Name").asText()).isEqualTo("Main Street");
                assertThat(shop.at("/License/Number").asText()).isEqualTo("402-00001");
                assertThat(shop.at("/License/LicenseType").asText()).isEqualTo("Retail Store");
                assertThat(shop.at("/License/EmployeeLicenseNumber").asText()).isEqualTo("E-1001");
                assertThat(shop.at("/License/StartDate").asText()).isEqualTo("2020-01-01");
                assertThat(shop.at("/License/EndDate").asText()).isEqualTo("2130-12-31");
                assertThat(shop.at("/FacilityType/CanSellToConsumers").booleanValue())
                        .isTrue();
                assertThat(shop.at("/FacilityType/CanGrowPlants").booleanValue())
                        .isFalse();
                assertThat(get(metrc, RECEIPTS).statusCode()).isEqualTo(200);
                assertThat(get(metrc, PACKAGES).statusCode()).isEqualTo(401);
            }
        }

        @Test
        void canBeValidatedAgainst() {
            try (FakeMetrc metrc = Seed.parse("seed.json", WHOLE).start(0)) {
                WorkbenchRun ran = WorkbenchRun.workbench(
                        Map.of("METRC_VENDOR_KEY", VENDOR_KEY, "METRC_USER_KEY", USER_KEY),
                        "validate",
                        "--jurisdiction=CO",
                        "--license=402-00001",
                        "--user=emp-7",
                        "--format=json",
                        "--base-uri=" + metrc.baseUri());
                assertThat(ran.code()).isEqualTo(1);
                assertThat(ran.json().path("licenseType").asText()).isEqualTo("Retail Store");
            }
        }

        @Test
        void answersAMissingPermissionAsItSays() throws Exception {
            String seed = changed("/missingPermissionStatus", "403");
            try (FakeMetrc metrc = Seed.parse("seed.json", seed).start(0)) {
                assertThat(get(metrc, PACKAGES).statusCode()).isEqualTo(403);
                assertThat(get(metrc, RECEIPTS).statusCode()).isEqualTo(200);
            }
        }

        @Test
        void answersNoSoonerThanItSays() throws Exception {
            try (FakeMetrc metrc =
                    Seed.parse("seed.json", changed("/latencyMillis", "300")).start(0)) {
                long before = System.nanoTime();
                assertThat(get(metrc, RECEIPTS).statusCode()).isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
            }
        }

        /** Six calls at once, each answered after a while: no limit of 1 lets them all pass, and none refuses all. */
        @ParameterizedTest
        @ValueSource(strings = {"facilityPerSecond", "facilityConcurrent", "vendorPerSecond", "vendorConcurrent"})
        void keepsEachLimit(String limit) throws Exception {
            ObjectNode seed = (ObjectNode) JSON.readTree(changed("/latencyMillis", "400"));
            seed.putObject("limits").put(limit, 1);
            try (FakeMetrc metrc = Seed.parse("seed.json", seed.toString()).start(0)) {
                List<CompletableFuture<HttpResponse<String>>> calls = Stream.generate(() -> request(metrc, RECEIPTS))
                        .limit(6)
                        .map(request -> CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString()))
                        .toList();
                assertThat(calls)
                        .map(call -> call.get(30, TimeUnit.SECONDS).statusCode())
                        .contains(200, 429);
            }
        }

        @Test
        void needsNoMoreThanAVendorKey() throws Exception {
            try (FakeMetrc metrc = Seed.parse("seed.json", "{\"vendorKeys\": [\"" + VENDOR_KEY + "\"]}")
                    .start(0)) {
                assertThat(get(metrc, "/facilities/v2").statusCode()).isEqualTo(401);
            }
        }

        @Test
        void takesSeveralVendorKeys() throws Exception {
            String seed = changed("/vendorKeys", "[\"" + OTHER_KEY + "\", \"" + VENDOR_KEY + "\"]");
            try (FakeMetrc metrc = Seed.parse("seed.json", seed).start(0)) {
                assertThat(metrc.vendorKey().revealSecret()).isEqualTo(OTHER_KEY);
                assertThat(get(metrc, "/facilities/v2").statusCode()).isEqualTo(200);
            }
        }

        @Test
        void mayBeginWithAByteOrderMark(@TempDir Path directory) throws Exception {
            Path file = Files.writeString(directory.resolve("seed.json"), "\uFEFF" + WHOLE);
            try (FakeMetrc metrc = Seed.read(file).start(0)) {
                assertThat(metrc.user("emp-7")).isPresent();
            }
        }

        @Test
        void isPrintedAsAnExampleThatWorks() throws Exception {
            WorkbenchRun ran = WorkbenchRun.workbench(Map.of(), "fake", "--print-example");
            assertThat(ran.code()).isZero();
            try (FakeMetrc metrc = Seed.parse("the example", ran.out()).start(0)) {
                assertThat(metrc.user("manager")).isPresent();
                String key = metrc.user("emp-7").orElseThrow().key().revealSecret();
                String vendorKey = metrc.vendorKey().revealSecret();
                WorkbenchRun validated = WorkbenchRun.workbench(
                        Map.of("METRC_VENDOR_KEY", vendorKey, "METRC_USER_KEY", key),
                        "validate",
                        "--jurisdiction=CO",
                        "--license=402-00001",
                        "--user=emp-7",
                        "--base-uri=" + metrc.baseUri());
                assertThat(validated.code()).isEqualTo(1);
                assertThat(validated.out()).contains("Sales  ", "Success", "Failure");
            }
        }
    }

    @Nested
    @DisplayName("a bad seed is refused with the file, the place and the fix")
    class Bad {

        @TempDir
        private Path directory;

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/jurisdiction | 5 | is not a text",
                    "/vendorKeys | \"x\" | is not a list",
                    "/vendorKeys/0 | 5 | is not a text",
                    "/facilities | {} | is not a list",
                    "/facilities/0 | \"402-00001\" | is not an object",
                    "/facilities/0/license | 402 | is not a text",
                    "/facilities/0/name | true | is not a text",
                    "/facilities/0/licenseType | {} | is not a text",
                    "/facilities/0/flags | \"IsRetail\" | is not a list",
                    "/facilities/0/flags/0 | 5 | is not a text",
                    "/facilities/0/startDate | 2020 | is not a text",
                    "/facilities/0/endDate | [] | is not a text",
                    "/users | \"emp-7\" | is not a list",
                    "/users/0 | [] | is not an object",
                    "/users/0/id | 7 | is not a text",
                    "/users/0/fullName | 7 | is not a text",
                    "/users/0/key | 7 | is not a text",
                    "/users/0/facilities | \"402-00001\" | is not a list",
                    "/users/0/facilities/0 | \"402-00001\" | is not an object",
                    "/users/0/facilities/0/license | 402 | is not a text",
                    "/users/0/facilities/0/employeeLicense | 1001 | is not a text",
                    "/users/0/facilities/0/permissions | \"View Sales\" | is not a list",
                    "/users/0/facilities/0/permissions/1 | null | is not a text",
                    "/missingPermissionStatus | \"401\" | is not a whole number",
                    "/limits | 50 | is not an object",
                    "/limits/facilityPerSecond | \"50\" | is not a whole number",
                    "/limits/facilityConcurrent | 1.5 | is not a whole number",
                    "/limits/vendorPerSecond | true | is not a whole number",
                    "/limits/vendorConcurrent | 3000000000 | is not a whole number of at most 2147483647",
                    "/latencyMillis | \"soon\" | is not a whole number"
                })
        void becauseOfAWrongType(String pointer, String value, String complaint) throws IOException {
            assertRefused(changed(pointer, value), place(pointer), complaint);
        }

        @ParameterizedTest
        @CsvSource(
                delimiter = '|',
                value = {
                    "/jurisdiction | \"Colorado!\" | not the code of a jurisdiction",
                    "/vendorKeys | [] | is missing or empty: name at least one vendor key",
                    "/vendorKeys/0 | \" \" | is empty",
                    "/vendorKeys/0 | \"a:b\" | has a colon",
                    "/facilities/0/license | \"\" | is empty",
                    "/facilities/0/flags/0 | \"CanSellToCustomers\" | the nearest are CanSellToConsumers",
                    "/facilities/0/startDate | \"01/01/2020\" | is not a date: write it as 2030-12-31",
                    "/facilities/0/endDate | \"2030-02-30\" | is not a date: write it as 2030-12-31",
                    "/users/0/id | \"\" | is empty",
                    "/users/0/key | \"\" | is empty",
                    "/users/0/key | \"a\\nb\" | has a line break",
                    "/users/0/facilities/0/license | \"402-00009\" | is no license among the facilities",
                    "/users/0/facilities/0/permissions/0 | \"View Sale\" | the nearest are View Sales",
                    "/missingPermissionStatus | 404 | choose 401 or 403",
                    "/latencyMillis | -1 | choose zero to ten minutes",
                    "/latencyMillis | 600001 | choose zero to ten minutes",
                    "/limits/facilityPerSecond | 0 | choose 1 or more",
                    "/limits/facilityConcurrent | -1 | choose 1 or more",
                    "/limits/vendorPerSecond | 0 | choose 1 or more",
                    "/limits/vendorConcurrent | 0 | choose 1 or more"
                })
        void becauseOfAWrongValue(String pointer, String value, String complaint) throws IOException {
            // Those that are refused as a whole are named by the field that holds them.
            String named =
                    pointer.replaceFirst("(/flags|/permissions)/\\d$", "$1").replaceFirst("^/limits/.*", "/limits");
            assertRefused(changed(pointer, value), place(named), complaint);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/vendorKeys",
                    "/facilities/0/license",
                    "/users/0/id",
                    "/users/0/key",
                    "/users/0/facilities/0/license"
                })
        void becauseOfAMissingField(String pointer) throws IOException {
            assertRefused(changed(pointer, "null"), place(pointer), "is missing");
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "/facilities/0", "/users/0", "/users/0/facilities/0", "/limits"})
        void becauseOfAFieldThatIsNotKnown(String parent) throws IOException {
            JsonNode seed = JSON.readTree(WHOLE);
            ((ObjectNode) seed.at(parent)).put("nickname", "x");
            assertRefused(seed.toString(), place(parent + "/nickname"), "is not known: use ");
        }

        static Stream<Arguments> doubles() {
            return Stream.of(
                    Arguments.of("/vendorKeys", "\"" + VENDOR_KEY + "\"", "vendorKeys[1]"),
                    Arguments.of("/facilities", "{\"license\": \"402-00001\"}", "facilities[1].license"),
                    Arguments.of("/users", "{\"id\": \"emp-7\", \"key\": \"" + OTHER_KEY + "\"}", "users[1].id"),
                    Arguments.of("/users", "{\"id\": \"emp-8\", \"key\": \"" + USER_KEY + "\"}", "users[1].key"),
                    Arguments.of(
                            "/users/0/facilities", "{\"license\": \"402-00001\"}", "users[0].facilities[1].license"));
        }

        @ParameterizedTest
        @MethodSource("doubles")
        void becauseOfTheSameTwice(String list, String second, String place) throws IOException {
            JsonNode seed = JSON.readTree(WHOLE);
            ((ArrayNode) seed.at(list)).add(JSON.readTree(second));
            assertRefused(seed.toString(), place);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "[]", "null", "\"seed\""})
        void becauseItIsNoObject(String json) throws IOException {
            assertRefused(json, "the whole file", "is not an object");
        }

        static Stream<Arguments> textsThatAreNotJson() {
            return Stream.of(
                    Arguments.of(WHOLE.replace("\"limits\"", "limits"), "line 10"),
                    Arguments.of(WHOLE.replace("\"" + USER_KEY + "\"", USER_KEY), "line 6"),
                    Arguments.of(WHOLE + "}", "line 14"),
                    Arguments.of(WHOLE + USER_KEY, "line 14"),
                    Arguments.of(WHOLE.substring(0, WHOLE.length() / 2), "line 6"),
                    Arguments.of(
                            WHOLE.replace("\"key\"", "\"key\": \"" + OTHER_KEY + "\", \"key\""),
                            "names a field twice, at line 6"));
        }

        @ParameterizedTest
        @MethodSource("textsThatAreNotJson")
        void becauseItIsNotValidJson(String text, String place) throws IOException {
            assertRefused(text, place, "fix it there");
        }

        @Test
        void becauseItIsNotThere() {
            assertRefused(directory.resolve("seed.json"), "is not there: check the path");
        }

        @Test
        void becauseItIsADirectory() {
            assertRefused(directory, "cannot be read: check that it is a file");
        }

        @Test
        void becauseItIsNotUtf8() throws IOException {
            Path file = directory.resolve("seed.json");
            Files.write(file, WHOLE.replace("Main Street", "Café").getBytes(StandardCharsets.ISO_8859_1));
            assertRefused(file, "is not text in UTF-8");
        }

        private void assertRefused(String seed, String... complaints) throws IOException {
            assertRefused(Files.writeString(directory.resolve("seed.json"), seed), complaints);
        }

        /** By the class itself first: a seed that is taken would be served until somebody stops it. */
        private static void assertRefused(Path file, String... complaints) {
            assertThatThrownBy(() -> Seed.read(file).start(0).close())
                    .isInstanceOf(UsageException.class)
                    .hasMessageContaining(file.toString())
                    .hasMessageContainingAll(complaints);
            WorkbenchRun ran = WorkbenchRun.workbench(Map.of(), "fake", "--port", "0", "--seed", file.toString());
            assertThat(ran.code()).isEqualTo(64);
            assertThat(ran.out()).isEmpty();
            assertThat(ran.err().lines()).hasSize(1);
            assertThat(ran.err()).contains(file.toString()).contains(complaints);
            assertThat(ran.err())
                    .doesNotContain(VENDOR_KEY, USER_KEY, OTHER_KEY)
                    .doesNotContain("Exception");
        }
    }

    /** The whole seed with another value in one place. */
    private static String changed(String pointer, String value) throws JsonProcessingException {
        JsonNode seed = JSON.readTree(WHOLE);
        int slash = pointer.lastIndexOf('/');
        JsonNode parent = seed.at(pointer.substring(0, slash));
        String name = pointer.substring(slash + 1);
        JsonNode replacement = JSON.readTree(value);
        if (parent instanceof ArrayNode list) {
            list.set(Integer.parseInt(name), replacement);
        } else {
            ((ObjectNode) parent).set(name, replacement);
        }
        return seed.toString();
    }

    /** A JSON pointer as a person would write it: {@code /users/0/key} as {@code users[0].key}. */
    private static String place(String pointer) {
        return pointer.substring(1).replaceAll("/(\\d+)", "[$1]").replace('/', '.');
    }

    private static HttpRequest request(FakeMetrc metrc, String pathAndQuery) {
        String pair = VENDOR_KEY + ":" + USER_KEY;
        return HttpRequest.newBuilder(URI.create(metrc.baseUri() + pathAndQuery))
                .timeout(Duration.ofSeconds(30))
                .version(HttpClient.Version.HTTP_1_1)
                .header(
                        AuthorizationHeader.NAME,
                        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private static HttpResponse<String> get(FakeMetrc metrc, String pathAndQuery) throws Exception {
        return CLIENT.send(request(metrc, pathAndQuery), HttpResponse.BodyHandlers.ofString());
    }

    private static JsonNode body(HttpResponse<String> answer) throws JsonProcessingException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }
}
