package io.github.metrckeys.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.probe.Circumstance;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import org.junit.jupiter.api.Test;

class CallResultTest {

    private static final CallResult CALL = CallResult.of(HttpMethod.POST, "/sales/v2/receipts", 401);
    private static final UserId EMPLOYEE = UserId.of("emp-7");
    private static final KeyOwner OWNER = KeyOwner.individual(EvidenceFixture.SHOP.jurisdiction(), EMPLOYEE);

    @Test
    void anAnsweredCallTellsItsMethodItsPathAndItsStatus() {
        assertThat(CALL.method()).isEqualTo(HttpMethod.POST);
        assertThat(CALL.path()).isEqualTo("/sales/v2/receipts");
        assertThat(CALL.httpStatus()).hasValue(401);
        assertThat(CALL).hasToString("CallResult[POST /sales/v2/receipts: 401]");
    }

    @Test
    void aCallThatNoAnswerCameToHasNoStatus() {
        CallResult unanswered = CallResult.unanswered(HttpMethod.GET, "/packages/v2/active");

        assertThat(unanswered.httpStatus()).isEmpty();
        assertThat(unanswered).hasToString("CallResult[GET /packages/v2/active: no answer]");
    }

    @Test
    void aQueryIsDropped() {
        CallResult call = CallResult.of(HttpMethod.GET, "/packages/v2/active?licenseNumber=402-00001", 200);

        assertThat(call.path()).isEqualTo("/packages/v2/active");
    }

    @Test
    void whereNothingIsSaidAboutItACallIsWellSignedByItsActorAndNothingIsKnown() {
        assertThat(CALL.wellSigned()).isTrue();
        assertThat(CALL.signedByActor()).isTrue();
        assertThat(CALL.circumstances()).isEmpty();
    }

    @Test
    void whoActedAndWhoseKeySignedAreOneWhereTheKeyIsTheirs() {
        assertThat(CALL.signedBy(OWNER).actedBy(EMPLOYEE).signedByActor()).isTrue();
    }

    @Test
    void aKeyOfSomebodyElseIsNotTheActors() {
        assertThat(CALL.signedBy(OWNER).actedBy(UserId.of("emp-8")).signedByActor())
                .isFalse();
    }

    @Test
    void aMasterKeyIsNotTheActors() {
        assertThat(CALL.signedBy(EvidenceFixture.MASTER).actedBy(EMPLOYEE).signedByActor())
                .isFalse();
    }

    @Test
    void whereOneOfTheTwoIsNotKnownNobodyIsBlamed() {
        assertThat(CALL.signedBy(EvidenceFixture.MASTER).signedByActor()).isTrue();
        assertThat(CALL.actedBy(EMPLOYEE).signedByActor()).isTrue();
    }

    @Test
    void aHeaderOfTheLibraryIsWellSigned() {
        String header = AuthorizationHeader.of(VendorApiKey.of("vendor"), UserApiKey.of("user"))
                .revealSecret();

        assertThat(CALL.withHeader(header).wellSigned()).isTrue();
    }

    @Test
    void aHeaderOfAnotherKindIsNotAndIsNotRepeated() {
        CallResult call = CALL.withHeader("Bearer CanaryCanaryCanary");

        assertThat(call.wellSigned()).isFalse();
        assertThat(call.toString()).doesNotContain("Canary");
    }

    @Test
    void whatPeopleKnowIsKeptOnceHoweverOftenItIsSaid() {
        assertThat(CALL.knowing(Circumstance.PERMISSION_JUST_GRANTED, Circumstance.PERMISSION_JUST_GRANTED)
                        .circumstances())
                .containsExactly(Circumstance.PERMISSION_JUST_GRANTED);
    }

    @Test
    void whatWasSaidBeforeIsKept() {
        CallResult call = CALL.withHeader("Bearer x")
                .knowing(Circumstance.WORKED_BEFORE)
                .signedBy(EvidenceFixture.MASTER)
                .actedBy(EMPLOYEE);

        assertThat(call.wellSigned()).isFalse();
        assertThat(call.circumstances()).containsExactly(Circumstance.WORKED_BEFORE);
        assertThat(call.signedByActor()).isFalse();
        assertThat(call.knowing().signedByActor()).isFalse();
        assertThat(call.withHeader("Bearer y").signedByActor()).isFalse();
        assertThat(call.httpStatus()).hasValue(401);
    }
}
