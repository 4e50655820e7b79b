package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.ReportLine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Concludes from the lines that succeeded and failed which permissions to grant.
 *
 * <p>A line that needs several permissions does not say which of them are missing. A permission that another line has
 * proven, or that Metrc's own list has, is not missing. If one of them is known to be missing, nothing is known about
 * the rest. If one of several permissions is enough, one that must be granted anyway will do. A list that a look
 * contradicts is ignored.
 */
final class MissingPermissions {

    private MissingPermissions() {}

    /**
     * The permissions to grant so that every required line that lacks one succeeds. If no role was named, a refused
     * look asks only for the permission to look, and not for the operations that it shows to be impossible too.
     */
    static List<Permission> of(List<ReportLine> given, boolean roleNamed) {
        List<ReportLine> lines = withoutDisputedList(given);
        List<ReportLine> lacking = lines.stream()
                .filter(line -> line.need() == Role.Need.REQUIRED)
                .filter(line -> roleNamed
                        || line.operation().isEmpty()
                        || !declaredMissing(line).isEmpty())
                .filter(line ->
                        line.cause().filter(Cause.PERMISSION_MISSING::equals).isPresent())
                .toList();
        Set<Permission> proven = proven(lines);
        Set<Permission> missing = new LinkedHashSet<>();
        List<List<Permission>> uncertain = new ArrayList<>();
        for (ReportLine line : lacking) {
            Endpoint.PermissionRule rule = line.requiredPermissions();
            if (!rule.oneIsEnough()) {
                List<Permission> absent = rule.missing(proven);
                Set<Permission> declared = declaredMissing(line);
                if (!declared.isEmpty()) {
                    missing.addAll(declared);
                } else if (absent.size() == 1) {
                    missing.addAll(absent);
                } else {
                    // If all are proven, one of them was revoked meanwhile.
                    uncertain.add(absent.isEmpty() ? rule.permissions() : absent);
                }
            }
        }
        Set<Permission> known = new HashSet<>(missing);
        known.addAll(absent(lines));
        for (List<Permission> alternatives : uncertain) {
            List<Permission> certain =
                    alternatives.stream().filter(known::contains).toList();
            missing.addAll(certain.isEmpty() ? alternatives : certain);
        }
        for (ReportLine line : lacking) {
            if (line.requiredPermissions().oneIsEnough()) {
                missing.addAll(line.requiredPermissions().least(missing));
            }
        }
        // In the order of the lines, in which a person reads the report.
        return lacking.stream()
                .flatMap(line -> line.requiredPermissions().permissions().stream())
                .filter(missing::contains)
                .distinct()
                .toList();
    }

    /** The permissions to look for, since nothing shows whether the user has them: the least that required lines need. */
    static List<Permission> unproven(List<ReportLine> lines) {
        return lines.stream()
                .filter(line ->
                        line.need() == Role.Need.REQUIRED && line.cause().equals(Optional.of(Cause.NOT_PROVEN)))
                .flatMap(line -> unproven(line.endpoint(), lines).stream())
                .distinct()
                .toList();
    }

    /** The permissions that a call needs and that nothing shows the user to have; all of them if each was shown. */
    static List<Permission> unproven(Endpoint endpoint, List<ReportLine> lines) {
        Endpoint.PermissionRule rule = endpoint.permissions();
        List<Permission> unproven = rule.least(proven(lines));
        return unproven.isEmpty() ? rule.least(Set.of()) : unproven;
    }

    /**
     * The permissions that a user certainly lacks: those of refused calls for which one of several permissions would
     * have been enough, or that need only one.
     */
    static Set<Permission> absent(Collection<ReportLine> lines) {
        Set<Permission> absent = new HashSet<>();
        for (ReportLine line : withoutDisputedList(lines)) {
            if (line.cause().filter(Cause.PERMISSION_MISSING::equals).isPresent()) {
                Endpoint.PermissionRule rule = line.requiredPermissions();
                if (rule.oneIsEnough() || rule.permissions().size() == 1) {
                    absent.addAll(rule.permissions());
                }
                absent.addAll(declaredMissing(line));
            }
        }
        return absent;
    }

    /**
     * Whether a look succeeded although the list lacks the permission for it. Operations do not count, because they may
     * have succeeded before the list was read.
     */
    static boolean disputed(Collection<ReportLine> lines) {
        return lines.stream().filter(line -> line.operation().isEmpty()).anyMatch(ReportLine::answeredAgainstTheList);
    }

    private static List<ReportLine> withoutDisputedList(Collection<ReportLine> lines) {
        return disputed(lines) ? lines.stream().map(MissingPermissions::asSeen).toList() : List.copyOf(lines);
    }

    private static ReportLine asSeen(ReportLine line) {
        return new ReportLine(
                line.category(),
                line.operation(),
                line.endpoint(),
                line.need(),
                line.status(),
                line.cause(),
                line.excludedBy(),
                line.evidence().stream()
                        .filter(Evidence.Observed.class::isInstance)
                        .toList());
    }

    private static Set<Permission> declaredMissing(ReportLine line) {
        Set<Permission> missing = new LinkedHashSet<>();
        for (Evidence seen : line.evidence()) {
            if (seen instanceof Evidence.Declared declared && !declared.granted()) {
                missing.add(declared.permission());
            }
        }
        return missing;
    }

    /** The permissions that successful calls and the list, if nothing contradicts it, show the user to have. */
    static Set<Permission> proven(Collection<ReportLine> given) {
        List<ReportLine> lines = withoutDisputedList(given);
        Set<Permission> proven = new HashSet<>();
        for (ReportLine line : lines) {
            if (line.status() == ReportLine.Status.SUCCESS
                    && !line.requiredPermissions().oneIsEnough()) {
                proven.addAll(line.requiredPermissions().permissions());
            }
            for (Evidence seen : line.evidence()) {
                if (seen instanceof Evidence.Declared declared && declared.granted()) {
                    proven.add(declared.permission());
                }
            }
        }
        return proven;
    }
}
