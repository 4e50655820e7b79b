package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.http.CallGate.Lease;
import io.github.metrckeys.http.CallGate.Missed;
import io.github.metrckeys.http.CallGate.Turn;
import io.github.metrckeys.secret.VendorApiKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CallGateTest {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final VendorApiKey VENDOR = VendorApiKey.of("vendor-key-one");
    private static final VendorApiKey OTHER_VENDOR = VendorApiKey.of("vendor-key-two");
    private static final String SHOP = "402-00001";
    private static final String FARM = "403-00002";
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final CallGate gate = CallGate.create();

    @Test
    void tenCallsOfAFacilityAreUnderWayAtATime() {
        enterMany(10, SHOP).forEach(CallGateTest::lease);

        assertThat(enter(SHOP)).isNotDone();
    }

    @Test
    void thirtyCallsOfAVendorAreUnderWayAtATime() {
        List.of("A", "B", "C").forEach(license -> enterMany(10, license).forEach(CallGateTest::lease));

        assertThat(enter("D")).isNotDone();
        assertThat(enterWithoutLicense()).isNotDone();
    }

    @Test
    void callsWithoutALicenseCountForTheVendorAlone() {
        enterMany(10, SHOP).forEach(CallGateTest::lease);

        for (int i = 0; i < 20; i++) {
            assertThat(enterWithoutLicense()).isCompleted();
        }
        assertThat(enterWithoutLicense()).isNotDone();
    }

    @Test
    void anAnswerMakesRoomForTheNextCall() {
        List<CompletableFuture<Turn>> underWay = enterMany(10, SHOP);
        CompletableFuture<Turn> next = enter(SHOP);
        lease(underWay.get(3)).close();

        assertThat(next).isCompletedWithValueMatching(turn -> turn instanceof Lease);
    }

    @Test
    void callsOfAFacilityAreServedInTheOrderInWhichTheyCame() {
        List<CompletableFuture<Turn>> underWay = enterMany(10, SHOP);
        List<CompletableFuture<Turn>> waiting = enterMany(3, SHOP);

        lease(underWay.get(0)).close();
        assertThat(waiting).extracting(CompletableFuture::isDone).containsExactly(true, false, false);
        lease(underWay.get(1)).close();
        assertThat(waiting).extracting(CompletableFuture::isDone).containsExactly(true, true, false);
        lease(underWay.get(2)).close();
        assertThat(waiting).extracting(CompletableFuture::isDone).containsExactly(true, true, true);
    }

    @Test
    void aFacilityAtItsLimitHoldsUpNoOther() {
        enterMany(15, SHOP);

        assertThat(enter(FARM)).isCompleted();
        assertThat(enterWithoutLicense()).isCompleted();
    }

    @Test
    void aFacilitysLimitIsSharedByTheVendors() {
        enterMany(10, SHOP).forEach(CallGateTest::lease);

        assertThat(gate.enter(COLORADO, OTHER_VENDOR, license(SHOP), Priority.INTERACTIVE, PATIENT))
                .isNotDone();
    }

    @Test
    void theServersOfTwoStatesHaveNothingInCommon() {
        List.of(SHOP, FARM, "C").forEach(license -> enterMany(10, license).forEach(CallGateTest::lease));

        assertThat(gate.enter(Jurisdiction.of("MI"), VENDOR, license(SHOP), Priority.INTERACTIVE, PATIENT))
                .isCompleted();
        assertThat(gate.enter(COLORADO.sandbox(), VENDOR, license(SHOP), Priority.INTERACTIVE, PATIENT))
                .isCompleted();
    }

    @Test
    void theSameKeyEnteredTwiceIsOneVendor() {
        List.of("A", "B", "C").forEach(license -> enterMany(10, license).forEach(CallGateTest::lease));

        assertThat(gate.enter(
                        COLORADO, VendorApiKey.of("vendor-key-one"), Optional.empty(), Priority.INTERACTIVE, PATIENT))
                .isNotDone();
    }

    @Test
    void theFiftyFirstCallWaitsUntilASecondAfterTheFirstAnswer() throws Exception {
        long firstAnswer = System.nanoTime();
        answerMany(50, SHOP);
        CompletableFuture<Turn> next = enter(SHOP);
        assertThat(enter(FARM)).isCompleted();

        next.get(20, TimeUnit.SECONDS);

        assertThat(System.nanoTime() - firstAnswer).isGreaterThanOrEqualTo(SECOND.toNanos());
    }

    @Test
    void theHundredAndFiftyFirstCallOfAVendorWaitsForASecondToo() throws Exception {
        long firstAnswer = System.nanoTime();
        List.of("A", "B", "C").forEach(license -> answerMany(50, license));
        CompletableFuture<Turn> next = enter("D");
        assertThat(gate.enter(COLORADO, OTHER_VENDOR, license("D"), Priority.INTERACTIVE, PATIENT))
                .isCompleted();

        next.get(20, TimeUnit.SECONDS);

        assertThat(System.nanoTime() - firstAnswer).isGreaterThanOrEqualTo(SECOND.toNanos());
    }

    @Test
    void aCallThatTakesLongTakesItsPlaceAllTheWhile() {
        Lease slow = lease(enter(SHOP));
        answerMany(49, SHOP);

        assertThat(enter(SHOP)).isNotDone();
        slow.close();
        assertThat(enter(SHOP)).isNotDone();
    }

    @Test
    void aCallThatWasNotSentTakesNoPlace() {
        for (int i = 0; i < 200; i++) {
            lease(enter(SHOP)).unused();
        }

        assertThat(enter(SHOP)).isCompleted();
    }

    @Test
    void aCanceledWaiterLeavesItsPlaceToTheNext() {
        List<CompletableFuture<Turn>> underWay = enterMany(10, SHOP);
        CompletableFuture<Turn> canceled = enter(SHOP);
        CompletableFuture<Turn> next = enter(SHOP);
        canceled.cancel(false);
        lease(underWay.get(0)).close();

        assertThat(next).isCompleted();
    }

    @Test
    void canceledWaitersUseUpNothing() {
        List<CompletableFuture<Turn>> underWay = enterMany(10, SHOP);
        for (int i = 0; i < 200; i++) {
            enter(SHOP).cancel(false);
        }
        underWay.forEach(turn -> lease(turn).close());

        enterMany(10, SHOP).forEach(CallGateTest::lease);
    }

    @Test
    void aPauseLongerThanAWaitersPatienceIsToldAtOnce() {
        lease(enter(SHOP)).closeThrottled(Duration.ofHours(1));

        assertThat(enter(SHOP)).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
    }

    @Test
    void aPauseIsToldToThoseWhoWaitAlready() {
        List<CompletableFuture<Turn>> underWay = enterMany(10, SHOP);
        CompletableFuture<Turn> waiting = enter(SHOP);
        CompletableFuture<Turn> patient =
                gate.enter(COLORADO, VENDOR, license(SHOP), Priority.INTERACTIVE, Duration.ofHours(2));
        lease(underWay.get(0)).closeThrottled(Duration.ofHours(1));

        assertThat(waiting).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
        assertThat(patient).isNotDone();
    }

    @Test
    void aPauseIsForEveryVendorOfTheFacilityAndForNoOtherFacility() {
        lease(enter(SHOP)).closeThrottled(Duration.ofHours(1));

        assertThat(gate.enter(COLORADO, OTHER_VENDOR, license(SHOP), Priority.INTERACTIVE, PATIENT))
                .isCompletedWithValue(Missed.PAUSE_TOO_LONG);
        assertThat(enter(FARM)).isCompletedWithValueMatching(turn -> turn instanceof Lease);
        assertThat(enterWithoutLicense()).isCompletedWithValueMatching(turn -> turn instanceof Lease);
    }

    @Test
    void whereMuchOfTheVendorsLimitIsTakenAPauseIsForTheVendorToo() {
        answerMany(40, "A");
        answerMany(40, "B");
        lease(enter(SHOP)).closeThrottled(Duration.ofHours(1));

        assertThat(enter(FARM)).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
        assertThat(gate.enter(COLORADO, OTHER_VENDOR, license(FARM), Priority.INTERACTIVE, PATIENT))
                .isCompletedWithValueMatching(turn -> turn instanceof Lease);
    }

    @Test
    void aPauseThatWasSeenElsewhereHoldsHereToo() {
        gate.throttled(COLORADO, VENDOR, license(SHOP), Duration.ofHours(1));

        assertThat(enter(SHOP)).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
        assertThat(enter(FARM)).isCompletedWithValueMatching(turn -> turn instanceof Lease);
    }

    @Test
    void aPauseAfterACallWithoutALicenseIsForTheVendorAlone() {
        enterMany(1, SHOP);
        lease(enterWithoutLicense()).closeThrottled(Duration.ofHours(1));

        assertThat(enter(SHOP)).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
        assertThat(gate.enter(COLORADO, OTHER_VENDOR, license(SHOP), Priority.INTERACTIVE, PATIENT))
                .isCompletedWithValueMatching(turn -> turn instanceof Lease);
    }

    @Test
    void aShorterPauseDoesNotEndALongerOne() {
        List<CompletableFuture<Turn>> underWay = enterMany(2, SHOP);
        lease(underWay.get(0)).closeThrottled(Duration.ofHours(1));
        lease(underWay.get(1)).closeThrottled(Duration.ofSeconds(1));

        assertThat(enter(SHOP)).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
    }

    @Test
    void aLongerPauseTakesTheShorterOnesPlace() {
        List<CompletableFuture<Turn>> underWay = enterMany(2, SHOP);
        lease(underWay.get(0)).closeThrottled(Duration.ofSeconds(1));
        lease(underWay.get(1)).closeThrottled(Duration.ofHours(1));

        assertThat(enter(SHOP)).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
    }

    @Test
    void whoeverHasThePatienceComesThroughWhenThePauseIsOver() throws Exception {
        long start = System.nanoTime();
        Duration pause = Duration.ofMillis(100);
        lease(enter(SHOP)).closeThrottled(pause);

        assertThat(enter(SHOP).get(20, TimeUnit.SECONDS)).isInstanceOf(Lease.class);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(pause.toNanos());
    }

    private void answerMany(int count, String license) {
        for (int i = 0; i < count; i++) {
            lease(enter(license)).close();
        }
    }

    private List<CompletableFuture<Turn>> enterMany(int count, String license) {
        List<CompletableFuture<Turn>> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            turns.add(enter(license));
        }
        return turns;
    }

    private CompletableFuture<Turn> enter(String license) {
        return gate.enter(COLORADO, VENDOR, license(license), Priority.INTERACTIVE, PATIENT);
    }

    private CompletableFuture<Turn> enterWithoutLicense() {
        return gate.enter(COLORADO, VENDOR, Optional.empty(), Priority.INTERACTIVE, PATIENT);
    }

    private static Optional<LicenseNumber> license(String number) {
        return Optional.of(LicenseNumber.of(number));
    }

    private static Lease lease(CompletableFuture<Turn> turn) {
        assertThat(turn).isCompletedWithValueMatching(value -> value instanceof Lease);
        return (Lease) turn.join();
    }
}
