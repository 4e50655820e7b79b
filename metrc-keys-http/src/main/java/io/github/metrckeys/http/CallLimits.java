package io.github.metrckeys.http;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;

/**
 * How many GETs a Metrc server allows. A call that names no license counts for the vendor key alone (documented).
 *
 * @param facilityPerSecond calls a second for a facility
 * @param facilityAtOnce calls at a time for a facility
 * @param vendorPerSecond calls a second for a vendor key
 * @param vendorAtOnce calls at a time for a vendor key
 */
public record CallLimits(int facilityPerSecond, int facilityAtOnce, int vendorPerSecond, int vendorAtOnce) {

    /** Metrc's own limits: 50 and 10 for a facility, 150 and 30 for a vendor key (documented). */
    public static final CallLimits METRC = new CallLimits(50, 10, 150, 30);

    /**
     * Checks that each limit is in range.
     *
     * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if a limit is below 1 or above 100,000
     */
    public CallLimits {
        checked(facilityPerSecond, "facilityPerSecond");
        checked(facilityAtOnce, "facilityAtOnce");
        checked(vendorPerSecond, "vendorPerSecond");
        checked(vendorAtOnce, "vendorAtOnce");
    }

    private static void checked(int limit, String name) {
        if (limit < 1 || limit > 100_000) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "The limit " + name + " of " + limit + " is out of range: choose 1 to 100,000.");
        }
    }
}
