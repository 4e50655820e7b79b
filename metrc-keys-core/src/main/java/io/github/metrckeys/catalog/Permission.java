package io.github.metrckeys.catalog;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.internal.Checks;
import java.util.Locale;
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
     * @throws io.github.metrckeys.InvalidInputException with {@link ErrorCode#NAME_INVALID} where the name is empty, over
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
}
