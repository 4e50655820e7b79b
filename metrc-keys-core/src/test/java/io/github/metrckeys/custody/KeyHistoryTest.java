package io.github.metrckeys.custody;

import static io.github.metrckeys.fixture.CustodyFixture.KIM;
import static io.github.metrckeys.fixture.CustodyFixture.KIMS;
import static io.github.metrckeys.fixture.CustodyFixture.LEE;
import static io.github.metrckeys.fixture.CustodyFixture.MASTER;
import static io.github.metrckeys.fixture.CustodyFixture.NINE;
import static io.github.metrckeys.fixture.CustodyFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.fixture.CustodyFixture;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyResolution.Choice;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeyHistoryTest {

    private static final KeyVersion V1 = new KeyVersion(1);
    private static final KeyVersion V2 = new KeyVersion(2);
    private static final Instant TEN = NINE.plus(Duration.ofHours(1));
    private static final Instant ELEVEN = NINE.plus(Duration.ofHours(2));
    private static final Duration YEAR = Duration.ofDays(365);

    private static KeyHistory history(KeyEvent... events) {
        return KeyHistory.of(List.of(events));
    }

    private static KeyEvent stored(KeyOwner owner, KeyVersion version, Instant at) {
        return new KeyEvent.Stored(at, owner, KeyState.IN_FORCE, version, Optional.empty());
    }

    private static KeyEvent verified(Verdict verdict, Instant at) {
        return new KeyEvent.Verified(at, KIMS, KeyState.IN_FORCE, V1, SHOP, verdict);
    }

    private static KeyEvent used(Choice choice, Instant to, long count) {
        return new KeyEvent.Used(NINE, to, KIMS, KeyState.IN_FORCE, V1, Optional.of(KIM), choice, count);
    }

    private static KeyInfo info(KeyOwner owner, KeyVersion version) {
        return info(owner, KeyState.IN_FORCE, version);
    }

    private static KeyInfo info(KeyOwner owner, KeyState state, KeyVersion version) {
        return new KeyInfo(owner, state, version, NINE, new KeyFingerprint("0123456789ab"));
    }

    /** What is known of the first key that Kim has in force. */
    private static KeyHistory.Key kimsKey(KeyHistory history) {
        return history.key(info(KIMS, V1)).orElseThrow();
    }

    private static KeyEvent named() {
        return new KeyEvent.HolderNamed(NINE, MASTER, KIM);
    }

    private static KeyEvent left() {
        return new KeyEvent.Left(TEN, KIM);
    }

    @Test
    void whatHappenedToAPendingKeySaysNothingAboutTheOneInForce() {
        KeyHistory history = history(
                stored(KIMS, V1, NINE),
                new KeyEvent.Stored(ELEVEN, KIMS, KeyState.PENDING, V1, Optional.of("later")),
                new KeyEvent.Verified(ELEVEN, KIMS, KeyState.PENDING, V1, SHOP, Verdict.KEY_REFUSED),
                new KeyEvent.Removed(ELEVEN, KIMS, KeyState.PENDING, V1));

        assertThat(kimsKey(history).storedAt()).contains(NINE);
        assertThat(kimsKey(history).endedAt()).isEmpty();
        assertThat(kimsKey(history).verdict()).isEmpty();
    }

    @Test
    void whatHappenedToTheKeyInForceSaysNothingAboutAPendingOne() {
        KeyHistory history =
                history(stored(KIMS, V1, NINE), verified(Verdict.ALL_GOOD, TEN), used(Choice.OWN_KEY, TEN, 1));
        KeyInfo pending = info(KIMS, KeyState.PENDING, V1);

        assertThat(history.key(pending)).isEmpty();
        assertThat(history.circumstances(pending, ELEVEN, YEAR)).isEmpty();
    }

    @Test
    void aUseOfAPendingKeyIsNoneOfTheKeyInForce() {
        KeyHistory history = history(
                stored(KIMS, V1, NINE),
                new KeyEvent.Used(NINE, TEN, KIMS, KeyState.PENDING, V1, Optional.of(KIM), Choice.OWN_KEY, 3));

        assertThat(kimsKey(history).uses()).isZero();
        assertThat(kimsKey(history).lastUsedAt()).isEmpty();
    }

    @Test
    void whoLeftIsNotBackForAPendingKey() {
        KeyHistory history = history(left(), new KeyEvent.Stored(ELEVEN, KIMS, KeyState.PENDING, V1, Optional.empty()));

        assertThat(history.hasLeft(KIM)).isTrue();
    }

    @Test
    void aPendingMasterKeyKeepsTheHolderOfTheOneInForce() {
        KeyHistory history = history(
                named(),
                stored(MASTER, V1, NINE),
                left(),
                new KeyEvent.Stored(ELEVEN, MASTER, KeyState.PENDING, V1, Optional.empty()));

        assertThat(history.holderOf(MASTER)).contains(KIM);
        assertThat(history.circumstances(info(MASTER, V1), ELEVEN, YEAR)).containsExactly(Circumstance.OWNER_LEFT);
    }

    @Test
    void nothingIsKnownOfAKeyOfWhichNothingIsRecorded() {
        KeyHistory history = history(stored(KIMS, V1, NINE));

        assertThat(history.key(info(KIMS, V2))).isEmpty();
        assertThat(kimsKey(history).verifiedAt()).isEmpty();
        assertThat(kimsKey(history).verdict()).isEmpty();
        assertThat(kimsKey(history).lastUsedAt()).isEmpty();
        assertThat(kimsKey(history).uses()).isZero();
    }

    @Test
    void aKeyWasStoredWhenItWasFirstToldOf() {
        assertThat(kimsKey(history(stored(KIMS, V1, NINE), stored(KIMS, V1, TEN)))
                        .storedAt())
                .contains(NINE);
    }

    @Test
    void theLastVerdictCountsAndAnOutageIsNone() {
        KeyHistory history = history(
                verified(Verdict.ALL_GOOD, NINE),
                verified(Verdict.KEY_REFUSED, TEN),
                verified(Verdict.INCONCLUSIVE, ELEVEN));

        assertThat(kimsKey(history).verdict()).contains(Verdict.KEY_REFUSED);
        assertThat(kimsKey(history).verifiedAt()).contains(TEN);
    }

    @Test
    void usesAreAddedUpAndTheLatestCounts() {
        KeyHistory history = history(used(Choice.OWN_KEY, ELEVEN, 3), used(Choice.OWN_KEY, TEN, 4));

        assertThat(kimsKey(history).uses()).isEqualTo(7);
        assertThat(kimsKey(history).lastUsedAt()).contains(ELEVEN);
    }

    @Test
    void fallbackUsesAreThoseInAPersonsNameThatTheMasterKeySigned() {
        KeyHistory history = history(
                used(Choice.MASTER_FALLBACK, TEN, 3),
                used(Choice.MASTER_FALLBACK, ELEVEN, 2),
                used(Choice.OWN_KEY, TEN, 100),
                used(Choice.MASTER_MODE, TEN, 100));

        assertThat(history.fallbackUses()).containsExactly(Map.entry(KIM, 5L));
    }

    @Test
    void theHolderOfAMasterKeyIsWhoWasNamedLast() {
        assertThat(history().holderOf(MASTER)).isEmpty();
        assertThat(history(named()).holderOf(MASTER)).contains(KIM);
        assertThat(history(named(), new KeyEvent.HolderNamed(NINE, MASTER, LEE)).holderOf(MASTER))
                .contains(LEE);
    }

    @Test
    void aNewKeyOfTheSameHolderChangesNoHolder() {
        assertThat(history(named(), stored(MASTER, V2, TEN)).holderOf(MASTER)).contains(KIM);
    }

    @Test
    void aMasterKeyThatWasEnteredAfterItsHolderLeftIsSomebodyElses() {
        KeyHistory history = history(named(), left(), stored(MASTER, V2, ELEVEN));

        assertThat(history.holderOf(MASTER)).isEmpty();
        assertThat(history.circumstances(info(MASTER, V2), ELEVEN, YEAR)).isEmpty();
    }

    @Test
    void aHolderWhoIsBackAndHasNoKeyButTheMasterKeyIsNotGone() {
        KeyHistory history = history(stored(MASTER, V1, NINE), named(), left(), stored(MASTER, V2, ELEVEN), named());

        assertThat(history.holderOf(MASTER)).contains(KIM);
        assertThat(history.circumstances(info(MASTER, V2), ELEVEN, YEAR)).isEmpty();
    }

    @Test
    void aHolderWhoIsBackCanLeaveAgain() {
        KeyHistory history =
                history(named(), left(), stored(MASTER, V2, ELEVEN), named(), new KeyEvent.Left(ELEVEN, KIM));

        assertThat(history.circumstances(info(MASTER, V2), ELEVEN, YEAR)).containsExactly(Circumstance.OWNER_LEFT);
    }

    @Test
    void aNewKeyOfAHolderWhoIsBackChangesNoHolder() {
        assertThat(history(left(), stored(MASTER, V1, ELEVEN), named(), stored(MASTER, V2, ELEVEN))
                        .holderOf(MASTER))
                .contains(KIM);
    }

    @Test
    void aHolderWhoIsNamedAfterLeavingHasLeftAKeyOfBefore() {
        assertThat(history(stored(MASTER, V1, ELEVEN), left(), named()).circumstances(info(MASTER, V1), ELEVEN, YEAR))
                .containsExactly(Circumstance.OWNER_LEFT);
    }

    @Test
    void anotherMasterKeyThatWasStoredLaterSaysNothing() {
        KeyOwner other = KeyOwner.master(Facility.of(CustodyFixture.COLORADO, "402-00002"));

        assertThat(history(stored(MASTER, V1, NINE), named(), left(), stored(other, V1, ELEVEN))
                        .circumstances(info(MASTER, V1), ELEVEN, YEAR))
                .containsExactly(Circumstance.OWNER_LEFT);
    }

    @Test
    void whoGetsAKeyAgainIsBack() {
        assertThat(history(left()).hasLeft(KIM)).isTrue();
        assertThat(history(left()).hasLeft(LEE)).isFalse();
        assertThat(history(left(), stored(KIMS, V2, ELEVEN)).hasLeft(KIM)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(Verdict.class)
    void aKeyWorkedBeforeWhereAValidationLetItIn(Verdict verdict) {
        KeyHistory history = history(verified(verdict, NINE), verified(Verdict.KEY_REFUSED, TEN));

        assertThat(history.circumstances(info(KIMS, V1), TEN, YEAR).contains(Circumstance.WORKED_BEFORE))
                .isEqualTo(verdict.keyWorks());
    }

    @Test
    void thatAnOlderKeyWorkedSaysNothingAboutTheNewOne() {
        assertThat(history(verified(Verdict.ALL_GOOD, NINE)).circumstances(info(KIMS, V2), TEN, YEAR))
                .isEmpty();
    }

    @Test
    void aKeyIsPastItsAgeOnceItIsOlder() {
        KeyHistory history = history();

        assertThat(history.circumstances(info(KIMS, V1), NINE.plus(YEAR), YEAR)).isEmpty();
        assertThat(history.circumstances(info(KIMS, V1), NINE.plus(YEAR).plusSeconds(1), YEAR))
                .containsExactly(Circumstance.PAST_USUAL_AGE);
        assertThat(history.circumstances(info(KIMS, V1), NINE.minus(YEAR), YEAR))
                .isEmpty();
    }

    @Test
    void theOwnerOfAMasterKeyLeftWhereItsHolderDid() {
        assertThat(history(named(), left()).circumstances(info(MASTER, V1), TEN, YEAR))
                .containsExactly(Circumstance.OWNER_LEFT);
        assertThat(history(left(), named()).circumstances(info(MASTER, V1), TEN, YEAR))
                .containsExactly(Circumstance.OWNER_LEFT);
        assertThat(history(named()).circumstances(info(MASTER, V1), TEN, YEAR)).isEmpty();
        assertThat(history(left()).circumstances(info(MASTER, V1), TEN, YEAR)).isEmpty();
    }
}
