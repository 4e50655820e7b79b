package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.http.CallGate.Admission;
import io.github.metrckeys.http.CallGate.Missed;
import io.github.metrckeys.http.CallGate.Permit;
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
        enterMany(10, SHOP).forEach(CallGateTest::permit);

        assertThat(enter(SHOP)).isNotDone();
    }

    @Test
    void thirtyCallsOfAVendorAreUnderWayAtATime() {
        List.of("A", "B", "C").forEach(license -> enterMany(10, license).forEach(CallGateTest::permit));

        assertThat(enter("D")).isNotDone();
        assertThat(enterWithoutLicense()).isNotDone();
    }

    @Test
    void callsWithoutALicenseCountForTheVendorAlone() {
        enterMany(10, SHOP).forEach(CallGateTest::permit);

        for (int i = 0; i < 20; i++) {
            assertThat(enterWithoutLicense()).isCompleted();
        }
        assertThat(enterWithoutLicense()).isNotDone();
    }

    @Test
    void anAnswerMakesRoomForTheNextCall() {
        List<CompletableFuture<Admission>> underWay = enterMany(10, SHOP);
        CompletableFuture<Admission> next = enter(SHOP);
        permit(underWay.get(3)).close();

        assertThat(next).isCompletedWithValueMatching(admission -> admission instanceof Permit);
    }

    @Test
    void callsOfAFacilityAreServedInTheOrderInWhichTheyCame() {
        List<CompletableFuture<Admission>> underWay = enterMany(10, SHOP);
        List<CompletableFuture<Admission>> waiting = enterMany(3, SHOP);

        permit(underWay.get(0)).close();
        assertThat(waiting).extracting(CompletableFuture::isDone).containsExactly(true, false, false);
        permit(underWay.get(1)).close();
        assertThat(waiting).extracting(CompletableFuture::isDone).containsExactly(true, true, false);
        permit(underWay.get(2)).close();
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
        enterMany(10, SHOP).forEach(CallGateTest::permit);

        assertThat(gate.enter(COLORADO, OTHER_VENDOR, license(SHOP), Priority.INTERACTIVE, PATIENT))
                .isNotDone();
    }

    @Test
    void theServersOfTwoStatesHaveNothingInCommon() {
        List.of(SHOP, FARM, "C").forEach(license -> enterMany(10, license).forEach(CallGateTest::permit));

        assertThat(gate.enter(Jurisdiction.of("MI"), VENDOR, license(SHOP), Priority.INTERACTIVE, PATIENT))
                .isCompleted();
        assertThat(gate.enter(COLORADO.sandbox(), VENDOR, license(SHOP), Priority.INTERACTIVE, PATIENT))
                .isCompleted();
    }

    @Test
    void theSameKeyEnteredTwiceIsOneVendor() {
        List.of("A", "B", "C").forEach(license -> enterMany(10, license).forEach(CallGateTest::permit));

        assertThat(gate.enter(
                        COLORADO, VendorApiKey.of("vendor-key-one"), Optional.empty(), Priority.INTERACTIVE, PATIENT))
                .isNotDone();
    }

    @Test
    void theFiftyFirstCallWaitsUntilASecondAfterTheFirstAnswer() throws Exception {
        long firstAnswer = System.nanoTime();
        answerMany(50, SHOP);
        CompletableFuture<Admission> next = enter(SHOP);
        assertThat(enter(FARM)).isCompleted();

        next.get(20, TimeUnit.SECONDS);

        assertThat(System.nanoTime() - firstAnswer).isGreaterThanOrEqualTo(SECOND.toNanos());
    }

    @Test
    void theHundredAndFiftyFirstCallOfAVendorWaitsForASecondToo() throws Exception {
        long firstAnswer = System.nanoTime();
        List.of("A", "B", "C").forEach(license -> answerMany(50, license));
        CompletableFuture<Admission> next = enter("D");
        assertThat(gate.enter(COLORADO, OTHER_VENDOR, license("D"), Priority.INTERACTIVE, PATIENT))
                .isCompleted();

        next.get(20, TimeUnit.SECONDS);

        assertThat(System.nanoTime() - firstAnswer).isGreaterThanOrEqualTo(SECOND.toNanos());
    }

    @Test
    void aCallThatTakesLongTakesItsPlaceAllTheWhile() {
        Permit slow = permit(enter(SHOP));
        answerMany(49, SHOP);

        assertThat(enter(SHOP)).isNotDone();
        slow.close();
        assertThat(enter(SHOP)).isNotDone();
    }

    @Test
    void aCallThatWasNotSentTakesNoPlace() {
        for (int i = 0; i < 200; i++) {
            permit(enter(SHOP)).unused();
        }

        assertThat(enter(SHOP)).isCompleted();
    }

    @Test
    void aCanceledWaiterLeavesItsPlaceToTheNext() {
        List<CompletableFuture<Admission>> underWay = enterMany(10, SHOP);
        CompletableFuture<Admission> canceled = enter(SHOP);
        CompletableFuture<Admission> next = enter(SHOP);
        canceled.cancel(false);
        permit(underWay.get(0)).close();

        assertThat(next).isCompleted();
    }

    @Test
    void canceledWaitersUseUpNothing() {
        List<CompletableFuture<Admission>> underWay = enterMany(10, SHOP);
        for (int i = 0; i < 200; i++) {
            enter(SHOP).cancel(false);
        }
        underWay.forEach(admission -> permit(admission).close());

        enterMany(10, SHOP).forEach(CallGateTest::permit);
    }

    @Test
    void aPauseLongerThanAWaitersPatienceIsToldAtOnce() {
        permit(enter(SHOP)).closeThrottled(Duration.ofHours(1));

        assertThat(enter(SHOP)).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
    }

    @Test
    void aPauseIsToldToThoseWhoWaitAlready() {
        List<CompletableFuture<Admission>> underWay = enterMany(10, SHOP);
        CompletableFuture<Admission> waiting = enter(SHOP);
        CompletableFuture<Admission> patient =
                gate.enter(COLORADO, VENDOR, license(SHOP), Priority.INTERACTIVE, Duration.ofHours(2));
        permit(underWay.get(0)).closeThrottled(Duration.ofHours(1));

        assertThat(waiting).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
        assertThat(patient).isNotDone();
    }

    @Test
    void aPauseIsForEveryVendorOfTheFacilityAndForNoOtherFacility() {
        permit(enter(SHOP)).closeThrottled(Duration.ofHours(1));

        assertThat(gate.enter(COLORADO, OTHER_VENDOR, license(SHOP), Priority.INTERACTIVE, PATIENT))
                .isCompletedWithValue(Missed.PAUSE_TOO_LONG);
        assertThat(enter(FARM)).isCompletedWithValueMatching(admission -> admission instanceof Permit);
        assertThat(enterWithoutLicense()).isCompletedWithValueMatching(admission -> admission instanceof Permit);
    }

    @Test
    void whereMuchOfTheVendorsLimitIsTakenAPauseIsForTheVendorToo() {
        answerMany(40, "A");
        answerMany(40, "B");
        permit(enter(SHOP)).closeThrottled(Duration.ofHours(1));

        assertThat(enter(FARM)).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
        assertThat(gate.enter(COLORADO, OTHER_VENDOR, license(FARM), Priority.INTERACTIVE, PATIENT))
                .isCompletedWithValueMatching(admission -> admission instanceof Permit);
    }

    @Test
    void aPauseThatWasSeenElsewhereHoldsHereToo() {
        gate.throttled(COLORADO, VENDOR, license(SHOP), Duration.ofHours(1));

        assertThat(enter(SHOP)).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
        assertThat(enter(FARM)).isCompletedWithValueMatching(admission -> admission instanceof Permit);
    }

    @Test
    void aPauseAfterACallWithoutALicenseIsForTheVendorAlone() {
        enterMany(1, SHOP);
        permit(enterWithoutLicense()).closeThrottled(Duration.ofHours(1));

        assertThat(enter(SHOP)).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
        assertThat(gate.enter(COLORADO, OTHER_VENDOR, license(SHOP), Priority.INTERACTIVE, PATIENT))
                .isCompletedWithValueMatching(admission -> admission instanceof Permit);
    }

    @Test
    void aShorterPauseDoesNotEndALongerOne() {
        List<CompletableFuture<Admission>> underWay = enterMany(2, SHOP);
        permit(underWay.get(0)).closeThrottled(Duration.ofHours(1));
        permit(underWay.get(1)).closeThrottled(Duration.ofSeconds(1));

        assertThat(enter(SHOP)).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
    }

    @Test
    void aLongerPauseTakesTheShorterOnesPlace() {
        List<CompletableFuture<Admission>> underWay = enterMany(2, SHOP);
        permit(underWay.get(0)).closeThrottled(Duration.ofSeconds(1));
        permit(underWay.get(1)).closeThrottled(Duration.ofHours(1));

        assertThat(enter(SHOP)).isCompletedWithValue(Missed.PAUSE_TOO_LONG);
    }

    @Test
    void whoeverHasThePatienceComesThroughWhenThePauseIsOver() throws Exception {
        long start = System.nanoTime();
        Duration pause = Duration.ofMillis(100);
        permit(enter(SHOP)).closeThrottled(pause);

        assertThat(enter(SHOP).get(20, TimeUnit.SECONDS)).isInstanceOf(Permit.class);
        assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(pause.toNanos());
    }

    private void answerMany(int count, String license) {
        for (int i = 0; i < count; i++) {
            permit(enter(license)).close();
        }
    }

    private List<CompletableFuture<Admission>> enterMany(int count, String license) {
        List<CompletableFuture<Admission>> admissions = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            admissions.add(enter(license));
        }
        return admissions;
    }

    private CompletableFuture<Admission> enter(String license) {
        return gate.enter(COLORADO, VENDOR, license(license), Priority.INTERACTIVE, PATIENT);
    }

    private CompletableFuture<Admission> enterWithoutLicense() {
        return gate.enter(COLORADO, VENDOR, Optional.empty(), Priority.INTERACTIVE, PATIENT);
    }

    private static Optional<LicenseNumber> license(String number) {
        return Optional.of(LicenseNumber.of(number));
    }

    private static Permit permit(CompletableFuture<Admission> admission) {
        assertThat(admission).isCompletedWithValueMatching(value -> value instanceof Permit);
        return (Permit) admission.join();
    }
}
