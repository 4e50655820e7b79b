package io.github.metrckeys.report;

import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.Role;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The permissions that an employee has and the employee's role does not need. */
final class Surplus {

    private static final Permission MOST_DANGEROUS = Permission.of("Manage Employees");

    private Surplus() {}

    /** Permissions that the catalog does not know are left out, since nobody can say what they are for. */
    static List<Permission> of(ValidationReport report) {
        if (report.role().isEmpty() || !(report.findings().permissionList() instanceof PermissionList.Read list)) {
            return List.of();
        }
        Set<Permission> needed = new HashSet<>();
        report.lines().stream()
                .filter(line -> line.need() != Role.Need.NOT_NEEDED)
                .forEach(line -> needed.addAll(line.requiredPermissions().permissions()));
        Set<Permission> unknown = list.unknown();
        return list.granted().stream()
                .filter(permission -> !needed.contains(permission) && !unknown.contains(permission))
                .sorted(Comparator.comparing(Surplus::danger).thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /** Who manages employees can give themselves the rest; who may only look can change nothing. */
    private static int danger(Permission permission) {
        if (permission.equals(MOST_DANGEROUS)) {
            return 0;
        }
        String name = permission.name().toLowerCase(Locale.ROOT);
        return name.startsWith("view ") || name.startsWith("lookup ") ? 2 : 1;
    }
}
