package io.github.metrckeys.custody;

import static io.github.metrckeys.fixture.CustodyFixture.KEY;
import static io.github.metrckeys.fixture.CustodyFixture.KIM;
import static io.github.metrckeys.fixture.CustodyFixture.KIMS;
import static io.github.metrckeys.fixture.CustodyFixture.LEE;
import static io.github.metrckeys.fixture.CustodyFixture.LEES;
import static io.github.metrckeys.fixture.CustodyFixture.MASTER;
import static io.github.metrckeys.fixture.CustodyFixture.NINE;
import static io.github.metrckeys.fixture.CustodyFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyResolution.Choice;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CustodyEvidenceTest {

    private static final KeyVersion V1 = new KeyVersion(1);
    private static final KeyVersion V2 = new KeyVersion(2);
    private static final Instant TEN = NINE.plus(Duration.ofHours(1));
    private static final Instant ELEVEN = NINE.plus(Duration.ofHours(2));

    private static KeyEvent stored(KeyVersion version, Instant at) {
        return new KeyEvent.Stored(at, KIMS, KeyState.IN_FORCE, version, Optional.empty());
    }

    private static KeyInfo held(KeyOwner owner, KeyVersion version) {
        return new KeyInfo(owner, KeyState.IN_FORCE, version, NINE, new KeyFingerprint("0123456789ab"));
    }

    private static CustodyEvidence evidence(List<KeyInfo> keys, KeyEvent... events) {
        return CustodyEvidence.of(keys, KeyHistory.of(List.of(events)));
    }

    @Test
    void aKeyThatIsThereHasABeginningAndNoEnd() {
        assertThat(evidence(List.of(held(KIMS, V1)), stored(V1, NINE)).records())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.from()).contains(NINE);
                    assertThat(key.until()).isEmpty();
                    assertThat(key.held()).isTrue();
                });
    }

    @Test
    void ofAStoreItTellsTheKeysInForceAndThePendingOnes() {
        KeyStore store = InMemoryKeyStore.create();
        store.pending().put(KIMS, KEY, KeyVersion.NONE).orThrow();
        store.put(KIMS, KEY, KeyVersion.NONE).orThrow();

        assertThat(CustodyEvidence.of(store, KeyHistory.of(List.of())).records())
                .extracting(CustodyEvidence.KeyRecord::state)
                .containsExactly(KeyState.IN_FORCE, KeyState.PENDING);
    }

    @Test
    void whatIsRecordedOfAPendingKeySaysNothingAboutTheOneInForce() {
        KeyEvent pending = new KeyEvent.Stored(TEN, KIMS, KeyState.PENDING, V1, Optional.empty());

        assertThat(evidence(List.of(held(KIMS, V1)), stored(V1, NINE), pending).records())
                .extracting(
                        CustodyEvidence.KeyRecord::state,
                        CustodyEvidence.KeyRecord::from,
                        CustodyEvidence.KeyRecord::held)
                .containsExactly(
                        tuple(KeyState.IN_FORCE, Optional.of(NINE), true),
                        tuple(KeyState.PENDING, Optional.of(TEN), false));
    }

    @Test
    void aKeyEndsWhenItIsReplaced() {
        assertThat(evidence(List.of(held(KIMS, V2)), stored(V1, NINE), stored(V2, TEN))
                        .records())
                .satisfiesExactly(
                        first -> {
                            assertThat(first.version()).isEqualTo(V1);
                            assertThat(first.until()).contains(TEN);
                            assertThat(first.held()).isFalse();
                        },
                        second -> {
                            assertThat(second.from()).contains(TEN);
                            assertThat(second.until()).isEmpty();
                        });
    }

    @Test
    void aKeyEndsWhenItIsRemoved() {
        assertThat(evidence(List.of(), stored(V1, NINE), new KeyEvent.Removed(ELEVEN, KIMS, KeyState.IN_FORCE, V1))
                        .records())
                .extracting(CustodyEvidence.KeyRecord::until)
                .containsExactly(Optional.of(ELEVEN));
    }

    @Test
    void aKeyEndsOnceAlsoWhereThatIsToldTwice() {
        assertThat(evidence(
                                List.of(),
                                stored(V1, NINE),
                                new KeyEvent.Removed(TEN, KIMS, KeyState.IN_FORCE, V1),
                                new KeyEvent.Removed(ELEVEN, KIMS, KeyState.IN_FORCE, V1))
                        .records())
                .extracting(CustodyEvidence.KeyRecord::until)
                .containsExactly(Optional.of(TEN));
    }

    @Test
    void whatTheStoreHasHasNotEndedWhateverTheLedgerSays() {
        assertThat(evidence(
                                List.of(held(KIMS, V1)),
                                stored(V1, NINE),
                                new KeyEvent.Removed(TEN, KIMS, KeyState.IN_FORCE, V1))
                        .records())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.until()).isEmpty();
                    assertThat(key.held()).isTrue();
                });
    }

    @Test
    void aReasonIsKeptWhereAnotherRecorderKnowsNoneOfIt() {
        assertThat(evidence(
                                List.of(held(KIMS, V1)),
                                new KeyEvent.Stored(NINE, KIMS, KeyState.IN_FORCE, V1, Optional.of("the audit waits")),
                                stored(V1, NINE))
                        .records())
                .extracting(CustodyEvidence.KeyRecord::overrideReason)
                .containsExactly(Optional.of("the audit waits"));
    }

    @Test
    void aKeyWhoseEndNobodyRecordedIsNotHeldAnyMore() {
        assertThat(evidence(List.of(), stored(V1, NINE)).records())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.until()).isEmpty();
                    assertThat(key.held()).isFalse();
                });
    }

    @Test
    void aKeyOfBeforeThereWasALedgerIsThereWithWhatTheStoreSays() {
        assertThat(evidence(List.of(held(KIMS, V1))).records())
                .containsExactly(new CustodyEvidence.KeyRecord(
                        KIMS,
                        KeyState.IN_FORCE,
                        V1,
                        Optional.of(NINE),
                        Optional.empty(),
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty()));
    }

    @Test
    void itIsToldHowAKeyWasCheckedUsedAndOverridden() {
        CustodyEvidence evidence = evidence(
                List.of(held(KIMS, V1)),
                new KeyEvent.Stored(NINE, KIMS, KeyState.IN_FORCE, V1, Optional.of("the audit waits")),
                new KeyEvent.Verified(TEN, KIMS, KeyState.IN_FORCE, V1, SHOP, Verdict.ALL_GOOD),
                new KeyEvent.Used(NINE, ELEVEN, KIMS, KeyState.IN_FORCE, V1, Optional.of(KIM), Choice.OWN_KEY, 42));

        assertThat(evidence.records())
                .containsExactly(new CustodyEvidence.KeyRecord(
                        KIMS,
                        KeyState.IN_FORCE,
                        V1,
                        Optional.of(NINE),
                        Optional.empty(),
                        true,
                        Optional.of(TEN),
                        Optional.of(Verdict.ALL_GOOD),
                        Optional.of(ELEVEN),
                        42,
                        Optional.of("the audit waits")));
    }

    @Test
    void keysAreOrderedByTheirOwnersNames() {
        assertThat(evidence(List.of(held(MASTER, V1), held(LEES, V1), held(KIMS, V1)))
                        .records())
                .extracting(CustodyEvidence.KeyRecord::owner)
                .containsExactly(KIMS, LEES, MASTER);
    }

    @Test
    void forEachPersonItIsToldHowOftenTheMasterKeySigned() {
        CustodyEvidence evidence = evidence(List.of(), fallback(LEE, 2), fallback(KIM, 3), fallback(LEE, 4));

        assertThat(evidence.fallbackUses()).containsExactly(entry(KIM, 3L), entry(LEE, 6L));
    }

    private static KeyEvent fallback(UserId user, long count) {
        return new KeyEvent.Used(
                NINE, TEN, MASTER, KeyState.IN_FORCE, V1, Optional.of(user), Choice.MASTER_FALLBACK, count);
    }
}
