package io.github.metrckeys.probe;

import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionRule;
import io.github.metrckeys.catalog.PermissionRule.Match;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.LineStatus;
import io.github.metrckeys.report.ReportLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Concludes from the lines that succeeded and failed which permissions have to be granted.
 *
 * <p>A line that needs several permissions does not say which of them is missing. One that another line has proven is
 * not; and where one of them is known to be missing already, nothing is known about the rest.
 */
final class MissingPermissions {

    private MissingPermissions() {}

    static List<Permission> of(List<ReportLine> lines) {
        Set<Permission> proven = proven(lines);
        Set<Permission> missing = new LinkedHashSet<>();
        List<List<Permission>> uncertain = new ArrayList<>();
        for (ReportLine line : lines) {
            if (line.cause().filter(Cause.PERMISSION_MISSING::equals).isPresent()) {
                List<Permission> lacking = line.requiredPermissions().missing(proven);
                if (lacking.size() > 1 && line.requiredPermissions().match() == Match.ANY) {
                    missing.add(least(lacking));
                } else if (lacking.size() > 1) {
                    uncertain.add(lacking);
                } else {
                    missing.addAll(lacking);
                }
            }
        }
        Set<Permission> known = Set.copyOf(missing);
        for (List<Permission> alternatives : uncertain) {
            if (alternatives.stream().noneMatch(known::contains)) {
                missing.addAll(alternatives);
            }
        }
        return List.copyOf(missing);
    }

    private static Set<Permission> proven(List<ReportLine> lines) {
        Set<Permission> proven = new HashSet<>();
        for (ReportLine line : lines) {
            PermissionRule rule = line.requiredPermissions();
            boolean certain = rule.match() == Match.ALL || rule.permissions().size() == 1;
            if (line.status() == LineStatus.SUCCESS && certain) {
                proven.addAll(rule.permissions());
            }
        }
        return proven;
    }

    /** Of permissions of which one is enough, the one that allows the least: Metrc names those to look "View ...". */
    private static Permission least(List<Permission> alternatives) {
        return alternatives.stream()
                .filter(permission -> permission.name().startsWith("View"))
                .findFirst()
                .orElseGet(() -> alternatives.get(0));
    }
}
