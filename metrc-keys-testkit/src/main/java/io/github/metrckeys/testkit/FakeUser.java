package io.github.metrckeys.testkit;

import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.secret.UserApiKey;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A user of a fake Metrc, with one current key. Key, permissions and facilities can be changed while the fake runs; the
 * next call sees the change.
 *
 * <p>Safe for use by several threads.
 */
public final class FakeUser {

    private final String id;
    private final int number;
    private final MetrcState state;
    private final ConcurrentMap<FakeFacility, Attachment> attachments = new ConcurrentHashMap<>();
    private volatile String fullName;
    private volatile boolean active = true;

    FakeUser(String id, int number, MetrcState state) {
        this.id = id;
        this.number = number;
        this.state = state;
        this.fullName = id;
    }

    /** What ties a user to a facility. */
    record Attachment(String employeeLicense, Set<Permission> permissions) {}

    /**
     * The id by which the list of calls names this user.
     *
     * @return the id
     */
    public String id() {
        return id;
    }

    /**
     * The user's current key.
     *
     * @return the key
     */
    public UserApiKey key() {
        return UserApiKey.of(state.keyOf(this));
    }

    /**
     * Sets the name that Metrc shows.
     *
     * @param fullName any name; the id where this is not called
     * @return this user
     */
    public FakeUser fullName(String fullName) {
        this.fullName = Objects.requireNonNull(fullName, "fullName must not be null");
        return this;
    }

    /**
     * Attaches the user to a facility, or sets the permissions anew where that was done before.
     *
     * @param facility the facility
     * @param permissions names of permissions that Metrc has
     * @return this user
     * @throws io.github.metrckeys.error.InvalidInputException where Metrc has no such permission; the message names the nearest
     *     one
     */
    public FakeUser attach(FakeFacility facility, String... permissions) {
        return attach(facility, named(permissions));
    }

    /**
     * Attaches the user to a facility with every permission that there is.
     *
     * @param facility the facility
     * @return this user
     */
    public FakeUser attachWithAllPermissions(FakeFacility facility) {
        return attach(facility, EndpointCatalog.standard().permissions());
    }

    /**
     * Sets the employee license number that the user has at a facility.
     *
     * @param facility a facility that the user is attached to
     * @param employeeLicense the number; one of the fake's making where this is not called
     * @return this user
     */
    public FakeUser employeeLicense(FakeFacility facility, String employeeLicense) {
        Objects.requireNonNull(employeeLicense, "employeeLicense must not be null");
        attachments.compute(
                Objects.requireNonNull(facility, "facility must not be null"),
                (f, old) ->
                        new Attachment(employeeLicense, attached(facility, old).permissions()));
        return this;
    }

    /**
     * Ticks permissions.
     *
     * @param facility a facility that the user is attached to
     * @param permissions names of permissions that Metrc has
     * @return this user
     */
    public FakeUser grant(FakeFacility facility, String... permissions) {
        Set<Permission> granted = named(permissions);
        return change(facility, all -> all.addAll(granted));
    }

    /**
     * Takes permissions away.
     *
     * @param facility a facility that the user is attached to
     * @param permissions names of permissions that Metrc has
     * @return this user
     */
    public FakeUser revoke(FakeFacility facility, String... permissions) {
        Set<Permission> revoked = named(permissions);
        return change(facility, all -> all.removeAll(revoked));
    }

    /** A mistyped name would make a test pass or fail for no reason. */
    private static Set<Permission> named(String... permissions) {
        return Arrays.stream(permissions)
                .map(EndpointCatalog.standard()::permission)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Takes the user off a facility.
     *
     * @param facility the facility
     * @return this user
     */
    public FakeUser detach(FakeFacility facility) {
        attachments.remove(Objects.requireNonNull(facility, "facility must not be null"));
        return this;
    }

    /**
     * Presses Generate: a new key takes the place of the old one at once, as in Metrc (observed).
     *
     * @return the new key
     */
    public UserApiKey generateKey() {
        UserApiKey key = UserApiKey.of(Keys.random());
        replaceKey(key);
        return key;
    }

    /**
     * Puts a given key in the place of the old one.
     *
     * @param key the new key, which no other user of this world may have
     * @return this user
     */
    public FakeUser replaceKey(UserApiKey key) {
        state.replaceKey(this, key.revealSecret());
        return this;
    }

    /**
     * Deactivates the user: the key is refused from now on.
     *
     * @return this user
     */
    public FakeUser deactivate() {
        active = false;
        return this;
    }

    /**
     * Activates the user again, with the key as it is.
     *
     * @return this user
     */
    public FakeUser activate() {
        active = true;
        return this;
    }

    String fullName() {
        return fullName;
    }

    boolean active() {
        return active;
    }

    Map<FakeFacility, Attachment> attachments() {
        return attachments;
    }

    Optional<Attachment> attachment(FakeFacility facility) {
        return Optional.ofNullable(attachments.get(facility));
    }

    private FakeUser attach(FakeFacility facility, Set<Permission> permissions) {
        attachments.compute(
                Objects.requireNonNull(facility, "facility must not be null"),
                (f, old) -> new Attachment(
                        old == null ? "E-" + (1000 + number) : old.employeeLicense(), Set.copyOf(permissions)));
        return this;
    }

    private FakeUser change(FakeFacility facility, Consumer<Set<Permission>> change) {
        attachments.compute(Objects.requireNonNull(facility, "facility must not be null"), (f, old) -> {
            Attachment present = attached(facility, old);
            Set<Permission> permissions = new HashSet<>(present.permissions());
            change.accept(permissions);
            return new Attachment(present.employeeLicense(), Set.copyOf(permissions));
        });
        return this;
    }

    private Attachment attached(FakeFacility facility, @Nullable Attachment attachment) {
        if (attachment == null) {
            throw new IllegalStateException("The user " + id + " is not attached to " + facility
                    + ": call attach(facility, permissions) first.");
        }
        return attachment;
    }

    /** {@return the id} */
    @Override
    public String toString() {
        return id;
    }
}
