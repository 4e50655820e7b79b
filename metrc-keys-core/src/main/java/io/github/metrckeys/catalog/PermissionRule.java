package io.github.metrckeys.catalog;

import io.github.metrckeys.internal.Checks;
import java.util.List;
import java.util.Set;

/**
 * Which permissions a call needs.
 *
 * @param match whether one of the permissions is enough. Metrc's pages list names without saying (inferred)
 * @param permissions the permissions, in the order of Metrc's pages; none where every user may make the call
 */
public record PermissionRule(Match match, List<Permission> permissions) {

    /** The rule of a call that every user may make. */
    public static final PermissionRule NONE = new PermissionRule(Match.ALL, List.of());

    /**
     * Makes a rule.
     *
     * @param match whether one of the permissions is enough
     * @param permissions the permissions
     */
    public PermissionRule {
        Checks.notNull(match, "match");
        permissions = List.copyOf(Checks.notNull(permissions, "permissions"));
    }

    /** How many of the permissions are needed. */
    public enum Match {
        /** One of them is enough. */
        ANY,
        /** Every one is needed. */
        ALL
    }

    /**
     * Whether a user with these permissions may make the call.
     *
     * @param granted the user's permissions
     * @return true where nothing is missing
     */
    public boolean allows(Set<Permission> granted) {
        Checks.notNull(granted, "granted");
        return switch (match) {
            case ANY -> permissions.isEmpty() || permissions.stream().anyMatch(granted::contains);
            case ALL -> granted.containsAll(permissions);
        };
    }

    /**
     * What a user with these permissions lacks for the call.
     *
     * @param granted the user's permissions
     * @return the permissions to be granted: all that are missing, or, where one is enough, the alternatives to choose
     *     from; none where the call is allowed
     */
    public List<Permission> missing(Set<Permission> granted) {
        return allows(granted)
                ? List.of()
                : permissions.stream().filter(p -> !granted.contains(p)).toList();
    }
}
