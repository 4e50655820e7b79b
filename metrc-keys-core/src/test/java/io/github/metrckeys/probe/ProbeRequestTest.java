package io.github.metrckeys.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProbeRequestTest {

    private static final VendorApiKey VENDOR = VendorApiKey.of("vendor-key");
    private static final UserApiKey KEY = UserApiKey.of("user-key");
    private static final UserApiKey MASTER_KEY = UserApiKey.of("master-key");
    private static final UserApiKey OTHER_KEY = UserApiKey.of("other-key");

    @Test
    void anEmployeesKeyIsValidatedUnderTheEmployeesName() {
        ProbeRequest request = ProbeRequest.individual(EvidenceFixture.SHOP, UserId.of("emp-7"), VENDOR, KEY);

        assertThat(request.subject()).isEqualTo(EvidenceFixture.EMPLOYEE);
        assertThat(request.facility()).isEqualTo(EvidenceFixture.SHOP);
        assertThat(request.vendorKey()).isEqualTo(VENDOR);
        assertThat(request.userKey()).isEqualTo(KEY);
        assertThat(request).hasToString("ProbeRequest[key of emp-7 in CO at CO 402-00001]");
    }

    @Test
    void aMasterKeyIsValidatedUnderTheFacilitysName() {
        ProbeRequest request = ProbeRequest.master(EvidenceFixture.SHOP, VENDOR, MASTER_KEY);

        assertThat(request.subject()).isEqualTo(EvidenceFixture.MASTER);
        assertThat(request.userKey()).isEqualTo(MASTER_KEY);
    }

    @Test
    void thereIsNoControlKeyUnlessOneIsGiven() {
        assertThat(ProbeRequest.individual(EvidenceFixture.SHOP, UserId.of("emp-7"), VENDOR, KEY)
                        .controlKey())
                .isEmpty();
    }

    @Test
    void theMasterKeyIsAControlForAnEmployeesKey() {
        assertThat(ProbeRequest.individual(EvidenceFixture.SHOP, UserId.of("emp-7"), VENDOR, KEY)
                        .withMasterKey(MASTER_KEY)
                        .controlKey())
                .contains(MASTER_KEY);
    }

    @Test
    void aKeyIsNoControlForItself() {
        assertThat(ProbeRequest.individual(EvidenceFixture.SHOP, UserId.of("emp-7"), VENDOR, KEY)
                        .withMasterKey(UserApiKey.of(" user-key "))
                        .controlKey())
                .isEmpty();
    }

    @Test
    void anotherUsersKeyIsAControlBeforeTheMasterKey() {
        ProbeRequest request = request().withControlKey(OTHER_KEY).withMasterKey(MASTER_KEY);

        assertThat(request.controlKey()).contains(OTHER_KEY);
        assertThat(request.masterKey()).contains(MASTER_KEY);
    }

    @Test
    void aMasterKeyIsNoControlForItself() {
        assertThat(ProbeRequest.master(EvidenceFixture.SHOP, VENDOR, MASTER_KEY)
                        .withMasterKey(MASTER_KEY)
                        .controlKey())
                .isEmpty();
    }

    @Test
    void whereNothingElseIsSaidEverythingIsAskedAndCounts() {
        ProbeRequest request = request();

        assertThat(request.role()).isEmpty();
        assertThat(request.employeeLicense()).isEmpty();
        assertThat(request.employeeName()).isEmpty();
        assertThat(request.circumstances()).isEmpty();
        assertThat(request.successes()).isEmpty();
        assertThat(request.alsoAsk()).isEmpty();
        assertThat(request.depth()).isEqualTo(ProbeRequest.Depth.FULL);
        assertThat(request.isInBatch()).isFalse();
        assertThat(request.masterKey()).isEmpty();
    }

    @Test
    void whatIsSaidIsKept() {
        ProbeRequest request = request()
                .forRole(Role.BUDTENDER)
                .employeeLicense(" E-1001 ")
                .employeeName("Kim Doe")
                .knowing(Circumstance.WORKED_BEFORE, Circumstance.PAST_USUAL_AGE)
                .withSuccesses(Operation.RING_SALE.endpoint())
                .sendingKeysAlsoTo(Jurisdiction.of("OR"), Jurisdiction.of("CA"))
                .depth(ProbeRequest.Depth.LOGIN)
                .inBatch();

        assertThat(request.role()).contains(Role.BUDTENDER);
        assertThat(request.employeeLicense()).contains("E-1001");
        assertThat(request.employeeName()).contains("Kim Doe");
        assertThat(request.circumstances())
                .containsExactlyInAnyOrder(Circumstance.WORKED_BEFORE, Circumstance.PAST_USUAL_AGE);
        assertThat(request.successes()).containsExactly(Operation.RING_SALE.endpoint());
        assertThat(request.alsoAsk().keySet()).containsExactly(Jurisdiction.of("OR"), Jurisdiction.of("CA"));
        assertThat(request.depth()).isEqualTo(ProbeRequest.Depth.LOGIN);
        assertThat(request.isInBatch()).isTrue();
        assertThat(request.subject()).isEqualTo(EvidenceFixture.EMPLOYEE);
        assertThat(request.userKey()).isEqualTo(KEY);
    }

    @Test
    void whatIsSaidTwiceIsKeptOnce() {
        ProbeRequest request = request()
                .knowing(Circumstance.WORKED_BEFORE, Circumstance.WORKED_BEFORE)
                .withSuccesses(Operation.RING_SALE.endpoint(), Operation.RING_SALE.endpoint());

        assertThat(request.circumstances()).containsExactly(Circumstance.WORKED_BEFORE);
        assertThat(request.successes()).containsExactly(Operation.RING_SALE.endpoint());
    }

    @Test
    void aRequestThatIsAddedToStaysAsItWas() {
        ProbeRequest request = request();
        ProbeRequest changed = request.forRole(Role.LAB).inBatch().withMasterKey(MASTER_KEY);

        assertThat(changed).isNotSameAs(request);
        assertThat(request.role()).isEmpty();
        assertThat(request.isInBatch()).isFalse();
        assertThat(request.masterKey()).isEmpty();
    }

    @Test
    void aTextThatHasOneOfTheKeysInItIsNotShown() {
        ProbeRequest request = ProbeRequest.individual(
                        EvidenceFixture.SHOP,
                        UserId.of("emp-7"),
                        VendorApiKey.of(longKey("vendor")),
                        UserApiKey.of(longKey("user")))
                .withMasterKey(UserApiKey.of(longKey("master")))
                .withControlKey(UserApiKey.of(longKey("control")));

        assertThat(Stream.of("vendor", "user", "master", "control"))
                .allMatch(name -> request.holdsKey("before " + longKey(name) + " after"));
        assertThat(request.holdsKey("before and after")).isFalse();
    }

    static Stream<Arguments> placesWhereNoKeyBelongs() {
        String key = longKey("user");
        return Stream.of(
                refusing("user id", () -> ofKey(UserId.of(key), EvidenceFixture.SHOP, key)),
                refusing(
                        "license number",
                        () -> ofKey(UserId.of("emp-7"), Facility.of(Jurisdiction.of("CO"), key), key)),
                refusing(
                        "employee license number",
                        () -> ofKey(UserId.of("emp-7"), EvidenceFixture.SHOP, key)
                                .employeeLicense(key)),
                refusing(
                        "employee's name",
                        () -> ofKey(UserId.of("emp-7"), EvidenceFixture.SHOP, key)
                                .employeeName(key)));
    }

    @ParameterizedTest
    @MethodSource("placesWhereNoKeyBelongs")
    void aKeyInThePlaceOfSomethingElseIsRefusedAndNotRepeated(String place, ThrowingCallable attempt) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(attempt)
                .withMessage("A key was given in the place of the " + place + ": give the " + place + " there.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH));
    }

    @Test
    void anEmployeeLicenseNumberOrNameThatIsEmptyIsRefused() {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> request().employeeLicense(" "))
                .withMessage("The employee license number is empty: copy it from Metrc.");
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> request().employeeName(" "))
                .withMessage("The employee's name is empty: copy it from Metrc.");
    }

    @Test
    void aCaseTellsAMasterKeyFromAnEmployees() {
        assertThat(EvidenceFixture.about(EvidenceFixture.MASTER).master()).isTrue();
        assertThat(EvidenceFixture.about(EvidenceFixture.EMPLOYEE).master()).isFalse();
    }

    private static ProbeRequest request() {
        return ProbeRequest.individual(EvidenceFixture.SHOP, UserId.of("emp-7"), VENDOR, KEY);
    }

    private static ProbeRequest ofKey(UserId user, Facility facility, String key) {
        return ProbeRequest.individual(facility, user, VENDOR, UserApiKey.of(key));
    }

    private static Arguments refusing(String place, ThrowingCallable attempt) {
        return Arguments.of(place, attempt);
    }

    private static String longKey(String name) {
        return name + "-key-of-more-than-sixteen";
    }
}
