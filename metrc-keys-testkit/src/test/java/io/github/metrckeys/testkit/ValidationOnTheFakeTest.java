package io.github.metrckeys.testkit;

import static io.github.metrckeys.testkit.assertj.MetrcKeysAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The probe over a real socket, one diagnosis per test. */
@ExtendWith(FakeMetrcExtension.class)
class ValidationOnTheFakeTest {

    /** With these a key lacks nothing that a retail store without deliveries, patients and plants can hold. */
    private static final String[] EVERYTHING_HERE = {
        "View Packages",
        "Manage Packages Inventory",
        "View Transfers",
        "View Transfer Templates",
        "View Sales",
        "Manage Items",
        "Manage Locations",
        "Manage Strains",
        "Manage Tags",
        "View Employees",
        "Transporters"
    };

    private static final int APPLICABLE_LINES = 11;

    private FakeMetrc metrc;
    private FakeFacility shop;
    private FakeUser user;
    private FakeUser owner;
    private final PermissionProbe probe = HttpPermissionProbe.builder()
            .requestTimeout(Duration.ofSeconds(3))
            .deadline(Duration.ofSeconds(8))
            .build();

    @BeforeEach
    void aShopInColorado(FakeMetrc given) {
        metrc = given;
        shop = metrc.addFacility("402-00001").licenseType("Retail Store").flags("AdvancedSales", "CanSellToConsumers");
        user = metrc.addUser("emp-7").attach(shop, EVERYTHING_HERE);
        owner = metrc.addUser("owner").attach(shop, EVERYTHING_HERE);
    }

    private ProbeRequest request() {
        return ProbeRequest.individual(shop.facility(), UserId.of("emp-7"), metrc.vendorKey(), user.key());
    }

    @Test
    void aKeyWithEveryPermissionIsAllGood() {
        ValidationReport report = probe.validate(request());
        assertThat(report)
                .isAllGood()
                .hasRemedies()
                .hasLine(PermissionCategory.FACILITIES, ReportLine.Status.SUCCESS)
                .hasLine(PermissionCategory.SALES, ReportLine.Status.SUCCESS)
                .hasLine(PermissionCategory.LAB_RESULTS, ReportLine.Status.SUCCESS)
                .hasLine(PermissionCategory.HARVESTS, ReportLine.Status.NOT_APPLICABLE);
        assertThat(report.licenseType()).contains("Retail Store");
    }

    @Test
    void aGoodKeyCostsOneCallForTheFacilitiesOneForEachLineAndOneForTheReadOut() {
        assertThat(probe.validate(request())).tookCalls(2 + APPLICABLE_LINES);
        assertThat(metrc.calls()).hasSize(2 + APPLICABLE_LINES);
    }

    @Test
    void failuresCostOneClosingCallMore() {
        user.revoke(shop, "View Sales");
        assertThat(probe.validate(request())).tookCalls(3 + APPLICABLE_LINES);
    }

    @Test
    void nothingButGetsIsSentAndAllOfItSignedByTheKeyThatIsValidated() {
        probe.validate(request());
        assertThat(metrc.calls())
                .allSatisfy(call -> assertThat(call.method()).isEqualTo("GET"))
                .allSatisfy(call -> assertThat(call.signer()).contains("emp-7"))
                .allSatisfy(call -> assertThat(call.unreadParameters()).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("missingPermissionStatuses")
    void aMissingPermissionIsNamedWhetherItIs401Or403(int status) {
        try (FakeMetrc other =
                FakeMetrc.builder().missingPermissionStatus(status).start()) {
            FakeFacility store = other.addFacility("402-00001").flags("CanSellToConsumers");
            FakeUser employee =
                    other.addUser("emp-7").attach(store, EVERYTHING_HERE).revoke(store, "View Sales", "Manage Tags");
            assertThat(probe.validate(ProbeRequest.individual(
                            store.facility(), UserId.of("emp-7"), other.vendorKey(), employee.key())))
                    .hasVerdict(Verdict.PERMISSIONS_MISSING, Cause.PERMISSION_MISSING)
                    .hasLine(PermissionCategory.SALES, Cause.PERMISSION_MISSING)
                    .hasLine(PermissionCategory.TAGS, ReportLine.Status.FAILURE)
                    .hasLine(PermissionCategory.PACKAGES, ReportLine.Status.SUCCESS)
                    .hasRemedies(Remedy.Code.GRANT_PERMISSION)
                    .asksFor("View Sales", "Manage Tags");
        }
    }

    static Stream<Integer> missingPermissionStatuses() {
        return Stream.of(401, 403);
    }

    @Test
    void aDeadKeyIsToldFromADeadVendorKeyByTheMasterKey() {
        ProbeRequest request = request().withMasterKey(owner.key());
        user.generateKey();
        assertThat(probe.validate(request))
                .hasVerdict(Verdict.KEY_REFUSED, Cause.USER_KEY_REJECTED)
                .hasLine(PermissionCategory.FACILITIES, ReportLine.Status.FAILURE)
                .hasRemedies(Remedy.Code.RENEW_USER_KEY)
                .tookCalls(2);
    }

    @Test
    void aDeadVendorKeyIsToldByTheMasterKeyBeingRefusedToo() {
        ProbeRequest request = request().withMasterKey(owner.key());
        metrc.removeVendor(metrc.vendorKey());
        assertThat(probe.validate(request))
                .hasVerdict(Verdict.KEY_REFUSED, Cause.VENDOR_KEY_REJECTED)
                .hasRemedies(Remedy.Code.CHECK_VENDOR_KEY, Remedy.Code.CHECK_KEY_PAIR, Remedy.Code.SETTLE_ACCESS);
    }

    @Test
    void withoutAnotherKeyADeadPairIsLeftUndecided() {
        ProbeRequest request = request();
        user.deactivate();
        assertThat(probe.validate(request))
                .hasVerdict(Verdict.KEY_REFUSED, Cause.KEY_PAIR_REJECTED)
                .tookCalls(2);
    }

    @Test
    void theSameKeyTwiceIsNoEvidence() {
        ProbeRequest request = request().withMasterKey(user.key());
        user.deactivate();
        assertThat(probe.validate(request))
                .hasVerdict(Verdict.KEY_REFUSED, Cause.KEY_PAIR_REJECTED)
                .tookCalls(2);
    }

    @Test
    void aMasterKeyThatDiedIsForTheShopToReplace() {
        ProbeRequest request = ProbeRequest.master(shop.facility(), metrc.vendorKey(), owner.key());
        owner.deactivate();
        assertThat(probe.validate(request))
                .hasVerdict(Verdict.KEY_REFUSED, Cause.KEY_PAIR_REJECTED)
                .hasRemedies(Remedy.Code.CHECK_KEY_PAIR, Remedy.Code.CHECK_VENDOR_KEY, Remedy.Code.RENEW_MASTER_KEY);
    }

    @Test
    void aLicenseThatTheUserIsNotAttachedToIsNotAttached() {
        user.detach(shop);
        assertThat(probe.validate(request()))
                .hasVerdict(Verdict.KEY_REFUSED, Cause.LICENSE_NOT_ATTACHED)
                .hasRemedies(Remedy.Code.ATTACH_USER, Remedy.Code.CORRECT_LICENSE_NUMBER)
                .tookCalls(1);
    }

    @Test
    void aLicenseThatHasEndedIsOneDiagnosis() {
        shop.endDate(LocalDate.of(2024, 6, 30));
        assertThat(probe.validate(request()))
                .hasVerdict(Verdict.KEY_REFUSED, Cause.LICENSE_ENDED)
                .hasRemedies(Remedy.Code.RENEW_LICENSE);
    }

    @Test
    void aKeyReplacedHalfwayIsNotTakenForMissingPermissions() {
        // The last line is refused as if the key had died before it; the closing call is refused too.
        metrc.fault(HttpMethod.GET, "/transporters/v2/drivers", FakeFault.status(401));
        metrc.fault(HttpMethod.GET, "/facilities/v2", FakeFault.status(401).onCall(2));
        assertThat(probe.validate(request()))
                .hasVerdict(Verdict.KEY_REFUSED, Cause.KEY_REPLACED_DURING_CHECK)
                .hasLine(PermissionCategory.TRANSPORTERS, ReportLine.Status.INCONCLUSIVE)
                .hasLine(PermissionCategory.PACKAGES, ReportLine.Status.SUCCESS)
                .hasRemedies(Remedy.Code.RENEW_USER_KEY);
    }

    @Test
    void aListThatTakesNoPagingIsAskedWithoutIt() {
        metrc.withoutPaging("/items/v2/active");
        assertThat(probe.validate(request()))
                .isAllGood()
                .hasLine(PermissionCategory.ITEMS, ReportLine.Status.SUCCESS)
                .tookCalls(3 + APPLICABLE_LINES);
    }

    @Test
    void aListThatThisServerDoesNotHaveSpoilsNothing() {
        metrc.fault(HttpMethod.GET, "/items/v2/active", FakeFault.status(404));
        assertThat(probe.validate(request())).isAllGood().hasLine(PermissionCategory.ITEMS, Cause.UNSUPPORTED_HERE);
    }

    @Test
    void laboratoryResultsAreThoseOfTheFirstPackageThatWasSeen() {
        metrc.fault(
                HttpMethod.GET,
                "/packages/v2/active",
                FakeFault.json(200, "{\"Data\":[{\"Id\":4711},{\"Id\":4712}],\"Total\":2}"));
        assertThat(probe.validate(request())).isAllGood();
    }

    static Stream<Arguments> outages() {
        return Stream.of(
                Arguments.of(FakeFault.status(500), Cause.METRC_UNAVAILABLE),
                Arguments.of(FakeFault.status(503), Cause.METRC_UNAVAILABLE),
                Arguments.of(FakeFault.html(502), Cause.METRC_UNAVAILABLE),
                Arguments.of(FakeFault.reset(), Cause.METRC_UNAVAILABLE),
                Arguments.of(FakeFault.noAnswer(), Cause.METRC_UNAVAILABLE),
                Arguments.of(FakeFault.truncated(), Cause.METRC_UNAVAILABLE),
                Arguments.of(FakeFault.stall(), Cause.METRC_UNAVAILABLE),
                Arguments.of(FakeFault.delay(Duration.ofMinutes(1)), Cause.METRC_UNAVAILABLE),
                Arguments.of(FakeFault.throttled(3600), Cause.THROTTLED),
                Arguments.of(FakeFault.html(200), Cause.UNEXPECTED_ANSWER),
                Arguments.of(FakeFault.html(401), Cause.UNEXPECTED_ANSWER),
                Arguments.of(FakeFault.html(403), Cause.UNEXPECTED_ANSWER),
                Arguments.of(FakeFault.malformedJson(), Cause.UNEXPECTED_ANSWER),
                Arguments.of(FakeFault.json(200, "\"yes\""), Cause.UNEXPECTED_ANSWER),
                Arguments.of(FakeFault.huge(9_000_000), Cause.UNEXPECTED_ANSWER),
                Arguments.of(FakeFault.redirect("https://gateway.invalid/"), Cause.UNEXPECTED_ANSWER));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void anOutageAtTheBeginningCondemnsNothing(FakeFault outage, Cause cause) {
        metrc.fault(HttpMethod.GET, "/facilities/v2", outage);
        assertThat(probe.validate(request())).hasVerdict(Verdict.INCONCLUSIVE, cause);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void anOutageOnOneLineLeavesTheOthersAndCondemnsNothing(FakeFault outage, Cause cause) {
        metrc.fault(HttpMethod.GET, "/transporters/v2/drivers", outage);
        assertThat(probe.validate(request()))
                .hasVerdict(Verdict.INCONCLUSIVE, cause)
                .hasLine(PermissionCategory.TRANSPORTERS, cause)
                .hasLine(PermissionCategory.PACKAGES, ReportLine.Status.SUCCESS);
    }

    @Test
    void anOutageAtTheEndLeavesRefusalsUndecided() {
        user.revoke(shop, "View Sales");
        metrc.fault(HttpMethod.GET, "/facilities/v2", FakeFault.status(503).onCall(2));
        assertThat(probe.validate(request()))
                .hasVerdict(Verdict.INCONCLUSIVE, Cause.METRC_UNAVAILABLE)
                .hasLine(PermissionCategory.SALES, ReportLine.Status.INCONCLUSIVE);
    }

    @Test
    void aServerThatIsNotThereIsUnavailable() {
        Facility nowhere = Facility.of(Jurisdiction.of("CO", URI.create("http://127.0.0.1:9")), "402-00001");
        assertThat(probe.validate(ProbeRequest.individual(nowhere, UserId.of("emp-7"), metrc.vendorKey(), user.key())))
                .hasVerdict(Verdict.INCONCLUSIVE, Cause.METRC_UNAVAILABLE)
                .hasRemedies(Remedy.Code.WAIT, Remedy.Code.CHECK_CONNECTION);
    }

    @Test
    void aPauseThatMetrcAsksForIsKept() {
        metrc.fault(
                HttpMethod.GET,
                "/sales/v2/receipts/active",
                FakeFault.throttled(1).onCall(1));
        assertThat(probe.validate(request())).isAllGood().tookCalls(3 + APPLICABLE_LINES);
    }

    @Test
    void manyValidationsOfOneFacilityStayWithinItsLimits() {
        Stream.generate(() -> probe.validateAsync(request()))
                .limit(12)
                .toList()
                .forEach(report -> assertThat(
                                report.orTimeout(60, TimeUnit.SECONDS).join())
                        .tookCalls(2 + APPLICABLE_LINES));
        assertThat(metrc.calls()).noneMatch(call -> call.status() == 429);
    }

    @Test
    void theReportSaysWhenTheCheckBeganByTheGivenClock() {
        Instant now = Instant.parse("2026-11-24T03:00:00Z");
        PermissionProbe punctual =
                HttpPermissionProbe.builder().clock(InstantSource.fixed(now)).build();
        assertThat(punctual.validate(request()).checkedAt()).isEqualTo(now);
    }

    @Test
    void aKeyOfAnotherJurisdictionIsRefusedThere() {
        try (FakeMetrc michigan = FakeMetrc.builder().jurisdiction("MI").start()) {
            Facility there = michigan.addFacility("AU-R-000001").facility();
            VendorApiKey vendorKey = michigan.vendorKey();
            UserApiKey key = user.key();
            assertThat(probe.validate(ProbeRequest.individual(there, UserId.of("emp-7"), vendorKey, key)))
                    .hasVerdict(Verdict.KEY_REFUSED, Cause.KEY_PAIR_REJECTED);
        }
    }
}
