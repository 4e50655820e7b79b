package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The administration API of a standalone fake, called over HTTP as another program would. */
class AdminApiTest {

    private static final String PACKAGES = "/packages/v2/active?licenseNumber=402-00001";
    private static final String KEY = "a-user-key-of-nobody-for-the-side-door-000000001";
    private static final ObjectMapper JSON = new ObjectMapper();

    private FakeMetrc metrc;
    private FakeFacility shop;
    private FakeUser user;

    @BeforeEach
    void aShopWithOneEmployee() {
        metrc = FakeMetrc.builder().startAlone(0);
        shop = metrc.addFacility("402-00001")
                .name("Main Street")
                .licenseType("Retail Store")
                .flags("CanSellToConsumers");
        user = metrc.addUser("emp-7").fullName("Budtender Seven").attach(shop, "View Sales", "View Packages");
    }

    @AfterEach
    void end() {
        metrc.close();
    }

    private HttpResponse<String> door(String method, String place, String body) {
        return PlainHttpClient.send(PlainHttpClient.unsigned(metrc, "/_fake" + place)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private void done(String method, String place, String body) {
        HttpResponse<String> answer = door(method, place, body);
        assertThat(answer.body()).isEqualTo("{\"done\":true}");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private String refused(int status, String method, String place, String body) throws JsonProcessingException {
        HttpResponse<String> answer = door(method, place, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        return JSON.readTree(answer.body()).path("error").asText();
    }

    private JsonNode world() throws JsonProcessingException {
        return JSON.readTree(door("GET", "/world", "").body());
    }

    private JsonNode calls() throws JsonProcessingException {
        return JSON.readTree(door("GET", "/calls", "").body());
    }

    private int packages() {
        return PlainHttpClient.get(metrc, user.key(), PACKAGES).statusCode();
    }

    @Test
    void whatTheFakeCoversIsListedEndpointByEndpoint() {
        String page = door("GET", "/coverage", "").body();
        assertThat(EndpointCatalog.standard().endpoints())
                .allSatisfy(endpoint -> assertThat(page).contains("<td>" + endpoint + "</td>"));
        assertThat(page).contains("<td>View Sales or Manage Sales</td>").contains("<td>observed</td>");
    }

    @Test
    void theWorldIsShownWithTheEndingsOfKeysOnly() throws Exception {
        JsonNode world = world();
        assertThat(world.path("jurisdiction").asText()).isEqualTo("CO");
        JsonNode facility = world.at("/facilities/0");
        assertThat(facility.path("license").asText()).isEqualTo("402-00001");
        assertThat(facility.path("name").asText()).isEqualTo("Main Street");
        assertThat(facility.path("licenseType").asText()).isEqualTo("Retail Store");
        assertThat(facility.path("flags")).extracting(JsonNode::asText).containsExactly("CanSellToConsumers");
        JsonNode employee = world.at("/users/0");
        assertThat(employee.path("id").asText()).isEqualTo("emp-7");
        assertThat(employee.path("fullName").asText()).isEqualTo("Budtender Seven");
        assertThat(employee.path("active").booleanValue()).isTrue();
        assertThat(employee.path("keyEnding").asText()).isEqualTo(user.key().lastCharacters());
        assertThat(employee.at("/facilities/0/license").asText()).isEqualTo("402-00001");
        assertThat(employee.at("/facilities/0/employeeLicense").asText()).isEqualTo("E-1001");
        assertThat(employee.at("/facilities/0/permissions"))
                .extracting(JsonNode::asText)
                .containsExactly("View Packages", "View Sales");
        assertThat(world.toString())
                .doesNotContain(user.key().revealSecret(), metrc.vendorKey().revealSecret());
    }

    @Test
    void theCallsAreListedWithWhoSignedEach() throws Exception {
        PlainHttpClient.get(metrc, user.key(), PACKAGES + "&color=red");
        PlainHttpClient.get(metrc, UserApiKey.of(KEY), PACKAGES);
        JsonNode calls = calls();
        assertThat(calls).hasSize(2);
        JsonNode first = calls.get(0);
        assertThat(first.path("method").asText()).isEqualTo("GET");
        assertThat(first.path("path").asText()).isEqualTo("/packages/v2/active");
        assertThat(first.path("license").asText()).isEqualTo("402-00001");
        assertThat(first.path("signer").asText()).isEqualTo("emp-7");
        assertThat(first.path("keyEnding").asText()).isEqualTo(user.key().lastCharacters());
        assertThat(first.path("status").intValue()).isEqualTo(200);
        assertThat(first.path("unreadParameters")).extracting(JsonNode::asText).containsExactly("color");
        assertThat(calls.at("/1/signer").isNull()).isTrue();
        assertThat(calls.at("/1/status").intValue()).isEqualTo(401);
        assertThat(calls.at("/1/reason").asText()).isEqualTo("no user has this key");
        assertThat(calls.toString()).doesNotContain(user.key().revealSecret(), KEY);
    }

    @Test
    void aKeyThatWasSentInAUrlIsNotShown() throws Exception {
        String key = user.key().revealSecret();
        PlainHttpClient.get(metrc, user.key(), "/packages/v2/" + key + "?licenseNumber=" + key + "&" + key + "=1");
        assertThat(calls().toString()).contains("/packages/v2/[key]").doesNotContain(key);
        assertThat(door("GET", "/", "").body()).contains("/packages/v2/[key]").doesNotContain(key);
    }

    @Test
    void theListOfCallsIsCleared() throws Exception {
        packages();
        done("DELETE", "/calls", "");
        assertThat(calls()).isEmpty();
    }

    @Test
    void lookingThroughTheSideDoorIsNoCall() throws Exception {
        world();
        assertThat(calls()).isEmpty();
    }

    @Test
    void aKeyIsReplaced() {
        UserApiKey old = user.key();
        done("PUT", "/users/emp-7/key", "{\"key\": \"" + KEY + "\"}");
        assertThat(PlainHttpClient.get(metrc, old, PACKAGES).statusCode()).isEqualTo(401);
        assertThat(PlainHttpClient.get(metrc, UserApiKey.of(KEY), PACKAGES).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aUserIsDeactivatedAndActivatedAgain() throws Exception {
        done("PUT", "/users/emp-7/active", "{\"active\": false}");
        assertThat(packages()).isEqualTo(401);
        assertThat(world().at("/users/0/active").booleanValue()).isFalse();
        done("PUT", "/users/emp-7/active", "{\"active\": true}");
        assertThat(packages()).isEqualTo(200);
    }

    @Test
    void permissionsAreSetAnew() throws Exception {
        done("PUT", "/users/emp-7/facilities/402-00001", "{\"permissions\": [\"manage sales\"]}");
        assertThat(packages()).isEqualTo(401);
        assertThat(world().at("/users/0/facilities/0/employeeLicense").asText()).isEqualTo("E-1001");
        done(
                "PUT",
                "/users/emp-7/facilities/402-00001",
                "{\"permissions\": [\"View Packages\"], \"employeeLicense\": \"E-7\"}");
        assertThat(packages()).isEqualTo(200);
        assertThat(world().at("/users/0/facilities/0/employeeLicense").asText()).isEqualTo("E-7");
    }

    @Test
    void aUserIsDetached() throws Exception {
        done("DELETE", "/users/emp-7/facilities/402-00001", "");
        assertThat(packages()).isEqualTo(401);
        assertThat(world().at("/users/0/facilities")).isEmpty();
    }

    @Test
    void aUserWhoseIdHasASpaceIsFound() {
        FakeUser spaced = metrc.addUser("Budtender Eight").attach(shop, "View Packages");
        done("PUT", "/users/Budtender%20Eight/active", "{\"active\": false}");
        assertThat(PlainHttpClient.get(metrc, spaced.key(), PACKAGES).statusCode())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"kind\": \"status\", \"status\": 503} | 503 | Status 503",
                "{\"kind\": \"html\", \"status\": 502} | 502 | <h1>Gateway</h1>",
                "{\"kind\": \"throttled\", \"retryAfter\": 2} | 429 | limit of API calls",
                "{\"kind\": \"delay\", \"millis\": 1} | 200 | \"Data\"",
                "{\"kind\": \"malformedJson\"} | 200 | {\"Data\":[{\"Id\":1,"
            })
    void aFaultThatAnswersIsAddedAndCleared(String fault, int status, String body) {
        done("POST", "/faults", fault);
        HttpResponse<String> answer = PlainHttpClient.get(metrc, user.key(), PACKAGES);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(body);
        done("DELETE", "/faults", "");
        HttpResponse<String> healed = PlainHttpClient.get(metrc, user.key(), PACKAGES);
        assertThat(healed.statusCode()).isEqualTo(200);
        assertThat(healed.body()).startsWith("{\"Data\":[]");
    }

    @Test
    void aThrottlingFaultNamesThePause() {
        done("POST", "/faults", "{\"kind\": \"throttled\", \"retryAfter\": 2}");
        assertThat(PlainHttpClient.get(metrc, user.key(), PACKAGES).headers().firstValue("Retry-After"))
                .contains("2");
    }

    /** The faults differ on the wire: in how much of an answer arrives, and in whether the connection ends. */
    @ParameterizedTest
    @CsvSource({"reset, ''", "noAnswer, ''", "truncated, HTTP/1.1 200 OK"})
    void aFaultThatBreaksTheConnectionIsAddedAndCleared(String kind, String firstLine) throws Exception {
        done("POST", "/faults", "{\"kind\": \"" + kind + "\"}");
        String answer = onTheWire();
        assertThat(answer.lines().findFirst().orElse("")).isEqualTo(firstLine);
        assertThat(answer).doesNotContain("Data");
        done("DELETE", "/faults", "");
        assertThat(onTheWire()).startsWith("HTTP/1.1 200 OK").contains("\"Data\":[]");
    }

    @Test
    void aStallingFaultIsAdded() throws Exception {
        done("POST", "/faults", "{\"kind\": \"stall\"}");
        try (Socket socket = open()) {
            byte[] head = "HTTP/1.1 200 OK".getBytes(StandardCharsets.US_ASCII);
            assertThat(socket.getInputStream().readNBytes(head.length)).isEqualTo(head);
            assertThat(calls().at("/0/reason").asText()).isEqualTo("stalled body");
        }
    }

    @Test
    void aFaultBefallsOnlyTheCallsThatItNames() {
        FakeUser other = metrc.addUser("emp-8").attach(shop, "View Packages", "View Sales");
        done(
                "POST",
                "/faults",
                "{\"kind\": \"status\", \"status\": 503, \"method\": \"GET\", \"path\": \"/packages/v2/active\","
                        + " \"user\": \"emp-7\", \"onCall\": 2}");
        String receipts = "/sales/v2/receipts/active?licenseNumber=402-00001";
        assertThat(packages()).isEqualTo(200);
        assertThat(PlainHttpClient.get(metrc, other.key(), PACKAGES).statusCode())
                .isEqualTo(200);
        assertThat(PlainHttpClient.get(metrc, user.key(), receipts).statusCode())
                .isEqualTo(200);
        assertThat(packages()).isEqualTo(503);
        assertThat(packages()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET    | /nowhere                           | GET /_fake/world",
                "POST   | /world                             | GET /_fake/world",
                "GET    | /users/emp-7/key                   | PUT /_fake/users/ID/key",
                "PUT    | /users/emp-9/key                   | There is no user emp-9; there are: emp-7.",
                "PUT    | /users/emp-7/shoe                  | use key, active or facilities/LICENSE",
                "PUT    | /users/emp-7/shoes/402-00001       | use facilities/LICENSE",
                "PUT    | /users/emp-7/facilities/402-00009  | There is no license 402-00009; there are: 402-00001.",
                "DELETE | /users/emp-9/facilities/402-00001  | There is no user emp-9; there are: emp-7.",
                "DELETE | /users/emp-7/facilities/402-00009  | There is no license 402-00009; there are: 402-00001."
            })
    void aPlaceThatIsNotThereIs404AndSaysWhatIs(String method, String place, String said) throws Exception {
        assertThat(refused(404, method, place, "{\"key\": \"" + KEY + "\"}"))
                .contains(said)
                .doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PUT  | /users/emp-7/key | KEY | not valid JSON at line 1, column ",
                "PUT  | /users/emp-7/key | {\"key\": \"KEY | not valid JSON at line 1, column ",
                "PUT  | /users/emp-7/key | `` | no text \"key\"",
                "PUT  | /users/emp-7/key | [\"KEY\"] | no text \"key\"",
                "PUT  | /users/emp-7/key | {\"key\": 7} | no text \"key\"",
                "PUT  | /users/emp-7/key | {\"key\": \"\"} | is empty",
                "PUT  | /users/emp-7/key | {\"key\": \"KEY\\nKEY\"} | has a line break",
                "PUT  | /users/emp-7/key | {\"key\": \"KEY\", \"KEY\": 1} | nothing here reads: use key",
                "PUT  | /users/emp-7/key | {\"key\": \"OTHER\"} | The key of emp-7 is that of emp-8 already",
                "PUT  | /users/emp-7/active | {\"active\": \"KEY\"} | send {\"active\": true} or false",
                "PUT  | /users/emp-7/active | {} | send {\"active\": true} or false",
                "PUT  | /users/emp-7/facilities/402-00001 | {\"permissions\": \"KEY\"} | send {\"permissions\"",
                "PUT  | /users/emp-7/facilities/402-00001 | {\"permissions\": [\"View Sale\"]} | the nearest are View Sales",
                "PUT  | /users/emp-7/facilities/402-00001 | {\"permissions\": [], \"employeeLicense\": 7} | no text \"employeeLicense\"",
                "POST | /faults | {\"kind\": \"KEY\"} | use status, html",
                "POST | /faults | {} | no text \"kind\"",
                "POST | /faults | {\"kind\": \"status\"} | no whole number \"status\"",
                "POST | /faults | {\"kind\": \"status\", \"status\": 99} | choose 200 to 599",
                "POST | /faults | {\"kind\": \"html\", \"status\": 600} | choose 200 to 599",
                "POST | /faults | {\"kind\": \"throttled\", \"retryAfter\": -1} | choose zero or more",
                "POST | /faults | {\"kind\": \"delay\", \"millis\": -1} | choose zero or more",
                "POST | /faults | {\"kind\": \"reset\", \"onCall\": 0} | the first is 1",
                "POST | /faults | {\"kind\": \"reset\", \"oncall\": 1} | nothing here reads: use kind, ",
                "POST | /faults | {\"kind\": \"reset\", \"user\": \"emp-9\"} | There is no user emp-9",
                "POST | /faults | {\"kind\": \"reset\", \"method\": \"KEY\"} | use one of [GET, "
            })
    void aBodyThatCannotBeUsedIs400AndChangesNothing(String method, String place, String body, String said)
            throws Exception {
        FakeUser other = metrc.addUser("emp-8");
        JsonNode before = world();
        String sent = body.replace("KEY", KEY).replace("OTHER", other.key().revealSecret());
        assertThat(refused(400, method, place, sent))
                .contains(said)
                .doesNotContain(KEY, other.key().revealSecret(), "Exception", "io.github");
        assertThat(world()).isEqualTo(before);
        assertThat(packages()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"''", "/"})
    void thePageShowsThePeopleAndTheCalls(String place) {
        packages();
        metrc.addUser("emp-8").fullName("Unattached Eight");
        HttpResponse<String> answer = door("GET", place, "");
        assertThat(answer.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(answer.body())
                .startsWith("<!doctype html>")
                .contains("Main Street", "emp-7", "Budtender Seven", "View Packages, View Sales", "Unattached Eight")
                .contains("<td>GET /packages/v2/active</td><td>402-00001</td><td>emp-7</td><td>"
                        + user.key().lastCharacters() + "</td><td>200</td>")
                .contains("<td>" + user.key().lastCharacters() + "</td>")
                .doesNotContain(user.key().revealSecret(), metrc.vendorKey().revealSecret());
    }

    @Test
    void thePageIsPlainAndNothingInItIsRun() {
        String attack = "<script>alert('&\"')</script>";
        shop.name(attack).licenseType(attack);
        user.fullName(attack);
        PlainHttpClient.get(metrc, user.key(), "/%3Cscript%3E");
        String page = door("GET", "/", "").body();
        assertThat(page).contains("&lt;script&gt;alert('&amp;&quot;')&lt;/script&gt;");
        assertThat(page).doesNotContainIgnoringCase("<script");
    }

    @Test
    void thePageShowsWhoIsDeactivated() {
        user.deactivate();
        assertThat(door("GET", "/", "").body()).contains("emp-7 (deactivated)");
    }

    @Test
    void thePageShowsTheLatestFiftyCalls() {
        for (int i = 1; i <= 51; i++) {
            PlainHttpClient.get(metrc, user.key(), "/packages/v2/" + i + "?licenseNumber=402-00001");
        }
        assertThat(door("GET", "/", "").body())
                .contains("<td>GET /packages/v2/51</td>", "<td>GET /packages/v2/2</td>")
                .doesNotContain("<td>GET /packages/v2/1</td>");
    }

    @Test
    void theServerThatWorldsShareHasNoSideDoor() {
        try (FakeMetrc shared = FakeMetrc.start()) {
            FakeUser known = shared.addUser("emp-7");
            for (String place : new String[] {"/_fake/", "/_fake/world", "/_fake/calls"}) {
                assertThat(PlainHttpClient.send(
                                        PlainHttpClient.unsigned(shared, place).build())
                                .statusCode())
                        .as(place)
                        .isEqualTo(401);
                assertThat(PlainHttpClient.get(shared, known.key(), place).statusCode())
                        .as(place)
                        .isEqualTo(501);
            }
        }
    }

    @Test
    void aPathThatOnlyBeginsLikeTheSideDoorIsMetrcs() {
        assertThat(PlainHttpClient.send(
                                PlainHttpClient.unsigned(metrc, "/_fakes").build())
                        .statusCode())
                .isEqualTo(401);
    }

    private Socket open() throws IOException {
        Socket socket = new Socket(metrc.baseUri().getHost(), metrc.baseUri().getPort());
        socket.setSoTimeout(20_000);
        VendorApiKey vendor = metrc.vendorKey();
        String request = "GET " + PACKAGES + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: "
                + AuthorizationHeader.of(vendor, user.key()).revealSecret() + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Everything that arrives until the connection ends, normally or with a reset. */
    private String onTheWire() throws IOException {
        StringBuilder answer = new StringBuilder();
        try (Socket socket = open()) {
            int next = socket.getInputStream().read();
            while (next >= 0) {
                answer.append((char) next);
                next = socket.getInputStream().read();
            }
        } catch (SocketException e) {
            // a reset
        }
        return answer.toString();
    }
}
