package io.github.metrckeys.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.Access;
import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.KeysByOwner;
import io.github.metrckeys.store.StoredKey;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreKeyResolverTest {

    /** A state that is not known to demand individual keys, so that every policy can be built. */
    private static final Jurisdiction MICHIGAN = Jurisdiction.of("MI");

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final Facility SHOP = Facility.of(MICHIGAN, "PC-000001");
    private static final UserId EMPLOYEE = UserId.of("emp-7");
    private static final KeyOwner OWN = KeyOwner.individual(MICHIGAN, EMPLOYEE);
    private static final KeyOwner MASTER = KeyOwner.master(SHOP);

    private final KeyStore store = InMemoryKeyStore.create();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            # mode    | fallback   | actor  | access | stored | expected
            MASTER     | NEVER      | emp-7  | READ   | both   | MASTER_MODE
            MASTER     | NEVER      | emp-7  | WRITE  | both   | MASTER_MODE
            MASTER     | ALWAYS     | nobody | READ   | both   | MASTER_MODE
            MASTER     | ALWAYS     | nobody | WRITE  | master | MASTER_MODE
            MASTER     | ALWAYS     | emp-7  | WRITE  | own    | NO_MASTER_KEY
            MASTER     | ALWAYS     | nobody | READ   | none   | NO_MASTER_KEY
            INDIVIDUAL | NEVER      | emp-7  | READ   | both   | OWN_KEY
            INDIVIDUAL | NEVER      | emp-7  | WRITE  | own    | OWN_KEY
            INDIVIDUAL | NEVER      | emp-7  | READ   | master | NO_INDIVIDUAL_KEY
            INDIVIDUAL | NEVER      | emp-7  | WRITE  | master | NO_INDIVIDUAL_KEY
            INDIVIDUAL | NEVER      | nobody | READ   | both   | NO_ACTOR
            INDIVIDUAL | NEVER      | nobody | WRITE  | both   | NO_ACTOR
            INDIVIDUAL | READS_ONLY | emp-7  | READ   | both   | OWN_KEY
            INDIVIDUAL | READS_ONLY | emp-7  | WRITE  | both   | OWN_KEY
            INDIVIDUAL | READS_ONLY | emp-7  | READ   | master | MASTER_FALLBACK
            INDIVIDUAL | READS_ONLY | emp-7  | WRITE  | master | NO_INDIVIDUAL_KEY
            INDIVIDUAL | READS_ONLY | emp-7  | READ   | none   | NO_INDIVIDUAL_KEY
            INDIVIDUAL | READS_ONLY | nobody | READ   | both   | MASTER_WITHOUT_ACTOR
            INDIVIDUAL | READS_ONLY | nobody | WRITE  | both   | NO_ACTOR
            INDIVIDUAL | READS_ONLY | nobody | READ   | own    | NO_MASTER_KEY
            INDIVIDUAL | ALWAYS     | emp-7  | WRITE  | both   | OWN_KEY
            INDIVIDUAL | ALWAYS     | emp-7  | READ   | master | MASTER_FALLBACK
            INDIVIDUAL | ALWAYS     | emp-7  | WRITE  | master | MASTER_FALLBACK
            INDIVIDUAL | ALWAYS     | emp-7  | WRITE  | none   | NO_INDIVIDUAL_KEY
            INDIVIDUAL | ALWAYS     | nobody | WRITE  | both   | MASTER_WITHOUT_ACTOR
            INDIVIDUAL | ALWAYS     | nobody | WRITE  | own    | NO_MASTER_KEY
            """)
    void policyActorAccessAndStoredKeysDecide(
            KeyMode mode,
            KeyPolicy.MasterFallback fallback,
            String actor,
            Access access,
            String stored,
            String expected) {
        if (stored.equals("own") || stored.equals("both")) {
            put(OWN);
        }
        if (stored.equals("master") || stored.equals("both")) {
            put(MASTER);
        }
        KeyRequest request = access == Access.READ ? KeyRequest.read(SHOP) : KeyRequest.write(SHOP);

        KeyResolution resolution = resolver(new KeyPolicy(mode, fallback))
                .resolve(actor.equals("nobody") ? request : request.by(UserId.of(actor)));

        assertThat(told(resolution)).isEqualTo(expected);
    }

    @Test
    void aResolutionSaysWhoseKeyWhichVersionAndWhy() {
        KeyVersion version = put(OWN);

        assertThat(resolver(KeyPolicy.individual())
                        .resolve(KeyRequest.write(SHOP).by(EMPLOYEE)))
                .isEqualTo(new KeyResolution.Resolved(OWN, keyOf(OWN), version, KeyResolution.Choice.OWN_KEY));
    }

    @Test
    void aMissingKeyIsToldWithTheRequest() {
        KeyRequest request = KeyRequest.write(SHOP).by(EMPLOYEE);

        assertThat(resolver(KeyPolicy.individual()).resolve(request))
                .isEqualTo(new KeyResolution.Unresolved(request, KeyResolution.Gap.NO_INDIVIDUAL_KEY));
    }

    @Test
    void theKeyOfAnotherEmployeeNeverSigns() {
        put(KeyOwner.individual(MICHIGAN, UserId.of("emp-8")));

        assertThat(told(resolver(KeyPolicy.individual())
                        .resolve(KeyRequest.write(SHOP).by(EMPLOYEE))))
                .isEqualTo("NO_INDIVIDUAL_KEY");
    }

    @Test
    void theMasterKeyOfAnotherFacilityNeverSigns() {
        put(KeyOwner.master(Facility.of(MICHIGAN, "PC-000002")));

        assertThat(told(resolver(KeyPolicy.master()).resolve(KeyRequest.read(SHOP))))
                .isEqualTo("NO_MASTER_KEY");
    }

    @Test
    void aKeyForTheSandboxNeverSignsOnTheProductionServer() {
        put(KeyOwner.individual(MICHIGAN.sandbox(), EMPLOYEE));

        assertThat(told(resolver(KeyPolicy.individual())
                        .resolve(KeyRequest.read(SHOP).by(EMPLOYEE))))
                .isEqualTo("NO_INDIVIDUAL_KEY");
    }

    @Test
    void oneKeyOfAnEmployeeSignsAtEveryFacilityOfTheServer() {
        put(OWN);

        assertThat(told(resolver(KeyPolicy.individual())
                        .resolve(KeyRequest.read(Facility.of(MICHIGAN, "PC-000002"))
                                .by(EMPLOYEE))))
                .isEqualTo("OWN_KEY");
    }

    @Test
    void aKeyThatWasReplacedSignsFromTheNextCallOn() {
        StoreKeyResolver resolver = resolver(KeyPolicy.individual());
        KeyRequest request = KeyRequest.read(SHOP).by(EMPLOYEE);
        KeyVersion first = put(OWN);
        KeyVersion second = store.put(OWN, UserApiKey.of("the new key"), first).orThrow();

        assertThat(resolver.resolve(request).resolved().map(KeyResolution.Resolved::version))
                .contains(second);
    }

    @Test
    void aStoreThatFailsIsNeverAnsweredWithAnotherKey() {
        MetrcKeysException failure = new MetrcKeysException(ErrorCode.INTERRUPTED, "the store is out of reach");
        List<KeyOwner> asked = new ArrayList<>();
        StoreKeyResolver resolver = StoreKeyResolver.builder(new ReadOnlyStore(owner -> {
                    asked.add(owner);
                    if (owner.equals(OWN)) {
                        throw failure;
                    }
                    return Optional.of(stored(owner));
                }))
                .policy(MICHIGAN, KeyPolicy.individual(KeyPolicy.MasterFallback.ALWAYS))
                .build();

        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(() -> resolver.resolve(KeyRequest.read(SHOP).by(EMPLOYEE)))
                .isSameAs(failure);
        assertThat(asked).containsExactly(OWN);
    }

    @Test
    void aStoreThatGivesTheKeyOfAnotherOwnerIsRefused() {
        StoreKeyResolver resolver = StoreKeyResolver.builder(new ReadOnlyStore(owner -> Optional.of(stored(MASTER))))
                .policy(MICHIGAN, KeyPolicy.individual(KeyPolicy.MasterFallback.ALWAYS))
                .build();

        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(() -> resolver.resolve(KeyRequest.read(SHOP).by(EMPLOYEE)))
                .withMessage("The key store was asked for the key of emp-7 in MI and gave the master key of"
                        + " MI PC-000001: fix the store. Nothing was signed.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH));
    }

    @Test
    void theMasterKeyIsNotEvenAskedForWhereTheEmployeeHasOne() {
        List<KeyOwner> asked = new ArrayList<>();
        StoreKeyResolver resolver = StoreKeyResolver.builder(new ReadOnlyStore(owner -> {
                    asked.add(owner);
                    return Optional.of(stored(owner));
                }))
                .policy(MICHIGAN, KeyPolicy.individual(KeyPolicy.MasterFallback.ALWAYS))
                .build();

        assertThat(told(resolver.resolve(KeyRequest.read(SHOP).by(EMPLOYEE)))).isEqualTo("OWN_KEY");
        assertThat(asked).containsExactly(OWN);
    }

    @Test
    void thePolicyOfAFacilityGoesBeforeThatOfItsJurisdictionAndThatBeforeTheDefault() {
        KeyPolicy ofFacility = KeyPolicy.individual(KeyPolicy.MasterFallback.ALWAYS);
        KeyPolicy ofJurisdiction = KeyPolicy.master();
        KeyPolicy byDefault = KeyPolicy.individual(KeyPolicy.MasterFallback.READS_ONLY);
        StoreKeyResolver resolver = StoreKeyResolver.builder(store)
                .policy(SHOP, ofFacility)
                .policy(MICHIGAN, ofJurisdiction)
                .defaultPolicy(byDefault)
                .build();

        assertThat(resolver.policyOf(SHOP)).isEqualTo(ofFacility);
        assertThat(resolver.policyOf(Facility.of(MICHIGAN, "PC-000002"))).isEqualTo(ofJurisdiction);
        assertThat(resolver.policyOf(Facility.of(COLORADO, "402-00001"))).isEqualTo(byDefault);
    }

    @Test
    void thePolicyOfAStateHoldsOnAllItsServers() {
        StoreKeyResolver resolver = StoreKeyResolver.builder(store)
                .policy(MICHIGAN, KeyPolicy.master())
                .build();

        assertThat(Stream.of(MICHIGAN, MICHIGAN.sandbox(), MICHIGAN.at(URI.create("https://metrc.example")))
                        .map(server -> resolver.policyOf(Facility.of(server, "PC-000001"))))
                .containsOnly(KeyPolicy.master());
    }

    @Test
    void thePolicyOfASandboxHoldsThereAlone() {
        StoreKeyResolver resolver = StoreKeyResolver.builder(store)
                .policy(MICHIGAN.sandbox(), KeyPolicy.master())
                .build();

        assertThat(resolver.policyOf(Facility.of(MICHIGAN.sandbox(), "PC-000001")))
                .isEqualTo(KeyPolicy.master());
        assertThat(resolver.policyOf(Facility.of(MICHIGAN, "PC-000001"))).isEqualTo(KeyPolicy.individual());
    }

    @Test
    void aReasonForTheSandboxOpensNothingElse() {
        StoreKeyResolver.Builder builder = StoreKeyResolver.builder(store)
                .policy(COLORADO, KeyPolicy.master())
                .allowMasterKeyWrites(COLORADO.sandbox(), "Nobody's sales stand there.");

        assertRefused(builder, "CO", "it");
    }

    @Test
    void whereNothingIsSaidAnEmployeeSignsWithTheirOwnKeyOrNone() {
        assertThat(StoreKeyResolver.builder(store).build().policyOf(SHOP)).isEqualTo(KeyPolicy.individual());
    }

    @Test
    void aResolverKeepsThePoliciesThatItWasBuiltWith() {
        StoreKeyResolver.Builder builder = StoreKeyResolver.builder(store);
        StoreKeyResolver resolver = builder.build();

        builder.policy(MICHIGAN, KeyPolicy.master()).policy(SHOP, KeyPolicy.master());

        assertThat(resolver.policyOf(SHOP)).isEqualTo(KeyPolicy.individual());
    }

    static Stream<Jurisdiction> serversOfColorado() {
        return Stream.of(COLORADO, COLORADO.sandbox(), COLORADO.at(URI.create("http://127.0.0.1:8080")));
    }

    static Stream<KeyPolicy> policiesThatWrite() {
        return Stream.of(
                KeyPolicy.master(),
                new KeyPolicy(KeyMode.MASTER, KeyPolicy.MasterFallback.NEVER),
                KeyPolicy.individual(KeyPolicy.MasterFallback.ALWAYS));
    }

    @ParameterizedTest
    @MethodSource("serversOfColorado")
    void whereIndividualKeysAreRequiredAJurisdictionsMasterKeyMustNotWrite(Jurisdiction colorado) {
        assertRefused(StoreKeyResolver.builder(store).policy(colorado, KeyPolicy.master()), colorado.id(), "it");
    }

    @ParameterizedTest
    @MethodSource("serversOfColorado")
    void whereIndividualKeysAreRequiredAFacilitysMasterKeyMustNotWrite(Jurisdiction colorado) {
        assertRefused(
                StoreKeyResolver.builder(store).policy(Facility.of(colorado, "402-00001"), KeyPolicy.master()),
                colorado.id(),
                "it");
    }

    @ParameterizedTest
    @MethodSource("policiesThatWrite")
    void everyPolicyByWhichTheMasterKeyWritesIsRefused(KeyPolicy policy) {
        assertRefused(StoreKeyResolver.builder(store).policy(COLORADO, policy), "CO", "it");
    }

    @Test
    void aDefaultByWhichTheMasterKeyWritesIsRefusedForEveryStateThatRequiresIndividualKeys() {
        assertRefused(
                StoreKeyResolver.builder(store).defaultPolicy(KeyPolicy.master()),
                "CO, MA, MD, NY, OK",
                "each of them");
    }

    @Test
    void aDefaultByWhichTheMasterKeyWritesIsFineWhereThoseStatesHaveAPolicyOfTheirOwn() {
        StoreKeyResolver.Builder builder = StoreKeyResolver.builder(store).defaultPolicy(KeyPolicy.master());
        for (String code : List.of("CO", "MA", "MD", "NY", "OK")) {
            builder.policy(Jurisdiction.of(code), KeyPolicy.individual(KeyPolicy.MasterFallback.READS_ONLY));
        }

        assertThat(builder.build().policyOf(SHOP)).isEqualTo(KeyPolicy.master());
    }

    @Test
    void theMasterKeyMayReadWhereIndividualKeysAreRequired() {
        KeyPolicy reads = KeyPolicy.individual(KeyPolicy.MasterFallback.READS_ONLY);

        assertThat(StoreKeyResolver.builder(store)
                        .policy(COLORADO, reads)
                        .build()
                        .policyOf(Facility.of(COLORADO, "402-00001")))
                .isEqualTo(reads);
    }

    @ParameterizedTest
    @MethodSource("serversOfColorado")
    void aStatedReasonLetsTheMasterKeyWrite(Jurisdiction colorado) {
        Facility shop = Facility.of(colorado, "402-00001");

        assertThat(StoreKeyResolver.builder(store)
                        .policy(COLORADO, KeyPolicy.master())
                        .policy(shop, KeyPolicy.individual(KeyPolicy.MasterFallback.ALWAYS))
                        .allowMasterKeyWrites(COLORADO, "The state has granted us a variance until March.")
                        .build()
                        .policyOf(shop))
                .isEqualTo(KeyPolicy.individual(KeyPolicy.MasterFallback.ALWAYS));
    }

    @Test
    void aReasonHoldsForItsOwnStateAlone() {
        assertRefused(
                StoreKeyResolver.builder(store)
                        .defaultPolicy(KeyPolicy.master())
                        .allowMasterKeyWrites(COLORADO, "The state has granted us a variance until March."),
                "MA, MD, NY, OK",
                "each of them");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void aBlankReasonIsNone(String reason) {
        StoreKeyResolver.Builder builder = StoreKeyResolver.builder(store);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> builder.allowMasterKeyWrites(COLORADO, reason))
                .withMessage("The reason for letting the master key write is empty:"
                        + " say in a sentence why that is right in CO.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.POLICY_REFUSED));
    }

    @Test
    void aReasonOfSeveralLinesIsRefusedSinceItGoesIntoALog() {
        StoreKeyResolver.Builder builder = StoreKeyResolver.builder(store);

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> builder.allowMasterKeyWrites(COLORADO, "one\ntwo"))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.POLICY_REFUSED));
    }

    private static void assertRefused(StoreKeyResolver.Builder builder, String codes, String them) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(builder::build)
                .withMessage("The master key would sign changes in " + codes
                        + ", where each employee's calls must carry that employee's own key (2026-11: a POS vendor states that"
                        + " individual keys are required in CO, MD, MA, NY and OK, among others; check with the state): give "
                        + them
                        + " the policy KeyPolicy.individual(),"
                        + " or state a reason with allowMasterKeyWrites(jurisdiction, reason).")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.POLICY_REFUSED));
    }

    private StoreKeyResolver resolver(KeyPolicy policy) {
        return StoreKeyResolver.builder(store).policy(MICHIGAN, policy).build();
    }

    private KeyVersion put(KeyOwner owner) {
        return store.put(owner, keyOf(owner), KeyVersion.NONE).orThrow();
    }

    private static UserApiKey keyOf(KeyOwner owner) {
        return UserApiKey.of(owner.toString());
    }

    private static StoredKey stored(KeyOwner owner) {
        return new StoredKey(
                new KeyInfo(
                        owner, KeyState.IN_FORCE, new KeyVersion(1), Instant.EPOCH, new KeyFingerprint("0123456789ab")),
                keyOf(owner));
    }

    private static String told(KeyResolution resolution) {
        return resolution instanceof KeyResolution.Unresolved none
                ? none.gap().name()
                : resolution.resolved().orElseThrow().choice().name();
    }

    /** A store of somebody else's, which may misbehave. */
    private record ReadOnlyStore(Function<KeyOwner, Optional<StoredKey>> answer) implements KeyStore {

        @Override
        public Optional<StoredKey> find(KeyOwner owner) {
            return answer.apply(owner);
        }

        @Override
        public KeysByOwner keys(KeyState state) {
            throw new UnsupportedOperationException();
        }

        @Override
        public KeyFingerprint fingerprint(UserApiKey key) {
            throw new UnsupportedOperationException();
        }
    }
}
