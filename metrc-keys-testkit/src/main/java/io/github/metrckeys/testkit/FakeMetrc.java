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
 * A fake Metrc: one world of vendors, facilities and users, served over HTTP on a loopback address.
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
 * <p>All worlds of a JVM share one server, which tells them apart by their vendor keys. Another world costs almost
 * nothing, and tests with a world each can run in parallel. The server's threads are daemons.
 *
 * <p>Authentication, permissions, facility types and limits are checked unless you turn a check off explicitly.
 *
 * <p>Thread-safe.
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
     * Returns a builder for a world with other settings.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The address of the fake.
     *
     * @return {@code http://127.0.0.1:port}
     */
    public URI baseUri() {
        return baseUri;
    }

    /**
     * The jurisdiction that this world simulates, at the fake's address.
     *
     * @return the jurisdiction to give to the code under test
     */
    public Jurisdiction jurisdiction() {
        return Jurisdiction.of(state.jurisdictionCode(), baseUri);
    }

    /**
     * The vendor key that this world started with.
     *
     * @return the key
     */
    public VendorApiKey vendorKey() {
        return vendorKey;
    }

    /**
     * Adds a vendor with a random key.
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
     * @param key the vendor's key
     * @return this world
     * @throws IllegalArgumentException if a world of this JVM has the key already
     */
    public FakeMetrc addVendor(VendorApiKey key) {
        state.addVendor(key.revealSecret());
        return this;
    }

    /**
     * Turns off a vendor key. From now on, it is refused.
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
     * @return the facility; all its flags are false until you set them
     * @throws IllegalArgumentException if this world has the license already
     */
    public FakeFacility addFacility(String license) {
        return state.addFacility(license, jurisdiction());
    }

    /**
     * Adds a user with a random key.
     *
     * @param id the id of the user in the list of calls
     * @return the user, not attached to any facility yet
     * @throws IllegalArgumentException if this world has the id already
     */
    public FakeUser addUser(String id) {
        return addUser(id, UserApiKey.of(Keys.random()));
    }

    /**
     * Adds a user with a given key.
     *
     * @param id the id of the user in the list of calls
     * @param key the user's key
     * @return the user, not attached to any facility yet
     * @throws IllegalArgumentException if this world has the id, or another user with the key, already
     */
    public FakeUser addUser(String id, UserApiKey key) {
        return state.addUser(id, key.revealSecret());
    }

    /**
     * Finds a facility.
     *
     * @param license its license number
     * @return the facility; empty if there is none
     */
    public Optional<FakeFacility> facility(String license) {
        return state.facility(license);
    }

    /**
     * Finds a user.
     *
     * @param id the user's id
     * @return the user; empty if there is none
     */
    public Optional<FakeUser> user(String id) {
        return state.user(id);
    }

    /**
     * Makes calls to an endpoint fail. Calls whose keys are refused do not reach the fault.
     *
     * @param method the HTTP method
     * @param path the path of the endpoint, as in the catalog
     * @param fault what happens, and to which of the calls
     * @return this world
     * @throws io.github.metrckeys.error.InvalidInputException if the catalog has no such endpoint
     */
    public FakeMetrc fault(HttpMethod method, String path, FakeFault fault) {
        state.addFault(new MetrcState.ArmedFault(Optional.of(method), Optional.of(path), fault));
        return this;
    }

    /**
     * Makes calls to every endpoint fail. Calls whose keys are refused do not reach the fault. {@link #close()} is not
     * an outage: the server then refuses every key of this world with 401.
     *
     * @param fault what happens, and to which of the calls
     * @return this world
     */
    public FakeMetrc fault(FakeFault fault) {
        state.addFault(new MetrcState.ArmedFault(Optional.empty(), Optional.empty(), fault));
        return this;
    }

    /**
     * Removes all faults.
     *
     * @return this world
     */
    public FakeMetrc clearFaults() {
        state.clearFaults();
        return this;
    }

    /**
     * Makes a list answer 404 to calls that ask for a page, as some of Metrc's lists do (observed).
     *
     * @param path the path of the list
     * @return this world
     */
    public FakeMetrc withoutPaging(String path) {
        state.withoutPaging(path);
        return this;
    }

    /**
     * Refuses an endpoint to all users, whatever their permissions. The reason in Metrc may be a missing grant to the
     * vendor, a setting of the state, or a missing grant that the call needs besides its permission. The last was seen
     * for {@code .../packages/wholesale} (observed). The status 401 for a closed gate is inferred.
     *
     * @param method the HTTP method
     * @param path the path of the endpoint, as in the catalog
     * @return this world
     * @throws io.github.metrckeys.error.InvalidInputException if the catalog has no such endpoint
     */
    public FakeMetrc withoutGrant(HttpMethod method, String path) {
        state.withoutGrant(method, path);
        return this;
    }

    /**
     * The calls that the fake received, oldest first. Only the last 10,000 are kept.
     *
     * @return a snapshot
     */
    public List<FakeCall> calls() {
        return state.journal().calls();
    }

    /**
     * Verifies that every fault affected a call.
     *
     * @throws AssertionError if one did not; the message names the fault and the calls that the fake received
     */
    public void verifyFaultsFired() {
        state.verifyFaultsFired();
    }

    /**
     * Verifies that no key of this world was sent in a URL, in a header other than Authorization, or in a body.
     *
     * @throws AssertionError if one was; the message names the calls
     */
    public void verifyNoKeyLeaks() {
        List<FakeCall> leaks = calls().stream().filter(FakeCall::leakedKey).toList();
        if (!leaks.isEmpty()) {
            throw new AssertionError("A key was sent outside the Authorization header by: " + leaks);
        }
    }

    MetrcState state() {
        return state;
    }

    /** Ends this world. The server refuses its keys from now on and keeps serving the other worlds. */
    @Override
    public void close() {
        onClose.run();
    }

    /** {@return the jurisdiction and the address, without any key} */
    @Override
    public String toString() {
        return "FakeMetrc[" + state.jurisdictionCode() + " at " + baseUri + "]";
    }

    /** A builder for a world. Not thread-safe. */
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
         * Sets the state or territory. The default is {@code CO}.
         *
         * @param code its code
         * @return this builder
         */
        public Builder jurisdiction(String code) {
            this.jurisdictionCode =
                    Jurisdiction.of(code, URI.create("http://localhost")).code();
            return this;
        }

        /**
         * Sets the first vendor's key. The default is a random key.
         *
         * @param key a key that no other world of this JVM has
         * @return this builder
         */
        public Builder vendorKey(VendorApiKey key) {
            this.vendorKey = Objects.requireNonNull(key, "key must not be null");
            return this;
        }

        /**
         * Sets how many calls are allowed. The default is {@link FakeLimits#METRC}.
         *
         * @param limits the limits
         * @return this builder
         */
        public Builder limits(FakeLimits limits) {
            this.limits = Objects.requireNonNull(limits, "limits must not be null");
            return this;
        }

        /**
         * Sets the clock that limits and the end of licenses go by. The default is the system's clock.
         *
         * @param clock the clock
         * @return this builder
         */
        public Builder clock(InstantSource clock) {
            this.clock = Objects.requireNonNull(clock, "clock must not be null");
            return this;
        }

        /**
         * Sets the status of the answer if the user lacks a permission. The default is 401. It is not known which of
         * the two statuses the real Metrc uses.
         *
         * @param status 401 or 403
         * @return this builder
         * @throws IllegalArgumentException if it is another status
         */
        public Builder missingPermissionStatus(int status) {
            if (status != 401 && status != 403) {
                throw new IllegalArgumentException(
                        "The status " + status + " cannot be the one for a missing permission: choose 401 or 403.");
            }
            this.missingPermissionStatus = status;
            return this;
        }

        /**
         * Sets the status of the answer if the catalog does not have the endpoint. The default is 501, which shows that
         * only the fake does not know the endpoint. With 404 the fake answers as the real Metrc would if it did not
         * have it.
         *
         * @param status 501 or 404
         * @return this builder
         * @throws IllegalArgumentException if it is another status
         */
        public Builder unknownEndpointStatus(int status) {
            if (status != 501 && status != 404) {
                throw new IllegalArgumentException(
                        "The status " + status + " is not allowed for an unknown endpoint: choose 501 or 404.");
            }
            this.unknownEndpointStatus = status;
            return this;
        }

        /**
         * Sets how long every answer takes. The default is zero.
         *
         * @param latency zero to ten minutes
         * @return this builder
         * @throws IllegalArgumentException if it is out of that range
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
         * @throws IllegalArgumentException if another world of this JVM has the vendor key
         */
        public FakeMetrc start() {
            MetrcState state = state();
            URI baseUri = SharedServer.enter(state);
            return new FakeMetrc(state, baseUri, () -> SharedServer.leave(state), vendorKey);
        }

        /**
         * Starts the world on its own server. Other programs can read and change it under {@code /_fake/}.
         *
         * @param port the port on 127.0.0.1; 0 for any free port
         * @return the world; closing it stops the server
         * @throws IllegalStateException if the port is in use
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
