package io.github.metrckeys.access;

import static io.github.metrckeys.catalog.Operation.CREATE_PACKAGE;
import static io.github.metrckeys.catalog.Operation.HARVEST;
import static io.github.metrckeys.catalog.Operation.RING_SALE;
import static io.github.metrckeys.catalog.Operation.VOID_SALE;
import static io.github.metrckeys.fixture.AccessFixture.EMPLOYEE;
import static io.github.metrckeys.fixture.AccessFixture.MASTER;
import static io.github.metrckeys.fixture.AccessFixture.NINE;
import static io.github.metrckeys.fixture.AccessFixture.OTHER_EMPLOYEE;
import static io.github.metrckeys.fixture.AccessFixture.OTHER_SHOP;
import static io.github.metrckeys.fixture.AccessFixture.SHOP;
import static io.github.metrckeys.fixture.AccessFixture.USER;
import static io.github.metrckeys.fixture.AccessFixture.line;
import static io.github.metrckeys.fixture.AccessFixture.outage;
import static io.github.metrckeys.fixture.AccessFixture.refused;
import static io.github.metrckeys.fixture.AccessFixture.report;
import static io.github.metrckeys.report.ReportLine.Status.FAILURE;
import static io.github.metrckeys.report.ReportLine.Status.INCONCLUSIVE;
import static io.github.metrckeys.report.ReportLine.Status.NOT_APPLICABLE;
import static io.github.metrckeys.report.ReportLine.Status.SUCCESS;
import static io.github.metrckeys.report.ReportLine.Status.UNPROVEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.access.AccessDecision.Reason;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.fixture.AccessFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AccessCacheTest {

    private static final Instant TEN = NINE.plus(Duration.ofHours(1));
    private static final Instant ELEVEN = NINE.plus(Duration.ofHours(2));

    private final AccessFixture.Clock clock = new AccessFixture.Clock();
    private final AccessCache cache = AccessCache.builder().clock(clock).build();

    private void recordAt(Instant now, ValidationReport report) {
        clock.set(now);
        cache.record(report);
    }

    private void recordAt(Instant now, ReportLine... lines) {
        recordAt(now, report(EMPLOYEE, SHOP, now, lines));
    }

    private AccessDecision sale() {
        return cache.canPerform(USER, SHOP, RING_SALE);
    }

    private AccessDecision saleAtOtherShop() {
        return cache.canPerform(USER, OTHER_SHOP, RING_SALE);
    }

    private static AccessDecision yes(Instant asOf) {
        return new AccessDecision.Yes(asOf);
    }

    private static AccessDecision unknown(Reason reason, Instant asOf) {
        return new AccessDecision.Unknown(reason, Optional.of(asOf));
    }

    private static final AccessDecision NEVER_CHECKED =
            new AccessDecision.Unknown(Reason.NEVER_CHECKED, Optional.empty());

    private static void isNo(AccessDecision answer, Cause cause, Instant asOf) {
        assertThat(answer).isInstanceOfSatisfying(AccessDecision.No.class, no -> {
            assertThat(no.cause()).isEqualTo(cause);
            assertThat(no.asOf()).isEqualTo(asOf);
        });
    }

    @Test
    void nothingIsKnownOfAKeyThatWasNeverChecked() {
        assertThat(sale()).isEqualTo(NEVER_CHECKED);

        recordAt(NINE, line(RING_SALE, SUCCESS));

        assertThat(saleAtOtherShop()).isEqualTo(NEVER_CHECKED);
        assertThat(cache.canPerform(OTHER_EMPLOYEE, SHOP, RING_SALE)).isEqualTo(NEVER_CHECKED);
        assertThat(cache.canPerform(MASTER, SHOP, RING_SALE)).isEqualTo(NEVER_CHECKED);
    }

    @Test
    void aSuccessIsAYesAsOfWhenItsCheckBegan() {
        recordAt(TEN, report(EMPLOYEE, SHOP, NINE, line(RING_SALE, SUCCESS)));

        assertThat(sale()).isEqualTo(yes(NINE));
        assertThat(cache.canPerform(EMPLOYEE, SHOP, RING_SALE)).isEqualTo(yes(NINE));
    }

    @Test
    void aFailureIsANoWithWhatToDoAboutThisOperation() {
        ValidationReport report = report(
                EMPLOYEE,
                SHOP,
                NINE,
                line(PermissionCategory.SALES, FAILURE),
                line(RING_SALE, FAILURE),
                line(CREATE_PACKAGE, FAILURE));
        cache.record(report);

        isNo(sale(), Cause.PERMISSION_MISSING, NINE);
        AccessDecision.No no = (AccessDecision.No) sale();
        assertThat(no.report()).isEqualTo(report);
        assertThat(no.remedies()).singleElement().satisfies(remedy -> {
            assertThat(remedy.code()).isEqualTo(Remedy.Code.GRANT_PERMISSION);
            assertThat(RING_SALE.endpoint().permissions().permissions()).containsAll(remedy.permissions());
            assertThat(remedy.permissions()).isNotEmpty();
        });
    }

    @Test
    void whatTheFacilitysTypeExcludesIsANo() {
        recordAt(NINE, line(HARVEST, NOT_APPLICABLE));

        AccessDecision answer = cache.canPerform(USER, SHOP, HARVEST);
        isNo(answer, Cause.LICENSE_TYPE_EXCLUDES, NINE);
        assertThat(((AccessDecision.No) answer).remedies()).containsExactly(Remedy.of(Remedy.Code.LEAVE_CALL_OUT));
    }

    @Test
    void aMasterKeyIsAnOwnerToo() {
        cache.record(report(MASTER, SHOP, NINE, line(RING_SALE, SUCCESS)));

        assertThat(cache.canPerform(MASTER, SHOP, RING_SALE)).isEqualTo(yes(NINE));
        assertThat(cache.canRead(MASTER, SHOP, PermissionCategory.SALES)).isEqualTo(unknown(Reason.NOT_PROVEN, NINE));
    }

    @Test
    void lookingIsAnsweredAsOperationsAre() {
        recordAt(NINE, line(PermissionCategory.SALES, SUCCESS), line(PermissionCategory.ITEMS, FAILURE));

        assertThat(cache.canRead(USER, SHOP, PermissionCategory.SALES)).isEqualTo(yes(NINE));
        isNo(cache.canRead(USER, SHOP, PermissionCategory.ITEMS), Cause.PERMISSION_MISSING, NINE);
        assertThat(cache.canRead(USER, SHOP, PermissionCategory.PLANTS)).isEqualTo(unknown(Reason.NOT_PROVEN, NINE));
        assertThat(cache.canRead(OTHER_EMPLOYEE, SHOP, PermissionCategory.SALES))
                .isEqualTo(NEVER_CHECKED);
    }

    @Test
    void anInconclusiveReportReplacesNothing() {
        recordAt(NINE, line(RING_SALE, SUCCESS), line(VOID_SALE, FAILURE));

        recordAt(TEN, outage(EMPLOYEE, SHOP, TEN, line(RING_SALE, FAILURE), line(VOID_SALE, SUCCESS)));

        assertThat(sale()).isEqualTo(yes(NINE));
        isNo(cache.canPerform(USER, SHOP, VOID_SALE), Cause.PERMISSION_MISSING, NINE);
        assertThat(cache.lastReport(EMPLOYEE, SHOP).orElseThrow().checkedAt()).isEqualTo(NINE);
    }

    @Test
    void anInconclusiveReportDoesNotMakeARefusedKeyGood() {
        recordAt(NINE, refused(EMPLOYEE, SHOP, NINE, Cause.KEY_REPLACED));

        recordAt(TEN, outage(EMPLOYEE, SHOP, TEN));

        isNo(sale(), Cause.KEY_REPLACED, NINE);
    }

    @Test
    void whereAllReportsAreInconclusiveThereIsNoVerdict() {
        recordAt(NINE, outage(EMPLOYEE, SHOP, NINE));

        assertThat(sale()).isEqualTo(unknown(Reason.NO_VERDICT, NINE));
        assertThat(cache.lastReport(EMPLOYEE, SHOP)).isEmpty();
    }

    @Test
    void anInconclusiveLineKeepsWhatAnEarlierOneSaid() {
        recordAt(NINE, line(RING_SALE, SUCCESS), line(VOID_SALE, FAILURE));

        recordAt(TEN, line(RING_SALE, INCONCLUSIVE), line(VOID_SALE, INCONCLUSIVE), line(CREATE_PACKAGE, INCONCLUSIVE));

        assertThat(sale()).isEqualTo(yes(NINE));
        isNo(cache.canPerform(USER, SHOP, VOID_SALE), Cause.PERMISSION_MISSING, NINE);
        assertThat(cache.canPerform(USER, SHOP, CREATE_PACKAGE)).isEqualTo(unknown(Reason.NO_VERDICT, TEN));
    }

    @Test
    void aShortCheckTakesNothingAwayOfWhatAFullOneHasProven() {
        recordAt(NINE, line(RING_SALE, SUCCESS), line(VOID_SALE, FAILURE));

        recordAt(
                TEN,
                line(PermissionCategory.SALES, UNPROVEN),
                line(RING_SALE, UNPROVEN),
                line(VOID_SALE, UNPROVEN),
                line(CREATE_PACKAGE, UNPROVEN));

        assertThat(sale()).isEqualTo(yes(NINE));
        isNo(cache.canPerform(USER, SHOP, VOID_SALE), Cause.PERMISSION_MISSING, NINE);
        assertThat(cache.canPerform(USER, SHOP, CREATE_PACKAGE)).isEqualTo(unknown(Reason.NOT_PROVEN, TEN));
        clock.set(NINE.plus(Duration.ofHours(12)).plusMillis(1));
        assertThat(sale()).isEqualTo(unknown(Reason.TOO_OLD, NINE));
    }

    @Test
    void aMissingPermissionIsInDoubtOnceAYoungerCheckWasLetInThere() {
        recordAt(NINE, line(PermissionCategory.SALES, FAILURE), line(RING_SALE, FAILURE));
        isNo(sale(), Cause.PERMISSION_MISSING, NINE);

        recordAt(TEN, line(PermissionCategory.SALES, SUCCESS), line(RING_SALE, UNPROVEN));

        assertThat(sale()).isEqualTo(unknown(Reason.NOT_PROVEN, TEN));
    }

    @Test
    void theYoungerCheckCountsInWhicheverOrderReportsComeIn() {
        recordAt(TEN, line(RING_SALE, FAILURE));

        cache.record(report(EMPLOYEE, SHOP, NINE, line(RING_SALE, SUCCESS)));

        isNo(sale(), Cause.PERMISSION_MISSING, TEN);
        recordAt(ELEVEN, line(RING_SALE, SUCCESS));
        assertThat(sale()).isEqualTo(yes(ELEVEN));
    }

    @Test
    void anAnswerCountsUntilItIsTooOld() {
        recordAt(NINE, line(RING_SALE, SUCCESS), line(VOID_SALE, FAILURE), line(CREATE_PACKAGE, UNPROVEN));

        clock.pass(Duration.ofHours(12));
        assertThat(sale()).isEqualTo(yes(NINE));

        clock.pass(Duration.ofNanos(1));
        assertThat(sale()).isEqualTo(unknown(Reason.TOO_OLD, NINE));
        assertThat(cache.canPerform(USER, SHOP, VOID_SALE)).isEqualTo(unknown(Reason.TOO_OLD, NINE));
        assertThat(cache.canPerform(USER, SHOP, CREATE_PACKAGE)).isEqualTo(unknown(Reason.TOO_OLD, NINE));
        assertThat(cache.lastReport(EMPLOYEE, SHOP)).isPresent();
    }

    @Test
    void aRefusedKeyIsTooOldToo() {
        recordAt(NINE, refused(EMPLOYEE, SHOP, NINE, Cause.USER_KEY_REJECTED));

        clock.pass(Duration.ofHours(13));

        assertThat(sale()).isEqualTo(unknown(Reason.TOO_OLD, NINE));
    }

    @Test
    void howLongAnAnswerCountsIsSet() {
        AccessCache strict = AccessCache.builder()
                .clock(clock)
                .freshFor(Duration.ofMinutes(5))
                .build();
        strict.record(report(EMPLOYEE, SHOP, NINE, line(RING_SALE, SUCCESS)));

        clock.pass(Duration.ofMinutes(6));

        assertThat(strict.canPerform(USER, SHOP, RING_SALE)).isEqualTo(unknown(Reason.TOO_OLD, NINE));
    }

    @Test
    void aNewKeyMakesAllThatIsKnownOfTheOldOneOutOfDate() {
        recordAt(NINE, line(RING_SALE, SUCCESS));
        cache.record(report(OTHER_EMPLOYEE, SHOP, NINE, line(RING_SALE, SUCCESS)));
        clock.set(TEN);

        cache.keyChanged(EMPLOYEE);

        assertThat(sale()).isEqualTo(unknown(Reason.KEY_CHANGED, TEN));
        assertThat(cache.lastReport(EMPLOYEE, SHOP)).isEmpty();
        assertThat(cache.canPerform(OTHER_EMPLOYEE, SHOP, RING_SALE)).isEqualTo(yes(NINE));
    }

    @Test
    void aLateReportAboutTheOldKeyIsPassedOver() {
        clock.set(TEN);
        cache.keyChanged(EMPLOYEE);

        recordAt(ELEVEN, report(EMPLOYEE, SHOP, TEN, line(RING_SALE, SUCCESS)));

        assertThat(sale()).isEqualTo(unknown(Reason.KEY_CHANGED, TEN));
        cache.record(report(EMPLOYEE, SHOP, TEN.plusNanos(1), line(RING_SALE, SUCCESS)));
        assertThat(sale()).isEqualTo(yes(TEN.plusNanos(1)));
    }

    @Test
    void aRefusalInUseDoubtsEveryYesAtThatFacilityUntilItIsProvenAnew() {
        recordAt(NINE, line(RING_SALE, SUCCESS), line(VOID_SALE, FAILURE));
        cache.record(report(EMPLOYEE, OTHER_SHOP, NINE, line(RING_SALE, SUCCESS)));
        clock.set(TEN);

        cache.refused(EMPLOYEE, SHOP);

        assertThat(sale()).isEqualTo(unknown(Reason.REFUSED_SINCE, TEN));
        isNo(cache.canPerform(USER, SHOP, VOID_SALE), Cause.PERMISSION_MISSING, NINE);
        assertThat(saleAtOtherShop()).isEqualTo(yes(NINE));
        recordAt(ELEVEN, report(EMPLOYEE, SHOP, TEN, line(RING_SALE, SUCCESS)));
        assertThat(sale()).isEqualTo(unknown(Reason.REFUSED_SINCE, TEN));
        recordAt(ELEVEN, line(RING_SALE, SUCCESS));
        assertThat(sale()).isEqualTo(yes(ELEVEN));
    }

    @Test
    void aShortCheckAfterARefusalDoesNotBringTheYesBack() {
        recordAt(NINE, line(RING_SALE, SUCCESS));
        clock.set(TEN);
        cache.refused(EMPLOYEE, SHOP);

        recordAt(ELEVEN, line(RING_SALE, UNPROVEN), line(CREATE_PACKAGE, UNPROVEN));

        assertThat(sale()).isEqualTo(unknown(Reason.REFUSED_SINCE, TEN));
        assertThat(cache.canPerform(USER, SHOP, CREATE_PACKAGE)).isEqualTo(unknown(Reason.NOT_PROVEN, ELEVEN));
    }

    @Test
    void aRefusalInUseWithoutACheckIsAllThatIsKnown() {
        cache.refused(EMPLOYEE, SHOP);

        assertThat(sale()).isEqualTo(unknown(Reason.REFUSED_SINCE, NINE));
    }

    @Test
    void aSuccessInUseProvesTheOperationUntilItIsTooOld() {
        recordAt(NINE, line(RING_SALE, FAILURE));
        clock.set(TEN);

        cache.succeeded(EMPLOYEE, SHOP, RING_SALE);

        assertThat(sale()).isEqualTo(yes(TEN));
        assertThat(cache.canPerform(USER, SHOP, VOID_SALE)).isEqualTo(unknown(Reason.NOT_PROVEN, NINE));
        assertThat(saleAtOtherShop()).isEqualTo(NEVER_CHECKED);
        clock.pass(Duration.ofHours(13));
        assertThat(sale()).isEqualTo(unknown(Reason.TOO_OLD, TEN));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.INCLUDE,
            names = {
                "USER_KEY_REJECTED",
                "VENDOR_KEY_REJECTED",
                "KEY_PAIR_REJECTED",
                "KEYS_SWAPPED",
                "WRONG_JURISDICTION",
                "MASTER_KEY_OWNER_LEFT",
                "ACCESS_SUSPENDED",
                "KEY_REPLACED",
                "KEY_EXPIRED",
                "KEY_REPLACED_DURING_CHECK"
            })
    void aKeyThatIsRefusedIsRefusedEverywhere(Cause cause) {
        recordAt(NINE, line(RING_SALE, SUCCESS));
        ValidationReport refused = refused(EMPLOYEE, OTHER_SHOP, TEN, cause);

        recordAt(TEN, refused);

        isNo(sale(), cause, TEN);
        isNo(saleAtOtherShop(), cause, TEN);
        assertThat(((AccessDecision.No) sale()).report()).isEqualTo(refused);
        assertThat(((AccessDecision.No) sale()).remedies()).isEqualTo(refused.remedies());
    }

    @ParameterizedTest
    @EnumSource(names = {"LICENSE_NOT_ATTACHED", "LICENSE_ENDED"})
    void aLicenseThatIsRefusedIsNoMatterElsewhere(Cause cause) {
        recordAt(NINE, line(RING_SALE, SUCCESS));
        cache.record(report(EMPLOYEE, OTHER_SHOP, NINE, line(RING_SALE, SUCCESS)));

        recordAt(TEN, refused(EMPLOYEE, OTHER_SHOP, TEN, cause));

        isNo(saleAtOtherShop(), cause, TEN);
        assertThat(sale()).isEqualTo(yes(NINE));
        clock.set(ELEVEN);
        cache.succeeded(EMPLOYEE, SHOP, RING_SALE);
        isNo(saleAtOtherShop(), cause, TEN);
    }

    @Test
    void aKeyThatWorksAgainSomewhereProvesNothingThatWasKnownElsewhere() {
        recordAt(NINE, line(RING_SALE, SUCCESS), line(VOID_SALE, FAILURE));
        recordAt(TEN, refused(EMPLOYEE, SHOP, TEN, Cause.ACCESS_SUSPENDED));

        recordAt(ELEVEN, report(EMPLOYEE, OTHER_SHOP, ELEVEN, line(RING_SALE, SUCCESS)));

        assertThat(saleAtOtherShop()).isEqualTo(yes(ELEVEN));
        assertThat(sale()).isEqualTo(unknown(Reason.REFUSED_SINCE, TEN));
        isNo(cache.canPerform(USER, SHOP, VOID_SALE), Cause.PERMISSION_MISSING, NINE);
        assertThat(cache.canPerform(USER, SHOP, CREATE_PACKAGE)).isEqualTo(unknown(Reason.REFUSED_SINCE, TEN));
    }

    @Test
    void aKeyThatDiedDuringItsCheckHasProvenNothing() {
        recordAt(
                NINE,
                report(
                        EMPLOYEE,
                        SHOP,
                        NINE,
                        Verdict.KEY_REFUSED,
                        Optional.of(Cause.KEY_REPLACED_DURING_CHECK),
                        line(RING_SALE, SUCCESS)));

        isNo(sale(), Cause.KEY_REPLACED_DURING_CHECK, NINE);
    }

    @Test
    void aCheckFromTheFutureCountsAsBegunNow() {
        cache.record(report(EMPLOYEE, SHOP, ELEVEN, line(RING_SALE, SUCCESS)));

        assertThat(sale()).isEqualTo(yes(NINE));
        clock.set(TEN);
        cache.keyChanged(EMPLOYEE);
        assertThat(sale()).isEqualTo(unknown(Reason.KEY_CHANGED, TEN));
    }

    @Test
    void theLastReportWithAVerdictIsKept() {
        recordAt(NINE, line(RING_SALE, SUCCESS));
        recordAt(TEN, refused(EMPLOYEE, SHOP, TEN, Cause.LICENSE_ENDED));

        assertThat(cache.lastReport(EMPLOYEE, SHOP).orElseThrow().verdict()).isEqualTo(Verdict.KEY_REFUSED);
        assertThat(cache.lastReport(EMPLOYEE, OTHER_SHOP)).isEmpty();
        assertThat(cache.lastReport(MASTER, SHOP)).isEmpty();
    }

    private static KeyOwner employee(int number) {
        return KeyOwner.individual(AccessFixture.COLORADO, UserId.of("emp-" + number));
    }

    @Test
    void whatWasLearnedLongestAgoGoesWhereThereIsNoRoom() {
        AccessCache small = AccessCache.builder().clock(clock).maximumSize(100).build();
        for (int i = 0; i < 1_000; i++) {
            Instant now = clock.pass(Duration.ofSeconds(1));
            small.record(report(employee(i), SHOP, now, line(RING_SALE, SUCCESS)));
            assertThat(small.canPerform(employee(i), SHOP, RING_SALE)).isEqualTo(yes(now));
        }

        assertThat(known(small, 1_000)).isBetween(90L, 100L);
        assertThat(small.canPerform(employee(0), SHOP, RING_SALE)).isEqualTo(NEVER_CHECKED);
        assertThat(small.canPerform(employee(950), SHOP, RING_SALE)).isInstanceOf(AccessDecision.Yes.class);
    }

    @Test
    void oneOwnerWithMoreFacilitiesThanThereIsRoomIsBoundedToo() {
        AccessCache small = AccessCache.builder().clock(clock).maximumSize(3).build();
        for (int i = 0; i < 10; i++) {
            small.refused(EMPLOYEE, Facility.of(AccessFixture.COLORADO, "L-" + i));
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(small).hasToString("AccessCache[3 of 3, fresh for PT12H]");
    }

    @Test
    void aLateReportAboutAnOldKeyIsPassedOverAlsoWhereTheChangeWasForgotten() {
        AccessCache small = AccessCache.builder().clock(clock).maximumSize(32).build();
        clock.set(TEN);
        small.keyChanged(EMPLOYEE);
        for (int i = 0; i < 32; i++) {
            clock.pass(Duration.ofSeconds(1));
            small.keyChanged(employee(100 + i));
        }
        assertThat(small).hasToString("AccessCache[30 of 32, fresh for PT12H]");

        small.record(report(EMPLOYEE, SHOP, NINE, line(RING_SALE, SUCCESS)));

        assertThat(small.canPerform(EMPLOYEE, SHOP, RING_SALE)).isEqualTo(NEVER_CHECKED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT0.5S", "-PT1H", "P32D"})
    void aFreshnessOutOfRangeIsRefused(Duration duration) {
        assertThatThrownBy(() -> AccessCache.builder().freshFor(duration))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 1_000_001})
    void aSizeOutOfRangeIsRefused(int size) {
        assertThatThrownBy(() -> AccessCache.builder().maximumSize(size))
                .isInstanceOfSatisfying(
                        InvalidInputException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID));
    }

    private static long known(AccessCache cache, int owners) {
        long known = 0;
        for (int i = 0; i < owners; i++) {
            known += cache.canPerform(employee(i), SHOP, RING_SALE).equals(NEVER_CHECKED) ? 0 : 1;
        }
        return known;
    }

    /** Many threads record what was found about the old key, while it is changed. */
    @Test
    void aLateReportNeverRevivesAnOldKeyInWhateverThread() throws Exception {
        AtomicBoolean changed = new AtomicBoolean();
        AtomicBoolean revived = new AtomicBoolean();
        // The key is changed in the middle of it all: some rounds of every thread come before, and many after.
        CountDownLatch underWay = new CountDownLatch(1_000);
        clock.set(ELEVEN);
        ValidationReport old = report(EMPLOYEE, SHOP, NINE, line(RING_SALE, SUCCESS));
        ExecutorService threads = Executors.newFixedThreadPool(6);
        List<Future<?>> work = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            work.add(threads.submit(() -> {
                for (int after = 0; after < 2_000; after += changed.get() ? 1 : 0) {
                    cache.record(old);
                    underWay.countDown();
                }
            }));
            work.add(threads.submit(() -> {
                for (int after = 0; after < 2_000; after += changed.get() ? 1 : 0) {
                    boolean afterChange = changed.get();
                    if (sale() instanceof AccessDecision.Yes && afterChange) {
                        revived.set(true);
                    }
                    underWay.countDown();
                }
            }));
        }
        underWay.await();
        cache.keyChanged(EMPLOYEE);
        changed.set(true);
        for (Future<?> each : work) {
            each.get();
        }
        threads.shutdown();

        assertThat(revived).isFalse();
        assertThat(sale()).isEqualTo(unknown(Reason.KEY_CHANGED, ELEVEN));
    }

    @Test
    void manyThreadsRecordAndAskAtATime() throws Exception {
        AccessCache small = AccessCache.builder().clock(clock).maximumSize(50).build();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<?>> work = new ArrayList<>();
        for (int thread = 0; thread < 8; thread++) {
            int offset = thread;
            work.add(threads.submit(() -> {
                for (int i = 0; i < 2_000; i++) {
                    KeyOwner owner = employee((i * 7 + offset) % 200);
                    Instant began = NINE.plusNanos(i * 8L + offset + 1);
                    clock.set(NINE.plusSeconds(1));
                    switch (i % 4) {
                        case 0 -> small.keyChanged(owner);
                        case 1 -> small.refused(owner, SHOP);
                        default -> small.record(report(owner, SHOP, began, line(RING_SALE, SUCCESS)));
                    }
                    assertThat(small.canPerform(owner, SHOP, RING_SALE)).isNotNull();
                }
            }));
        }
        for (Future<?> each : work) {
            each.get();
        }
        threads.shutdown();

        long known = known(small, 200);
        assertThat(known).isLessThanOrEqualTo(50);
        assertThat(small).hasToString("AccessCache[" + known + " of 50, fresh for PT12H]");
    }
}
