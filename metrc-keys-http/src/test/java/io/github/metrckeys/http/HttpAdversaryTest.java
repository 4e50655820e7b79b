package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.json.ReportJson;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.UserApiKey;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tries to get a key out, a call signed by the wrong person, or a false verdict. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpAdversaryTest {

    private static final String KEY = "Qk3vT9zXw2LmN8pRs5uYb7cDf4gHj6aEo1iUyWtVrKxZqMnB";
    private final HttpPermissionProbe probe = HttpPermissionProbe.builder().build();

    private ValidationReport withLists(String answer) throws Exception {
        try (RawServer server = new RawServer((request, out) -> RawServer.write(
                out, request.path().equals("/facilities/v2/") ? ShopFixture.answer(request) : answer))) {
            return probe.validate(ShopFixture.request(server.uri()));
        }
    }

    private ValidationReport withFacilities(String answer) throws Exception {
        try (RawServer server = new RawServer((request, out) -> RawServer.write(
                out, request.path().equals("/facilities/v2/") ? answer : ShopFixture.answer(request)))) {
            return probe.validate(ShopFixture.request(server.uri()));
        }
    }

    @Test
    void aSessionOfOnePersonIsNotSentWithTheKeyOfAnother() throws Exception {
        HttpPermissionProbe borrowing;
        try {
            borrowing = HttpPermissionProbe.builder()
                    .httpClient(HttpClient.newBuilder()
                            .cookieHandler(new CookieManager())
                            .build())
                    .build();
        } catch (InvalidInputException refused) {
            return;
        }
        try (RawServer server = new RawServer((request, out) -> RawServer.write(
                out,
                ShopFixture.answer(request).replaceFirst("\r\n", "\r\nSet-Cookie: session=of-emp-7; Path=/\r\n")))) {
            borrowing.validate(ShopFixture.request(server.uri()));
            int before = server.requests().size();
            borrowing.validate(ProbeRequest.individual(
                    Facility.of(Jurisdiction.of("CO", server.uri()), ShopFixture.LICENSE),
                    UserId.of("emp-8"),
                    ShopFixture.VENDOR_KEY,
                    UserApiKey.of("other-key")));
            assertThat(server.requests().subList(before, server.requests().size()))
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Cookie"));
        }
    }

    @Test
    void keysForLoopbackDoNotGoThroughTheProxyInTheClear() throws Exception {
        ProxySelector before = ProxySelector.getDefault();
        try (RawServer proxy = RawServer.answering(RawServer.response(502, ""));
                RawServer server = ShopFixture.open()) {
            ProxySelector.setDefault(
                    ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())));
            HttpPermissionProbe.builder().build().validate(ShopFixture.request(server.uri()));
            assertThat(proxy.requests())
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Authorization"));
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void keysForLoopbackDoNotGoThroughTheProxyOfABorrowedClient() throws Exception {
        try (RawServer proxy = RawServer.answering(RawServer.response(502, ""));
                RawServer server = ShopFixture.open()) {
            HttpClient client = HttpClient.newBuilder()
                    .proxy(ProxySelector.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy.port())))
                    .build();
            try {
                HttpPermissionProbe.builder().httpClient(client).build().validate(ShopFixture.request(server.uri()));
            } catch (InvalidInputException refused) {
                return;
            }
            assertThat(proxy.requests())
                    .allSatisfy(request -> assertThat(request.headers()).doesNotContainKey("Authorization"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ShopFixture.SIGNATURE,
                "dmVuZG9yLWtleTp1c2VyLWtleQ",
                "dmVuZG9yLWtleTp1c2Vy",
                "vendor\u200b-key:user\u200b-key"
            })
    void anEchoOfTheKeysInAnotherFormIsNoLicenseType(String echo) throws Exception {
        ValidationReport report = withFacilities(RawServer.response(
                200, ShopFixture.facilities(ShopFixture.LICENSE).replace("Retail Store", echo)));
        assertThat(report + ReportFormat.TEXT.render(report) + ReportJson.write(report))
                .doesNotContain(echo);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Message\":\"Invalid or no authentication provided.\"}",
                "{\"error\":\"down for maintenance\"}",
                "{}"
            })
    void anErrorInJsonWithStatus200PraisesNoKey(String body) throws Exception {
        assertThat(withLists(RawServer.response(200, body)).verdict()).isNotEqualTo(Verdict.ALL_GOOD);
    }

    @Test
    void aServerThatKnowsNoListPraisesNoKey() throws Exception {
        assertThat(withLists(RawServer.response(404, "{\"Message\":\"no\"}")).verdict())
                .isNotEqualTo(Verdict.ALL_GOOD);
    }

    @Test
    void aKeyThatDiesBehind404sIsNotPraised() throws Exception {
        boolean[] dead = {false};
        try (RawServer server = new RawServer((request, out) -> {
            boolean list = !request.path().equals("/facilities/v2/");
            RawServer.write(
                    out,
                    list
                            ? RawServer.response(404, "")
                            : dead[0] ? RawServer.response(401, "") : ShopFixture.answer(request));
            dead[0] = true;
        })) {
            assertThat(probe.validate(ShopFixture.request(server.uri())).verdict())
                    .isNotEqualTo(Verdict.ALL_GOOD);
        }
    }

    @Test
    void theLicenseIsAskedForAsMetrcWritesIt() throws Exception {
        String listed = "402R-00001";
        try (RawServer server = new RawServer((request, out) -> RawServer.write(
                out,
                request.line().contains("licenseNumber=402r-00001")
                        ? RawServer.response(401, "{\"Message\":\"no\"}")
                        : ShopFixture.answer(request, listed)))) {
            ValidationReport report =
                    probe.validate(ShopFixture.request(Facility.of(Jurisdiction.of("CO", server.uri()), "402r-00001")));
            assertThat(report.verdict()).isNotEqualTo(Verdict.PERMISSIONS_MISSING);
        }
    }

    @Test
    void theLicenseThatIsWrittenExactlySoComesBeforeOneInAnotherCase() throws Exception {
        String twin = ShopFixture.facilities("402R-1")
                .replace("\"CanSellToConsumers\":true", "\"CanSellToConsumers\":false")
                .replace("Retail Store", "Twin");
        String both = "[" + twin.substring(1, twin.length() - 1) + ","
                + ShopFixture.facilities("402r-1").substring(1);
        try (RawServer server = new RawServer((request, out) -> RawServer.write(
                out,
                request.path().equals("/facilities/v2/")
                        ? RawServer.response(200, both)
                        : ShopFixture.answer(request)))) {
            ValidationReport report =
                    probe.validate(ShopFixture.request(Facility.of(Jurisdiction.of("CO", server.uri()), "402r-1")));
            assertThat(report.licenseType()).contains("Retail Store");
        }
    }

    @Test
    void aPartOfTheListCondemnsNoKey() throws Exception {
        assertThat(withFacilities(RawServer.response(206, "[]", "Content-Range: items 0-0/9"))
                        .verdict())
                .isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void anEntryOfTheSameLicenseThatIsNoObjectOfMetrcsLeavesItOpenWhatAppliesThere() throws Exception {
        // The license is there, but the rest of the entry is damaged: nothing may be called missing for good.
        ValidationReport report = withFacilities(RawServer.response(
                200, "[{\"License\":{\"Number\":\"" + ShopFixture.LICENSE + "\"},\"FacilityType\":null}]"));
        assertThat(report.verdict()).isNotEqualTo(Verdict.KEY_REFUSED);
    }

    @Test
    void theLicenseOfColoradoHasNotEndedWhileItIsStillItsLastDayThere() throws Exception {
        UnaryOperator<String> ending =
                text -> text.replace("\"LicenseType\"", "\"EndDate\":\"2026-03-31\",\"LicenseType\"");
        try (RawServer server = new RawServer((request, out) -> RawServer.write(
                out,
                request.path().equals("/facilities/v2/")
                        ? RawServer.response(200, ending.apply(ShopFixture.facilities(ShopFixture.LICENSE)))
                        : RawServer.response(401, "")))) {
            ValidationReport report = HttpPermissionProbe.builder()
                    .clock(() -> Instant.parse("2026-04-01T02:00:00Z"))
                    .build()
                    .validate(ShopFixture.request(server.uri()));
            assertThat(report.cause()).isNotEqualTo(Optional.of(Cause.LICENSE_ENDED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400", "100000", "99999999999999999999"})
    void aPauseOfMoreThanADayIsKept(String retryAfter) throws Exception {
        try (RawServer server = RawServer.answering(RawServer.response(429, "", "Retry-After: " + retryAfter))) {
            HttpPermissionProbe.builder()
                    .deadline(Duration.ofSeconds(4))
                    .build()
                    .validate(ShopFixture.request(server.uri()));
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void aKeyGivenForTheLicenseGoesIntoNoAddress() throws Exception {
        try (RawServer server =
                new RawServer((request, out) -> RawServer.write(out, ShopFixture.answer(request, KEY)))) {
            String report;
            try {
                report = ReportFormat.TEXT.render(probe.validate(ProbeRequest.individual(
                        Facility.of(Jurisdiction.of("CO", server.uri()), KEY),
                        UserId.of("emp-7"),
                        ShopFixture.VENDOR_KEY,
                        UserApiKey.of(KEY))));
            } catch (InvalidInputException refused) {
                return;
            }
            assertThat(String.join("\n", server.lines()) + report).doesNotContain(KEY);
        }
    }
}
