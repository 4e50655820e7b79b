package io.github.metrckeys.report;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.internal.Checks;
import java.util.List;
import java.util.Optional;

/**
 * What a validation learned beside its lines.
 *
 * @param licenseType Metrc's name for the type of the license; empty where the key could not see the license
 * @param flags what the facility's type may do; unknown where the key could not see the license
 * @param licenses the licenses that the key's user is attached to, at most 100 of them
 * @param readOut Metrc's own list of the employee's permissions, or why there is none
 * @param acceptedAt another server that takes the pair of keys; empty where none does or none was asked
 */
public record Findings(
        Optional<String> licenseType,
        FacilityFlags flags,
        List<LicenseNumber> licenses,
        ReadOut readOut,
        Optional<Jurisdiction> acceptedAt) {

    /** Nothing was learned. */
    public static final Findings NONE =
            new Findings(Optional.empty(), FacilityFlags.UNKNOWN, List.of(), ReadOut.NOT_ASKED, Optional.empty());

    /**
     * Collects what was learned.
     *
     * @param licenseType Metrc's name for the type of the license
     * @param flags what the facility's type may do
     * @param licenses the licenses that the key's user is attached to
     * @param readOut Metrc's own list of the employee's permissions
     * @param acceptedAt another server that takes the pair of keys
     */
    public Findings {
        Checks.notNull(licenseType, "licenseType");
        Checks.notNull(flags, "flags");
        licenses = List.copyOf(Checks.notNull(licenses, "licenses"));
        Checks.notNull(readOut, "readOut");
        Checks.notNull(acceptedAt, "acceptedAt");
    }
}
