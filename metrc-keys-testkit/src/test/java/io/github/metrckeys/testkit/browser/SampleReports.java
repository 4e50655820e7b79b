package io.github.metrckeys.testkit.browser;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.Roster;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reports as shops get them. */
final class SampleReports {

    private static final Facility SHOP = Facility.of(Jurisdiction.of("CO"), "402-00001");
    private static final Instant CHECKED_AT = Instant.parse("2026-11-24T12:00:00Z");
    private static final PermissionList PERMISSIONS_LISTED = new PermissionList.Read(
            "MEM-000123",
            PermissionList.Found.IN_FACILITIES,
            KeyMode.MASTER,
            EndpointCatalog.standard().permissions());

    private SampleReports() {}

    /** A budtender who may do all that is needed. */
    static ValidationReport allGood() {
        List<ReportLine> lines = new ArrayList<>();
        for (PermissionCategory category : PermissionCategory.values()) {
            Role.Need need = Role.BUDTENDER.need(category);
            lines.add(line(category, Optional.empty(), need, ReportLine.Status.SUCCESS, Optional.empty()));
        }
        for (Operation operation : Operation.values()) {
            Role.Need need = Role.BUDTENDER.need(operation);
            boolean sale = operation.category() == PermissionCategory.SALES;
            lines.add(line(
                    operation.category(),
                    Optional.of(operation),
                    need,
                    sale ? ReportLine.Status.SUCCESS : ReportLine.Status.FAILURE,
                    sale ? Optional.empty() : Optional.of(Cause.PERMISSION_MISSING)));
        }
        return report(
                KeyOwner.individual(SHOP.jurisdiction(), UserId.of("maria.gonzalez@greenleaf.example")),
                Optional.of(Role.BUDTENDER),
                new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), lines, List.of()),
                PERMISSIONS_LISTED);
    }

    /** A new hire of whom nobody knows whether the sale would go through. */
    static ValidationReport notVerified() {
        return judged(
                "nia",
                Verdict.NOT_VERIFIED,
                Cause.NOT_PROVEN,
                List.of(
                        line(PermissionCategory.SALES, Optional.empty(), ReportLine.Status.SUCCESS, Optional.empty()),
                        line(
                                PermissionCategory.SALES,
                                Optional.of(Operation.RING_SALE),
                                ReportLine.Status.UNPROVEN,
                                Optional.of(Cause.NOT_PROVEN))),
                new Remedy(Remedy.Code.CHECK_PERMISSION, List.of(Permission.of("Manage Sales"))),
                Remedy.of(Remedy.Code.READ_PERMISSIONS_OUT));
    }

    /** A budtender at a license that cannot sell. */
    static ValidationReport roleDoesNotFit() {
        return judged(
                "rob",
                Verdict.ROLE_DOES_NOT_FIT,
                Cause.LICENSE_TYPE_EXCLUDES,
                List.of(line(
                        PermissionCategory.SALES,
                        Optional.of(Operation.RING_SALE),
                        ReportLine.Status.NOT_APPLICABLE,
                        Optional.empty())),
                Remedy.of(Remedy.Code.CHOOSE_LICENSE_OR_ROLE));
    }

    /** Twelve people of a shop, with every state. */
    static Roster roster() {
        List<Roster.Employee> employees = new ArrayList<>();
        List<ValidationReport> reports = new ArrayList<>();
        List<ValidationReport> samples = List.of(
                judged("a", Verdict.ALL_GOOD, null, List.of()),
                judged(
                        "b",
                        Verdict.PERMISSIONS_MISSING,
                        Cause.PERMISSION_MISSING,
                        List.of(),
                        new Remedy(Remedy.Code.GRANT_PERMISSION, List.of(Permission.of("Manage Sales")))),
                roleDoesNotFit(),
                judged(
                        "c",
                        Verdict.KEY_REFUSED,
                        Cause.USER_KEY_REJECTED,
                        List.of(),
                        Remedy.of(Remedy.Code.RENEW_USER_KEY)),
                notVerified(),
                judged("d", Verdict.INCONCLUSIVE, Cause.METRC_UNAVAILABLE, List.of(), Remedy.of(Remedy.Code.WAIT)));
        for (int i = 0; i < 12; i++) {
            UserId user = UserId.of("emp-" + i);
            boolean hasKey = i < 2 * samples.size() - 2;
            employees.add(new Roster.Employee(user, Optional.of("Employee Number " + i), hasKey));
            if (hasKey) {
                ValidationReport sample = samples.get(i % samples.size());
                reports.add(report(
                        KeyOwner.individual(SHOP.jurisdiction(), user),
                        Optional.of(Role.BUDTENDER),
                        sample.diagnosis(),
                        PERMISSIONS_LISTED));
            }
        }
        return Roster.of(SHOP, Role.BUDTENDER, employees, reports);
    }

    private static ValidationReport judged(
            String user, Verdict verdict, @Nullable Cause cause, List<ReportLine> lines, Remedy... remedies) {
        return report(
                KeyOwner.individual(SHOP.jurisdiction(), UserId.of(user)),
                Optional.of(Role.BUDTENDER),
                new ValidationReport.Diagnosis(verdict, Optional.ofNullable(cause), lines, List.of(remedies)),
                new PermissionList.None(PermissionList.Reason.NO_EMPLOYEE));
    }

    private static ReportLine line(
            PermissionCategory category,
            Optional<Operation> operation,
            ReportLine.Status status,
            Optional<Cause> cause) {
        return line(category, operation, Role.Need.REQUIRED, status, cause);
    }

    /** A master key that lacks some permissions, checked for no role. */
    static ValidationReport permissionsMissing() {
        List<ReportLine> lines = new ArrayList<>();
        for (PermissionCategory category : PermissionCategory.values()) {
            lines.add(look(category));
        }
        for (Operation operation : Operation.values()) {
            ReportLine.Status status = look(operation.category()).status();
            if (status == ReportLine.Status.SUCCESS) {
                lines.add(line(
                        operation.category(),
                        Optional.of(operation),
                        Role.Need.REQUIRED,
                        ReportLine.Status.UNPROVEN,
                        Optional.of(Cause.NOT_PROVEN)));
            }
        }
        return report(
                KeyOwner.master(SHOP),
                Optional.empty(),
                new ValidationReport.Diagnosis(
                        Verdict.PERMISSIONS_MISSING,
                        Optional.of(Cause.PERMISSION_MISSING),
                        lines,
                        List.of(
                                new Remedy(
                                        Remedy.Code.GRANT_PERMISSION,
                                        List.of(Permission.of("View Transfers"), Permission.of("View Employees"))),
                                Remedy.of(Remedy.Code.READ_PERMISSIONS_OUT))),
                new PermissionList.None(PermissionList.Reason.NO_EMPLOYEE));
    }

    /** A key that works, and did so with more of Metrc before. */
    static ValidationReport earlier() {
        ValidationReport later = permissionsMissing();
        return new ValidationReport(
                later.subject(),
                later.facility(),
                later.role(),
                later.findings(),
                new ValidationReport.Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        List.of(
                                line(
                                        PermissionCategory.TRANSFERS,
                                        Optional.empty(),
                                        Role.Need.REQUIRED,
                                        ReportLine.Status.SUCCESS,
                                        Optional.empty()),
                                line(
                                        PermissionCategory.TAGS,
                                        Optional.empty(),
                                        Role.Need.REQUIRED,
                                        ReportLine.Status.SUCCESS,
                                        Optional.empty())),
                        List.of()),
                later.checkedAt().minus(Duration.ofDays(7)),
                later.duration(),
                later.calls());
    }

    /** What a real check of a budtender's key found who may not ring a sale, told of a shop in Colorado. */
    static ValidationReport budtenderWhoMayNotSell() {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            FakeFacility shop = metrc.addFacility(SHOP.license().toString())
                    .licenseType("Retail Store")
                    .flags("AdvancedSales", "CanSellToConsumers", "CanHaveMemberPatients", "CanReportPatientCheckIns");
            FakeUser owner = metrc.addUser("owner").attachWithAllPermissions(shop);
            UserId budtender = UserId.of("emp-7");
            FakeUser seven = metrc.addUser(budtender.value()).attach(shop, "View Packages", "View Sales");
            ValidationReport found = HttpPermissionProbe.builder()
                    .build()
                    .validate(ProbeRequest.individual(shop.facility(), budtender, metrc.vendorKey(), seven.key())
                            .withMasterKey(owner.key())
                            .forRole(Role.BUDTENDER));
            return new ValidationReport(
                    KeyOwner.individual(SHOP.jurisdiction(), budtender),
                    SHOP,
                    found.role(),
                    found.findings(),
                    found.diagnosis(),
                    CHECKED_AT,
                    Duration.ofMillis(540),
                    found.calls());
        }
    }

    /** A key that Metrc refuses. */
    static ValidationReport keyRefused() {
        return report(
                KeyOwner.individual(SHOP.jurisdiction(), UserId.of("emp-7")),
                Optional.empty(),
                new ValidationReport.Diagnosis(
                        Verdict.KEY_REFUSED,
                        Optional.of(Cause.KEY_PAIR_REJECTED),
                        List.of(line(
                                PermissionCategory.FACILITIES,
                                Optional.empty(),
                                Role.Need.REQUIRED,
                                ReportLine.Status.FAILURE,
                                Optional.of(Cause.KEY_PAIR_REJECTED))),
                        List.of(
                                Remedy.of(Remedy.Code.CHECK_KEY_PAIR),
                                Remedy.of(Remedy.Code.RENEW_USER_KEY),
                                Remedy.of(Remedy.Code.CHECK_VENDOR_KEY))),
                PermissionList.NOT_ASKED);
    }

    private static ReportLine look(PermissionCategory category) {
        return switch (category) {
            case TRANSFERS, TRANSFER_TEMPLATES, EMPLOYEES ->
                line(
                        category,
                        Optional.empty(),
                        Role.Need.REQUIRED,
                        ReportLine.Status.FAILURE,
                        Optional.of(Cause.PERMISSION_MISSING));
            case TAGS ->
                line(
                        category,
                        Optional.empty(),
                        Role.Need.REQUIRED,
                        ReportLine.Status.INCONCLUSIVE,
                        Optional.of(Cause.METRC_UNAVAILABLE));
            case PLANTS, PLANT_BATCHES, HARVESTS -> notApplicable(category, "CanGrowPlants");
            case PATIENTS -> notApplicable(category, "CanSellToPatients", "CanDeliverSalesToPatients");
            default ->
                line(category, Optional.empty(), Role.Need.REQUIRED, ReportLine.Status.SUCCESS, Optional.empty());
        };
    }

    private static ReportLine notApplicable(PermissionCategory category, String... flags) {
        return new ReportLine(
                category,
                Optional.empty(),
                category.readEndpoint(),
                Role.Need.REQUIRED,
                ReportLine.Status.NOT_APPLICABLE,
                Optional.empty(),
                List.of(flags).stream().map(FacilityFlag::of).toList(),
                List.of());
    }

    private static ReportLine line(
            PermissionCategory category,
            Optional<Operation> operation,
            Role.Need need,
            ReportLine.Status status,
            Optional<Cause> cause) {
        return new ReportLine(
                category,
                operation,
                operation.map(Operation::endpoint).orElseGet(category::readEndpoint),
                need,
                status,
                cause,
                List.of(),
                List.of());
    }

    private static ValidationReport report(
            KeyOwner subject,
            Optional<Role> role,
            ValidationReport.Diagnosis diagnosis,
            PermissionList permissionList) {
        return new ValidationReport(
                subject,
                SHOP,
                role,
                new ValidationReport.Findings(
                        Optional.of("Retail Marijuana Store"),
                        FacilityFlags.UNKNOWN,
                        List.of(SHOP.license()),
                        permissionList,
                        Optional.empty(),
                        Optional.empty(),
                        ValidationReport.Findings.MasterKey.NOT_TRIED),
                diagnosis,
                CHECKED_AT,
                Duration.ofMillis(4250),
                23);
    }
}
