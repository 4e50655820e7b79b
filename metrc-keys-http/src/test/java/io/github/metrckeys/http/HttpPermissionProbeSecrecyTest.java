package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.net.http.HttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys go to the server that they were given for, and nowhere else. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpPermissionProbeSecrecyTest {

    private final HttpPermissionProbe probe = HttpPermissionProbe.builder().build();

    @ParameterizedTest
    @ValueSource(ints = {300, 301, 302, 303, 307, 308})
    void aRedirectToAnotherServerIsNotFollowed(int status) throws Exception {
        try (RawServer other = ShopFixture.open();
                RawServer server = RawServer.answering(
                        RawServer.response(status, "", "Location: " + other.uri() + "/facilities/v2"))) {
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));

            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(report.cause()).contains(Cause.UNEXPECTED_ANSWER);
            assertThat(server.requests()).hasSize(1);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aRedirectOnTheSameServerIsNotFollowedEither() throws Exception {
        try (RawServer server = new RawServer((request, out) -> RawServer.write(
                out,
                request.path().equals("/facilities/v2/")
                        ? RawServer.response(301, "", "Location: /facilities/v2")
                        : ShopFixture.answer(request)))) {
            probe.validate(ShopFixture.request(server.uri()));

            assertThat(server.lines()).containsExactly("GET /facilities/v2/ HTTP/1.1");
        }
    }

    @Test
    void aRedirectOfALaterCallIsNotFollowed() throws Exception {
        try (RawServer other = ShopFixture.open();
                RawServer server = new RawServer((request, out) -> RawServer.write(
                        out,
                        request.path().equals("/items/v2/active")
                                ? RawServer.response(307, "", "Location: " + other.uri() + "/items/v2/active")
                                : ShopFixture.answer(request)))) {
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));

            assertThat(report.lines())
                    .filteredOn(line -> line.endpoint().path().equals("/items/v2/active"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.status()).isEqualTo(ReportLine.Status.INCONCLUSIVE));
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aBorrowedClientFollowsNoRedirectEither() throws Exception {
        HttpPermissionProbe borrowing = HttpPermissionProbe.builder()
                .httpClient(HttpClient.newHttpClient())
                .build();
        try (RawServer other = ShopFixture.open();
                RawServer server = RawServer.answering(
                        RawServer.response(301, "", "Location: " + other.uri() + "/facilities/v2"))) {
            borrowing.validate(ShopFixture.request(server.uri()));

            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aServerThatAsksForOtherCredentialsGetsNone() throws Exception {
        try (RawServer server =
                RawServer.answering(RawServer.response(401, "", "WWW-Authenticate: Basic realm=\"Metrc\""))) {
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));

            assertThat(report.verdict()).isEqualTo(Verdict.KEY_REFUSED);
            // As they stand, and in each other's places: a client that answered the challenge would have asked again.
            assertThat(server.requests())
                    .extracting(request -> request.headers().get("Authorization"))
                    .containsExactly(ShopFixture.SIGNATURE, ShopFixture.SWAPPED_SIGNATURE);
        }
    }

    @Test
    void noTextOfAnAnswerAndNoKeyStandsInTheReport() throws Exception {
        String echo = "you sent " + ShopFixture.SIGNATURE + " for vendor-key and user-key";
        try (RawServer server =
                RawServer.answering(RawServer.response(401, "{\"Message\":\"" + echo + "\"}", "X-Echo: " + echo))) {
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));

            assertThat(report + ReportFormat.TEXT.render(report))
                    .contains("emp-7", ShopFixture.LICENSE)
                    .doesNotContain("you sent")
                    .doesNotContain("vendor-key")
                    .doesNotContain("user-key")
                    .doesNotContain(ShopFixture.SIGNATURE.substring(6));
        }
    }
}
