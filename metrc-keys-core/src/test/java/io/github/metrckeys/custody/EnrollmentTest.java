package io.github.metrckeys.custody;

import static io.github.metrckeys.custody.EnrollmentResult.Outcome.CONFLICT;
import static io.github.metrckeys.custody.EnrollmentResult.Outcome.NOT_SAVED;
import static io.github.metrckeys.custody.EnrollmentResult.Outcome.SAVED;
import static io.github.metrckeys.custody.EnrollmentResult.Outcome.UNCHANGED;
import static io.github.metrckeys.custody.EnrollmentResult.Outcome.UNDECIDED;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.fixture.CustodyFixture;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.KeyShape;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.KeysByOwner;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnrollmentTest {

    private static final String REASON = "Metrc is down and the shop opens";

    private final CustodyFixture.Clock clock = new CustodyFixture.Clock();
    private final CustodyFixture.Metrc metrc = new CustodyFixture.Metrc();
    private final KeyStore store = InMemoryKeyStore.create(clock);
    private final FailingKeyLedger ledger = new FailingKeyLedger();
    private final Enrollment enrollment =
            Enrollment.builder(store, metrc).ledger(ledger).clock(clock).build();

    private void hasPending(KeyOwner owner, UserApiKey key) {
        store.pending().put(owner, key, KeyVersion.NONE).orThrow();
    }

    private KeyVersion has(KeyOwner owner, UserApiKey key) {
        return store.put(owner, key, store.find(owner).map(StoredKey::version).orElse(KeyVersion.NONE))
                .orThrow();
    }

    private boolean signsWith(KeyOwner owner, UserApiKey key) {
        return store.find(owner).filter(stored -> stored.key().equals(key)).isPresent();
    }

    private static List<Notice.Code> codes(EnrollmentResult result) {
        return result.notices().stream().map(Notice::code).toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"ALL_GOOD", "PERMISSIONS_MISSING"})
    void aKeyThatWorksIsSaved(Verdict verdict) {
        metrc.says(verdict);
        EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY));

        assertThat(result.outcome()).isEqualTo(SAVED);
        assertThat(result.inForce()).isTrue();
        assertThat(result.owner()).isEqualTo(KIMS);
        assertThat(result.version()).isEqualTo(store.find(KIMS).map(StoredKey::version));
        assertThat(result.report().verdict()).isEqualTo(verdict);
        assertThat(result.notices()).isEmpty();
        assertThat(signsWith(KIMS, KEY)).isTrue();
    }

    @Test
    void aSavedKeyIsRecordedAsStoredAndVerified() {
        KeyVersion version =
                enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY)).version().orElseThrow();

        assertThat(ledger.events())
                .containsExactly(
                        new KeyEvent.Stored(NINE, KIMS, KeyState.IN_FORCE, version, Optional.empty()),
                        new KeyEvent.Verified(NINE, KIMS, KeyState.IN_FORCE, version, SHOP, Verdict.ALL_GOOD));
    }

    @Test
    void aStoreThatRecordsAlreadyRecordsOnce() {
        Enrollment again = Enrollment.builder(RecordedKeyStore.of(store, ledger, clock), metrc)
                .ledger(ledger)
                .build();
        again.verifyAndSave(CustodyFixture.of(KIM, KEY));

        assertThat(ledger.events())
                .filteredOn(KeyEvent.Stored.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aMasterKeyIsSavedForItsFacility() {
        assertThat(enrollment.verifyAndSave(CustodyFixture.ofMaster(KEY)).outcome())
                .isEqualTo(SAVED);
        assertThat(signsWith(MASTER, KEY)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(
            value = Verdict.class,
            names = {"KEY_REFUSED", "INCONCLUSIVE"})
    void theOldKeyStaysInForceWhereTheNewOneIsNotKnownToWork(Verdict verdict) {
        KeyVersion before = has(KIMS, OTHER_KEY);
        metrc.says(verdict);
        EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY));

        assertThat(result.outcome()).isEqualTo(verdict == Verdict.KEY_REFUSED ? NOT_SAVED : UNDECIDED);
        assertThat(result.inForce()).isFalse();
        assertThat(result.version()).contains(before);
        assertThat(signsWith(KIMS, OTHER_KEY)).isTrue();
        assertThat(ledger.events()).isEmpty();
    }

    @Test
    void theOldKeyIsInForceWhileMetrcIsAsked() {
        has(KIMS, OTHER_KEY);
        metrc.meanwhile(() -> assertThat(signsWith(KIMS, OTHER_KEY)).isTrue());

        assertThat(enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY)).outcome())
                .isEqualTo(SAVED);
        assertThat(signsWith(KIMS, KEY)).isTrue();
    }

    @Test
    void whoeverDemandsThatAllIsGoodSavesNoKeyThatLacksPermissions() {
        Enrollment strict = Enrollment.builder(store, metrc).requireAllGood().build();
        metrc.says(Verdict.PERMISSIONS_MISSING);
        assertThat(strict.verifyAndSave(CustodyFixture.of(KIM, KEY)).outcome()).isEqualTo(NOT_SAVED);

        metrc.says(Verdict.ALL_GOOD);
        assertThat(strict.verifyAndSave(CustodyFixture.of(KIM, KEY)).outcome()).isEqualTo(SAVED);
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void theSameKeyIsNotStoredAgainAndItsVerificationIsRecorded(Verdict verdict) {
        KeyVersion before = has(KIMS, KEY);
        metrc.says(verdict);
        EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY), REASON);

        assertThat(result.outcome()).isEqualTo(UNCHANGED);
        assertThat(result.version()).contains(before);
        assertThat(codes(result)).containsExactly(Notice.Code.UNCHANGED);
        assertThat(store.find(KIMS).map(StoredKey::version)).contains(before);
        assertThat(ledger.events())
                .isEqualTo(
                        verdict == Verdict.INCONCLUSIVE
                                ? List.of()
                                : List.of(new KeyEvent.Verified(NINE, KIMS, KeyState.IN_FORCE, before, SHOP, verdict)));
    }

    @Test
    void ofTwoWhoReplaceAKeyTheSecondIsTold() {
        has(KIMS, OTHER_KEY);
        metrc.meanwhile(() -> has(KIMS, CustodyFixture.key("c")));
        EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY));

        assertThat(result.outcome()).isEqualTo(CONFLICT);
        assertThat(result.version()).isEqualTo(store.find(KIMS).map(StoredKey::version));
        assertThat(signsWith(KIMS, CustodyFixture.key("c"))).isTrue();
        assertThat(ledger.events()).isEmpty();
    }

    @Test
    void aKeyThatWasRemovedMeanwhileIsNotBroughtBack() {
        KeyVersion before = has(KIMS, OTHER_KEY);
        metrc.meanwhile(() -> store.remove(KIMS, before).orThrow());
        EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY));

        assertThat(result.outcome()).isEqualTo(CONFLICT);
        assertThat(result.version()).isEmpty();
        assertThat(store.find(KIMS)).isEmpty();
    }

    @Test
    void aProbeThatFailsLeavesEverythingAsItWas() {
        has(KIMS, OTHER_KEY);
        metrc.meanwhile(() -> {
            throw new MetrcKeysException(ErrorCode.INTERRUPTED, "interrupted");
        });

        assertThatThrownBy(() -> enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY), REASON))
                .isInstanceOf(MetrcKeysException.class);
        assertThat(signsWith(KIMS, OTHER_KEY)).isTrue();
    }

    @Test
    void aKeyThatWasSavedDoesNotLookAsIfItWereNotWhereTheLedgerFails() {
        ledger.failsToReadAndWrite();

        assertThat(enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY)).outcome())
                .isEqualTo(SAVED);
        assertThat(signsWith(KIMS, KEY)).isTrue();
    }

    @Test
    void whereItCannotBeFoundOutWhoseTheMasterKeyIsNothingIsSaved() {
        has(MASTER, KEY);
        ledger.failsToReadAndWrite();

        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(() -> enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY)));
        assertThat(store.find(KIMS)).isEmpty();
    }

    @Test
    void anOddFormIsNoticedAndBlocksNothing() {
        EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, UserApiKey.of("kim@shop.example")));

        assertThat(result.outcome()).isEqualTo(SAVED);
        assertThat(result.notices()).singleElement().satisfies(notice -> {
            assertThat(notice.code()).isEqualTo(Notice.Code.UNUSUAL_SHAPE);
            assertThat(notice.shape())
                    .containsExactly(KeyShape.UNUSUAL_LENGTH, KeyShape.UNUSUAL_CHARACTERS, KeyShape.LOOKS_LIKE_EMAIL);
            assertThat(notice.sentence()).contains("an e-mail address").doesNotContain("kim@", "_");
        });
    }

    @Nested
    class WhoElseHasIt {

        @Test
        void anotherPersonsKeyIsNotSaved() {
            has(LEES, KEY);
            EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY));

            assertThat(result.outcome()).isEqualTo(NOT_SAVED);
            assertThat(result.notices()).singleElement().satisfies(notice -> {
                assertThat(notice.code()).isEqualTo(Notice.Code.SAME_KEY_OF_OTHER_PERSON);
                assertThat(notice.other()).contains(LEES);
                assertThat(notice.blocks()).isTrue();
                assertThat(notice.sentence()).contains("key of lee in CO");
            });
            assertThat(store.find(KIMS)).isEmpty();
        }

        @Test
        void aPendingKeyOfAnotherPersonIsThatPersonsToo() {
            hasPending(LEES, KEY);
            EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY));

            assertThat(result.outcome()).isEqualTo(NOT_SAVED);
            assertThat(result.notices()).singleElement().satisfies(notice -> {
                assertThat(notice.other()).contains(LEES);
                assertThat(notice.state()).isEqualTo(KeyState.PENDING);
                assertThat(notice.sentence()).contains("the unverified key of lee in CO");
            });
        }

        @Test
        void aKeyThatIsInForceAndPendingIsNoticedOnce() {
            has(LEES, KEY);
            hasPending(LEES, KEY);

            assertThat(enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY)).notices())
                    .singleElement()
                    .extracting(Notice::state)
                    .isEqualTo(KeyState.IN_FORCE);
        }

        @Test
        void aKeyThatSomebodyElseEnteredWhileMetrcWasAskedIsSeen() {
            metrc.meanwhile(() -> has(LEES, KEY));

            assertThat(enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY)).outcome())
                    .isEqualTo(NOT_SAVED);
        }

        @Test
        void aKeyThatOnlySharesAFingerprintIsAnotherKey() {
            has(LEES, OTHER_KEY);
            Enrollment colliding =
                    Enrollment.builder(new OneFingerprint(store), metrc).build();
            EnrollmentResult result = colliding.verifyAndSave(CustodyFixture.of(KIM, KEY));

            assertThat(result.outcome()).isEqualTo(SAVED);
            assertThat(result.notices()).isEmpty();
        }

        @Test
        void aPersonsKeyIsNotTheMasterKey() {
            has(MASTER, KEY);
            EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY));

            assertThat(result.outcome()).isEqualTo(NOT_SAVED);
            assertThat(codes(result)).containsExactly(Notice.Code.PERSONS_KEY_IS_MASTER_KEY);
            assertThat(result.notices().get(0).other()).contains(MASTER);
        }

        @Test
        void theMasterKeysHolderHasItAsAKeyOfTheirOwn() {
            has(MASTER, KEY);
            enrollment.nameHolder(SHOP, KIM);
            EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY));

            assertThat(result.outcome()).isEqualTo(SAVED);
            assertThat(result.notices()).isEmpty();
        }

        @Test
        void thatSomebodyElseHoldsTheMasterKeyHelpsNobody() {
            has(MASTER, KEY);
            enrollment.nameHolder(SHOP, LEE);

            assertThat(enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY)).outcome())
                    .isEqualTo(NOT_SAVED);
        }

        @Test
        void aMasterKeyMayBeAPersonsAndThePersonIsNamed() {
            has(KIMS, KEY);
            EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.ofMaster(KEY));

            assertThat(result.outcome()).isEqualTo(SAVED);
            assertThat(codes(result)).containsExactly(Notice.Code.MASTER_KEY_IS_PERSONS_KEY);
            assertThat(result.notices().get(0).sentence()).contains("key of kim in CO", "record");
        }

        @Test
        void onceTheHolderIsNamedThereIsNothingToNotice() {
            has(KIMS, KEY);
            enrollment.nameHolder(SHOP, KIM);

            assertThat(enrollment.verifyAndSave(CustodyFixture.ofMaster(KEY)).notices())
                    .isEmpty();
        }

        @Test
        void onePersonsKeyMaySignForSeveralFacilities() {
            has(KeyOwner.master(Facility.of(COLORADO, "402-00002")), KEY);

            assertThat(enrollment.verifyAndSave(CustodyFixture.ofMaster(KEY)).notices())
                    .isEmpty();
        }

        @Test
        void theSameKeyAtAnotherServerIsNoticedAndBlocksNothing() {
            has(KeyOwner.individual(COLORADO.sandbox(), KIM), KEY);
            EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY));

            assertThat(result.outcome()).isEqualTo(SAVED);
            assertThat(codes(result)).containsExactly(Notice.Code.SAME_KEY_IN_OTHER_JURISDICTION);
        }

        @Test
        void anotherPersonsKeyAtAnotherServerIsAnotherPersonsKey() {
            has(KeyOwner.individual(COLORADO.sandbox(), LEE), KEY);
            EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY));

            assertThat(result.outcome()).isEqualTo(NOT_SAVED);
            assertThat(codes(result))
                    .containsExactly(Notice.Code.SAME_KEY_OF_OTHER_PERSON, Notice.Code.SAME_KEY_IN_OTHER_JURISDICTION);
        }

        @Test
        void whatStandsAgainstTheKeyIsToldFirst() {
            has(KeyOwner.individual(COLORADO.sandbox(), KIM), KEY);
            has(LEES, KEY);

            assertThat(enrollment.notices(KIMS, KEY))
                    .extracting(Notice::code)
                    .containsExactly(Notice.Code.SAME_KEY_OF_OTHER_PERSON, Notice.Code.SAME_KEY_IN_OTHER_JURISDICTION);
        }

        @Test
        void onesOwnPendingKeyIsNobodyElses() {
            hasPending(KIMS, KEY);

            assertThat(enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY)).notices())
                    .isEmpty();
        }
    }

    @Nested
    class WhoStillHasTheOldOne {

        private final KeyOwner.Master otherMaster = new KeyOwner.Master(Facility.of(COLORADO, "402-00002"));

        private static List<KeyOwner> stillThere(EnrollmentResult result) {
            return result.notices().stream()
                    .filter(notice -> notice.code() == Notice.Code.OLD_KEY_STILL_STORED)
                    .flatMap(notice -> notice.other().stream())
                    .toList();
        }

        @Test
        void aMasterKeyThatIsTheOldKeyOfAPersonIsDead() {
            has(KIMS, OTHER_KEY);
            has(MASTER, OTHER_KEY);
            EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY));

            assertThat(result.outcome()).isEqualTo(SAVED);
            assertThat(result.notices()).singleElement().satisfies(notice -> {
                assertThat(notice.code()).isEqualTo(Notice.Code.OLD_KEY_STILL_STORED);
                assertThat(notice.other()).contains(MASTER);
                assertThat(notice.blocks()).isFalse();
                assertThat(notice.sentence())
                        .contains("the master key of CO 402-00001", "dead in Metrc", "paste the new key there too.");
            });
            assertThat(signsWith(MASTER, OTHER_KEY)).isTrue();
        }

        @Test
        void aPersonsKeyThatIsTheOldMasterKeyIsDead() {
            has(KIMS, OTHER_KEY);
            has(MASTER, OTHER_KEY);
            EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.ofMaster(KEY));

            assertThat(result.outcome()).isEqualTo(SAVED);
            assertThat(stillThere(result)).containsExactly(KIMS);
            assertThat(result.notices().get(0).sentence())
                    .contains("the key of kim in CO", "paste the new key there too, if it is that person's.");
        }

        @Test
        void eachOtherOwnerIsNamedAndAPendingKeyAsSuch() {
            List.of(KIMS, MASTER, otherMaster).forEach(owner -> has(owner, OTHER_KEY));
            hasPending(otherMaster, OTHER_KEY);
            has(LEES, CustodyFixture.key("c"));

            EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY));

            assertThat(stillThere(result)).containsExactlyInAnyOrder(MASTER, otherMaster, otherMaster);
            assertThat(result.notices())
                    .filteredOn(notice -> notice.state() == KeyState.PENDING)
                    .singleElement()
                    .satisfies(notice -> {
                        assertThat(notice.other()).contains(otherMaster);
                        assertThat(notice.sentence())
                                .contains("still stored as the unverified master key of CO 402-00002");
                    });
        }

        @Test
        void itIsSaidAlsoOfAKeyThatAReasonSaved() {
            has(KIMS, OTHER_KEY);
            has(MASTER, OTHER_KEY);
            metrc.says(Verdict.INCONCLUSIVE);

            assertThat(stillThere(enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY), REASON)))
                    .containsExactly(MASTER);
        }

        @Test
        void whatWasNotReplacedIsNotDead() {
            has(KIMS, OTHER_KEY);
            has(MASTER, OTHER_KEY);
            metrc.says(Verdict.KEY_REFUSED);
            assertThat(stillThere(enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY))))
                    .isEmpty();

            metrc.says(Verdict.ALL_GOOD);
            assertThat(stillThere(enrollment.verifyAndSave(CustodyFixture.of(KIM, OTHER_KEY))))
                    .isEmpty();
        }

        @Test
        void anotherServerAndOnesOwnPendingKeyAreNotMeant() {
            has(KIMS, OTHER_KEY);
            hasPending(KIMS, OTHER_KEY);
            has(KeyOwner.individual(COLORADO.sandbox(), KIM), OTHER_KEY);

            assertThat(stillThere(enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY))))
                    .isEmpty();
        }

        @Test
        void aKeyIsSavedAlsoWhereItCannotBeFoundOutWhoElseHasTheOldOne() {
            has(KIMS, OTHER_KEY);
            has(MASTER, OTHER_KEY);
            KeyStore listsBefore = (KeyStore) Proxy.newProxyInstance(
                    KeyStore.class.getClassLoader(), new Class<?>[] {KeyStore.class}, (self, method, arguments) -> {
                        if (method.getName().equals("list") && signsWith(KIMS, KEY)) {
                            throw new MetrcKeysException(ErrorCode.STORE_UNREACHABLE, "the disk is out");
                        }
                        return method.invoke(store, arguments);
                    });

            EnrollmentResult result =
                    Enrollment.builder(listsBefore, metrc).build().verifyAndSave(CustodyFixture.of(KIM, KEY));

            assertThat(result.outcome()).isEqualTo(SAVED);
            assertThat(result.notices()).isEmpty();
        }
    }

    @Nested
    class InSpiteOfIt {

        @ParameterizedTest
        @EnumSource(
                value = Verdict.class,
                names = {"KEY_REFUSED", "INCONCLUSIVE"})
        void aStatedReasonSavesAKeyThatIsNotKnownToWork(Verdict verdict) {
            metrc.says(verdict);
            EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY), " " + REASON + " ");

            assertThat(result.outcome()).isEqualTo(SAVED);
            assertThat(result.report().verdict()).isEqualTo(verdict);
            assertThat(ledger.events())
                    .contains(new KeyEvent.Stored(
                            NINE, KIMS, KeyState.IN_FORCE, result.version().orElseThrow(), Optional.of(REASON)));
        }

        @Test
        void anotherPersonsKeyIsNoticedAllTheSame() {
            has(LEES, KEY);
            EnrollmentResult result = enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY), REASON);

            assertThat(result.outcome()).isEqualTo(SAVED);
            assertThat(codes(result)).containsExactly(Notice.Code.SAME_KEY_OF_OTHER_PERSON);
        }

        @Test
        void aReasonThatWasNotNeededIsNotRecorded() {
            KeyVersion version = enrollment
                    .verifyAndSave(CustodyFixture.of(KIM, KEY), REASON)
                    .version()
                    .orElseThrow();

            assertThat(ledger.events())
                    .contains(new KeyEvent.Stored(NINE, KIMS, KeyState.IN_FORCE, version, Optional.empty()));
        }

        @Test
        void aConflictIsNotOverridden() {
            metrc.meanwhile(() -> has(KIMS, OTHER_KEY));

            assertThat(enrollment
                            .verifyAndSave(CustodyFixture.of(KIM, KEY), REASON)
                            .outcome())
                    .isEqualTo(CONFLICT);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "   ", "\u200b", "one\ntwo"})
        void aBlankReasonIsNone(String reason) {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY), reason))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID));
            assertThat(store.list()).isEmpty();
        }

        @Test
        void aKeyInTheReasonIsRefusedAndNotRepeated() {
            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(
                            () -> enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY), "it is " + KEY.revealSecret()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH))
                    .withMessageNotContaining(KEY.revealSecret());
            assertThat(store.list()).isEmpty();
        }

        @Test
        void thePendingKeyInTheReasonIsRefusedAndNotRepeated() {
            hasPending(KIMS, OTHER_KEY);

            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> enrollment.verifyAndSave(
                            CustodyFixture.of(KIM, KEY), "instead of " + OTHER_KEY.revealSecret()))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH))
                    .withMessageNotContaining(OTHER_KEY.revealSecret());
            assertThat(ledger.events()).isEmpty();
        }
    }

    @Nested
    class WaitingKeys {

        private final ProbeRequest request = CustodyFixture.of(KIM, KEY);

        @Test
        void aPendingKeyIsKeptBesideTheOneInForce() {
            has(KIMS, OTHER_KEY);
            StoreResult saved = enrollment.savePending(request);

            assertThat(saved).isInstanceOf(StoreResult.Done.class);
            assertThat(signsWith(KIMS, OTHER_KEY)).isTrue();
            assertThat(enrollment.pending(KIMS).map(StoredKey::key).map(KEY::equals))
                    .contains(true);
        }

        @Test
        void aLaterPendingKeyTakesThePlaceOfTheOneBefore() {
            enrollment.savePending(CustodyFixture.of(KIM, OTHER_KEY)).orThrow();
            enrollment.savePending(request).orThrow();

            assertThat(enrollment.pending(KIMS).map(StoredKey::key).map(KEY::equals))
                    .contains(true);
        }

        @Test
        void aPendingKeyThatProvesGoodComesIntoForce() {
            enrollment.savePending(request).orThrow();

            assertThat(enrollment.verifyPending(KIMS, pending -> CustodyFixture.of(KIM, pending)))
                    .map(EnrollmentResult::outcome)
                    .contains(SAVED);
            assertThat(enrollment.pending(KIMS)).isEmpty();
            assertThat(signsWith(KIMS, KEY)).isTrue();
        }

        @Test
        void aPendingKeyThatSomebodyDiscardedIsNotVerified() {
            assertThat(enrollment.verifyPending(KIMS, pending -> CustodyFixture.of(KIM, pending)))
                    .isEmpty();
        }

        @Test
        void aPendingKeyIsSentToNoOtherServer() {
            KeyOwner inTheSandbox = KeyOwner.individual(COLORADO.sandbox(), KIM);
            hasPending(inTheSandbox, KEY);
            metrc.meanwhile(() -> fail("The key was sent."));

            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(
                            () -> enrollment.verifyPending(inTheSandbox, pending -> CustodyFixture.of(KIM, pending)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH));
        }

        @Test
        void onlyThePendingKeyIsVerifiedAsSuch() {
            enrollment.savePending(request).orThrow();
            metrc.meanwhile(() -> fail("Another key was sent."));

            assertThatExceptionOfType(InvalidInputException.class)
                    .isThrownBy(() -> enrollment.verifyPending(KIMS, pending -> CustodyFixture.of(KIM, OTHER_KEY)))
                    .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.MISMATCH));
        }

        @Test
        void aPendingKeyThatIsInForceAlreadyIsPendingNoLonger() {
            enrollment.savePending(request).orThrow();
            has(KIMS, KEY);

            assertThat(enrollment.verifyAndSave(request).outcome()).isEqualTo(UNCHANGED);
            assertThat(enrollment.pending(KIMS)).isEmpty();
        }

        @Test
        void aKeyIsSavedAlsoIfThePendingOneCannotBeRemoved() {
            enrollment.savePending(request).orThrow();
            KeysByOwner neverRemoved = (KeysByOwner) Proxy.newProxyInstance(
                    KeysByOwner.class.getClassLoader(),
                    new Class<?>[] {KeysByOwner.class},
                    (self, method, arguments) -> {
                        if (method.getName().equals("remove")) {
                            throw new MetrcKeysException(ErrorCode.STORE_UNREACHABLE, "the disk is out");
                        }
                        return method.invoke(store.pending(), arguments);
                    });
            KeyStore keepsAll = (KeyStore) Proxy.newProxyInstance(
                    KeyStore.class.getClassLoader(),
                    new Class<?>[] {KeyStore.class},
                    (self, method, arguments) ->
                            method.getName().equals("pending") ? neverRemoved : method.invoke(store, arguments));

            EnrollmentResult result =
                    Enrollment.builder(keepsAll, metrc).build().verifyAndSave(request);

            assertThat(result.outcome()).isEqualTo(SAVED);
            assertThat(signsWith(KIMS, KEY)).isTrue();
            assertThat(enrollment.pending(KIMS)).isPresent();
        }

        @Test
        void anotherKeyThatIsSavedLeavesThePendingOne() {
            enrollment.savePending(request).orThrow();
            enrollment.verifyAndSave(CustodyFixture.of(KIM, OTHER_KEY));

            assertThat(enrollment.pending(KIMS)).isPresent();
        }

        @ParameterizedTest
        @EnumSource(
                value = Verdict.class,
                names = {"KEY_REFUSED", "INCONCLUSIVE"})
        void aPendingKeyThatIsNotSavedStaysPending(Verdict verdict) {
            enrollment.savePending(request).orThrow();
            metrc.says(verdict);
            enrollment.verifyAndSave(request);

            assertThat(enrollment.pending(KIMS)).isPresent();
        }

        @Test
        void aPendingKeyCanBeDiscarded() {
            enrollment.savePending(request).orThrow();

            assertThat(enrollment.discardPending(KIMS)).isTrue();
            assertThat(enrollment.pending(KIMS)).isEmpty();
            assertThat(enrollment.discardPending(KIMS)).isFalse();
        }

        @Test
        void masterKeysCanBePendingToo() {
            enrollment.savePending(CustodyFixture.ofMaster(KEY)).orThrow();

            assertThat(enrollment.pending(MASTER)).isPresent();
            assertThat(enrollment.pending(KIMS)).isEmpty();
        }
    }

    @Test
    void namingAHolderIsRecorded() {
        enrollment.nameHolder(SHOP, KIM);

        assertThat(ledger.events()).containsExactly(new KeyEvent.HolderNamed(NINE, MASTER, KIM));
    }
}
