package io.github.metrckeys.catalog;

import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.text.NearestName;
import io.github.metrckeys.internal.text.ResourceTable;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
     * The flags of a license type, for advice before any key exists. A validation does not use them, since Metrc sends
     * the flags of the license itself.
     *
     * <p>The types with a state's own name were seen in Colorado's sandbox (observed). Those that start with "Generic"
     * stand for the types of other states, and what they have is assumed.
     *
     * @param licenseType the name of a type, in any case, such as {@code Retail Store} or {@code Generic cultivator}
     * @return the flags that the catalog of endpoints uses, each true or false; other flags are unknown
     * @throws io.github.metrckeys.error.InvalidInputException with {@link
     *     io.github.metrckeys.error.ErrorCode#NAME_INVALID} if no type with this name is known; the message suggests
     *     the nearest names
     */
    public static FacilityFlags ofLicenseType(String licenseType) {
        return NearestName.named(
                        "license type",
                        Checks.notNull(licenseType, "licenseType"),
                        LicenseTypes.ALL.entrySet(),
                        Map.Entry::getKey)
                .getValue();
    }

    /**
     * The license types that {@link #ofLicenseType} knows.
     *
     * @return their names: those of states first, then the generic ones
     */
    public static List<String> licenseTypes() {
        return List.copyOf(LicenseTypes.ALL.keySet());
    }

    /**
     * Flags of which the given ones are true, and all others that the catalog of endpoints uses are false.
     *
     * @param flags the flags that are true
     * @return the flags
     */
    public static FacilityFlags ofTrue(Set<FacilityFlag> flags) {
        Map<FacilityFlag, Boolean> values = new HashMap<>();
        LicenseTypes.USED.forEach(flag -> values.put(flag, false));
        Checks.notNull(flags, "flags").forEach(flag -> values.put(flag, true));
        return new FacilityFlags(values);
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

    /** The table of license types. */
    private static final class LicenseTypes {
        static final Set<FacilityFlag> USED = EndpointCatalog.standard().endpoints().stream()
                .flatMap(endpoint -> endpoint.facility().groups().stream())
                .flatMap(List::stream)
                .collect(Collectors.toUnmodifiableSet());
        static final Map<String, FacilityFlags> ALL = read();

        private static Map<String, FacilityFlags> read() {
            Map<String, FacilityFlags> all = new LinkedHashMap<>();
            ResourceTable.read(FacilityFlags.class, "license-types.txt", row -> row)
                    .forEach(row -> all.put(row.text(0), ofTrue(flags(row.list(1, ",")))));
            return all;
        }

        private static Set<FacilityFlag> flags(List<String> names) {
            Set<FacilityFlag> flags = new HashSet<>();
            names.forEach(name -> flags.add(FacilityFlag.named(name)));
            return flags;
        }
    }
}
