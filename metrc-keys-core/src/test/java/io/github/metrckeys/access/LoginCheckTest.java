package io.github.metrckeys.access;

import static io.github.metrckeys.fixture.AccessFixture.EMPLOYEE;
import static io.github.metrckeys.fixture.AccessFixture.NINE;
import static io.github.metrckeys.fixture.AccessFixture.SHOP;
import static io.github.metrckeys.fixture.AccessFixture.line;
import static io.github.metrckeys.fixture.AccessFixture.report;
import static io.github.metrckeys.report.ReportLine.Status.FAILURE;
import static io.github.metrckeys.report.ReportLine.Status.NOT_APPLICABLE;
import static io.github.metrckeys.report.ReportLine.Status.SUCCESS;
import static io.github.metrckeys.report.ReportLine.Status.UNPROVEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metrckeys.access.AccessDecision.Reason;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.AccessFixture;
import io.github.metrckeys.fixture.ManualProbe;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class LoginCheckTest {

    private static final Role CASHIER = Role.named("CASHIER")
            .looksAt(PermissionCategory.SALES)
            .does(Operation.RING_SALE, Operation.HARVEST)
            .optionallyDoes(Operation.VOID_SALE);
    private static final ProbeRequest REQUEST = ProbeRequest.individual(
                    SHOP, AccessFixture.USER, VendorApiKey.of("vendor-key"), UserApiKey.of("user-key"))
            .forRole(CASHIER);

    private final AccessFixture.Clock clock = new AccessFixture.Clock();
    private final AccessCache cache = AccessCache.builder().clock(clock).build();
    private final ManualProbe probe = new ManualProbe();

    private static ValidationReport checked(Instant at, ReportLine.Status sale) {
        return report(
                EMPLOYEE,
                SHOP,
                at,
                line(PermissionCategory.FACILITIES, SUCCESS),
                line(PermissionCategory.SALES, sale),
                line(Operation.RING_SALE, sale),
                line(Operation.HARVEST, NOT_APPLICABLE));
    }

    @Test
    void theCheckIsShortAndItsReportIsRecorded() {
        CompletableFuture<LoginCheck.Result> result = LoginCheck.of(cache).check(probe, REQUEST);

        assertThat(result).isNotDone();
        assertThat(probe.calls.get(0).request().depth()).isEqualTo(ProbeRequest.Depth.LOGIN);
        assertThat(probe.calls.get(0).request().role()).contains(CASHIER);
        ValidationReport report = checked(NINE, SUCCESS);
        probe.answer(0, report);

        assertThat(result.join().report()).contains(report);
        assertThat(cache.lastReport(EMPLOYEE, SHOP)).contains(report);
    }

    @Test
    void whatTheRoleRequiresIsAnsweredAndNothingElse() {
        CompletableFuture<LoginCheck.Result> result = LoginCheck.of(cache).check(probe, REQUEST);
        probe.answer(0, checked(NINE, SUCCESS));

        assertThat(result.join().operations()).containsOnlyKeys(Operation.RING_SALE, Operation.HARVEST);
        assertThat(result.join().reads()).containsOnlyKeys(PermissionCategory.FACILITIES, PermissionCategory.SALES);
        assertThat(result.join().operations()).containsEntry(Operation.RING_SALE, new AccessDecision.Yes(NINE));
        assertThat(result.join().ready()).isTrue();
        assertThat(result.join().refused()).isEmpty();
        assertThat(result.join().unknown()).isEmpty();
    }

    @Test
    void whatIsRefusedIsNamed() {
        CompletableFuture<LoginCheck.Result> result = LoginCheck.of(cache).check(probe, REQUEST);
        probe.answer(0, checked(NINE, FAILURE));

        assertThat(result.join().ready()).isFalse();
        assertThat(result.join().refused()).extracting(Object::toString).containsExactly("SALES", "RING_SALE");
        assertThat(result.join().verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
        assertThat(result.join().summary()).contains("lacks");
    }

    @Test
    void whatTheShortCheckLeavesOpenIsFilledInFromTheCache() {
        cache.record(checked(NINE, SUCCESS));
        Instant ten = clock.pass(Duration.ofHours(1));

        CompletableFuture<LoginCheck.Result> result = LoginCheck.of(cache).check(probe, REQUEST);
        probe.answer(0, checked(ten, UNPROVEN));

        assertThat(result.join().operations()).containsEntry(Operation.RING_SALE, new AccessDecision.Yes(NINE));
        assertThat(result.join().ready()).isTrue();
    }

    @Test
    void whatNobodyKnowsIsNamed() {
        CompletableFuture<LoginCheck.Result> result = LoginCheck.of(cache).check(probe, REQUEST);
        probe.answer(0, checked(NINE, UNPROVEN));

        assertThat(result.join().ready()).isFalse();
        assertThat(result.join().unknown()).extracting(Object::toString).containsExactly("SALES", "RING_SALE");
        assertThat(result.join().verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(result.join().summary()).contains("Not verified", "Ring a sale", "Manage Sales");
        assertThat(result.join().operations())
                .containsEntry(Operation.RING_SALE, new AccessDecision.Unknown(Reason.NOT_PROVEN, Optional.of(NINE)));
    }

    @Test
    void anOutageIsAResultAndNoFailure() {
        CompletableFuture<LoginCheck.Result> result = LoginCheck.of(cache).check(probe, REQUEST);
        probe.answer(0, AccessFixture.outage(EMPLOYEE, SHOP, NINE));

        assertThat(result.join().unknown())
                .extracting(Object::toString)
                .containsExactly("FACILITIES", "SALES", "RING_SALE", "HARVEST");
        assertThat(result.join().report()).isPresent();
        assertThat(result.join().ready()).isFalse();
        assertThat(result.join().verdict()).isEqualTo(Verdict.INCONCLUSIVE);
    }

    @Test
    void aRoleWhoseMainWorkTheLicenseRulesOutIsNotReady() {
        Role grower = Role.named("GROWER").does(Operation.HARVEST);
        CompletableFuture<LoginCheck.Result> result = LoginCheck.of(cache).check(probe, REQUEST.forRole(grower));
        probe.answer(0, checked(NINE, SUCCESS));

        assertThat(result.join().ready()).isFalse();
        assertThat(result.join().verdict()).isEqualTo(Verdict.ROLE_DOES_NOT_FIT);
        assertThat(result.join().summary()).contains("wrong license, or wrong role?");
    }

    @Test
    void aKeyThatMetrcListsUnderSomebodyElseIsNotReadyHoweverItIsAsked() {
        ValidationReport good = checked(NINE, SUCCESS);
        ValidationReport.Findings of = good.findings();
        ValidationReport ofAnother = new ValidationReport(
                good.subject(),
                good.facility(),
                good.role(),
                new ValidationReport.Findings(
                        of.licenseType(),
                        of.flags(),
                        of.licenses(),
                        of.permissionList(),
                        of.acceptedAt(),
                        Optional.of(new ValidationReport.Findings.Holder(
                                "E-1004", Optional.of("Bea Bud"), Optional.of("Vic View"))),
                        of.masterKey()),
                good.diagnosis(),
                good.checkedAt(),
                good.duration(),
                good.calls());
        cache.record(ofAnother);

        CompletableFuture<LoginCheck.Result> known =
                LoginCheck.of(cache).unlessKnown().check(probe, REQUEST);
        probe.answer(0, good);

        assertThat(known.join().ready()).isFalse();
        assertThat(known.join().verdict()).isEqualTo(Verdict.NOT_VERIFIED);
        assertThat(known.join().summary()).contains("Bea Bud");
    }

    @Test
    void aRoleThatOnlyLooksIsNotReadyWithARefusedKey() {
        CompletableFuture<LoginCheck.Result> result =
                LoginCheck.of(cache).check(probe, REQUEST.forRole(Role.named("AUDITOR")));
        probe.answer(0, AccessFixture.refused(EMPLOYEE, SHOP, NINE, Cause.USER_KEY_REJECTED));

        assertThat(result.join().ready()).isFalse();
    }

    @Test
    void withoutARoleEverythingIsRequired() {
        ProbeRequest request = ProbeRequest.master(SHOP, VendorApiKey.of("vendor-key"), UserApiKey.of("user-key"));
        CompletableFuture<LoginCheck.Result> result = LoginCheck.of(cache).check(probe, request);
        probe.answer(0, report(AccessFixture.MASTER, SHOP, NINE));

        assertThat(result.join().operations())
                .containsKeys(Operation.RING_SALE, Operation.HARVEST, Operation.ADJUST_PACKAGE)
                .doesNotContainKeys(Operation.READ_PERMISSIONS, Operation.ARRIVE_AT_HUB);
        assertThat(result.join().reads()).containsOnlyKeys(PermissionCategory.values());
    }

    @Test
    void whatIsKnownIsAskedAgainUnlessThatIsNotWanted() {
        cache.record(checked(NINE, SUCCESS));

        assertThat(LoginCheck.of(cache).check(probe, REQUEST)).isNotDone();
        assertThat(probe.calls).hasSize(1);

        LoginCheck.Result known =
                LoginCheck.of(cache).unlessKnown().check(probe, REQUEST).join();
        assertThat(probe.calls).hasSize(1);
        assertThat(known.ready()).isTrue();
        assertThat(known.report()).isEmpty();
    }

    @Test
    void aNoOrAnOldYesIsAskedAgainInAnyCase() {
        cache.record(checked(NINE, FAILURE));
        assertThat(LoginCheck.of(cache).unlessKnown().check(probe, REQUEST)).isNotDone();

        clock.pass(Duration.ofHours(1));
        cache.record(checked(clock.instant(), SUCCESS));
        clock.pass(Duration.ofHours(13));
        assertThat(LoginCheck.of(cache).unlessKnown().check(probe, REQUEST)).isNotDone();
        assertThat(probe.calls).hasSize(2);
    }

    @Test
    void cancelingStopsTheCheck() {
        CompletableFuture<LoginCheck.Result> result = LoginCheck.of(cache).check(probe, REQUEST);

        result.cancel(true);

        assertThat(probe.calls.get(0).report()).isCancelled();
    }

    @Test
    void aProbeThatFailsFailsTheResult() {
        CompletableFuture<LoginCheck.Result> result = LoginCheck.of(cache).check(probe, REQUEST);
        probe.calls.get(0).report().completeExceptionally(new IllegalStateException("broken"));

        assertThatThrownBy(result::join).hasRootCauseMessage("broken");
        PermissionProbe broken = new PermissionProbe() {
            @Override
            public ValidationReport validate(ProbeRequest request) {
                throw new IllegalStateException("broken at once");
            }

            @Override
            public CompletableFuture<ValidationReport> validateAsync(ProbeRequest request) {
                throw new IllegalStateException("broken at once");
            }
        };
        assertThatThrownBy(LoginCheck.of(cache).check(broken, REQUEST)::join).hasRootCauseMessage("broken at once");
    }
}
