package io.github.metrckeys.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.fixture.ReportFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A report for a role is short, and shows what matters first. */
class BriefReportTest {

    private static final FacilityFlags STORE = only("CanSellToConsumers", "AdvancedSales", "CanCreateDerivedPackages");
    private static final ReportLine.Status NO_MATTER = ReportLine.Status.SUCCESS;
    private static final FacilityFlags GROW = only("CanGrowPlants", "CanCreateDerivedPackages");

    static Stream<Arguments> rolesAndLicenses() {
        return Role.standard().stream()
                .flatMap(role -> Stream.of(STORE, GROW, FacilityFlags.UNKNOWN)
                        .flatMap(flags -> Stream.of(ReportLine.Status.SUCCESS, ReportLine.Status.FAILURE)
                                .map(optional -> Arguments.of(role, flags, optional))));
    }

    @ParameterizedTest
    @MethodSource("rolesAndLicenses")
    void anAllGoodReportFitsTwelveLinesOfATerminal(Role role, FacilityFlags flags, ReportLine.Status optional) {
        String text = ReportFormat.TEXT.render(allGood(role, flags, optional));

        assertThat(text.lines()).as(text).hasSizeLessThanOrEqualTo(12);
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(100));
    }

    @Test
    void whatIsGoodIsOneRowAndSoIsWhatIsOptional() {
        assertThat(ReportFormat.TEXT.render(ReportFixture.of(
                        Optional.of(Role.BUDTENDER),
                        ReportFixture.RETAIL_STORE,
                        new ValidationReport.Diagnosis(
                                Verdict.ALL_GOOD,
                                Optional.empty(),
                                List.of(
                                        ReportFixture.success(PermissionCategory.FACILITIES),
                                        ReportFixture.success(PermissionCategory.SALES),
                                        optional(Operation.VOID_SALE),
                                        optional(Operation.CORRECT_SALE),
                                        ReportFixture.notApplicable(
                                                PermissionCategory.SALES_DELIVERIES, "CanDeliverSalesToConsumers")),
                                List.of()))))
                .endsWith("""
                        Category                     Status          Note
                        ---------------------------  --------------  --------------------------------
                        Facilities, Sales            Success
                        Void a sale, Correct a sale  Optional, off
                        Sales deliveries             Not applicable  no home delivery at this license
                        """);
    }

    /** A flag's name tells a shop nothing. */
    @Test
    void everyFlagOfTheCatalogHasPlainWords() {
        Stream<ReportLine> everything = Stream.concat(
                Stream.of(PermissionCategory.values())
                        .map(each -> line(
                                each, Optional.empty(), each.readEndpoint(), Role.Need.REQUIRED, only(), NO_MATTER)),
                Stream.of(Operation.values())
                        .map(each -> line(
                                each.category(),
                                Optional.of(each),
                                each.endpoint(),
                                Role.Need.REQUIRED,
                                only(),
                                NO_MATTER)));

        assertThat(everything.flatMap(line -> line.explanation(Messages.english()).stream()))
                .isNotEmpty()
                .allMatch(sentence -> sentence.matches("(probably )?no [a-z, -]+ at this license"));
    }

    @Test
    void whatFailsComesFirstInARowOfItsOwn() {
        ValidationReport report = ReportFixture.of(
                Optional.of(Role.BUDTENDER),
                ReportFixture.RETAIL_STORE,
                new ValidationReport.Diagnosis(
                        Verdict.PERMISSIONS_MISSING,
                        Optional.of(Cause.PERMISSION_MISSING),
                        List.of(
                                ReportFixture.success(PermissionCategory.SALES),
                                ReportFixture.operation(
                                        Operation.RING_SALE,
                                        ReportLine.Status.FAILURE,
                                        Optional.of(Cause.PERMISSION_MISSING))),
                        List.of(ReportFixture.grant("Manage Sales"))));

        assertThat(ReportFormat.TEXT.render(report))
                .containsPattern("-\nRing a sale +Failure +needs Manage Sales\nSales +Success\n");
    }

    @Test
    void whatToDoStandsDirectlyBelowTheSummary() {
        ValidationReport report = ReportFixture.of(
                ReportFixture.EMPLOYEE, Verdict.INCONCLUSIVE, Cause.THROTTLED, Remedy.of(Remedy.Code.WAIT));

        assertThat(ReportFormat.TEXT.render(report)).contains("asked to wait.\n\nWhat to do:\n1. Wait and check");
    }

    @Test
    void surplusIsOneLineWithTheMostDangerousFirst() {
        assertThat(ReportFormat.TEXT.render(granted("View Sales", "Manage Plants", "Manage Employees")))
                .contains("\nMore than a budtender needs: Manage Employees, Manage Plants\n");
    }

    @Test
    void aLongSurplusIsCountedAndListedInTheDetails() {
        ValidationReport report =
                granted("Manage Employees", "Manage Plants", "Manage Harvests", "Manage Items", "Manage Strains");

        assertThat(ReportFormat.TEXT.render(report))
                .contains(
                        "\nMore than a budtender needs: Manage Employees, Manage Harvests, Manage Items, and 2 more\n");
        assertThat(ReportFormat.TEXT.render(report, Messages.english(), ReportFormat.Detail.FULL))
                .contains(
                        "- More than a budtender needs: Manage Employees, Manage Harvests, Manage Items, Manage Plants,");
    }

    private static ValidationReport granted(String... permissions) {
        return ReportFixture.of(
                Optional.of(Role.BUDTENDER),
                ReportFixture.learned(ReportFixture.permissionList(permissions)),
                new ValidationReport.Diagnosis(
                        Verdict.ALL_GOOD,
                        Optional.empty(),
                        List.of(ReportFixture.success(PermissionCategory.SALES)),
                        List.of()));
    }

    private static ReportLine optional(Operation operation) {
        return ReportFixture.needed(
                Role.Need.HELPFUL,
                ReportFixture.operation(operation, ReportLine.Status.FAILURE, Optional.of(Cause.PERMISSION_MISSING)));
    }

    private static ValidationReport allGood(Role role, FacilityFlags flags, ReportLine.Status optional) {
        List<ReportLine> lines = new ArrayList<>();
        for (PermissionCategory category : PermissionCategory.values()) {
            lines.add(line(category, Optional.empty(), category.readEndpoint(), role.need(category), flags, optional));
        }
        for (Operation operation : Operation.values()) {
            lines.add(line(
                    operation.category(),
                    Optional.of(operation),
                    operation.endpoint(),
                    role.need(operation),
                    flags,
                    optional));
        }
        return ReportFixture.of(
                Optional.of(role),
                ReportFixture.learned(ReportFixture.permissionList(
                        "Manage Employees", "Manage Plants", "Manage Harvests", "Manage Sales", "Manage Items")),
                new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), lines, List.of()));
    }

    private static ReportLine line(
            PermissionCategory category,
            Optional<Operation> operation,
            Endpoint endpoint,
            Role.Need need,
            FacilityFlags flags,
            ReportLine.Status optional) {
        List<FacilityFlag> excludedBy = endpoint.facility().excludedBy(flags).orElse(List.of());
        ReportLine.Status applicable = need == Role.Need.HELPFUL ? optional : ReportLine.Status.SUCCESS;
        ReportLine.Status status = excludedBy.isEmpty() ? applicable : ReportLine.Status.NOT_APPLICABLE;
        return new ReportLine(
                category,
                operation,
                endpoint,
                need,
                status,
                status == ReportLine.Status.FAILURE ? Optional.of(Cause.PERMISSION_MISSING) : Optional.empty(),
                excludedBy,
                List.of());
    }

    private static FacilityFlags only(String... open) {
        Set<FacilityFlag> set = Stream.of(open).map(FacilityFlag::of).collect(Collectors.toSet());
        Map<FacilityFlag, Boolean> values =
                FacilityFlag.known().stream().collect(Collectors.toMap(Function.identity(), set::contains));
        return new FacilityFlags(values);
    }
}
