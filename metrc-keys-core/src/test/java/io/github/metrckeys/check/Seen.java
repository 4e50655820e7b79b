package io.github.metrckeys.check;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Need;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Diagnosis;
import io.github.metrckeys.report.Findings;
import io.github.metrckeys.report.LineStatus;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.RemedyCode;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Reports to be remembered, and a clock that is set by hand. */
final class Seen {

    static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    static final Facility SHOP = Facility.of(COLORADO, "402-00001");
    static final Facility OTHER_SHOP = Facility.of(COLORADO, "402-00002");
    static final UserId USER = UserId.of("emp-7");
    static final KeyOwner EMPLOYEE = KeyOwner.individual(COLORADO, USER);
    static final KeyOwner OTHER_EMPLOYEE = KeyOwner.individual(COLORADO, UserId.of("emp-8"));
    static final KeyOwner MASTER = KeyOwner.master(SHOP);
    static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");

    private Seen() {}

    static final class Clock implements InstantSource {
        private volatile Instant now = NINE;

        @Override
        public Instant instant() {
            return now;
        }

        void set(Instant instant) {
            now = instant;
        }

        Instant pass(Duration duration) {
            now = now.plus(duration);
            return now;
        }
    }

    static ReportLine line(Operation operation, LineStatus status) {
        return line(operation.category(), Optional.of(operation), status);
    }

    static ReportLine line(PermissionCategory category, LineStatus status) {
        return line(category, Optional.empty(), status);
    }

    private static ReportLine line(PermissionCategory category, Optional<Operation> operation, LineStatus status) {
        Optional<Cause> cause = switch (status) {
            case SUCCESS, NOT_APPLICABLE -> Optional.empty();
            case FAILURE -> Optional.of(Cause.PERMISSION_MISSING);
            case INCONCLUSIVE -> Optional.of(Cause.METRC_UNAVAILABLE);
            case UNPROVEN -> Optional.of(Cause.NOT_PROVEN);
        };
        return new ReportLine(
                category,
                operation,
                operation.map(Operation::endpoint).orElseGet(category::readEndpoint),
                Need.REQUIRED,
                status,
                cause,
                List.of(),
                List.of());
    }

    /** A report that got past the door. */
    static ValidationReport report(KeyOwner owner, Facility facility, Instant checkedAt, ReportLine... lines) {
        boolean lacking = List.of(lines).stream().anyMatch(line -> line.status() == LineStatus.FAILURE);
        return report(
                owner,
                facility,
                checkedAt,
                lacking ? Verdict.PERMISSIONS_MISSING : Verdict.ALL_GOOD,
                lacking ? Optional.of(Cause.PERMISSION_MISSING) : Optional.empty(),
                lines);
    }

    static ValidationReport refused(KeyOwner owner, Facility facility, Instant checkedAt, Cause cause) {
        return report(owner, facility, checkedAt, Verdict.KEY_REFUSED, Optional.of(cause));
    }

    static ValidationReport outage(KeyOwner owner, Facility facility, Instant checkedAt, ReportLine... lines) {
        return report(owner, facility, checkedAt, Verdict.INCONCLUSIVE, Optional.of(Cause.METRC_UNAVAILABLE), lines);
    }

    static ValidationReport report(
            KeyOwner owner,
            Facility facility,
            Instant checkedAt,
            Verdict verdict,
            Optional<Cause> cause,
            ReportLine... lines) {
        return new ValidationReport(
                owner,
                facility,
                Optional.empty(),
                Findings.NONE,
                new Diagnosis(
                        verdict,
                        cause,
                        List.of(lines),
                        verdict == Verdict.KEY_REFUSED ? List.of(Remedy.of(RemedyCode.RENEW_USER_KEY)) : List.of()),
                checkedAt,
                Duration.ofMillis(250),
                2);
    }
}
