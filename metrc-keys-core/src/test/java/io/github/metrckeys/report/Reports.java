package io.github.metrckeys.report;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Need;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reports to be put into words. */
final class Reports {

    static final Facility SHOP = Facility.of(Jurisdiction.of("CO"), "402-00001");
    static final KeyOwner EMPLOYEE = KeyOwner.individual(SHOP.jurisdiction(), UserId.of("emp-7"));
    static final KeyOwner MASTER = KeyOwner.master(SHOP);

    /** What is learned of a shop whose permissions nobody read out. */
    static final Findings RETAIL_STORE = learned(ReadOut.NOT_ASKED);

    private Reports() {}

    static ValidationReport of(KeyOwner subject, Diagnosis diagnosis) {
        return new ValidationReport(
                subject,
                SHOP,
                Optional.empty(),
                RETAIL_STORE,
                diagnosis,
                Instant.parse("2026-11-24T12:00:00Z"),
                Duration.ofMillis(250),
                4);
    }

    static ValidationReport of(Optional<Role> role, Findings findings, Diagnosis diagnosis) {
        return new ValidationReport(EMPLOYEE, SHOP, role, findings, diagnosis, Instant.EPOCH, Duration.ZERO, 4);
    }

    static Findings learned(ReadOut readOut) {
        return new Findings(
                Optional.of("Retail Store"), FacilityFlags.UNKNOWN, List.of(SHOP.license()), readOut, Optional.empty());
    }

    static ValidationReport of(KeyOwner subject, Verdict verdict, Cause cause, Remedy... remedies) {
        return of(subject, new Diagnosis(verdict, Optional.of(cause), List.of(), List.of(remedies)));
    }

    static ReportLine success(PermissionCategory category) {
        return line(category, LineStatus.SUCCESS, Optional.empty());
    }

    static ReportLine failure(PermissionCategory category) {
        return because(category, LineStatus.FAILURE, Cause.PERMISSION_MISSING);
    }

    static ReportLine because(PermissionCategory category, LineStatus status, Cause cause) {
        return line(category, status, Optional.of(cause));
    }

    static ReportLine notApplicable(PermissionCategory category, String... flags) {
        return new ReportLine(
                category,
                Optional.empty(),
                category.readEndpoint(),
                Need.REQUIRED,
                LineStatus.NOT_APPLICABLE,
                Optional.empty(),
                Stream.of(flags).map(FacilityFlag::of).toList(),
                List.of());
    }

    static ReportLine operation(Operation operation, LineStatus status, Optional<Cause> cause) {
        return new ReportLine(
                operation.category(),
                Optional.of(operation),
                operation.endpoint(),
                Need.REQUIRED,
                status,
                cause,
                List.of(),
                List.of());
    }

    static ReportLine unproven(Operation operation) {
        return operation(operation, LineStatus.UNPROVEN, Optional.of(Cause.NOT_PROVEN));
    }

    /** The same line, as much as this needed. */
    static ReportLine needed(Need need, ReportLine line) {
        return new ReportLine(
                line.category(),
                line.operation(),
                line.endpoint(),
                need,
                line.status(),
                line.cause(),
                line.excludedBy(),
                line.evidence());
    }

    static ReadOut.Read readOut(String... granted) {
        return new ReadOut.Read(
                "E-1001",
                ReadOut.Found.GIVEN,
                KeyMode.MASTER,
                Stream.of(granted).map(Permission::of).collect(Collectors.toSet()));
    }

    static Remedy grant(String... permissions) {
        return new Remedy(
                RemedyCode.GRANT_PERMISSION,
                Stream.of(permissions).map(Permission::of).toList());
    }

    private static ReportLine line(PermissionCategory category, LineStatus status, Optional<Cause> cause) {
        return new ReportLine(
                category,
                Optional.empty(),
                category.readEndpoint(),
                Need.REQUIRED,
                status,
                cause,
                List.of(),
                List.of());
    }
}
