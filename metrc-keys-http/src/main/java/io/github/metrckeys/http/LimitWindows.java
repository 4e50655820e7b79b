package io.github.metrckeys.http;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.secret.VendorApiKey;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The limits that the calls of one {@link CallGate} count for, and how fast servers answer. Not safe for use by several
 * threads: the gate guards it.
 */
final class LimitWindows {

    private final CallLimits limits;
    private final Map<Object, LimitWindow> windows = new LinkedHashMap<>();
    private final Map<Jurisdiction, RoundTrips> roundTrips = new LinkedHashMap<>();

    LimitWindows(CallLimits limits) {
        this.limits = limits;
    }

    private record VendorLimit(Jurisdiction server, VendorApiKey vendorKey) {}

    /** The limit of a facility holds for all vendors together. */
    private record FacilityLimit(Jurisdiction server, LicenseNumber license) {}

    LimitWindow of(Jurisdiction server, VendorApiKey vendorKey) {
        return windows.computeIfAbsent(
                new VendorLimit(server, vendorKey),
                limit -> new LimitWindow(limits.vendorPerSecond(), limits.vendorAtOnce()));
    }

    LimitWindow of(Jurisdiction server, LicenseNumber license) {
        return windows.computeIfAbsent(
                new FacilityLimit(server, license),
                limit -> new LimitWindow(limits.facilityPerSecond(), limits.facilityAtOnce()));
    }

    /** Nanoseconds; 0 if none was seen. */
    long fastestRoundTrip(Jurisdiction server) {
        RoundTrips seen = roundTrips.get(server);
        return seen == null ? 0 : seen.fastest();
    }

    void sawRoundTrip(Jurisdiction server, long roundTrip, long now) {
        roundTrips.computeIfAbsent(server, s -> new RoundTrips()).saw(roundTrip, now);
    }

    void forgetIdle(long now) {
        windows.values().removeIf(window -> window.idle(now, 0));
        // A round trip that is older than everything that goes on now says little about what is to come.
        if (windows.isEmpty()) {
            roundTrips.clear();
        }
    }
}
