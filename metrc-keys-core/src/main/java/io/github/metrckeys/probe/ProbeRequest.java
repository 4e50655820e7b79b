package io.github.metrckeys.probe;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request to validate a key: its owner, the facility, and the vendor key that belongs to it. All keys are sent only
 * to the facility's server, unless the request says otherwise.
 *
 * <pre>{@code
 * ProbeRequest.individual(shop, UserId.of("emp-7"), vendorKey, key)
 *         .withMasterKey(masterKey)   // distinguishes a bad user key from a bad vendor key
 * }</pre>
 */
public final class ProbeRequest {

    private final KeyOwner subject;
    private final Facility facility;
    private final VendorApiKey vendorKey;
    private final UserApiKey userKey;
    private final ProbeOptions options;

    private ProbeRequest(
            KeyOwner subject, Facility facility, VendorApiKey vendorKey, UserApiKey userKey, ProbeOptions options) {
        this.subject = subject;
        this.facility = facility;
        this.vendorKey = Checks.notNull(vendorKey, "vendorKey");
        this.userKey = Checks.notNull(userKey, "userKey");
        this.options = options;
        if (subject instanceof KeyOwner.Individual individual) {
            refuseKeyIn(individual.user().value(), "user id");
        }
        refuseKeyIn(facility.license().value(), "license number");
        refuseKeyIn(options.employeeLicense, "employee license number");
        refuseKeyIn(options.employeeName, "employee's name");
    }

    private ProbeRequest with(Consumer<ProbeOptions> change) {
        return new ProbeRequest(subject, facility, vendorKey, userKey, options.with(change));
    }

    /** A key that was given in the wrong place would be printed and sent as a part of addresses. */
    private void refuseKeyIn(@Nullable String text, String thing) {
        if (text != null && holdsKey(text)) {
            throw new InvalidInputException(
                    ErrorCode.MISMATCH,
                    "A key was given in the place of the " + thing + ": give the " + thing + " there.");
        }
    }

    /**
     * Creates a request for an employee's key.
     *
     * @param facility the facility where the key should work
     * @param user whose key it is
     * @param vendorKey the vendor key of this server
     * @param userKey the key to validate
     * @return the request
     */
    public static ProbeRequest individual(Facility facility, UserId user, VendorApiKey vendorKey, UserApiKey userKey) {
        Checks.notNull(facility, "facility");
        KeyOwner owner = KeyOwner.individual(facility.jurisdiction(), user);
        return new ProbeRequest(owner, facility, vendorKey, userKey, new ProbeOptions());
    }

    /**
     * Creates a request for the master key of a facility.
     *
     * @param facility the facility where the key should work
     * @param vendorKey the vendor key of this server
     * @param masterKey the key to validate
     * @return the request
     */
    public static ProbeRequest master(Facility facility, VendorApiKey vendorKey, UserApiKey masterKey) {
        return new ProbeRequest(
                KeyOwner.master(facility),
                facility,
                vendorKey,
                Checks.notNull(masterKey, "masterKey"),
                new ProbeOptions());
    }

    /**
     * A copy of this request that may also use the facility's master key. The master key reads the employee's
     * permissions if it has Manage Employees. If the user's key is refused, the master key reads the list of facilities
     * once: if that succeeds, the vendor key is good and the user's key is not.
     *
     * @param masterKey the facility's master key
     * @return the request
     */
    public ProbeRequest withMasterKey(UserApiKey masterKey) {
        Checks.notNull(masterKey, "masterKey");
        return with(options -> options.masterKey = masterKey);
    }

    /**
     * A copy of this request that may also use another user's key. If the key is refused, the other key reads the list
     * of facilities, and it is used for nothing else. It takes precedence over the master key.
     *
     * @param otherKey the key of another person on this server. It must not be another key of the same person, because
     *     one person's keys end together, for example if that person leaves. The report would then blame the vendor
     *     key.
     * @return the request
     */
    public ProbeRequest withControlKey(UserApiKey otherKey) {
        Checks.notNull(otherKey, "otherKey");
        return with(options -> options.controlKey = otherKey);
    }

    /**
     * A copy of this request for a person with a role. Lines that the role does not need do not affect the verdict.
     *
     * @param role the role
     * @return the request
     */
    public ProbeRequest forRole(Role role) {
        Checks.notNull(role, "role");
        return with(options -> options.role = role);
    }

    /**
     * A copy of this request with the employee license number under which Metrc knows the key's user at this facility.
     * If it is not given, it is taken from the list of facilities (inferred) or looked up by {@link #employeeName}.
     *
     * @param number the number, such as {@code E-1001}
     * @return the request
     * @throws InvalidInputException with {@link ErrorCode#NAME_INVALID} if the text is empty, longer than 100
     *     characters, or contains a control character
     */
    public ProbeRequest employeeLicense(String number) {
        String checked = Checks.text(
                number, "number", "The employee license number", 100, ErrorCode.NAME_INVALID, "copy it from Metrc");
        return with(options -> options.employeeLicense = checked);
    }

    /**
     * A copy of this request with the name that the key's user has in Metrc's list of employees.
     *
     * @param fullName the name; case does not matter
     * @return the request
     * @throws InvalidInputException with {@link ErrorCode#NAME_INVALID} if the text is empty, longer than 200
     *     characters, or contains a control character
     */
    public ProbeRequest employeeName(String fullName) {
        String checked = Checks.text(
                fullName, "fullName", "The employee's name", 200, ErrorCode.NAME_INVALID, "copy it from Metrc");
        return with(options -> options.employeeName = checked);
    }

    /**
     * A copy of this request with what people or the application know.
     *
     * @param known the circumstances
     * @return the request
     */
    public ProbeRequest knowing(Circumstance... known) {
        Set<Circumstance> circumstances = Set.copyOf(Arrays.asList(Checks.notNull(known, "known")));
        return with(options -> options.circumstances = circumstances);
    }

    /**
     * A copy of this request with calls of the application that succeeded with this key. They prove what reads cannot
     * prove, such as the permission to ring up a sale.
     *
     * @param succeeded the calls, from the catalog
     * @return the request
     */
    public ProbeRequest withSuccesses(Endpoint... succeeded) {
        Set<Endpoint> successes = Set.copyOf(Arrays.asList(Checks.notNull(succeeded, "succeeded")));
        return with(options -> options.successes = successes);
    }

    /**
     * A copy of this request with consent to ask other servers too if the pair of keys is refused. Both keys are then
     * sent to each of them.
     *
     * @param others the servers
     * @return the request
     */
    public ProbeRequest sendingKeysAlsoTo(Jurisdiction... others) {
        ProbeRequest request = this;
        for (Jurisdiction other : Checks.notNull(others, "others")) {
            request = request.sendingKeysAlsoTo(other, vendorKey);
        }
        return request;
    }

    /**
     * A copy of this request with consent to ask another server too if the pair of keys is refused. The user's key is
     * then sent to it, together with the vendor key of that server.
     *
     * @param other the server
     * @param vendorKeyThere the vendor key of that server; each has its own (documented)
     * @return the request
     */
    public ProbeRequest sendingKeysAlsoTo(Jurisdiction other, VendorApiKey vendorKeyThere) {
        Map<Jurisdiction, VendorApiKey> servers = new LinkedHashMap<>(options.alsoAsk);
        servers.put(Checks.notNull(other, "other"), Checks.notNull(vendorKeyThere, "vendorKeyThere"));
        servers.remove(facility.jurisdiction());
        return with(options -> options.alsoAsk = Collections.unmodifiableMap(servers));
    }

    /**
     * A copy of this request with a depth.
     *
     * @param depth how much to ask; {@link Depth#FULL} if this method is not called
     * @return the request
     */
    public ProbeRequest depth(Depth depth) {
        Checks.notNull(depth, "depth");
        return with(options -> options.depth = depth);
    }

    /**
     * A copy of this request as a part of a batch. Its calls let the calls that a person is waiting for go first.
     *
     * @return the request
     */
    public ProbeRequest inBatch() {
        return with(options -> options.inBatch = true);
    }

    /**
     * The owner of the key that is validated.
     *
     * @return the owner
     */
    public KeyOwner subject() {
        return subject;
    }

    /**
     * The facility where the key should work.
     *
     * @return the facility
     */
    public Facility facility() {
        return facility;
    }

    /**
     * The vendor key.
     *
     * @return the secret
     */
    public VendorApiKey vendorKey() {
        return vendorKey;
    }

    /**
     * The key that is validated.
     *
     * @return the secret
     */
    public UserApiKey userKey() {
        return userKey;
    }

    /**
     * A key that can distinguish a bad user key from a bad vendor key.
     *
     * @return the control key, else the facility's master key; empty if none was given, or if it is the same key as the
     *     one that is validated
     */
    public Optional<UserApiKey> controlKey() {
        return Optional.ofNullable(options.controlKey)
                .or(() -> Optional.ofNullable(options.masterKey))
                .filter(key -> !key.equals(userKey));
    }

    /**
     * The facility's master key.
     *
     * @return the secret; empty if none was given
     */
    public Optional<UserApiKey> masterKey() {
        return Optional.ofNullable(options.masterKey);
    }

    /**
     * The role of the key's owner.
     *
     * @return the role; empty if everything counts
     */
    public Optional<Role> role() {
        return Optional.ofNullable(options.role);
    }

    /**
     * The employee license number.
     *
     * @return the number; empty if it was not given
     */
    public Optional<String> employeeLicense() {
        return Optional.ofNullable(options.employeeLicense);
    }

    /**
     * The employee's name.
     *
     * @return the name; empty if it was not given
     */
    public Optional<String> employeeName() {
        return Optional.ofNullable(options.employeeName);
    }

    /**
     * What people or the application know.
     *
     * @return the circumstances
     */
    public Set<Circumstance> circumstances() {
        return options.circumstances;
    }

    /**
     * Calls of the application that succeeded with this key.
     *
     * @return the calls
     */
    public Set<Endpoint> successes() {
        return options.successes;
    }

    /**
     * Other servers that the user's key may be sent to, each with its own vendor key.
     *
     * @return the servers and their vendor keys
     */
    public Map<Jurisdiction, VendorApiKey> alsoAsk() {
        return options.alsoAsk;
    }

    /**
     * How much the validation asks.
     *
     * @return the depth
     */
    public Depth depth() {
        return options.depth;
    }

    /**
     * Whether this request is part of a batch.
     *
     * @return true if calls that a person is waiting for go first
     */
    public boolean isInBatch() {
        return options.inBatch;
    }

    /**
     * Whether a text contains one of the keys of this request.
     *
     * @param text any text, such as one that a server sent
     * @return true if the text must not be shown
     */
    public boolean holdsKey(String text) {
        return vendorKey.standsIn(text) || userKey.standsIn(text) || options.holdKey(text);
    }

    /** {@return the owner and the facility, without any key} */
    @Override
    public String toString() {
        return "ProbeRequest[" + subject + " at " + facility + "]";
    }

    /** How much a validation asks. */
    public enum Depth {
        /**
         * One call for each part of Metrc that the facility's type can hold, and the list of the employee's
         * permissions.
         */
        FULL,
        /**
         * The list of facilities, and then either the list of the employee's permissions or, if the key is refused, one
         * call with another user's key. That is at most two calls, which a login screen can wait for. What the list of
         * permissions does not say remains unproven.
         */
        LOGIN
    }
}
