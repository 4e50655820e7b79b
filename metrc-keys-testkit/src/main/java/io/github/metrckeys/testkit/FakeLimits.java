package io.github.metrckeys.testkit;

import io.github.metrckeys.http.CallLimits;

/**
 * The number of GETs that a world allows before it answers 429. A second is any window of one second; a call counts
 * when it arrives.
 *
 * @param facilityPerSecond calls per second for a facility
 * @param facilityConcurrent calls in progress at once for a facility
 * @param vendorPerSecond calls per second for a vendor key
 * @param vendorConcurrent calls in progress at once for a vendor key
 */
public record FakeLimits(int facilityPerSecond, int facilityConcurrent, int vendorPerSecond, int vendorConcurrent) {

    /** Metrc's own limits, the same as in {@link CallLimits#METRC} (documented). */
    public static final FakeLimits METRC = new FakeLimits(
            CallLimits.METRC.facilityPerSecond(),
            CallLimits.METRC.facilityAtOnce(),
            CallLimits.METRC.vendorPerSecond(),
            CallLimits.METRC.vendorAtOnce());

    /** No limits. */
    public static final FakeLimits NONE =
            new FakeLimits(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** Creates limits. Throws an IllegalArgumentException if one is below 1. */
    public FakeLimits {
        if (facilityPerSecond < 1 || facilityConcurrent < 1 || vendorPerSecond < 1 || vendorConcurrent < 1) {
            throw new IllegalArgumentException("A limit below 1 lets nobody call: choose 1 or more for each.");
        }
    }
}
