package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ReportLine;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a role has any of its main work at a license. The main work of a role is its main operations; of a role
 * without operations, it is what the role looks at.
 */
final class RoleFit {

    /** Which license may report sales: that its page asks for it is documented, and was never observed. */
    private static final FacilityFlag SALES_REPORTS = FacilityFlag.of("AdvancedSales");

    private RoleFit() {}

    static Set<Fact> of(Role role, Collection<ReportLine> lines) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        List<ReportLine> main = lines.stream()
                .filter(line -> role.isMainWork(line.category(), line.operation()))
                .toList();
        if (!main.isEmpty() && main.stream().allMatch(RoleFit::excluded)) {
            facts.add(
                    main.stream().allMatch(RoleFit::certainlyExcluded)
                            ? Fact.MAIN_WORK_EXCLUDED
                            : Fact.MAIN_WORK_LIKELY_EXCLUDED);
        }
        if (facts.contains(Fact.MAIN_WORK_EXCLUDED)
                && main.stream().anyMatch(line -> line.excludedBy().equals(List.of(SALES_REPORTS)))) {
            facts.add(Fact.NO_SALES_REPORTS);
        }
        // A look that this server does not know is nobody's fault, and no work waits for it unless it is all the work.
        if (lines.stream()
                .anyMatch(line -> line.need() == Role.Need.REQUIRED
                        && (line.operation().isPresent() || main.contains(line))
                        && line.cause().equals(Optional.of(Cause.UNSUPPORTED_HERE)))) {
            facts.add(Fact.OPERATION_UNSUPPORTED);
        }
        return facts;
    }

    private static boolean excluded(ReportLine line) {
        return line.status() == ReportLine.Status.NOT_APPLICABLE;
    }

    private static boolean certainlyExcluded(ReportLine line) {
        return line.endpoint().facility().certain();
    }
}
