package io.github.metrckeys.catalog;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.text.NearestName;
import io.github.metrckeys.internal.text.ResourceTable;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * One of the booleans by which Metrc says what a facility of some type may do, such as {@code CanGrowPlants}: a field of
 * {@code FacilityType} in the answer of {@code GET /facilities/v2}.
 *
 * @param name Metrc's name for it; a name that the library does not know is as good as any other
 */
public record FacilityFlag(String name) {

    /**
     * Checks what it is given.
     *
     * @throws io.github.metrckeys.error.InvalidInputException with {@link ErrorCode#NAME_INVALID} where the name is empty, over
     *     200 characters long, or has a control character in it
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
     * Names a flag.
     *
     * @param name Metrc's name for it
     * @return the flag
     * @throws io.github.metrckeys.error.InvalidInputException with {@link ErrorCode#NAME_INVALID} where the name is none
     */
    public static FacilityFlag of(String name) {
        return new FacilityFlag(name);
    }

    /**
     * Finds a known flag by its name.
     *
     * @param name Metrc's name for it, in any case
     * @return the flag as Metrc writes it
     * @throws io.github.metrckeys.error.InvalidInputException with {@link ErrorCode#NAME_INVALID} where none is known of this name;
     *     the message names the nearest ones
     */
    public static FacilityFlag named(String name) {
        return NearestName.named("facility flag", Checks.notNull(name, "name"), Known.ALL, FacilityFlag::name);
    }

    /**
     * The flags on Metrc's page of 2026 (documented), and one more that was seen in answers (observed).
     *
     * @return the known flags, ordered by name
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
