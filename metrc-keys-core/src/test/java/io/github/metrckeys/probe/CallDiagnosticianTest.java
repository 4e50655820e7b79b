package io.github.metrckeys.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Explanation;
import io.github.metrckeys.report.Findings;
import io.github.metrckeys.report.ReadOut;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.RemedyCode;
import io.github.metrckeys.report.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a call of the application's own was answered, explained by a report about the key. */
class CallDiagnosticianTest {

    private static ValidationReport report(ProbeEvidence evidence) {
        return new ValidationReport(
                Seen.EMPLOYEE,
                Seen.SHOP,
                Optional.empty(),
                new Findings(Optional.empty(), Seen.shop().flags(), List.of(), evidence.readOut(), Optional.empty()),
                Diagnostician.diagnose(evidence),
                Instant.EPOCH,
                Duration.ZERO,
                1);
    }

    /** The key works, with these exceptions, and the read-out has these permissions, or was not read where there are none. */
    private static ValidationReport report(Map<PermissionCategory, Outcome> exceptions, String... granted) {
        Map<PermissionCategory, Outcome> outcomes =
                Seen.outcomes(Seen.shop(), step -> exceptions.getOrDefault(step.category(), Outcome.SUCCEEDED));
        ProbeEvidence evidence = Seen.complete(Seen.shop(), outcomes);
        return report(
                granted.length == 0
                        ? evidence
                        : evidence.withReadOut(new ReadOut.Read(
                                "E-7",
                                ReadOut.Found.GIVEN,
                                KeyMode.MASTER,
                                Stream.of(granted).map(Permission::of).collect(Collectors.toSet()))));
    }

    private static Explanation explain(CallResult call, ValidationReport report) {
        return CallDiagnostician.explain(call, report);
    }

    private static void explained(CallResult call, ValidationReport report, Cause cause, RemedyCode... remedies) {
        assertThat(explain(call, report).cause()).contains(cause);
        assertThat(explain(call, report).remedies()).extracting(Remedy::code).containsExactly(remedies);
    }

    @ParameterizedTest
    @CsvSource({
        "405, NOT_HTTPS, USE_HTTPS",
        "301, NOT_HTTPS, USE_HTTPS",
        "400, REQUEST_INVALID, CORRECT_REQUEST",
        "413, TOO_MANY_OBJECTS, SPLIT_WRITE",
        "500, METRC_UNAVAILABLE, WAIT",
        "408, METRC_UNAVAILABLE, WAIT",
        "100, UNEXPECTED_ANSWER, CHECK_CONNECTION"
    })
    void aStatusMaySayItAlone(int status, Cause cause, RemedyCode remedy) {
        explained(CallResult.of(HttpMethod.POST, "/sales/v2/receipts", status), report(Map.of()), cause, remedy);
    }

    @Test
    void tooManyCallsWaitAndASilentServerIsWaitedFor() {
        explained(
                CallResult.of(HttpMethod.GET, "/packages/v2/active", 429),
                report(Map.of()),
                Cause.THROTTLED,
                RemedyCode.WAIT,
                RemedyCode.SLOW_DOWN);
        explained(
                CallResult.unanswered(HttpMethod.GET, "/packages/v2/active"),
                report(Map.of()),
                Cause.METRC_UNAVAILABLE,
                RemedyCode.WAIT,
                RemedyCode.CHECK_CONNECTION);
        explained(CallResult.of(HttpMethod.GET, "/packages/v2/active", 404), report(Map.of()), Cause.UNSUPPORTED_HERE);
    }

    @Test
    void aSuccessIsNoTrouble() {
        assertThat(explain(CallResult.of(HttpMethod.GET, "/packages/v2/active", 200), report(Map.of())))
                .isEqualTo(new Explanation(
                        Optional.empty(), Optional.of(PermissionCategory.PACKAGES.readEndpoint()), List.of()));
    }

    @Test
    void aCallUnderSomebodyElsesNameIsTroubleEvenWhereItSucceeded() {
        CallResult sale =
                CallResult.of(HttpMethod.POST, "/sales/v2/receipts", 200).actedBy(UserId.of("emp-7"));

        explained(
                sale.signedBy(KeyOwner.master(Seen.SHOP)),
                report(Map.of()),
                Cause.SIGNED_BY_ANOTHER,
                RemedyCode.KEEP_ACTOR);
        explained(
                sale.signedBy(KeyOwner.individual(Seen.SHOP.jurisdiction(), UserId.of("emp-8"))),
                report(Map.of()),
                Cause.SIGNED_BY_ANOTHER,
                RemedyCode.KEEP_ACTOR);
        assertThat(explain(sale.signedBy(Seen.EMPLOYEE), report(Map.of())).cause())
                .isEmpty();
        assertThat(explain(sale, report(Map.of())).cause()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"/packages/v1/active", "packages/V1", "/sales/v1/receipts/7"})
    void version1IsToldByItsPath(String path) {
        explained(
                CallResult.of(HttpMethod.GET, path, 404),
                report(Map.of()),
                Cause.API_VERSION_RETIRED,
                RemedyCode.USE_VERSION_2);
        assertThat(explain(CallResult.of(HttpMethod.GET, path, 200), report(Map.of()))
                        .cause())
                .isEmpty();
    }

    @Test
    void aHeaderWithOneKeyIsNoneThatMetrcReads() {
        CallResult refused = CallResult.of(HttpMethod.GET, "/packages/v2/active", 401);

        explained(
                refused.withHeader("Basic dXNlci1rZXk6"),
                report(Map.of()),
                Cause.HEADER_MALFORMED,
                RemedyCode.USE_AUTHORIZATION_HEADER);
        assertThat(explain(refused.withHeader("Basic dmVuZG9yLWtleTp1c2VyLWtleQ=="), report(Map.of()))
                        .cause())
                .contains(Cause.NOT_PROVEN);
    }

    @Test
    void whereTheKeyItselfIsRefusedTheReportSaysAllThereIs() {
        ValidationReport refused = report(Seen.opened(Seen.EMPLOYEE, Seen.without(Outcome.REFUSED)));
        Explanation why = explain(CallResult.of(HttpMethod.GET, "/packages/v2/active", 401), refused);

        assertThat(why.cause()).isEqualTo(refused.cause());
        assertThat(why.remedies()).isEqualTo(refused.remedies());
    }

    @Test
    void whereNothingIsKnownAboutTheKeyTheReportSaysWhy() {
        ValidationReport silent = report(Seen.opened(Seen.EMPLOYEE, Seen.without(Outcome.UNAVAILABLE)));

        explained(
                CallResult.of(HttpMethod.GET, "/packages/v2/active", 401),
                silent,
                Cause.METRC_UNAVAILABLE,
                RemedyCode.WAIT,
                RemedyCode.CHECK_CONNECTION);
    }

    @Test
    void whatTheLicenseTypeCannotHoldIsNobodysToMend() {
        explained(
                CallResult.of(HttpMethod.GET, "/harvests/v2/active?licenseNumber=402-00001", 401),
                report(Map.of()),
                Cause.LICENSE_TYPE_EXCLUDES,
                RemedyCode.LEAVE_CALL_OUT);
        explained(
                CallResult.of(HttpMethod.POST, "/labtests/v2/record", 401),
                report(Map.of()),
                Cause.LICENSE_IS_NO_LABORATORY,
                RemedyCode.USE_LABORATORY_LICENSE);
    }

    @Test
    void aMissingPermissionIsNamedByTheReadOutOrByARefusedLook() {
        CallResult sale = CallResult.of(HttpMethod.POST, "/sales/v2/receipts", 403);
        Remedy grant = new Remedy(RemedyCode.GRANT_PERMISSION, List.of(Permission.of("Manage Sales")));

        assertThat(explain(sale, report(Map.of(), "View Sales")).remedies()).containsExactly(grant);
        assertThat(explain(sale, report(Map.of(PermissionCategory.SALES, Outcome.REFUSED)))
                        .remedies())
                .containsExactly(grant);
    }

    @Test
    void aRecordThatIsNamedIsOfAnotherLicenseWhereTheListWorks() {
        CallResult byId = CallResult.of(HttpMethod.GET, "/packages/v2/4711", 401);

        explained(byId, report(Map.of()), Cause.RECORD_NOT_OF_LICENSE, RemedyCode.CORRECT_RECORD);
        explained(
                byId,
                report(Map.of(PermissionCategory.PACKAGES, Outcome.REFUSED)),
                Cause.PERMISSION_MISSING,
                RemedyCode.GRANT_PERMISSION);
        explained(
                byId,
                report(Map.of(PermissionCategory.PACKAGES, Outcome.UNAVAILABLE)),
                Cause.NOT_PROVEN,
                RemedyCode.READ_PERMISSIONS_OUT);
    }

    @Test
    void wholesaleNeedsAGrantOfItsOwn() {
        explained(
                CallResult.of(HttpMethod.GET, "/transfers/v2/deliveries/12/packages/wholesale", 401),
                report(Map.of()),
                Cause.SEPARATE_GRANT_MISSING,
                RemedyCode.ASK_FOR_GRANT);
    }

    @Test
    void whatIsGrantedAndGatedLacksAGrantToTheVendorOrASetting() {
        explained(
                CallResult.of(HttpMethod.POST, "/sales/v2/receipts", 401),
                report(Map.of(), "Manage Sales"),
                Cause.GATE_CLOSED,
                RemedyCode.EXTEND_VENDOR_ACCESS,
                RemedyCode.CHANGE_SETTING);
    }

    @Test
    void whatIsGrantedAndRefusedIsNewOrOfTheLicenseType() {
        CallResult items = CallResult.of(HttpMethod.POST, "/items/v2", 401);

        explained(items, report(Map.of(), "Manage Items"), Cause.REFUSED_DESPITE_PERMISSION, RemedyCode.ASK_METRC);
        explained(
                items.knowing(Circumstance.PERMISSION_JUST_GRANTED),
                report(Map.of(), "Manage Items"),
                Cause.GRANT_NOT_IN_EFFECT,
                RemedyCode.CHECK_AGAIN_THEN_RENEW);
    }

    @Test
    void whatNothingSpeaksAboutIsLeftOpen() {
        explained(
                CallResult.of(HttpMethod.POST, "/items/v2", 401),
                report(Map.of()),
                Cause.NOT_PROVEN,
                RemedyCode.READ_PERMISSIONS_OUT);
    }

    @Test
    void aCallThatTheCatalogDoesNotKnowIsExplainedByItsStatusAlone() {
        Explanation why = explain(CallResult.of(HttpMethod.GET, "/weather/v2/today", 401), report(Map.of()));

        assertThat(why.endpoint()).isEmpty();
        assertThat(why.cause()).contains(Cause.NOT_PROVEN);
    }

    @Test
    void aResultKeepsNeitherQueryNorHeader() {
        CallResult result = CallResult.of(HttpMethod.GET, "/packages/v2/active?key=secret", 401)
                .withHeader("Basic c2VjcmV0OnNlY3JldA==");

        assertThat(result.path()).isEqualTo("/packages/v2/active");
        assertThat(result.method()).isEqualTo(HttpMethod.GET);
        assertThat(result.httpStatus()).hasValue(401);
        assertThat(result.wellSigned()).isTrue();
        assertThat(result).hasToString("CallResult[GET /packages/v2/active: 401]");
        assertThat(CallResult.unanswered(HttpMethod.GET, "/x")).hasToString("CallResult[GET /x: no answer]");
        assertThat(result.knowing(Circumstance.OWNER_LEFT).circumstances()).isEqualTo(Set.of(Circumstance.OWNER_LEFT));
    }
}
