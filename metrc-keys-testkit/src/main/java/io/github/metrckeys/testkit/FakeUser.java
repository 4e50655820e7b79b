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
 * A user of a fake Metrc, with one current key. The key, permissions and facilities can change while the fake runs; the
 * next call sees the change.
 *
 * <p>Thread-safe.
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

    /** A user's access to one facility. */
    record Attachment(String employeeLicense, Set<Permission> permissions) {}

    /**
     * The id of this user in the list of calls.
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
     * Sets the name that Metrc shows. The default is the id.
     *
     * @param fullName any name
     * @return this user
     */
    public FakeUser fullName(String fullName) {
        this.fullName = Objects.requireNonNull(fullName, "fullName must not be null");
        return this;
    }

    /**
     * Attaches the user to a facility. If the user is attached already, replaces the permissions.
     *
     * @param facility the facility
     * @param permissions names of permissions in Metrc
     * @return this user
     * @throws io.github.metrckeys.error.InvalidInputException if Metrc has no such permission; the message names the
     *     nearest one
     */
    public FakeUser attach(FakeFacility facility, String... permissions) {
        return attach(facility, named(permissions));
    }

    /**
     * Attaches the user to a facility with every permission in the catalog.
     *
     * @param facility the facility
     * @return this user
     */
    public FakeUser attachWithAllPermissions(FakeFacility facility) {
        return attach(facility, EndpointCatalog.standard().permissions());
    }

    /**
     * Sets the employee license number that the user has at a facility. The default is a number that the fake makes up.
     *
     * @param facility a facility that the user is attached to
     * @param employeeLicense the number
     * @return this user
     * @throws IllegalStateException if the user is not attached to the facility
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
     * Grants permissions, as an administrator does by checking their boxes in Metrc.
     *
     * @param facility a facility that the user is attached to
     * @param permissions names of permissions in Metrc
     * @return this user
     */
    public FakeUser grant(FakeFacility facility, String... permissions) {
        Set<Permission> granted = named(permissions);
        return change(facility, all -> all.addAll(granted));
    }

    /**
     * Revokes permissions, as an administrator does by unchecking their boxes in Metrc.
     *
     * @param facility a facility that the user is attached to
     * @param permissions names of permissions in Metrc
     * @return this user
     */
    public FakeUser revoke(FakeFacility facility, String... permissions) {
        Set<Permission> revoked = named(permissions);
        return change(facility, all -> all.removeAll(revoked));
    }

    /** Checked against the catalog: a mistyped name would make a test pass or fail for the wrong reason. */
    private static Set<Permission> named(String... permissions) {
        return Arrays.stream(permissions)
                .map(EndpointCatalog.standard()::permission)
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Detaches the user from a facility.
     *
     * @param facility the facility
     * @return this user
     */
    public FakeUser detach(FakeFacility facility) {
        attachments.remove(Objects.requireNonNull(facility, "facility must not be null"));
        return this;
    }

    /**
     * Generates a new key, as the user does by pressing Generate in Metrc. It replaces the old one at once (observed).
     *
     * @return the new key
     */
    public UserApiKey generateKey() {
        UserApiKey key = UserApiKey.of(Keys.random());
        replaceKey(key);
        return key;
    }

    /**
     * Replaces the user's key with a given one.
     *
     * @param key the new key
     * @return this user
     * @throws IllegalArgumentException if another user of this world has the key
     */
    public FakeUser replaceKey(UserApiKey key) {
        state.replaceKey(this, key.revealSecret());
        return this;
    }

    /**
     * Deactivates the user. From now on, the key is refused.
     *
     * @return this user
     */
    public FakeUser deactivate() {
        active = false;
        return this;
    }

    /**
     * Activates the user again. The key does not change.
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
