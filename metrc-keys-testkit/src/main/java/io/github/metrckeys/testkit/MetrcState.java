package io.github.metrckeys.testkit;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.HttpMethod;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The state of one fake Metrc. The rules read it; the public types change it. */
final class MetrcState {

    private final String jurisdictionCode;
    private final FakeLimits limits;
    private final InstantSource clock;
    private final int missingPermissionStatus;
    private final int unknownEndpointStatus;
    private final Duration latency;

    private final Map<String, RateLimiter> vendors = new ConcurrentHashMap<>();
    private final Map<String, FakeUser> usersByKey = new ConcurrentHashMap<>();
    // Kept in the order in which they were added, because lists show them in that order. Each map guards itself.
    private final Map<String, FakeFacility> facilities = new LinkedHashMap<>();
    private final Map<String, FakeUser> users = new LinkedHashMap<>();
    private final Map<FakeFacility, RateLimiter> facilityLimiters = new ConcurrentHashMap<>();
    /** Includes replaced keys: a test wants to find the program that still uses one. */
    private final Set<String> everyKey = ConcurrentHashMap.newKeySet();

    private final List<ArmedFault> faults = new CopyOnWriteArrayList<>();
    private final Set<String> unpaged = ConcurrentHashMap.newKeySet();
    private final Set<Endpoint> ungranted = ConcurrentHashMap.newKeySet();
    private final Journal journal = new Journal();
    /** Receives every new vendor key, so that the server can find this world. Throws if another world has the key. */
    private volatile Consumer<String> onVendorAdded = key -> {};

    MetrcState(
            String jurisdictionCode,
            FakeLimits limits,
            InstantSource clock,
            int missingPermissionStatus,
            int unknownEndpointStatus,
            Duration latency) {
        this.jurisdictionCode = jurisdictionCode;
        this.limits = limits;
        this.clock = clock;
        this.missingPermissionStatus = missingPermissionStatus;
        this.unknownEndpointStatus = unknownEndpointStatus;
        this.latency = latency;
    }

    /** A fault, the calls that it applies to, and how many of them have been received. */
    static final class ArmedFault {
        private final Optional<HttpMethod> method;
        private final Optional<String> path;
        private final FakeFault fault;
        private final AtomicInteger passed = new AtomicInteger();
        private volatile boolean fired;

        ArmedFault(Optional<HttpMethod> method, Optional<String> path, FakeFault fault) {
            this.method = method;
            this.path = path.map(p -> endpoint(method.orElseThrow(), p).path());
            this.fault = fault;
        }

        private boolean firesOn(String calledMethod, String calledPath, Optional<FakeUser> signer) {
            boolean concerned =
                    method.filter(m -> !m.name().equals(calledMethod)).isEmpty()
                            && path.filter(p -> !p.equals(calledPath)).isEmpty()
                            && fault.concerns(signer);
            boolean fires = concerned && fault.firesOn(passed.incrementAndGet());
            fired |= fires;
            return fires;
        }

        @Override
        public String toString() {
            return fault + " at " + method.map(m -> m + " ").orElse("") + path.orElse("every endpoint");
        }
    }

    String jurisdictionCode() {
        return jurisdictionCode;
    }

    int missingPermissionStatus() {
        return missingPermissionStatus;
    }

    int unknownEndpointStatus() {
        return unknownEndpointStatus;
    }

    Duration latency() {
        return latency;
    }

    Instant now() {
        return clock.instant();
    }

    Journal journal() {
        return journal;
    }

    synchronized void announceVendorsTo(Consumer<String> listener) {
        vendors.keySet().forEach(listener);
        onVendorAdded = listener;
    }

    synchronized void addVendor(String key) {
        if (vendors.containsKey(key)) {
            throw new IllegalArgumentException("This vendor key is there already: give each vendor one of its own.");
        }
        onVendorAdded.accept(key);
        everyKey.add(key);
        vendors.put(key, new RateLimiter(limits.vendorPerSecond(), limits.vendorConcurrent()));
    }

    void removeVendor(String key) {
        vendors.remove(key);
    }

    Optional<RateLimiter> vendorLimiter(String vendorKey) {
        return Optional.ofNullable(vendors.get(vendorKey));
    }

    RateLimiter facilityLimiter(FakeFacility facility) {
        return facilityLimiters.computeIfAbsent(
                facility, f -> new RateLimiter(limits.facilityPerSecond(), limits.facilityConcurrent()));
    }

    FakeFacility addFacility(String license, Jurisdiction jurisdiction) {
        synchronized (facilities) {
            Facility facility = Facility.of(jurisdiction, license);
            String name = folded(facility.license().value());
            if (facilities.containsKey(name)) {
                throw new IllegalArgumentException(
                        "The license " + license + " is there already: give each facility one of its own.");
            }
            FakeFacility added = new FakeFacility(facility, facilities.size() + 1);
            facilities.put(name, added);
            return added;
        }
    }

    Optional<FakeFacility> facility(String license) {
        synchronized (facilities) {
            return Optional.ofNullable(facilities.get(folded(license)));
        }
    }

    List<FakeFacility> facilities() {
        synchronized (facilities) {
            return new ArrayList<>(facilities.values());
        }
    }

    FakeUser addUser(String id, String key) {
        synchronized (users) {
            if (users.containsKey(id)) {
                throw new IllegalArgumentException(
                        "The user " + id + " is there already: give each user their own id.");
            }
            FakeUser user = new FakeUser(id, users.size() + 1, this);
            claim(key, user);
            users.put(id, user);
            return user;
        }
    }

    Optional<FakeUser> user(String id) {
        synchronized (users) {
            return Optional.ofNullable(users.get(id));
        }
    }

    List<FakeUser> users() {
        synchronized (users) {
            return new ArrayList<>(users.values());
        }
    }

    /** The user whose key this is now, whether active or not. */
    Optional<FakeUser> holder(String userKey) {
        return Optional.ofNullable(usersByKey.get(userKey));
    }

    String keyOf(FakeUser user) {
        synchronized (users) {
            return usersByKey.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(user))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElseThrow();
        }
    }

    void replaceKey(FakeUser user, String key) {
        synchronized (users) {
            String old = keyOf(user);
            if (!old.equals(key)) {
                claim(key, user);
                usersByKey.remove(old);
            }
        }
    }

    private void claim(String key, FakeUser user) {
        everyKey.add(key);
        FakeUser holder = usersByKey.putIfAbsent(key, user);
        if (holder != null) {
            throw new IllegalArgumentException("The key of " + user.id() + " is that of " + holder.id()
                    + " already: give each user a key of their own.");
        }
    }

    /** Creates a user as the sandbox does for a vendor: attached to every facility, with every permission. */
    FakeUser addSandboxUser() {
        synchronized (users) {
            FakeUser user = addUser("sandbox-" + (users.size() + 1), Keys.random());
            facilities().forEach(user::attachWithAllPermissions);
            return user;
        }
    }

    /** Looks for every key that this world has or had, and for the keys that signed the call itself. */
    KeyLeakDetector leakDetector(Optional<Credentials> credentials) {
        return new KeyLeakDetector(everyKey, credentials);
    }

    void addFault(ArmedFault armed) {
        faults.add(armed);
    }

    void clearFaults() {
        faults.clear();
    }

    /** The first fault that fires on this call. Every fault that applies to such calls counts this one. */
    Optional<FakeFault> fault(String method, String path, Optional<FakeUser> signer) {
        Optional<FakeFault> first = Optional.empty();
        for (ArmedFault armed : faults) {
            boolean fires = armed.firesOn(method, path, signer);
            if (fires && first.isEmpty()) {
                first = Optional.of(armed.fault);
            }
        }
        return first;
    }

    void verifyFaultsFired() {
        List<ArmedFault> waiting = faults.stream().filter(armed -> !armed.fired).toList();
        if (!waiting.isEmpty()) {
            throw new AssertionError("No call met these faults: " + waiting + "; the calls were: " + journal.calls());
        }
    }

    void withoutPaging(String path) {
        unpaged.add(path);
    }

    void withoutGrant(HttpMethod method, String path) {
        ungranted.add(endpoint(method, path));
    }

    boolean grants(Endpoint endpoint) {
        return !ungranted.contains(endpoint);
    }

    boolean refusesPaging(String path) {
        return unpaged.contains(path);
    }

    /** An endpoint in the catalog. If a mistyped path were accepted, the test would silently test nothing. */
    private static Endpoint endpoint(HttpMethod method, String path) {
        return EndpointCatalog.standard().endpoint(method, path);
    }

    private static String folded(String license) {
        return license.strip().toLowerCase(Locale.ROOT);
    }
}
