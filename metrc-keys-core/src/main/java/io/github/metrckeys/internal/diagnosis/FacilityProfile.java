package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.internal.check.Checks;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What Metrc's list of facilities says about one of them.
 *
 * @param license the number of its license
 * @param licenseType Metrc's name for the type of the license, such as {@code Retail Store}; empty where it is not given
 * @param endDate the last day of the license; empty where none is given
 * @param flags what the facility's type may do
 * @param employeeLicense the employee license number beside the license, perhaps that of the key's own user (inferred);
 *     empty where none is given
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
