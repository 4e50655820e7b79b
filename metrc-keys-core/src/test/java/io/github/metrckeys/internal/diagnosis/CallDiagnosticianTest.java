package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.access.CallResult;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Explanation;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallDiagnosticianTest {

    private static final FacilityProfile SHOP = EvidenceFixture.shop();
    private static final String RECEIPTS = "/sales/v2/receipts";
    private static final UserId EMPLOYEE = UserId.of("emp-7");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            301 | NOT_HTTPS         | USE_HTTPS
            302 | NOT_HTTPS         | USE_HTTPS
            405 | NOT_HTTPS         | USE_HTTPS
            400 | REQUEST_INVALID   | CORRECT_REQUEST
            422 | REQUEST_INVALID   | CORRECT_REQUEST
            413 | TOO_MANY_OBJECTS  | SPLIT_WRITE
            429 | THROTTLED         | WAIT, SLOW_DOWN
            408 | METRC_UNAVAILABLE | WAIT
            500 | METRC_UNAVAILABLE | WAIT
            503 | METRC_UNAVAILABLE | WAIT
            101 | UNEXPECTED_ANSWER | CHECK_CONNECTION
            600 | UNEXPECTED_ANSWER | CHECK_CONNECTION
            """)
    void aStatusThatIsNoRefusalIsNoMatterOfTheKey(int status, Cause cause, String remedies) {
        Explanation explanation = explain(CallResult.of(HttpMethod.POST, RECEIPTS, status), allGood());

        assertThat(explanation.cause()).contains(cause);
        assertThat(explanation.remedies())
                .extracting(remedy -> remedy.code().name())
                .containsExactly(remedies.split(", ", -1));
    }

    @Test
    void aCallThatTheServerDoesNotKnowIsNothingToFix() {
        assertExplained(CallResult.of(HttpMethod.GET, "/tags/v2/staged", 404), allGood(), Cause.UNSUPPORTED_HERE);
    }

    @Test
    void noAnswerIsAnOutageOrTheConnection() {
        assertExplained(
                CallResult.unanswered(HttpMethod.POST, RECEIPTS),
                allGood(),
                Cause.METRC_UNAVAILABLE,
                Remedy.Code.WAIT,
                Remedy.Code.CHECK_CONNECTION);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 204})
    void ofACallThatSucceededNothingIsToBeSaid(int status) {
        Explanation explanation = explain(CallResult.of(HttpMethod.POST, RECEIPTS, status), allGood());

        assertThat(explanation.cause()).isEmpty();
        assertThat(explanation.remedies()).isEmpty();
        assertThat(explanation.endpoint()).isEqualTo(EndpointCatalog.standard().find(HttpMethod.POST, RECEIPTS));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401})
    void aCallThatAnotherKeySignedIsUnderTheWrongNameEvenWhereItSucceeded(int status) {
        assertExplained(
                CallResult.of(HttpMethod.POST, RECEIPTS, status)
                        .signedBy(EvidenceFixture.MASTER)
                        .actedBy(EMPLOYEE),
                allGood(),
                Cause.SIGNED_BY_ANOTHER,
                Remedy.Code.KEEP_ACTOR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sales/v1/receipts", "sales/v1/receipts", "/sales/V1", "/unitsofmeasure/v1/active"})
    void version1IsBeingRetired(String path) {
        assertExplained(
                CallResult.of(HttpMethod.GET, path, 404),
                allGood(),
                Cause.API_VERSION_RETIRED,
                Remedy.Code.USE_VERSION_2);
    }

    @ParameterizedTest
    @CsvSource({"429, THROTTLED", "408, METRC_UNAVAILABLE", "500, METRC_UNAVAILABLE", "503, METRC_UNAVAILABLE"})
    void anOutageIsNoSignThatVersion1IsGone(int status, Cause cause) {
        assertThat(explain(CallResult.of(HttpMethod.GET, "/sales/v1/receipts", status), allGood())
                        .cause())
                .contains(cause);
        assertThat(explain(CallResult.unanswered(HttpMethod.GET, "/sales/v1/receipts"), allGood())
                        .cause())
                .contains(Cause.METRC_UNAVAILABLE);
    }

    @Test
    void aCallOfVersion1ThatSucceededIsLeftAlone() {
        assertThat(explain(CallResult.of(HttpMethod.GET, "/sales/v1/receipts", 200), allGood())
                        .cause())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sales/v2/v1", "/sales/v10/receipts", "/v1/sales/receipts"})
    void noOtherPathIsOfVersion1(String path) {
        assertThat(explain(CallResult.of(HttpMethod.GET, path, 404), allGood()).cause())
                .contains(Cause.UNSUPPORTED_HERE);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aRefusedCallThatWasNotSignedAsMetrcReadsItIsSignedWithTheLibrary(int status) {
        assertExplained(
                CallResult.of(HttpMethod.POST, RECEIPTS, status).withHeader("Bearer abc"),
                allGood(),
                Cause.HEADER_MALFORMED,
                Remedy.Code.USE_AUTHORIZATION_HEADER);
    }

    @Test
    void onlyALaboratoryReportsResults() {
        assertExplained(
                CallResult.of(HttpMethod.POST, "/labtests/v2/record", 401),
                allGood(),
                Cause.LICENSE_IS_NO_LABORATORY,
                Remedy.Code.USE_LABORATORY_LICENSE);
    }

    @Test
    void whatSomebodyDoesAtALicenseThatCannotHaveItIsForAnotherLicenseOrRole() {
        assertExplained(
                CallResult.of(HttpMethod.PUT, "/plants/v2/harvest", 401),
                allGood(),
                Cause.LICENSE_TYPE_EXCLUDES,
                Remedy.Code.CHOOSE_LICENSE_OR_ROLE);
    }

    @Test
    void aLookThatTheTypeOfTheLicenseExcludesIsLeftOut() {
        assertExplained(
                CallResult.of(HttpMethod.GET, "/plants/v2/flowering", 401),
                allGood(),
                Cause.LICENSE_TYPE_EXCLUDES,
                Remedy.Code.LEAVE_CALL_OUT);
    }

    @Test
    void aPermissionThatThePermissionListLacksIsMissing() {
        assertMissing(
                CallResult.of(HttpMethod.POST, RECEIPTS, 401),
                allGoodWith(EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Sales"))),
                "Manage Sales");
    }

    @Test
    void ofSeveralPermissionsThoseAreNamedThatAreMissing() {
        assertMissing(
                CallResult.of(HttpMethod.POST, "/packages/v2/adjust", 401),
                withoutLabResults(
                        EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Packages Inventory"))),
                "Manage Packages Inventory");
    }

    @Test
    void aListThatALookContradictsSaysNothingAboutACall() {
        ValidationReport lacking = allGoodWith(
                EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Tags", "Manage Sales")));
        ValidationReport granting =
                allGoodWith(EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Tags")));

        assertThat(Stream.of(lacking, granting)
                        .map(report -> explain(CallResult.of(HttpMethod.POST, RECEIPTS, 401), report)
                                .cause()))
                .containsOnly(Optional.of(Cause.PERMISSION_LIKELY_MISSING));
        assertLikely(CallResult.of(HttpMethod.DELETE, "/sales/v2/receipts/4711", 401), granting, check("Manage Sales"));
    }

    @Test
    void whereALookContradictsTheListOnlyWhatWasShownToBeMissingIsNamed() {
        Map<PermissionCategory, Outcome> outcomes = EvidenceFixture.outcomes(
                SHOP,
                step -> step.category() == PermissionCategory.PACKAGES
                        ? Outcome.REFUSED
                        : step.category() == PermissionCategory.LAB_RESULTS ? Outcome.NOT_FOUND : Outcome.SUCCEEDED);

        assertMissing(
                CallResult.of(HttpMethod.POST, "/packages/v2/adjust", 401),
                report(EvidenceFixture.complete(SHOP, outcomes)
                        .withPermissionList(EvidenceFixture.permissionList("Manage Sales"))),
                "View Packages");
    }

    @Test
    void aCallOfThePastContradictsNoList() {
        ProbeEvidence evidence = EvidenceFixture.complete(
                        EvidenceFixture.withSuccesses(Operation.RING_SALE.endpoint()),
                        SHOP,
                        EvidenceFixture.outcomes(SHOP, step -> Outcome.SUCCEEDED))
                .withPermissionList(EvidenceFixture.permissionList(EvidenceFixture.allPermissionsBut("Manage Sales")));

        assertMissing(CallResult.of(HttpMethod.POST, RECEIPTS, 401), report(evidence), "Manage Sales");
    }

    @Test
    void aPermissionThatARefusedLookShowedToBeMissingIsMissing() {
        assertMissing(
                CallResult.of(HttpMethod.POST, RECEIPTS, 403), refusedLook(PermissionCategory.SALES), "Manage Sales");
    }

    @Test
    void ofPermissionsOfWhichOneIsEnoughTheLeastIsNamed() {
        assertMissing(
                CallResult.of(HttpMethod.GET, "/sales/v2/receipts/active", 401),
                refusedLook(PermissionCategory.SALES),
                "View Sales");
    }

    @Test
    void aWholesalePriceNeedsAGrantOfItsOwn() {
        assertExplained(
                CallResult.of(HttpMethod.GET, "/transfers/v2/deliveries/77/packages/wholesale/", 401),
                allGood(),
                Cause.SEPARATE_GRANT_MISSING,
                Remedy.Code.ASK_FOR_GRANT);
    }

    @Test
    void aRecordThatIsRefusedWhereTheListIsAnsweredIsNoneOfTheLicense() {
        assertExplained(
                CallResult.of(HttpMethod.GET, "/packages/v2/4711?licenseNumber=402-00001", 401),
                allGood(),
                Cause.RECORD_NOT_OF_LICENSE,
                Remedy.Code.CORRECT_RECORD);
    }

    @Test
    void thatAListIsAnsweredDoesNotProveThatItsRecordsMayBeChanged() {
        assertLikely(
                CallResult.of(HttpMethod.DELETE, "/sales/v2/receipts/4711", 401),
                allGood(),
                check("Manage Sales"),
                Remedy.of(Remedy.Code.READ_PERMISSIONS_OUT));
    }

    @Test
    void aRecordThatMayBeChangedAndIsRefusedIsNoneOfTheLicense() {
        assertExplained(
                CallResult.of(HttpMethod.DELETE, "/sales/v2/receipts/4711", 401),
                allGoodWith(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())),
                Cause.RECORD_NOT_OF_LICENSE,
                Remedy.Code.CORRECT_RECORD);
    }

    @Test
    void thatOnePartOfSalesIsAnsweredSaysNothingAboutRecordsOfAnother() {
        FacilityProfile delivering = EvidenceFixture.profile(EvidenceFixture.flags(flag -> true), Optional.empty());
        Map<PermissionCategory, Outcome> outcomes = EvidenceFixture.outcomes(
                delivering,
                step -> step.category() == PermissionCategory.SALES_DELIVERIES
                        ? Outcome.UNAVAILABLE
                        : Outcome.SUCCEEDED);

        assertThat(explain(
                                CallResult.of(HttpMethod.GET, "/sales/v2/deliveries/4711", 401),
                                report(EvidenceFixture.complete(delivering, outcomes)))
                        .cause())
                .contains(Cause.PERMISSION_LIKELY_MISSING);
    }

    @Test
    void aRecordIsSuspectIfAnotherLookShowedThePermission() {
        Map<PermissionCategory, Outcome> outcomes = EvidenceFixture.outcomes(
                SHOP, step -> step.category() == PermissionCategory.PACKAGES ? Outcome.THROTTLED : Outcome.SUCCEEDED);

        assertThat(explain(
                                CallResult.of(HttpMethod.GET, "/packages/v2/4711", 401),
                                report(EvidenceFixture.complete(SHOP, outcomes)))
                        .cause())
                .contains(Cause.RECORD_NOT_OF_LICENSE);
    }

    @Test
    void whereThePermissionIsGrantedTheGatesAreLeft() {
        assertExplained(
                CallResult.of(HttpMethod.POST, RECEIPTS, 401),
                allGoodWith(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())),
                Cause.GATE_CLOSED,
                Remedy.Code.EXTEND_VENDOR_ACCESS,
                Remedy.Code.CHANGE_SETTING);
    }

    @Test
    void aListOfAnotherPartSaysNothingAboutARecord() {
        assertThat(explain(
                                CallResult.of(HttpMethod.GET, "/retailid/v2/receive/1A4FF01", 401),
                                allGoodWith(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())))
                        .cause())
                .contains(Cause.GATE_CLOSED);
    }

    @Test
    void whatWasGrantedJustNowIsNotInEffectYet() {
        assertExplained(
                CallResult.of(HttpMethod.POST, "/packages/v2/adjust", 401)
                        .knowing(Circumstance.PERMISSION_JUST_GRANTED),
                allGoodWith(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())),
                Cause.GRANT_NOT_IN_EFFECT,
                Remedy.Code.CHECK_AGAIN_THEN_RENEW);
    }

    @Test
    void whatIsGrantedAndRefusedAllTheSameIsCheckedAgain() {
        assertExplained(
                CallResult.of(HttpMethod.POST, "/packages/v2/adjust", 401),
                allGoodWith(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())),
                Cause.REFUSED_DESPITE_PERMISSION,
                Remedy.Code.CHECK_AGAIN_THEN_RENEW);
    }

    @Test
    void ifNothingSpeaksAboutThePermissionItIsMostLikelyOff() {
        assertLikely(
                CallResult.of(HttpMethod.POST, "/packages/v2/adjust", 401),
                withoutLabResults(PermissionList.NOT_ASKED),
                check("Manage Packages Inventory"),
                Remedy.of(Remedy.Code.READ_PERMISSIONS_OUT));
    }

    @Test
    void aRefusedSaleMayAlsoBeTheVendorsAccessOrASetting() {
        assertLikely(
                CallResult.of(HttpMethod.POST, RECEIPTS, 401),
                allGood(),
                check("Manage Sales"),
                Remedy.of(Remedy.Code.EXTEND_VENDOR_ACCESS),
                Remedy.of(Remedy.Code.CHANGE_SETTING),
                Remedy.of(Remedy.Code.READ_PERMISSIONS_OUT));
        assertThat(explain(CallResult.of(HttpMethod.POST, RECEIPTS, 401), allGood())
                        .sentence(allGood()))
                .contains("most likely Manage Sales is off");
    }

    @Test
    void whatALookShowedToBeGrantedIsNotSaidToBeOff() {
        assertExplained(
                CallResult.of(HttpMethod.POST, "/packages/v2/adjust", 401),
                allGood(),
                Cause.REFUSED_DESPITE_PERMISSION,
                Remedy.Code.CHECK_AGAIN_THEN_RENEW);
    }

    @Test
    void oneRefusedCallIsNotEverything() {
        ValidationReport report = allGoodWith(EvidenceFixture.permissionList(EvidenceFixture.allPermissions()));

        assertThat(explain(CallResult.of(HttpMethod.POST, "/packages/v2/adjust", 401), report)
                        .sentence(report))
                .contains("refused this call")
                .doesNotContain("everything");
    }

    @Test
    void permissionsThatWereReadAreNotAskedForAgain() {
        assertLikely(
                CallResult.of(HttpMethod.POST, "/packages/v2/adjust", 401),
                withoutLabResults(EvidenceFixture.permissionList("View Packages", "Package Inventory Writer")),
                check("Manage Packages Inventory"));
    }

    @Test
    void ofACallThatIsNotInTheCatalogNothingIsProven() {
        Explanation explanation = explain(CallResult.of(HttpMethod.GET, "/something/v2/new", 401), allGood());

        assertThat(explanation.endpoint()).isEmpty();
        assertThat(explanation.cause()).contains(Cause.NOT_PROVEN);
    }

    @Test
    void whereTheKeyItselfIsRefusedThatIsWhy() {
        ValidationReport report =
                report(EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.without(Outcome.REFUSED))
                        .withControl(EvidenceFixture.listed(SHOP)));

        assertExplained(
                CallResult.of(HttpMethod.POST, RECEIPTS, 401),
                report,
                Cause.USER_KEY_REJECTED,
                Remedy.Code.RENEW_USER_KEY);
    }

    @Test
    void whereNothingIsKnownOfTheKeyThatIsWhatIsSaid() {
        assertExplained(
                CallResult.of(HttpMethod.POST, RECEIPTS, 401),
                report(EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.without(Outcome.THROTTLED))),
                Cause.THROTTLED,
                Remedy.Code.WAIT,
                Remedy.Code.SLOW_DOWN);
    }

    @Test
    void anInconclusiveReportFromInsideTheFacilityStillExplainsWhatItKnows() {
        Map<PermissionCategory, Outcome> outcomes = EvidenceFixture.outcomes(
                SHOP, step -> step.category() == PermissionCategory.TAGS ? Outcome.UNAVAILABLE : Outcome.SUCCEEDED);
        ValidationReport report = report(EvidenceFixture.complete(SHOP, outcomes));

        assertThat(report.verdict()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(explain(CallResult.of(HttpMethod.PUT, "/plants/v2/harvest", 401), report)
                        .cause())
                .contains(Cause.LICENSE_TYPE_EXCLUDES);
    }

    @Test
    void aRefusedKeyIsNotTheReasonWhereTheHeaderCarriedNone() {
        ValidationReport report =
                report(EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.without(Outcome.REFUSED)));

        assertThat(explain(CallResult.of(HttpMethod.POST, RECEIPTS, 401).withHeader("Basic ?"), report)
                        .cause())
                .contains(Cause.HEADER_MALFORMED);
    }

    @Test
    void aRefusedKeyIsNotTheReasonWhereAnotherKeySigned() {
        ValidationReport report =
                report(EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.without(Outcome.REFUSED)));

        assertThat(explain(
                                CallResult.of(HttpMethod.POST, RECEIPTS, 401)
                                        .signedBy(EvidenceFixture.MASTER)
                                        .actedBy(EMPLOYEE),
                                report)
                        .cause())
                .contains(Cause.SIGNED_BY_ANOTHER);
    }

    @Test
    void aRefusedKeyIsNotTheReasonWhereTheCallWasNotRefused() {
        ValidationReport report =
                report(EvidenceFixture.opened(EvidenceFixture.EMPLOYEE, EvidenceFixture.without(Outcome.REFUSED)));

        assertThat(explain(CallResult.of(HttpMethod.POST, RECEIPTS, 503), report)
                        .cause())
                .contains(Cause.METRC_UNAVAILABLE);
    }

    @Test
    void whatToDoAboutALineIsWhatToDoAboutItsCall() {
        ValidationReport report = refusedLook(PermissionCategory.SALES);
        ReportLine sale = report.line(Operation.RING_SALE).orElseThrow();

        assertThat(CallDiagnostician.remedies(sale, Cause.LICENSE_TYPE_EXCLUDES, report))
                .containsExactly(Remedy.of(Remedy.Code.LEAVE_CALL_OUT));
        assertThat(CallDiagnostician.remedies(sale, Cause.PERMISSION_MISSING, report))
                .containsExactly(new Remedy(Remedy.Code.GRANT_PERMISSION, List.of(Permission.of("Manage Sales"))));
        assertThat(CallDiagnostician.remedies(sale, Cause.THROTTLED, report)).isEqualTo(report.remedies());
    }

    @Test
    void ifNobodyKnowsWhichPermissionOfALineIsMissingAllAreNamed() {
        ReportLine adjust = withoutLabResults(PermissionList.NOT_ASKED)
                .line(Operation.ADJUST_PACKAGE)
                .orElseThrow();

        assertThat(CallDiagnostician.remedies(
                        adjust, Cause.PERMISSION_MISSING, withoutLabResults(PermissionList.NOT_ASKED)))
                .containsExactly(new Remedy(
                        Remedy.Code.GRANT_PERMISSION,
                        adjust.requiredPermissions().permissions()));
    }

    @Test
    void anExplanationIsSaidInASentence() {
        ValidationReport report = refusedLook(PermissionCategory.SALES);
        Explanation explanation = explain(CallResult.of(HttpMethod.POST, RECEIPTS, 401), report);

        assertThat(explanation.sentence(report))
                .isEqualTo("The key of emp-7 works at 402-00001, but it lacks Manage Sales.");
    }

    private static ValidationReport allGood() {
        return allGoodWith(PermissionList.NOT_ASKED);
    }

    private static ValidationReport allGoodWith(PermissionList permissionList) {
        return report(EvidenceFixture.complete(SHOP, EvidenceFixture.outcomes(SHOP, step -> Outcome.SUCCEEDED))
                .withPermissionList(permissionList));
    }

    /** What needs the same permissions as some calls is not known here, so that the list alone speaks about them. */
    private static ValidationReport withoutLabResults(PermissionList permissionList) {
        Map<PermissionCategory, Outcome> outcomes = EvidenceFixture.outcomes(
                SHOP,
                step -> step.category() == PermissionCategory.LAB_RESULTS ? Outcome.NOT_FOUND : Outcome.SUCCEEDED);
        return report(EvidenceFixture.complete(SHOP, outcomes).withPermissionList(permissionList));
    }

    private static ValidationReport refusedLook(PermissionCategory category) {
        return report(EvidenceFixture.complete(
                SHOP,
                EvidenceFixture.outcomes(
                        SHOP, step -> step.category() == category ? Outcome.REFUSED : Outcome.SUCCEEDED)));
    }

    private static ValidationReport report(ProbeEvidence evidence) {
        ValidationReport.Diagnosis diagnosis = Diagnostician.diagnose(evidence);
        KeyOwner subject = evidence.about().subject();
        return new ValidationReport(
                subject,
                EvidenceFixture.SHOP,
                Optional.empty(),
                new ValidationReport.Findings(
                        Optional.empty(),
                        evidence.profile().map(FacilityProfile::flags).orElse(ValidationReport.Findings.NONE.flags()),
                        List.of(),
                        evidence.permissionList(),
                        Optional.empty(),
                        Optional.empty(),
                        ValidationReport.Findings.MasterKey.NOT_TRIED),
                diagnosis,
                Instant.EPOCH,
                Duration.ZERO,
                1);
    }

    private static Explanation explain(CallResult call, ValidationReport report) {
        return call.explainedBy(report);
    }

    private static Remedy check(String permission) {
        return new Remedy(Remedy.Code.CHECK_PERMISSION, List.of(Permission.of(permission)));
    }

    private static void assertLikely(CallResult call, ValidationReport report, Remedy... remedies) {
        Explanation explanation = explain(call, report);

        assertThat(explanation.cause()).contains(Cause.PERMISSION_LIKELY_MISSING);
        assertThat(explanation.remedies()).containsExactly(remedies);
    }

    private static void assertExplained(
            CallResult call, ValidationReport report, Cause cause, Remedy.Code... remedies) {
        Explanation explanation = explain(call, report);

        assertThat(explanation.cause()).contains(cause);
        assertThat(explanation.remedies())
                .isEqualTo(Stream.of(remedies).map(Remedy::of).toList());
    }

    private static void assertMissing(CallResult call, ValidationReport report, String... permissions) {
        Explanation explanation = explain(call, report);

        assertThat(explanation.cause()).contains(Cause.PERMISSION_MISSING);
        assertThat(explanation.remedies())
                .containsExactly(new Remedy(
                        Remedy.Code.GRANT_PERMISSION,
                        Stream.of(permissions).map(Permission::of).toList()));
    }
}
