package io.github.metrckeys.custody;

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

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.file.FileKeyLedger;
import io.github.metrckeys.fixture.CustodyFixture;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoredKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who wants a key in the wrong place, or a record that says what did not happen. */
class CustodyAdversaryTest {

    private final CustodyFixture.Clock clock = new CustodyFixture.Clock();
    private final CustodyFixture.Metrc metrc = new CustodyFixture.Metrc();
    private final KeyStore store = InMemoryKeyStore.create(clock);
    private final InMemoryKeyLedger ledger = InMemoryKeyLedger.create();

    private KeyVersion version(KeyOwner owner) {
        return store.find(owner).map(StoredKey::version).orElse(KeyVersion.NONE);
    }

    private EnrollmentResult enteredAgainWhile(Runnable meanwhile) {
        store.put(KIMS, KEY, KeyVersion.NONE).orThrow();
        metrc.meanwhile(meanwhile);
        return Enrollment.builder(store, metrc)
                .ledger(ledger)
                .clock(clock)
                .build()
                .verifyAndSave(CustodyFixture.of(KIM, KEY));
    }

    @Test
    void aKeyThatWasReplacedWhileItWasVerifiedIsNotInForce() {
        EnrollmentResult result = enteredAgainWhile(
                () -> store.put(KIMS, OTHER_KEY, version(KIMS)).orThrow());

        assertThat(result.outcome()).isEqualTo(EnrollmentResult.Outcome.CONFLICT);
        assertThat(result.inForce()).isFalse();
        assertThat(result.version()).contains(version(KIMS));
        assertThat(ledger.events()).isEmpty();
    }

    @Test
    void aKeyThatWasRemovedWhileItWasVerifiedIsNotInForce() {
        EnrollmentResult result =
                enteredAgainWhile(() -> store.remove(KIMS, version(KIMS)).orThrow());

        assertThat(result.outcome()).isEqualTo(EnrollmentResult.Outcome.CONFLICT);
        assertThat(result.inForce()).isFalse();
        assertThat(result.version()).isEmpty();
    }

    @Test
    void theReasonDoesNotRepeatTheKeyThatIsReplaced() {
        store.put(KIMS, OTHER_KEY, KeyVersion.NONE).orThrow();
        Enrollment enrollment = Enrollment.builder(store, metrc).ledger(ledger).build();

        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() ->
                        enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY), "instead of " + OTHER_KEY.revealSecret()))
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(OTHER_KEY.revealSecret()));
        assertThat(ledger.events()).isEmpty();
    }

    @Test
    void aPendingKeyIsLookedAtLikeTheOneThatItIsToBecome() {
        store.put(LEES, KEY, KeyVersion.NONE).orThrow();

        Enrollment enrollment = Enrollment.builder(store, metrc).build();
        enrollment.savePending(CustodyFixture.of(KIM, KEY)).orThrow();

        StoredKey pending = enrollment.pending(KIMS).orElseThrow();

        assertThat(enrollment.notices(pending.owner(), pending.key()))
                .extracting(Notice::code)
                .containsExactly(Notice.Code.SAME_KEY_OF_OTHER_PERSON);
    }

    @Test
    void aMasterKeyThatIsTheLeaversOwnEndsAlsoWhereNobodySaidSo() {
        store.put(KIMS, KEY, KeyVersion.NONE).orThrow();
        store.put(MASTER, KEY, KeyVersion.NONE).orThrow();

        assertThat(Offboarding.of(store, ledger, clock).leave(KIM).masterKeysEnding())
                .containsExactly(SHOP);
    }

    @Test
    void aMasterKeyThatIsTheLeaversOwnEndsAlsoWhereAnotherHolderWasNamed() {
        store.put(KIMS, KEY, KeyVersion.NONE).orThrow();
        store.put(MASTER, KEY, KeyVersion.NONE).orThrow();
        ledger.append(new KeyEvent.HolderNamed(NINE, MASTER, LEE));

        assertThat(Offboarding.of(store, ledger, clock).leave(KIM).masterKeysEnding())
                .containsExactly(SHOP);
        assertThat(KeyHistory.of(ledger.events()).holderOf(MASTER)).contains(KIM);
    }

    @Test
    void aKeyThatIsStoredJustBeforeTheDepartureIsRecordedLeavesToo() {
        KeyLedger late = new KeyLedger() {
            private boolean first = true;

            @Override
            public void append(KeyEvent event) {
                if (event instanceof KeyEvent.Left && first) {
                    first = false;
                    RecordedKeyStore.of(store, ledger, clock)
                            .put(KIMS, KEY, KeyVersion.NONE)
                            .orThrow();
                }
                ledger.append(event);
            }

            @Override
            public List<KeyEvent> events() {
                return ledger.events();
            }
        };

        Offboarding.Result departure = Offboarding.of(store, late, clock).leave(KIM);

        assertThat(store.find(KIMS)).isEmpty();
        assertThat(departure.removed()).containsExactly(KIMS);
        assertThat(KeyHistory.of(ledger.events()).hasLeft(KIM)).isTrue();
    }

    @Test
    void anInterruptionKeepsNothingOutOfTheRecord(@TempDir Path directory) {
        FileKeyLedger file = FileKeyLedger.open(directory.resolve("keys.ledger"));
        boolean stillInterrupted;
        Thread.currentThread().interrupt();
        try {
            RecordedKeyStore.of(store, file, clock)
                    .put(KIMS, KEY, KeyVersion.NONE)
                    .orThrow();
        } finally {
            stillInterrupted = Thread.interrupted();
        }

        assertThat(stillInterrupted).isTrue();
        assertThat(file.events())
                .containsExactly(new KeyEvent.Stored(NINE, KIMS, KeyState.IN_FORCE, version(KIMS), Optional.empty()));
    }

    /** A comma parts no cells where it stands within numbers: there, a spreadsheet parts them at the semicolon. */
    @ParameterizedTest
    @ValueSource(strings = {"x;=1+1", "x; =1+1", "x;+1", "x;-1", "x;@SUM(A1)", "x;a;=1+1", "\uFF1D1+1", "\uFF0B1"})
    void noFormulaRunsWhereSemicolonsPartCells(String id) {
        String csv = new CustodyEvidence(List.of(), Map.of(UserId.of(id), 1L)).fallbackUsesToCsv();

        assertThat(csv.lines().skip(1).flatMap(line -> Stream.of(line.split(";", -1))))
                .allSatisfy(cell -> assertThat(cell.strip()).doesNotContainPattern("^[=+@\uFF1D\uFF0B-]"));
    }

    /** The file of keys is made anew and its record is not: then versions begin anew too. */
    @Test
    void aKeyOfAnotherStoreInheritsNoVerdict() {
        ledger.append(new KeyEvent.Stored(NINE, KIMS, KeyState.IN_FORCE, new KeyVersion(1), Optional.of("once")));
        ledger.append(new KeyEvent.Verified(NINE, KIMS, KeyState.IN_FORCE, new KeyVersion(1), SHOP, Verdict.ALL_GOOD));
        ledger.append(new KeyEvent.Stored(
                NINE.plusSeconds(60), KIMS, KeyState.IN_FORCE, new KeyVersion(1), Optional.empty()));

        KeyHistory history = KeyHistory.of(ledger.events());
        assertThat(history.keys())
                .filteredOn(key -> !key.ofFormerStore())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.verifiedAt()).isEmpty();
                    assertThat(key.storedAt()).contains(NINE.plusSeconds(60));
                });
    }
}
