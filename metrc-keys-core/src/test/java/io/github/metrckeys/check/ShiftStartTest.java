package io.github.metrckeys.check;

import static io.github.metrckeys.check.Seen.EMPLOYEE;
import static io.github.metrckeys.check.Seen.NINE;
import static io.github.metrckeys.check.Seen.SHOP;
import static io.github.metrckeys.check.Seen.line;
import static io.github.metrckeys.check.Seen.report;
import static io.github.metrckeys.report.LineStatus.FAILURE;
import static io.github.metrckeys.report.LineStatus.NOT_APPLICABLE;
import static io.github.metrckeys.report.LineStatus.SUCCESS;
import static io.github.metrckeys.report.LineStatus.UNPROVEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.check.Answer.Reason;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeDepth;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.LineStatus;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ShiftStartTest {

    private static final Role CASHIER = Role.named("CASHIER")
            .looksAt(PermissionCategory.SALES)
            .does(Operation.RING_SALE, Operation.HARVEST)
            .mayDo(Operation.VOID_SALE);
    private static final ProbeRequest REQUEST = ProbeRequest.individual(
                    SHOP, Seen.USER, VendorApiKey.of("vendor-key"), UserApiKey.of("user-key"))
            .forRole(CASHIER);

    private final Seen.Clock clock = new Seen.Clock();
    private final AccessBook book = AccessBook.builder().clock(clock).build();
    private final HandProbe probe = new HandProbe();

    private static ValidationReport checked(Instant at, LineStatus sale) {
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
        CompletableFuture<ShiftStart.Result> result = ShiftStart.of(book).check(probe, REQUEST);

        assertThat(result).isNotDone();
        assertThat(probe.calls.get(0).request().depth()).isEqualTo(ProbeDepth.SHIFT_START);
        assertThat(probe.calls.get(0).request().role()).contains(CASHIER);
        ValidationReport report = checked(NINE, SUCCESS);
        probe.answer(0, report);

        assertThat(result.join().report()).contains(report);
        assertThat(book.lastReport(EMPLOYEE, SHOP)).contains(report);
    }

    @Test
    void whatTheRoleRequiresIsAnsweredAndNothingElse() {
        CompletableFuture<ShiftStart.Result> result = ShiftStart.of(book).check(probe, REQUEST);
        probe.answer(0, checked(NINE, SUCCESS));

        assertThat(result.join().operations()).containsOnlyKeys(Operation.RING_SALE, Operation.HARVEST);
        assertThat(result.join().looks()).containsOnlyKeys(PermissionCategory.FACILITIES, PermissionCategory.SALES);
        assertThat(result.join().operations()).containsEntry(Operation.RING_SALE, new Answer.Yes(NINE));
        assertThat(result.join().ready()).isTrue();
        assertThat(result.join().refused()).isEmpty();
        assertThat(result.join().unknown()).isEmpty();
    }

    @Test
    void whatIsRefusedIsNamed() {
        CompletableFuture<ShiftStart.Result> result = ShiftStart.of(book).check(probe, REQUEST);
        probe.answer(0, checked(NINE, FAILURE));

        assertThat(result.join().ready()).isFalse();
        assertThat(result.join().refused()).containsExactly(Operation.RING_SALE);
    }

    @Test
    void whatTheShortCheckLeavesOpenIsFilledInFromTheBook() {
        book.record(checked(NINE, SUCCESS));
        Instant ten = clock.pass(Duration.ofHours(1));

        CompletableFuture<ShiftStart.Result> result = ShiftStart.of(book).check(probe, REQUEST);
        probe.answer(0, checked(ten, UNPROVEN));

        assertThat(result.join().operations()).containsEntry(Operation.RING_SALE, new Answer.Yes(NINE));
        assertThat(result.join().ready()).isTrue();
    }

    @Test
    void whatNobodyKnowsIsNamed() {
        CompletableFuture<ShiftStart.Result> result = ShiftStart.of(book).check(probe, REQUEST);
        probe.answer(0, checked(NINE, UNPROVEN));

        assertThat(result.join().ready()).isFalse();
        assertThat(result.join().unknown()).containsExactly(Operation.RING_SALE);
        assertThat(result.join().operations())
                .containsEntry(Operation.RING_SALE, new Answer.Unknown(Reason.NOT_PROVEN, Optional.of(NINE)));
    }

    @Test
    void anOutageIsAResultAndNoFailure() {
        CompletableFuture<ShiftStart.Result> result = ShiftStart.of(book).check(probe, REQUEST);
        probe.answer(0, Seen.outage(EMPLOYEE, SHOP, NINE));

        assertThat(result.join().unknown()).containsExactly(Operation.RING_SALE, Operation.HARVEST);
        assertThat(result.join().report()).isPresent();
    }

    @Test
    void aRoleThatOnlyLooksIsNotReadyWithARefusedKey() {
        CompletableFuture<ShiftStart.Result> result =
                ShiftStart.of(book).check(probe, REQUEST.forRole(Role.named("AUDITOR")));
        probe.answer(0, Seen.refused(EMPLOYEE, SHOP, NINE, Cause.USER_KEY_REJECTED));

        assertThat(result.join().ready()).isFalse();
    }

    @Test
    void withoutARoleEverythingIsRequired() {
        ProbeRequest request = ProbeRequest.master(SHOP, VendorApiKey.of("vendor-key"), UserApiKey.of("user-key"));
        CompletableFuture<ShiftStart.Result> result = ShiftStart.of(book).check(probe, request);
        probe.answer(0, report(Seen.MASTER, SHOP, NINE));

        assertThat(result.join().operations()).containsOnlyKeys(Operation.values());
        assertThat(result.join().looks()).containsOnlyKeys(PermissionCategory.values());
    }

    @Test
    void whatIsKnownIsAskedAgainUnlessThatIsNotWanted() {
        book.record(checked(NINE, SUCCESS));

        assertThat(ShiftStart.of(book).check(probe, REQUEST)).isNotDone();
        assertThat(probe.calls).hasSize(1);

        ShiftStart.Result known =
                ShiftStart.of(book).unlessKnown().check(probe, REQUEST).join();
        assertThat(probe.calls).hasSize(1);
        assertThat(known.ready()).isTrue();
        assertThat(known.report()).isEmpty();
    }

    @Test
    void aNoOrAnOldYesIsAskedAgainInAnyCase() {
        book.record(checked(NINE, FAILURE));
        assertThat(ShiftStart.of(book).unlessKnown().check(probe, REQUEST)).isNotDone();

        clock.pass(Duration.ofHours(1));
        book.record(checked(clock.instant(), SUCCESS));
        clock.pass(Duration.ofHours(13));
        assertThat(ShiftStart.of(book).unlessKnown().check(probe, REQUEST)).isNotDone();
        assertThat(probe.calls).hasSize(2);
    }

    @Test
    void cancelingStopsTheCheck() {
        CompletableFuture<ShiftStart.Result> result = ShiftStart.of(book).check(probe, REQUEST);

        result.cancel(true);

        assertThat(probe.calls.get(0).report()).isCancelled();
    }

    @Test
    void aProbeThatFailsFailsTheResult() {
        CompletableFuture<ShiftStart.Result> result = ShiftStart.of(book).check(probe, REQUEST);
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
        assertThatThrownBy(ShiftStart.of(book).check(broken, REQUEST)::join).hasRootCauseMessage("broken at once");
    }
}
