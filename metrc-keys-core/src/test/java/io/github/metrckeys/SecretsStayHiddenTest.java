package io.github.metrckeys;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.access.CallResult;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.internal.diagnosis.FacilityList;
import io.github.metrckeys.internal.diagnosis.Observation;
import io.github.metrckeys.internal.diagnosis.Outcome;
import io.github.metrckeys.internal.diagnosis.ProbeEvidence;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.resolve.KeyPolicy;
import io.github.metrckeys.resolve.KeyRequest;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.resolve.StoreKeyResolver;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever holds a key can be printed. */
class SecretsStayHiddenTest {

    private static final String VENDOR_CANARY = "VendorCanary".repeat(4);
    private static final String USER_CANARY = "UserKeyCanary".repeat(4);
    private static final String MASTER_CANARY = "MasterCanary".repeat(4);
    private static final String CONTROL_CANARY = "ControlCanary".repeat(4);

    static Stream<Object> holders() {
        Facility shop = Facility.of(Jurisdiction.of("CO"), "402-00001");
        UserId user = UserId.of("emp-7");
        KeyOwner owner = KeyOwner.individual(shop.jurisdiction(), user);
        VendorApiKey vendorKey = VendorApiKey.of(VENDOR_CANARY);
        UserApiKey userKey = UserApiKey.of(USER_CANARY);
        UserApiKey masterKey = UserApiKey.of(MASTER_CANARY);
        StoredKey stored = new StoredKey(
                new KeyInfo(
                        owner, KeyState.IN_FORCE, new KeyVersion(1), Instant.EPOCH, new KeyFingerprint("0123456789ab")),
                userKey);
        KeyStore store = InMemoryKeyStore.create();
        StoreResult done = store.put(owner, userKey, KeyVersion.NONE);
        StoreResult conflict = store.put(owner, masterKey, KeyVersion.NONE);
        StoreKeyResolver resolver = StoreKeyResolver.builder(store)
                .policy(shop, KeyPolicy.individual())
                .build();
        ProbeRequest request = ProbeRequest.individual(shop, user, vendorKey, userKey)
                .withMasterKey(masterKey)
                .withControlKey(UserApiKey.of(CONTROL_CANARY))
                .forRole(Role.BUDTENDER)
                .employeeLicense("E-1001")
                .employeeName("Kim Doe")
                .sendingKeysAlsoTo(Jurisdiction.of("OR"));
        return Stream.of(
                vendorKey,
                userKey,
                AuthorizationHeader.of(vendorKey, userKey),
                stored,
                Optional.of(stored),
                List.of(stored),
                store,
                store.list(),
                done,
                conflict,
                resolver,
                resolver.resolve(KeyRequest.read(shop).by(user)),
                new KeyResolution.Resolved(owner, userKey, new KeyVersion(1), KeyResolution.Choice.OWN_KEY),
                request,
                ProbeEvidence.opened(
                        EvidenceFixture.about(owner),
                        FacilityList.without(Observation.answered(
                                PermissionCategory.FACILITIES.readEndpoint(), Outcome.REFUSED, 401))),
                CallResult.of(HttpMethod.POST, "/sales/v2/receipts?userKey=" + USER_CANARY, 401)
                        .signedBy(owner)
                        .actedBy(user)
                        .withHeader(AuthorizationHeader.of(vendorKey, userKey).revealSecret())
                        .withHeader("Basic " + USER_CANARY)
                        .knowing(Circumstance.WORKED_BEFORE),
                ProbeRequest.master(shop, vendorKey, masterKey));
    }

    @ParameterizedTest
    @MethodSource("holders")
    void nothingThatHoldsAKeyPrintsAPartOfIt(Object holder) {
        assertThat(holder.toString())
                .isNotBlank()
                .doesNotContain("Canary", "nary")
                .doesNotContain(AuthorizationHeader.of(VendorApiKey.of(VENDOR_CANARY), UserApiKey.of(USER_CANARY))
                        .revealSecret()
                        .substring("Basic ".length()));
    }
}
