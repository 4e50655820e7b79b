package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.internal.check.Checks;
import java.time.LocalDate;
import java.util.Optional;

/**
 * One facility in Metrc's list of facilities.
 *
 * @param license the number of its license
 * @param licenseType Metrc's name for the type of the license, such as {@code Retail Store}; empty if it is not given
 * @param endDate the last day of the license; empty if none is given
 * @param flags the flags of the facility's type
 * @param employeeLicense the employee license number next to the license, perhaps the number of the key's own user
 *     (inferred); empty if none is given
 */
public record FacilityProfile(
        LicenseNumber license,
        Optional<String> licenseType,
        Optional<LocalDate> endDate,
        FacilityFlags flags,
        Optional<String> employeeLicense) {

    /** Refuses null. */
    public FacilityProfile {
        Checks.notNull(license, "license");
        Checks.notNull(licenseType, "licenseType");
        Checks.notNull(endDate, "endDate");
        Checks.notNull(flags, "flags");
        Checks.notNull(employeeLicense, "employeeLicense");
    }
}
