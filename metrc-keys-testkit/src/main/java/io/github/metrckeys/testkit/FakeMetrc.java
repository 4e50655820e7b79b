package io.github.metrckeys.testkit;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.testkit.internal.FakeServer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A Metrc of your own: one world of vendors, facilities and users, served over HTTP on a loopback address.
 *
 * <pre>{@code
 * try (FakeMetrc metrc = FakeMetrc.start()) {
 *     FakeFacility shop = metrc.addFacility("402-00001").licenseType("Retail Store").flags("CanSellToConsumers");
 *     FakeUser seven = metrc.addUser("emp-7").attach(shop, "View Sales", "Manage Sales");
 *     Facility facility = shop.facility();     // for the code under test
 *     UserApiKey key = seven.key();
 *     VendorApiKey vendorKey = metrc.vendorKey();
 * }
 * }</pre>
 *
 * <p>All worlds of a JVM share one server, which tells them apart by their vendor keys: a further world costs next to
 * nothing, and tests that each have their own run side by side. The server's threads are daemons.
 *
 * <p>Authentication, permissions, facility types and limits are on; each is switched off explicitly or not at all. Safe
 * for use by several threads.
 */
public final class FakeMetrc implements AutoCloseable {

    private final MetrcState state;
    private final URI baseUri;
    private final Runnable onClose;
    private final VendorApiKey vendorKey;

    private FakeMetrc(MetrcState state, URI baseUri, Runnable onClose, VendorApiKey vendorKey) {
        this.state = state;
        this.baseUri = baseUri;
        this.onClose = onClose;
        this.vendorKey = vendorKey;
    }

    /**
     * Starts a world in Colorado, with one vendor key and nothing else in it.
     *
     * @return the world
     */
    public static FakeMetrc start() {
        return builder().start();
    }

    /**
     * Begins a world with settings of its own.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Where the fake answers.
     *
     * @return {@code http://127.0.0.1:port}
     */
    public URI baseUri() {
        return baseUri;
    }

    /**
     * The server that this world stands for, at the fake's address.
     *
     * @return the jurisdiction for the code under test
     */
    public Jurisdiction jurisdiction() {
        return Jurisdiction.of(state.jurisdictionCode(), baseUri);
    }

    /**
     * The vendor key that this world began with.
     *
     * @return the key
     */
    public VendorApiKey vendorKey() {
        return vendorKey;
    }

    /**
     * Adds a vendor with a key of its own.
     *
     * @return the new vendor's key
     */
    public VendorApiKey addVendor() {
        VendorApiKey key = VendorApiKey.of(Keys.random());
        addVendor(key);
        return key;
    }

    /**
     * Adds a vendor.
     *
     * @param key the vendor's key, which no world of this JVM may have yet
     * @return this world
     */
    public FakeMetrc addVendor(VendorApiKey key) {
        state.addVendor(key.revealSecret());
        return this;
    }

    /**
     * Turns a vendor key off.
     *
     * @param key the vendor's key
     * @return this world
     */
    public FakeMetrc removeVendor(VendorApiKey key) {
        state.removeVendor(key.revealSecret());
        return this;
    }

    /**
     * Adds a facility.
     *
     * @param license its license number
     * @return the facility, with no flag true, to be described further
     */
    public FakeFacility addFacility(String license) {
        return state.addFacility(license, jurisdiction());
    }

    /**
     * Adds a user with a key of their own.
     *
     * @param id the id by which the list of calls names the user
     * @return the user, attached to no facility yet
     */
    public FakeUser addUser(String id) {
        return addUser(id, UserApiKey.of(Keys.random()));
    }

    /**
     * Adds a user with a given key.
     *
     * @param id the id by which the list of calls names the user
     * @param key the user's key, which no other user of this world may have
     * @return the user, attached to no facility yet
     */
    public FakeUser addUser(String id, UserApiKey key) {
        return state.addUser(id, key.revealSecret());
    }

    /**
     * Finds a facility.
     *
     * @param license its license number
     * @return the facility, if there is one
     */
    public Optional<FakeFacility> facility(String license) {
        return state.facility(license);
    }

    /**
     * Finds a user.
     *
     * @param id the user's id
     * @return the user, if there is one
     */
    public Optional<FakeUser> user(String id) {
        return state.user(id);
    }

    /**
     * Makes an endpoint misbehave, for callers whose keys are accepted: others are refused first.
     *
     * @param method the HTTP method
     * @param path the path of the endpoint, as in the catalog
     * @param fault what happens; it says which calls it befalls
     * @return this world
     * @throws io.github.metrckeys.error.InvalidInputException where the catalog has no such endpoint
     */
    public FakeMetrc fault(HttpMethod method, String path, FakeFault fault) {
        state.addFault(new MetrcState.ArmedFault(Optional.of(method), Optional.of(path), fault));
        return this;
    }

    /**
     * Makes every endpoint misbehave, for callers whose keys are accepted: others are refused first. That nobody at all gets an
     * answer is had by {@link #close()}.
     *
     * @param fault what happens; it says which calls it befalls
     * @return this world
     */
    public FakeMetrc fault(FakeFault fault) {
        state.addFault(new MetrcState.ArmedFault(Optional.empty(), Optional.empty(), fault));
        return this;
    }

    /**
     * Ends all misbehavior.
     *
     * @return this world
     */
    public FakeMetrc clearFaults() {
        state.clearFaults();
        return this;
    }

    /**
     * Makes a list answer 404 to calls that ask for a page, as some of Metrc's do (observed).
     *
     * @param path the path of the list
     * @return this world
     */
    public FakeMetrc withoutPaging(String path) {
        state.withoutPaging(path);
        return this;
    }

    /**
     * Refuses an endpoint to everybody, whatever their permissions: for want of a grant to the vendor, of a setting of the
     * state, or of a grant that the call needs beside its permission, as was seen of {@code .../packages/wholesale}
     * (observed). That it is answered 401 where a gate is shut is inferred.
     *
     * @param method the HTTP method
     * @param path the path of the endpoint, as in the catalog
     * @return this world
     * @throws io.github.metrckeys.error.InvalidInputException where the catalog has no such endpoint
     */
    public FakeMetrc withoutGrant(HttpMethod method, String path) {
        state.withoutGrant(method, path);
        return this;
    }

    /**
     * The calls that came, oldest first. Only the last 10,000 are kept.
     *
     * @return a snapshot
     */
    public List<FakeCall> calls() {
        return state.journal().calls();
    }

    /**
     * Says that every fault befell a call.
     *
     * @throws AssertionError where one did not; it names the fault and the calls that came instead
     */
    public void verifyFaultsFired() {
        state.verifyFaultsFired();
    }

    /**
     * Says that no key of this world was sent in a URL, in a header other than Authorization, or in a body.
     *
     * @throws AssertionError where one was; it names the calls
     */
    public void verifyNoKeyLeaks() {
        List<FakeCall> leaks = calls().stream().filter(FakeCall::leakedKey).toList();
        if (!leaks.isEmpty()) {
            throw new AssertionError("A key was sent outside of the Authorization header by: " + leaks);
        }
    }

    MetrcState state() {
        return state;
    }

    /** Ends this world. Its keys are known to nobody any more; the server goes on for the others. */
    @Override
    public void close() {
        onClose.run();
    }

    /** {@return where the fake answers, without any key} */
    @Override
    public String toString() {
        return "FakeMetrc[" + state.jurisdictionCode() + " at " + baseUri + "]";
    }

    /** Collects the settings of a world. Not safe for use by several threads. */
    public static final class Builder {

        private String jurisdictionCode = "CO";
        private FakeLimits limits = FakeLimits.METRC;
        private InstantSource clock = InstantSource.system();
        private int missingPermissionStatus = 401;
        private int unknownEndpointStatus = 501;
        private Duration latency = Duration.ZERO;
        private VendorApiKey vendorKey = VendorApiKey.of(Keys.random());

        private Builder() {}

        /**
         * Chooses the state or territory.
         *
         * @param code its code; {@code CO} where this is not called
         * @return this builder
         */
        public Builder jurisdiction(String code) {
            this.jurisdictionCode =
                    Jurisdiction.of(code, URI.create("http://localhost")).code();
            return this;
        }

        /**
         * Chooses the first vendor's key.
         *
         * @param key a key that no world of this JVM has yet; a random one where this is not called
         * @return this builder
         */
        public Builder vendorKey(VendorApiKey key) {
            this.vendorKey = Objects.requireNonNull(key, "key must not be null");
            return this;
        }

        /**
         * Chooses how many calls are allowed.
         *
         * @param limits the limits; Metrc's own where this is not called
         * @return this builder
         */
        public Builder limits(FakeLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits must not be null");
            return this;
        }

        /**
         * Chooses where the time comes from, by which limits are counted and licenses end.
         *
         * @param clock the clock; the system's where this is not called
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock must not be null");
            return this;
        }

        /**
         * Chooses what a user is answered who lacks a permission. Which of the two the real Metrc gives is not known.
         *
         * @param status 401 or 403; 401 where this is not called
         * @return this builder
         */
        public Builder missingPermissionStatus(int status) {
            if (status != 401 && status != 403) {
                throw new IllegalArgumentException(
                        "The status " + status + " is none for a missing permission: choose 401 or 403.");
            }
            this.missingPermissionStatus = status;
            return this;
        }

        /**
         * Chooses what a call is answered that the catalog does not know.
         *
         * @param status 501, which says plainly that the fake does not know it, or 404, as the real Metrc would answer a
         *     call that it does not have; 501 where this is not called
         * @return this builder
         */
        public Builder unknownEndpointStatus(int status) {
            if (status != 501 && status != 404) {
                throw new IllegalArgumentException(
                        "The status " + status + " is none for an unknown endpoint: choose 501 or 404.");
            }
            this.unknownEndpointStatus = status;
            return this;
        }

        /**
         * Chooses how long every answer takes.
         *
         * @param latency zero or more; zero where this is not called
         * @return this builder
         */
        public Builder latency(Duration latency) {
            if (latency.isNegative() || latency.compareTo(Duration.ofMinutes(10)) > 0) {
                throw new IllegalArgumentException(
                        "The latency of " + latency + " is out of range: choose zero to ten minutes.");
            }
            this.latency = latency;
            return this;
        }

        /**
         * Starts the world on the server that all worlds of this JVM share.
         *
         * @return the world
         */
        public FakeMetrc start() {
            MetrcState state = state();
            URI baseUri = SharedServer.enter(state);
            return new FakeMetrc(state, baseUri, () -> SharedServer.leave(state), vendorKey);
        }

        /**
         * Starts the world on a server of its own, with a side door under {@code /_fake/} by which other programs can look
         * at the world and change it.
         *
         * @param port the port on 127.0.0.1, 0 for any that is free
         * @return the world, which ends its server when it is closed
         * @throws IllegalStateException where the port is taken
         */
        public FakeMetrc startAlone(int port) {
            MetrcState state = state();
            VendorRouter router = new VendorRouter();
            router.add(state);
            AdminApi admin = new AdminApi(state);
            FakeServer server = FakeServer.start(
                    port,
                    request -> request.path().equals(AdminApi.ROOT)
                                    || request.path().startsWith(AdminApi.ROOT + "/")
                            ? admin.answer(request)
                            : router.answer(request));
            return new FakeMetrc(state, server.baseUri(), server::close, vendorKey);
        }

        private MetrcState state() {
            MetrcState state = new MetrcState(
                    jurisdictionCode, limits, clock, missingPermissionStatus, unknownEndpointStatus, latency);
            state.addVendor(vendorKey.revealSecret());
            return state;
        }
    }
}
