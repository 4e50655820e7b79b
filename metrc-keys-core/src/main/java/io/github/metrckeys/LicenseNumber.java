package io.github.metrckeys;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;

/**
 * The number of a license as Metrc writes it, such as {@code 402-00001}: what a call names its facility by.
 *
 * <p>Surrounding white space is dropped; upper and lower case are kept, since Metrc's pages say nothing about them.
 *
 * @param value the number, 1 to {@value #MAX_LENGTH} characters, none of them a control character
 */
public record LicenseNumber(String value) {

    /** The longest number that is taken, in characters; those seen in public have up to 20. */
    public static final int MAX_LENGTH = 100;

    /**
     * Checks what it is given.
     *
     * @throws InvalidInputException with {@link ErrorCode#LICENSE_NUMBER_INVALID} where it is empty, too long or has a
     *     control character in it
     */
    public LicenseNumber {
        value = Checks.text(
                value,
                "value",
                "The license number",
                MAX_LENGTH,
                ErrorCode.LICENSE_NUMBER_INVALID,
                "copy it from the list of facilities in Metrc");
    }

    /**
     * Makes a license number.
     *
     * @param value the number as Metrc writes it
     * @return the license number
     * @throws InvalidInputException with {@link ErrorCode#LICENSE_NUMBER_INVALID} where it is empty, too long or has a
     *     control character in it
     */
    public static LicenseNumber of(String value) {
        return new LicenseNumber(value);
    }

    /** {@return the number alone} */
    @Override
    public String toString() {
        return value;
    }
}
