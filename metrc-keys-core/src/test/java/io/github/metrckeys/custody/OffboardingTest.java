package io.github.metrckeys.custody;

import static io.github.metrckeys.fixture.CustodyFixture.COLORADO;
import static io.github.metrckeys.fixture.CustodyFixture.KEY;
import static io.github.metrckeys.fixture.CustodyFixture.KIM;
import static io.github.metrckeys.fixture.CustodyFixture.KIMS;
import static io.github.metrckeys.fixture.CustodyFixture.LEE;
import static io.github.metrckeys.fixture.CustodyFixture.LEES;
import static io.github.metrckeys.fixture.CustodyFixture.MASTER;
import static io.github.metrckeys.fixture.CustodyFixture.NINE;
import static io.github.metrckeys.fixture.CustodyFixture.OTHER_KEY;
import static io.github.metrckeys.fixture.CustodyFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.fixture.CustodyFixture;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.KeysByOwner;
import io.github.metrckeys.store.StoreResult;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OffboardingTest {

    private static final KeyOwner KIMS_IN_OREGON = KeyOwner.individual(Jurisdiction.of("OR"), KIM);
    private static final KeyOwner KIMS_IN_THE_SANDBOX = KeyOwner.individual(COLORADO.sandbox(), KIM);
    private static final KeyOwner.Master OTHER_MASTER = new KeyOwner.Master(Facility.of(COLORADO, "402-00002"));

    private final CustodyFixture.Clock clock = new CustodyFixture.Clock();
    private final KeyStore store = InMemoryKeyStore.create(clock);
    private final FailingKeyLedger ledger = new FailingKeyLedger();
    private final Offboarding offboarding = Offboarding.of(store, ledger, clock);

    private KeyVersion has(KeyOwner owner) {
        return store.put(owner, KEY, KeyVersion.NONE).orThrow();
    }

    private void hasPending(KeyOwner owner, UserApiKey key) {
        store.pending().put(owner, key, KeyVersion.NONE).orThrow();
    }

    @Test
    void allKeysOfThePersonAreRemovedAndNobodyElses() {
        List.of(KIMS, KIMS_IN_OREGON, LEES, MASTER).forEach(this::has);
        hasPending(KIMS_IN_THE_SANDBOX, KEY);

        Offboarding.Result departure = offboarding.leave(KIM);

        assertThat(departure.user()).isEqualTo(KIM);
        assertThat(departure.removed()).containsExactlyInAnyOrder(KIMS, KIMS_IN_OREGON);
        assertThat(departure.removedPending()).containsExactly(KIMS_IN_THE_SANDBOX);
        assertThat(store.list()).extracting(KeyInfo::owner).containsExactlyInAnyOrder(LEES, MASTER);
        assertThat(store.pending().list()).isEmpty();
    }

    @Test
    void theRemovalAndTheDepartureAreRecorded() {
        KeyVersion version = has(KIMS);

        offboarding.leave(KIM);

        assertThat(ledger.events())
                .containsExactly(
                        new KeyEvent.Removed(NINE, KIMS, KeyState.IN_FORCE, version), new KeyEvent.Left(NINE, KIM));
    }

    @Test
    void aStoreThatRecordsAlreadyRecordsOnce() {
        KeyVersion version = has(KIMS);

        Offboarding.of(RecordedKeyStore.of(store, ledger, clock), ledger, clock).leave(KIM);

        assertThat(ledger.events())
                .containsExactly(
                        new KeyEvent.Removed(NINE, KIMS, KeyState.IN_FORCE, version), new KeyEvent.Left(NINE, KIM));
    }

    @Test
    void whoHasNoKeysLeavesAllTheSame() {
        assertThat(offboarding.leave(KIM)).isEqualTo(new Offboarding.Result(KIM, List.of(), List.of(), List.of()));
        assertThat(ledger.events()).containsExactly(new KeyEvent.Left(NINE, KIM));
    }

    @Test
    void masterKeysThatAreThePersonsAreNamedAndStay() {
        has(MASTER);
        ledger.append(new KeyEvent.HolderNamed(NINE, MASTER, KIM));

        assertThat(offboarding.leave(KIM).masterKeysEnding()).containsExactly(SHOP);
        assertThat(store.find(MASTER)).isPresent();
    }

    @Test
    void masterKeysOfOthersAndThoseThatAreNotThereAreNotNamed() {
        ledger.append(new KeyEvent.HolderNamed(NINE, MASTER, KIM));
        assertThat(offboarding.leave(KIM).masterKeysEnding()).isEmpty();

        has(MASTER);
        assertThat(offboarding.leave(LEE).masterKeysEnding()).isEmpty();
    }

    @Test
    void whoseTheMasterKeyIsIsRecordedWhereOnlyTheKeyTellsIt() {
        KeyVersion version = has(KIMS);
        has(MASTER);

        assertThat(offboarding.leave(KIM).masterKeysEnding()).containsExactly(SHOP);

        assertThat(ledger.events())
                .containsExactly(
                        new KeyEvent.HolderNamed(NINE, MASTER, KIM),
                        new KeyEvent.Removed(NINE, KIMS, KeyState.IN_FORCE, version),
                        new KeyEvent.Left(NINE, KIM));
        assertThat(circumstances()).containsExactly(Circumstance.OWNER_LEFT);
        assertThat(offboarding.leave(KIM).masterKeysEnding()).containsExactly(SHOP);
    }

    private Set<Circumstance> circumstances() {
        return KeyHistory.of(ledger.events())
                .circumstances(store.find(MASTER).orElseThrow().info(), NINE, Duration.ofDays(365));
    }

    @Test
    void aKeyThatCannotBeReadKeepsNobodyFromLeaving() {
        has(KIMS);
        store.put(MASTER, OTHER_KEY, KeyVersion.NONE).orThrow();
        KeyStore damaged = (KeyStore) Proxy.newProxyInstance(
                KeyStore.class.getClassLoader(), new Class<?>[] {KeyStore.class}, (self, method, arguments) -> {
                    if (method.getName().equals("find")) {
                        throw new MetrcKeysException(ErrorCode.ENTRY_DAMAGED, "damaged");
                    }
                    return method.invoke(store, arguments);
                });

        assertThat(Offboarding.of(damaged, ledger, clock).leave(KIM).removed()).containsExactly(KIMS);
    }

    @Test
    void aMasterKeyThatIsAnotherMasterKeyOfThePersonEndsToo() {
        has(MASTER);
        has(OTHER_MASTER);
        ledger.append(new KeyEvent.HolderNamed(NINE, MASTER, KIM));

        assertThat(offboarding.leave(KIM).masterKeysEnding()).containsExactlyInAnyOrder(SHOP, OTHER_MASTER.facility());
        assertThat(ledger.events())
                .containsExactly(
                        new KeyEvent.HolderNamed(NINE, MASTER, KIM),
                        new KeyEvent.HolderNamed(NINE, OTHER_MASTER, KIM),
                        new KeyEvent.Left(NINE, KIM));
    }

    @Test
    void aMasterKeyThatOnlySharesAFingerprintIsAnothers() {
        has(KIMS);
        store.put(MASTER, OTHER_KEY, KeyVersion.NONE).orThrow();

        assertThat(Offboarding.of(new OneFingerprint(store), ledger, clock)
                        .leave(KIM)
                        .masterKeysEnding())
                .isEmpty();
    }

    @Test
    void aPendingMasterKeyOfThePersonIsRemoved() {
        has(KIMS);
        hasPending(MASTER, KEY);

        Offboarding.Result departure = offboarding.leave(KIM);

        assertThat(departure.removed()).containsExactly(KIMS);
        assertThat(departure.removedPending()).containsExactly(MASTER);
        assertThat(store.list()).isEmpty();
        assertThat(store.pending().list()).isEmpty();
    }

    @Test
    void aPendingMasterKeyIsTheHoldersIfNoneIsInForce() {
        hasPending(MASTER, KEY);
        ledger.append(new KeyEvent.HolderNamed(NINE, MASTER, KIM));

        Offboarding.Result departure = offboarding.leave(KIM);

        assertThat(departure.removed()).isEmpty();
        assertThat(departure.removedPending()).containsExactly(MASTER);
        assertThat(departure.masterKeysEnding()).isEmpty();
    }

    @Test
    void thePendingMasterKeyOfWhoeverIsToFollowStays() {
        has(MASTER);
        hasPending(MASTER, OTHER_KEY);
        ledger.append(new KeyEvent.HolderNamed(NINE, MASTER, KIM));

        Offboarding.Result departure = offboarding.leave(KIM);

        assertThat(departure.removed()).isEmpty();
        assertThat(departure.removedPending()).isEmpty();
        assertThat(store.pending().find(MASTER)).isPresent();
    }

    @Test
    void aPendingKeyOfAnotherPersonIsNotTheLeavers() {
        has(KIMS);
        hasPending(LEES, KEY);

        Offboarding.Result departure = offboarding.leave(KIM);

        assertThat(departure.removed()).containsExactly(KIMS);
        assertThat(departure.removedPending()).isEmpty();
    }

    @Test
    void aKeyThatIsReplacedMeanwhileIsRemovedToo() {
        has(KIMS);
        Busy busy = new Busy(store, 3);

        assertThat(Offboarding.of(busy, ledger, clock).leave(KIM).removed()).containsExactly(KIMS);
        assertThat(store.find(KIMS)).isEmpty();
    }

    @Test
    void whereSomebodyKeepsOnStoringKeysItIsSaid() {
        has(KIMS);

        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(() -> Offboarding.of(new Busy(store, Integer.MAX_VALUE), ledger, clock)
                        .leave(KIM))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.VERSION_CONFLICT))
                .withMessageContaining("kim");
    }

    @Test
    void aLedgerThatCannotBeReadIsFoundOutBeforeAnythingIsRemoved() {
        has(KIMS);
        ledger.failsToReadAndWrite();

        assertThatExceptionOfType(MetrcKeysException.class).isThrownBy(() -> offboarding.leave(KIM));
        assertThat(store.find(KIMS)).isPresent();
    }

    @Test
    void aLedgerThatCannotBeWrittenIsToldOfAndKeepsNoKeyInTheStore() {
        has(KIMS);
        ledger.failsToWrite();

        assertThatExceptionOfType(MetrcKeysException.class).isThrownBy(() -> offboarding.leave(KIM));
        assertThat(store.find(KIMS)).isEmpty();
    }

    /** A store in which somebody replaces a key each time before it is removed. */
    private static final class Busy implements KeyStore {
        private final KeyStore store;
        private int times;

        Busy(KeyStore store, int times) {
            this.store = store;
            this.times = times;
        }

        @Override
        public StoreResult remove(KeyOwner owner, KeyVersion expected) {
            if (times-- > 0) {
                store.put(owner, OTHER_KEY, expected).orThrow();
            }
            return store.remove(owner, expected);
        }

        @Override
        public KeysByOwner keys(KeyState state) {
            return store.keys(state);
        }

        @Override
        public KeyFingerprint fingerprint(UserApiKey key) {
            return store.fingerprint(key);
        }
    }
}
