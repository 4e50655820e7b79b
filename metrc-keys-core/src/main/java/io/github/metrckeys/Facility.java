package io.github.metrckeys;

import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;

/**
 * One licensed place: a license on one Metrc server.
 *
 * @param jurisdiction the server that knows the license
 * @param license the number of the license
 */
public record Facility(Jurisdiction jurisdiction, LicenseNumber license) {

    /** Refuses null. */
    public Facility {
        Checks.notNull(jurisdiction, "jurisdiction");
        Checks.notNull(license, "license");
    }

    /**
     * Creates a facility.
     *
     * @param jurisdiction the server that knows the license
     * @param license the number of the license as Metrc writes it
     * @return the facility
     * @throws InvalidInputException if the license number is empty, too long or contains a control character
     */
    public static Facility of(Jurisdiction jurisdiction, String license) {
        return new Facility(jurisdiction, LicenseNumber.of(license));
    }

    /** {@return the server's id and the license number, such as {@code CO 402-00001}} */
    @Override
    public String toString() {
        return jurisdiction + " " + license;
    }
}
