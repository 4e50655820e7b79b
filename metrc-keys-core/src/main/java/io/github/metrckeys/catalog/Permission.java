package io.github.metrckeys.catalog;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.text.ResourceTable;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A permission that a Metrc administrator ticks for an employee, by Metrc's own name, such as {@code Manage Sales}.
 *
 * <p>Names are compared without upper and lower case, since Metrc's pages and its permission read-out differ in it
 * (documented). A name that the library does not know is as good as any other.
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
     * Names a permission.
     *
     * @param name Metrc's name for it
     * @return the permission
     * @throws io.github.metrckeys.error.InvalidInputException with {@link ErrorCode#NAME_INVALID} where the name is empty, over
     *     200 characters long, or has a control character in it
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
     * Reads a name as Metrc's permission read-out has it, which differs from Metrc's pages in upper and lower case and, here
     * and there, in its words (documented): a name that is known to be another name of one on the pages becomes that.
     *
     * @param name the name in the read-out
     * @return the permission by the name on Metrc's pages where it is known, else by the given one
     * @throws io.github.metrckeys.error.InvalidInputException with {@link ErrorCode#NAME_INVALID} where the name is none
     */
    public static Permission listed(String name) {
        Permission given = of(name);
        return Known.NAMES.getOrDefault(given, given);
    }

    /**
     * The name, written as it was given.
     *
     * @return Metrc's name for the permission
     */
    public String name() {
        return name;
    }

    @Override
    public int compareTo(Permission other) {
        return folded.compareTo(other.folded);
    }

    /** {@return whether the other has the same name, without regard to upper and lower case} */
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

    /** Names of the read-out, each with the name on Metrc's pages that it means. */
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
