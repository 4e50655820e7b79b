package io.github.metrckeys.catalog;

import io.github.metrckeys.internal.check.Checks;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The flags of a facility's type. A flag that Metrc did not send is unknown, which is not the same as false.
 *
 * @param values the flags that Metrc sent, with their values
 */
public record FacilityFlags(Map<FacilityFlag, Boolean> values) {

    /** Nothing is known. */
    public static final FacilityFlags UNKNOWN = new FacilityFlags(Map.of());

    /** Refuses null, and copies its argument. */
    public FacilityFlags {
        values = Map.copyOf(Checks.notNull(values, "values"));
    }

    /**
     * The value of a flag.
     *
     * @param flag the flag
     * @return its value; empty if it is unknown
     */
    public Optional<Boolean> value(FacilityFlag flag) {
        return Optional.ofNullable(values.get(Checks.notNull(flag, "flag")));
    }

    /** {@return the names of the flags that are true, in alphabetical order} */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .filter(Map.Entry::getValue)
                .map(entry -> entry.getKey().name())
                .collect(Collectors.toCollection(TreeSet::new))
                .toString();
    }
}
