package io.github.metrckeys;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;

/**
 * The number of a license as Metrc writes it, such as {@code 402-00001}. A call names its facility by this number.
 *
 * <p>Surrounding white space is removed. Upper and lower case are kept, because Metrc's pages say nothing about case.
 *
 * @param value the number, 1 to {@value #MAX_LENGTH} characters, without control characters
 */
public record LicenseNumber(String value) {

    /** The longest number that is accepted, in characters; numbers seen in public have up to 20. */
    public static final int MAX_LENGTH = 100;

    /**
     * Checks the number.
     *
     * @throws InvalidInputException with {@link ErrorCode#LICENSE_NUMBER_INVALID} if it is empty, too long or contains
     *     a control character
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
     * Creates a license number.
     *
     * @param value the number as Metrc writes it
     * @return the license number
     * @throws InvalidInputException with {@link ErrorCode#LICENSE_NUMBER_INVALID} if it is empty, too long or contains
     *     a control character
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
