package io.github.metrckeys.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.Facility;
import io.github.metrckeys.InvalidInputException;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What a request may say beside the keys. */
class ProbeOptionsTest {

    private static final VendorApiKey VENDOR_KEY = VendorApiKey.of("vendor-key-of-the-usual-length-0000000000000001");
    private static final UserApiKey USER_KEY = UserApiKey.of("user-key-of-the-usual-length-000000000000000001");
    private static final UserApiKey MASTER_KEY = UserApiKey.of("master-key-of-the-usual-length-00000000000000001");
    private static final UserApiKey OTHER_KEY = UserApiKey.of("other-key-of-the-usual-length-000000000000000001");
    private static final ProbeRequest REQUEST =
            ProbeRequest.individual(Seen.SHOP, UserId.of("emp-7"), VENDOR_KEY, USER_KEY);

    @Test
    void aRequestSaysNothingBesideItsKeysByItself() {
        assertThat(REQUEST.masterKey()).isEmpty();
        assertThat(REQUEST.controlKey()).isEmpty();
        assertThat(REQUEST.role()).isEmpty();
        assertThat(REQUEST.employeeLicense()).isEmpty();
        assertThat(REQUEST.employeeName()).isEmpty();
        assertThat(REQUEST.circumstances()).isEmpty();
        assertThat(REQUEST.successes()).isEmpty();
        assertThat(REQUEST.alsoAsk()).isEmpty();
        assertThat(REQUEST.depth()).isEqualTo(ProbeDepth.FULL);
        assertThat(REQUEST.batch()).isFalse();
    }

    @Test
    void whatIsSaidAddsUpAndLeavesTheOldRequestAsItWas() {
        ProbeRequest said = REQUEST.withMasterKey(MASTER_KEY)
                .withControlKey(OTHER_KEY)
                .forRole(Role.BUDTENDER)
                .employeeLicense(" E-7 ")
                .employeeName("Seven")
                .knowing(Circumstance.WORKED_BEFORE)
                .withSuccesses(Operation.RING_SALE.endpoint())
                .sendingKeysAlsoTo(Jurisdiction.of("NV"))
                .sendingKeysAlsoTo(Jurisdiction.of("MI"), VendorApiKey.of("vendor-key-there"))
                .depth(ProbeDepth.SHIFT_START)
                .inBatch();

        assertThat(said.masterKey()).contains(MASTER_KEY);
        assertThat(said.controlKey()).contains(OTHER_KEY);
        assertThat(said.role()).contains(Role.BUDTENDER);
        assertThat(said.employeeLicense()).contains("E-7");
        assertThat(said.employeeName()).contains("Seven");
        assertThat(said.circumstances()).containsExactly(Circumstance.WORKED_BEFORE);
        assertThat(said.successes()).containsExactly(Operation.RING_SALE.endpoint());
        assertThat(said.alsoAsk())
                .isEqualTo(Map.of(
                        Jurisdiction.of("NV"), VENDOR_KEY, Jurisdiction.of("MI"), VendorApiKey.of("vendor-key-there")));
        assertThat(said.depth()).isEqualTo(ProbeDepth.SHIFT_START);
        assertThat(said.batch()).isTrue();
        assertThat(said.subject()).isEqualTo(REQUEST.subject());
        assertThat(said.userKey()).isEqualTo(USER_KEY);
        aRequestSaysNothingBesideItsKeysByItself();
    }

    @Test
    void theFacilitysOwnServerIsNoOtherOne() {
        assertThat(REQUEST.sendingKeysAlsoTo(Seen.SHOP.jurisdiction()).alsoAsk())
                .isEmpty();
    }

    @Test
    void theKeyThatIsValidatedIsNoControl() {
        assertThat(REQUEST.withMasterKey(USER_KEY).controlKey()).isEmpty();
        assertThat(REQUEST.withMasterKey(MASTER_KEY).controlKey()).contains(MASTER_KEY);
    }

    @Test
    void aKeyInThePlaceOfSomethingElseIsRefused() {
        String key = USER_KEY.revealSecret();

        refused(() -> REQUEST.employeeLicense(key), "employee license number");
        refused(() -> REQUEST.employeeName("x " + key), "employee's name");
        refused(() -> ProbeRequest.individual(Seen.SHOP, UserId.of(key), VENDOR_KEY, USER_KEY), "user id");
        refused(
                () -> ProbeRequest.master(
                        Facility.of(Jurisdiction.of("CO"), MASTER_KEY.revealSecret()), VENDOR_KEY, MASTER_KEY),
                "license number");
    }

    private static void refused(Supplier<ProbeRequest> request, String place) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(request::get)
                .withMessageContaining("in the place of the " + place)
                .satisfies(e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH);
                    assertThat(e.getMessage()).doesNotContain("usual-length");
                });
    }

    @Test
    void everyKeyOfARequestIsFoundInAText() {
        ProbeRequest request = REQUEST.withMasterKey(MASTER_KEY)
                .withControlKey(OTHER_KEY)
                .sendingKeysAlsoTo(Jurisdiction.of("NV"), VendorApiKey.of("vendor-key-there-of-some-length-000000001"));

        assertThat(List.of(
                        VENDOR_KEY.revealSecret(),
                        USER_KEY.revealSecret(),
                        MASTER_KEY.revealSecret(),
                        OTHER_KEY.revealSecret(),
                        "vendor-key-there-of-some-length-000000001"))
                .allSatisfy(
                        key -> assertThat(request.holdsKey("you sent " + key)).isTrue());
        assertThat(request.holdsKey("Retail Store")).isFalse();
        assertThat(REQUEST.holdsKey(MASTER_KEY.revealSecret())).isFalse();
        assertThat(REQUEST.holdsKey(OTHER_KEY.revealSecret())).isFalse();
    }

    @Test
    void aCaseIsTheRequestWithoutItsKeys() {
        ProbeCase about = ProbeCase.of(
                REQUEST.forRole(Role.LAB)
                        .knowing(Circumstance.OWNER_LEFT)
                        .withSuccesses(Operation.PLANT.endpoint())
                        .depth(ProbeDepth.SHIFT_START),
                Seen.TODAY);

        assertThat(about.subject()).isEqualTo(REQUEST.subject());
        assertThat(about.facility()).isEqualTo(Seen.SHOP);
        assertThat(about.role()).contains(Role.LAB);
        assertThat(about.circumstances()).isEqualTo(Set.of(Circumstance.OWNER_LEFT));
        assertThat(about.successes()).containsExactly(Operation.PLANT.endpoint());
        assertThat(about.depth()).isEqualTo(ProbeDepth.SHIFT_START);
        assertThat(about.today()).isEqualTo(Seen.TODAY);
        assertThat(about.master()).isFalse();
        assertThat(about.oddShape()).isTrue();
        assertThat(ProbeCase.of(ProbeRequest.master(Seen.SHOP, VENDOR_KEY, UserApiKey.of("a".repeat(48))), Seen.TODAY)
                        .oddShape())
                .isFalse();
    }

    @Test
    void keysMayBeSwappedUnlessTheyAreTakenOrAnotherUsersIs() {
        Liveness refused = Seen.without(Outcome.REFUSED);
        ProbeEvidence pair = Seen.opened(Seen.EMPLOYEE, refused);

        assertThat(pair.mayBeSwapped()).isTrue();
        assertThat(pair.withControl(refused).mayBeSwapped()).isTrue();
        assertThat(pair.withControl(Seen.listed()).mayBeSwapped()).isFalse();
        assertThat(Seen.opened(Seen.EMPLOYEE, Seen.listed()).mayBeSwapped()).isFalse();
        assertThat(Seen.opened(Seen.EMPLOYEE, Seen.without(Outcome.UNAVAILABLE)).mayBeSwapped())
                .isFalse();
    }

    @Test
    void theListIsLookedAtAgainWhereSomethingWasRefusedOrNotFound() {
        ProbeEvidence opened = Seen.opened(Seen.EMPLOYEE, Seen.listed(Seen.shop()));

        assertThat(opened.withObservations(Seen.observations(Map.of(PermissionCategory.ITEMS, Outcome.REFUSED)))
                        .needsClosing())
                .isTrue();
        assertThat(opened.withObservations(Seen.observations(Map.of(PermissionCategory.ITEMS, Outcome.NOT_FOUND)))
                        .needsClosing())
                .isTrue();
        assertThat(opened.withObservations(Seen.observations(Map.of(
                                PermissionCategory.ITEMS,
                                Outcome.SUCCEEDED,
                                PermissionCategory.TAGS,
                                Outcome.UNAVAILABLE)))
                        .needsClosing())
                .isFalse();
    }
}
