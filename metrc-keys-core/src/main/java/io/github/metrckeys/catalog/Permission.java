package io.github.metrckeys.catalog;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.text.ResourceTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A permission that a Metrc administrator grants to an employee, by Metrc's own name, such as {@code Manage Sales}.
 *
 * <p>The comparison of names ignores case, because Metrc's pages and its list of an employee's permissions use
 * different case (documented). Names that the library does not know are allowed.
 */
public final class Permission implements Comparable<Permission> {

    private static final int MAX_LENGTH = 200;

    private final String name;
    private final String folded;

    private Permission(String name) {
        this.name = name;
        this.folded = name.toLowerCase(Locale.ROOT);
    }

    /**
     * Creates a permission.
     *
     * @param name Metrc's name for it
     * @return the permission
     * @throws io.github.metrckeys.error.InvalidInputException with {@link ErrorCode#NAME_INVALID} if the name is empty,
     *     longer than 200 characters, or contains a control character
     */
    public static Permission of(String name) {
        return new Permission(Checks.text(
                name,
                "name",
                "The name of a permission",
                MAX_LENGTH,
                ErrorCode.NAME_INVALID,
                "use a name that Metrc shows, such as Manage Sales"));
    }

    /**
     * Reads a name from Metrc's list of an employee's permissions. Names there differ from Metrc's pages in case and
     * sometimes in their words (documented). A known alias becomes the name on Metrc's pages.
     *
     * @param name the name in the list
     * @return the permission with its name on Metrc's pages if that is known, or else with the given name
     * @throws io.github.metrckeys.error.InvalidInputException with {@link ErrorCode#NAME_INVALID} if the name is empty,
     *     longer than 200 characters, or contains a control character
     */
    public static Permission listed(String name) {
        Permission given = of(name);
        return Known.NAMES.getOrDefault(given, given);
    }

    /**
     * The name, as it was given.
     *
     * @return Metrc's name for the permission
     */
    public String name() {
        return name;
    }

    /**
     * The heading under which Metrc's screen for an employee (Admin &gt; Employees, then Edit Employee) has the box of
     * this permission. Vendors of point-of-sale software say so on their help pages; Metrc's own pages do not. It may
     * vary by state and license type.
     *
     * @return such as {@code Packages Page > Grids}; empty if no heading is known
     */
    public Optional<String> screen() {
        return Optional.ofNullable(Screens.HEADINGS.get(this));
    }

    @Override
    public int compareTo(Permission other) {
        return folded.compareTo(other.folded);
    }

    /** {@return whether the other has the same name, ignoring case} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Permission that && folded.equals(that.folded);
    }

    @Override
    public int hashCode() {
        return folded.hashCode();
    }

    /** {@return the name} */
    @Override
    public String toString() {
        return name;
    }

    /** The known headings of Metrc's screen. */
    private static final class Screens {
        static final Map<Permission, String> HEADINGS =
                ResourceTable.read(Permission.class, "permission-screens.txt", row -> row).stream()
                        .collect(Collectors.toUnmodifiableMap(row -> of(row.text(0)), row -> row.text(1)));
    }

    /** Names in Metrc's list of an employee's permissions, each with the name on Metrc's pages that it means. */
    private static final class Known {
        static final Map<Permission, Permission> NAMES = names();

        private static Map<Permission, Permission> names() {
            Map<Permission, Permission> names = new HashMap<>();
            EndpointCatalog.standard().permissions().forEach(permission -> names.put(permission, permission));
            ResourceTable.read(Permission.class, "permission-aliases.txt", row -> row)
                    .forEach(row -> names.put(of(row.text(0)), of(row.text(1))));
            return names;
        }
    }
}
