package io.github.metrckeys.catalog;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.text.NearestName;
import io.github.metrckeys.internal.text.ResourceTable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One of the boolean fields by which Metrc says what a type of facility may do, such as {@code CanGrowPlants}. It is a
 * field of {@code FacilityType} in the answer of {@code GET /facilities/v2}.
 *
 * @param name Metrc's name for it; names that the library does not know are allowed
 */
public record FacilityFlag(String name) {

    /**
     * Checks the name.
     *
     * @throws io.github.metrckeys.error.InvalidInputException with {@link ErrorCode#NAME_INVALID} if the name is empty,
     *     longer than 200 characters, or contains a control character
     */
    public FacilityFlag {
        name = Checks.text(
                name,
                "name",
                "The name of a facility flag",
                200,
                ErrorCode.NAME_INVALID,
                "use a name from FacilityType in Metrc's list of facilities, such as CanSellToConsumers");
    }

    /**
     * Creates a flag.
     *
     * @param name Metrc's name for it
     * @return the flag
     * @throws io.github.metrckeys.error.InvalidInputException with {@link ErrorCode#NAME_INVALID} if the name is empty,
     *     longer than 200 characters, or contains a control character
     */
    public static FacilityFlag of(String name) {
        return new FacilityFlag(name);
    }

    /**
     * Finds a known flag by its name.
     *
     * @param name Metrc's name for it, in any case
     * @return the flag as Metrc writes it
     * @throws io.github.metrckeys.error.InvalidInputException with {@link ErrorCode#NAME_INVALID} if no flag with this
     *     name is known; the message suggests the nearest names
     */
    public static FacilityFlag named(String name) {
        return NearestName.named("facility flag", Checks.notNull(name, "name"), Known.ALL, FacilityFlag::name);
    }

    /**
     * The known flags: those on Metrc's page of 2026 (documented), and one more that was seen in answers (observed).
     *
     * @return the flags, ordered by name
     */
    public static Set<FacilityFlag> known() {
        return Known.ALL;
    }

    /** {@return the name} */
    @Override
    public String toString() {
        return name;
    }

    private static final class Known {
        static final Set<FacilityFlag> ALL = Collections.unmodifiableSet(new LinkedHashSet<>(
                ResourceTable.read(FacilityFlag.class, "facility-flags.txt", row -> FacilityFlag.of(row.text(0)))));
    }
}
