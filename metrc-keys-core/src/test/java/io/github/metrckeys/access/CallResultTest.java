package io.github.metrckeys.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.fixture.ReportFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallResultTest {

    private static final CallResult CALL = CallResult.of(HttpMethod.POST, "/packages/v2/adjust", 401);
    private static final UserId EMPLOYEE = UserId.of("emp-7");
    private static final KeyOwner OWNER = KeyOwner.individual(EvidenceFixture.SHOP.jurisdiction(), EMPLOYEE);
    private static final String HEADER = AuthorizationHeader.of(VendorApiKey.of("vendor"), UserApiKey.of("user"))
            .revealSecret();

    /** The key has every permission, so that only the call itself can be at fault. */
    private static final ValidationReport REPORT = ReportFixture.of(
            Optional.empty(),
            ReportFixture.learned(EvidenceFixture.permissionList(EvidenceFixture.allPermissions())),
            new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), List.of(), List.of()));

    @Test
    void anAnsweredCallIsExplainedByItsMethodItsPathAndItsStatus() {
        assertThat(CALL).hasToString("CallResult[POST /packages/v2/adjust: 401]");
        assertThat(CALL.explainedBy(REPORT).endpoint())
                .isEqualTo(EndpointCatalog.standard().find(HttpMethod.POST, "/packages/v2/adjust"))
                .isPresent();
        assertThat(CallResult.of(HttpMethod.POST, "/packages/v2/adjust", 429)
                        .explainedBy(REPORT)
                        .cause())
                .contains(Cause.THROTTLED);
    }

    @Test
    void aCallThatNoAnswerCameToHasNoStatus() {
        CallResult unanswered = CallResult.unanswered(HttpMethod.GET, "/packages/v2/active");

        assertThat(unanswered).hasToString("CallResult[GET /packages/v2/active: no answer]");
        assertExplained(unanswered, Cause.METRC_UNAVAILABLE);
    }

    @Test
    void aQueryIsDropped() {
        CallResult call = CallResult.of(HttpMethod.GET, "/packages/v2/active?licenseNumber=402-00001", 200);

        assertThat(call).hasToString("CallResult[GET /packages/v2/active: 200]");
        assertThat(call.explainedBy(REPORT).endpoint())
                .isEqualTo(EndpointCatalog.standard().find(HttpMethod.GET, "/packages/v2/active"))
                .isPresent();
    }

    @Test
    void ifNothingIsSaidAboutItACallIsWellSignedByItsActorAndNothingIsKnown() {
        assertNothingIsWrongWith(CALL);
    }

    @Test
    void theActorsOwnKeyIsTheRightOne() {
        assertNothingIsWrongWith(CALL.signedBy(OWNER).actedBy(EMPLOYEE));
    }

    @Test
    void aKeyOfSomebodyElseIsNotTheActors() {
        assertExplained(CALL.signedBy(OWNER).actedBy(UserId.of("emp-8")), Cause.SIGNED_BY_ANOTHER);
    }

    @Test
    void aMasterKeyIsNotTheActors() {
        assertExplained(CALL.signedBy(EvidenceFixture.MASTER).actedBy(EMPLOYEE), Cause.SIGNED_BY_ANOTHER);
    }

    @Test
    void ifSignerOrActorIsNotKnownNobodyIsBlamed() {
        assertNothingIsWrongWith(CALL.signedBy(EvidenceFixture.MASTER));
        assertNothingIsWrongWith(CALL.actedBy(EMPLOYEE));
    }

    @Test
    void aHeaderOfTheLibraryIsWellSigned() {
        assertNothingIsWrongWith(CALL.withHeader(HEADER));
    }

    @Test
    void aHeaderOfAnotherKindIsNotAndIsNotRepeated() {
        CallResult call = CALL.withHeader("Bearer CanaryCanaryCanary");

        assertExplained(call, Cause.HEADER_MALFORMED);
        assertThat(call.toString()).doesNotContain("Canary");
    }

    @Test
    void whatPeopleKnowIsKeptOnceHoweverOftenItIsSaid() {
        assertExplained(
                CALL.knowing(Circumstance.PERMISSION_JUST_GRANTED, Circumstance.PERMISSION_JUST_GRANTED),
                Cause.GRANT_NOT_IN_EFFECT);
    }

    @Test
    void whatWasSaidBeforeIsKept() {
        assertExplained(
                CALL.withHeader("Bearer x").knowing().signedBy(OWNER).actedBy(EMPLOYEE), Cause.HEADER_MALFORMED);
        assertExplained(
                CALL.signedBy(EvidenceFixture.MASTER)
                        .actedBy(EMPLOYEE)
                        .knowing()
                        .withHeader(HEADER),
                Cause.SIGNED_BY_ANOTHER);
        assertExplained(CALL.actedBy(EMPLOYEE).signedBy(EvidenceFixture.MASTER).knowing(), Cause.SIGNED_BY_ANOTHER);
        assertExplained(
                CALL.knowing(Circumstance.PERMISSION_JUST_GRANTED)
                        .signedBy(OWNER)
                        .actedBy(EMPLOYEE)
                        .withHeader(HEADER),
                Cause.GRANT_NOT_IN_EFFECT);
    }

    private static void assertNothingIsWrongWith(CallResult call) {
        assertExplained(call, Cause.REFUSED_DESPITE_PERMISSION);
    }

    private static void assertExplained(CallResult call, Cause cause) {
        assertThat(call.explainedBy(REPORT).cause()).contains(cause);
    }
}
