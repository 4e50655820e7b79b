package io.github.metrckeys.testkit;

import io.github.metrckeys.http.CallLimits;

/**
 * How many GETs a world allows before it answers 429. A second is any window of one second, counted when calls arrive.
 *
 * @param facilityPerSecond calls a second for a facility
 * @param facilityConcurrent calls at a time for a facility
 * @param vendorPerSecond calls a second for a vendor key
 * @param vendorConcurrent calls at a time for a vendor key
 */
public record FakeLimits(int facilityPerSecond, int facilityConcurrent, int vendorPerSecond, int vendorConcurrent) {

    /** Metrc's own limits, as {@link CallLimits#METRC} has them (documented). */
    public static final FakeLimits METRC = new FakeLimits(
            CallLimits.METRC.facilityPerSecond(),
            CallLimits.METRC.facilityAtOnce(),
            CallLimits.METRC.vendorPerSecond(),
            CallLimits.METRC.vendorAtOnce());

    /** No limits. */
    public static final FakeLimits NONE =
            new FakeLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Checks what it is given. */
    public FakeLimits {
        if (facilityPerSecond < 1 || facilityConcurrent < 1 || vendorPerSecond < 1 || vendorConcurrent < 1) {
            throw new IllegalArgumentException("A limit below 1 lets nobody call: choose 1 or more for each.");
        }
    }
}
