package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the probe sends, and what it concludes from the answers. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpPermissionProbeTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private final HttpPermissionProbe probe =
            HttpPermissionProbe.builder().clock(() -> NOON).build();

    @Test
    void theFirstCallAsksForTheListOfFacilitiesInTheNameOfTheUser() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.response(401, ""))) {
            probe.validate(ShopFixture.request(server.uri()));

            RawServer.Request first = server.requests().get(0);
            assertThat(first.line()).isEqualTo("GET /facilities/v2/ HTTP/1.1");
            assertThat(first.headers())
                    .containsEntry("Authorization", ShopFixture.SIGNATURE)
                    .containsEntry("Accept", "application/json")
                    .containsEntry("User-Agent", "metrc-keys")
                    .containsEntry("Host", "127.0.0.1:" + server.port());
        }
    }

    @Test
    void noUpgradeToAnotherProtocolIsAskedFor() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.response(401, ""))) {
            probe.validate(ShopFixture.request(server.uri()));

            assertThat(server.requests().get(0).headers())
                    .doesNotContainKeys("Upgrade", "HTTP2-Settings", "Connection", "Cookie", "Expect");
        }
    }

    @Test
    void aPathOfTheServersAddressStandsBeforeEveryPath() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.response(401, ""))) {
            probe.validate(ShopFixture.request(server.uri().resolve("/metrc/co/")));

            assertThat(server.lines()).isNotEmpty().containsOnly("GET /metrc/co/facilities/v2/ HTTP/1.1");
        }
    }

    @Test
    void aKeyThatMayDoEverythingIsAllGoodAfterOneCallForEachPart() throws Exception {
        try (RawServer server = ShopFixture.open()) {
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));

            assertThat(report.verdict()).isEqualTo(Verdict.ALL_GOOD);
            assertThat(report.licenseType()).contains("Retail Store");
            assertThat(report.checkedAt()).isEqualTo(NOON);
            assertThat(report.calls()).isEqualTo(server.requests().size());
            assertThat(server.requests().stream().map(RawServer.Request::path))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(report.lines().stream()
                            .filter(line -> line.status() == ReportLine.Status.SUCCESS)
                            .filter(line -> line.operation().isEmpty())
                            .map(line -> line.endpoint().path().replaceFirst("/v2$", "/v2/"))
                            .toList());
        }
    }

    @Test
    void onlyGetsAreSentAndEachIsSignedAlike() throws Exception {
        try (RawServer server = ShopFixture.open()) {
            probe.validate(ShopFixture.request(server.uri()));

            assertThat(server.requests()).hasSizeGreaterThan(5).allSatisfy(request -> {
                assertThat(request.line()).startsWith("GET /").endsWith(" HTTP/1.1");
                assertThat(request.headers()).containsEntry("Authorization", ShopFixture.SIGNATURE);
            });
        }
    }

    @Test
    void noKeyStandsInAnyAddress() throws Exception {
        try (RawServer server = ShopFixture.open()) {
            probe.validate(ShopFixture.request(server.uri()));

            assertThat(server.lines())
                    .hasSizeGreaterThan(5)
                    .noneMatch(line -> line.contains("vendor") || line.contains("user"));
        }
    }

    @Test
    void aListIsAskedForByItsFirstRecordAlone() throws Exception {
        try (RawServer server = ShopFixture.open()) {
            probe.validate(ShopFixture.request(server.uri()));

            assertThat(server.lines())
                    .contains(
                            "GET /packages/v2/active?licenseNumber=402-00001&pageNumber=1&pageSize=1 HTTP/1.1",
                            "GET /tags/v2/package/available?licenseNumber=402-00001 HTTP/1.1");
        }
    }

    @Test
    void resultsOfTheLaboratoryAreAskedForOfTheFirstPackage() throws Exception {
        try (RawServer server = ShopFixture.open()) {
            probe.validate(ShopFixture.request(server.uri()));

            assertThat(server.lines())
                    .contains("GET /labtests/v2/results?licenseNumber=402-00001&packageId=17&pageNumber=1&pageSize=1"
                            + " HTTP/1.1");
        }
    }

    @Test
    void aLicenseNumberIsEscapedInTheAddress() throws Exception {
        String license = "A&B=c 1+1/\u00e4?#%";
        try (RawServer server =
                new RawServer((request, out) -> RawServer.write(out, ShopFixture.answer(request, license)))) {
            probe.validate(ShopFixture.request(Facility.of(Jurisdiction.of("CO", server.uri()), license)));

            assertThat(server.lines())
                    .contains(
                            "GET /tags/v2/package/available?licenseNumber=A%26B%3Dc+1%2B1%2F%C3%A4%3F%23%25 HTTP/1.1");
        }
    }

    @Test
    void whatTheFacilityCannotHoldIsNotAskedFor() throws Exception {
        try (RawServer server = ShopFixture.open()) {
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));

            assertThat(report.line(PermissionCategory.HARVESTS))
                    .hasValueSatisfying(line -> assertThat(line.status()).isEqualTo(ReportLine.Status.NOT_APPLICABLE));
            assertThat(server.requests().stream().map(RawServer.Request::path)).doesNotContain("/harvests/v2/active");
        }
    }

    @Test
    void aListThatIsNotFoundByPageIsAskedForWithoutPages() throws Exception {
        try (RawServer server = new RawServer((request, out) -> RawServer.write(
                out,
                request.line().startsWith("GET /items/v2/active")
                                && request.line().contains("pageNumber")
                        ? RawServer.response(404, "")
                        : ShopFixture.answer(request)))) {
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));

            assertThat(report.verdict()).isEqualTo(Verdict.ALL_GOOD);
            assertThat(server.lines())
                    .containsSubsequence(
                            "GET /items/v2/active?licenseNumber=402-00001&pageNumber=1&pageSize=1 HTTP/1.1",
                            "GET /items/v2/active?licenseNumber=402-00001 HTTP/1.1");
        }
    }

    @Test
    void aRefusalIsFollowedByTheListOfFacilitiesOnceMore() throws Exception {
        try (RawServer server = refusing("/items/v2/active")) {
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));

            assertThat(report.verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
            assertThat(server.lines()).endsWith("GET /facilities/v2/ HTTP/1.1");
            assertThat(server.lines().stream().filter(line -> line.contains("/facilities/")))
                    .hasSize(2);
        }
    }

    @Test
    void aRefusedKeyIsComparedWithTheMasterKey() throws Exception {
        try (RawServer server = new RawServer((request, out) -> RawServer.write(
                out,
                ShopFixture.SIGNATURE.equals(request.headers().get("Authorization"))
                        ? RawServer.response(401, "")
                        : ShopFixture.answer(request)))) {
            ValidationReport report =
                    probe.validate(ShopFixture.request(server.uri()).withMasterKey(ShopFixture.MASTER_KEY));

            assertThat(report.cause()).contains(Cause.USER_KEY_REJECTED);
            assertThat(server.lines()).containsExactly("GET /facilities/v2/ HTTP/1.1", "GET /facilities/v2/ HTTP/1.1");
            assertThat(server.requests().get(1).headers()).containsEntry("Authorization", ShopFixture.MASTER_SIGNATURE);
        }
    }

    @Test
    void callsForOneValidationAreUnderWayAsManyAtATimeAsWereAllowed() throws Exception {
        HttpPermissionProbe two = HttpPermissionProbe.builder().parallelism(2).build();
        ConcurrencyCounter crowd = new ConcurrencyCounter();
        try (RawServer server = new RawServer((request, out) -> {
            crowd.enter();
            String answer = ShopFixture.answer(request);
            crowd.leave();
            RawServer.write(out, answer);
        })) {
            two.validate(ShopFixture.request(server.uri()));
        }

        assertThat(crowd.most()).isLessThanOrEqualTo(2);
    }

    @Test
    void aServerThatAsksForAPauseIsAskedAgainWhenItIsOver() throws Exception {
        ThrottleOnce throttle = new ThrottleOnce("1");
        try (RawServer server = new RawServer(throttle)) {
            long start = System.nanoTime();
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));

            assertThat(report.verdict()).isEqualTo(Verdict.ALL_GOOD);
            assertThat(System.nanoTime() - start)
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1).toNanos());
            assertThat(server.lines()).startsWith("GET /facilities/v2/ HTTP/1.1", "GET /facilities/v2/ HTTP/1.1");
            assertThat(report.calls()).isEqualTo(server.requests().size());
        }
    }

    @Test
    void aPauseForWhichThereIsNoTimeEndsTheValidationAtOnce() throws Exception {
        HttpPermissionProbe patient =
                HttpPermissionProbe.builder().deadline(Duration.ofMinutes(10)).build();
        try (RawServer server = RawServer.answering(RawServer.response(429, "", "Retry-After: 3600"))) {
            ValidationReport report = patient.validate(ShopFixture.request(server.uri()));

            assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
            assertThat(report.cause()).contains(Cause.THROTTLED);
            assertThat(ShopFixture.firstCall(report.lines().get(0)).httpStatus())
                    .hasValue(429);
            assertThat(report.calls()).isEqualTo(1);
        }
    }

    @Test
    void aPauseHoldsForTheNextValidationToo() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.response(429, "", "Retry-After: 3600"))) {
            probe.validate(ShopFixture.request(server.uri()));
            ValidationReport second = probe.validate(ShopFixture.request(server.uri()));

            assertThat(second.cause()).contains(Cause.THROTTLED);
            assertThat(second.calls()).isZero();
            assertThat(ShopFixture.firstCall(second.lines().get(0)).httpStatus())
                    .isEmpty();
            assertThat(server.requests()).hasSize(1);
        }
    }

    @Test
    void noThreadIsLeftThatWouldKeepTheProgramAlive() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        try (RawServer server = ShopFixture.open()) {
            HttpPermissionProbe.builder().build().validate(ShopFixture.request(server.uri()));
        }

        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> !before.contains(thread) && !thread.isDaemon())
                        .collect(Collectors.toSet()))
                .isEmpty();
    }

    @Test
    void aReportCanBeWaitedForWithoutAThread() throws Exception {
        try (RawServer server = ShopFixture.open()) {
            ValidationReport report =
                    probe.validateAsync(ShopFixture.request(server.uri())).get(30, TimeUnit.SECONDS);

            assertThat(report.verdict()).isEqualTo(Verdict.ALL_GOOD);
        }
    }

    @Test
    void manyValidationsShareAProbe() throws Exception {
        try (RawServer server = ShopFixture.open()) {
            var first = probe.validateAsync(ShopFixture.request(server.uri()));
            var second = probe.validateAsync(ShopFixture.request(server.uri()));

            assertThat(List.of(first.get(30, TimeUnit.SECONDS), second.get(30, TimeUnit.SECONDS)))
                    .extracting(ValidationReport::verdict)
                    .containsOnly(Verdict.ALL_GOOD);
        }
    }

    @Test
    void everyLineThatWasAskedForNamesTheCallAndItsStatus() throws Exception {
        try (RawServer server = refusing("/items/v2/active")) {
            ValidationReport report = probe.validate(ShopFixture.request(server.uri()));

            ReportLine items = report.line(PermissionCategory.ITEMS).orElseThrow();
            assertThat(items.status()).isEqualTo(ReportLine.Status.FAILURE);
            assertThat(items.evidence()).hasSize(1);
            assertThat(ShopFixture.firstCall(items).endpoint().path()).isEqualTo("/items/v2/active");
            assertThat(ShopFixture.firstCall(items).httpStatus()).hasValue(401);
        }
    }

    private static RawServer refusing(String path) throws Exception {
        return new RawServer((request, out) -> RawServer.write(
                out, request.path().equals(path) ? RawServer.response(401, "") : ShopFixture.answer(request)));
    }

    /** Answers the first request with 429 and all others normally. */
    private static final class ThrottleOnce implements RawServer.Answerer {
        private final String retryAfter;
        private boolean asked;

        ThrottleOnce(String retryAfter) {
            this.retryAfter = retryAfter;
        }

        @Override
        public synchronized void answer(RawServer.Request request, OutputStream out) throws IOException {
            RawServer.write(
                    out,
                    asked ? ShopFixture.answer(request) : RawServer.response(429, "", "Retry-After: " + retryAfter));
            asked = true;
        }
    }

    private static final class ConcurrencyCounter {
        private int present;
        private int most;

        synchronized void enter() {
            present++;
            most = Math.max(most, present);
        }

        synchronized void leave() {
            present--;
        }

        synchronized int most() {
            return most;
        }
    }
}
