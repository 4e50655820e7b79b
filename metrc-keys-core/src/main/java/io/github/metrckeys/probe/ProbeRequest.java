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
 * A key to be validated: whose it is, at which facility, and the vendor key that goes with it. All keys are sent to the
 * facility's server and to no other, unless the request says so.
 *
 * <pre>{@code
 * ProbeRequest.individual(shop, UserId.of("emp-7"), vendorKey, key)
 *         .withMasterKey(masterKey)   // tells a bad user key from a bad vendor key
 * }</pre>
 */
public final class ProbeRequest {

    private final KeyOwner subject;
    private final Facility facility;
    private final VendorApiKey vendorKey;
    private final UserApiKey userKey;
    private final Options options;

    /** What may be said beside the keys. Written only while a request is made. */
    private static final class Options {
        private @Nullable UserApiKey masterKey;
        private @Nullable UserApiKey controlKey;
        private @Nullable Role role;
        private @Nullable String employeeLicense;
        private @Nullable String employeeName;
        private Set<Circumstance> circumstances = Set.of();
        private Set<Endpoint> successes = Set.of();
        private Map<Jurisdiction, VendorApiKey> alsoAsk = Map.of();
        private ProbeRequest.Depth depth = ProbeRequest.Depth.FULL;
        private boolean inBatch;

        Options() {}

        Options(Options other) {
            masterKey = other.masterKey;
            controlKey = other.controlKey;
            role = other.role;
            employeeLicense = other.employeeLicense;
            employeeName = other.employeeName;
            circumstances = other.circumstances;
            successes = other.successes;
            alsoAsk = other.alsoAsk;
            depth = other.depth;
            inBatch = other.inBatch;
        }
    }

    private ProbeRequest(
            KeyOwner subject, Facility facility, VendorApiKey vendorKey, UserApiKey userKey, Options options) {
        this.subject = subject;
        this.facility = facility;
        this.vendorKey = Checks.notNull(vendorKey, "vendorKey");
        this.userKey = Checks.notNull(userKey, "userKey");
        this.options = options;
        refuseKeyIn(
                subject instanceof KeyOwner.Individual individual
                        ? individual.user().value()
                        : "",
                "user id");
        refuseKeyIn(facility.license().value(), "license number");
        refuseKeyIn(options.employeeLicense, "employee license number");
        refuseKeyIn(options.employeeName, "employee's name");
    }

    private ProbeRequest with(Consumer<Options> change) {
        Options changed = new Options(options);
        change.accept(changed);
        return new ProbeRequest(subject, facility, vendorKey, userKey, changed);
    }

    /** A key that was given for something else would be printed, and sent as a part of addresses. */
    private void refuseKeyIn(@Nullable String text, String thing) {
        if (text != null && holdsKey(text)) {
            throw new InvalidInputException(
                    ErrorCode.MISMATCH,
                    "A key was given in the place of the " + thing + ": give the " + thing + " there.");
        }
    }

    /**
     * An employee's key.
     *
     * @param facility where it is to work
     * @param user whose key it is
     * @param vendorKey the vendor key of this server
     * @param userKey the key to be validated
     * @return the request
     */
    public static ProbeRequest individual(Facility facility, UserId user, VendorApiKey vendorKey, UserApiKey userKey) {
        Checks.notNull(facility, "facility");
        KeyOwner owner = KeyOwner.individual(facility.jurisdiction(), user);
        return new ProbeRequest(owner, facility, vendorKey, userKey, new Options());
    }

    /**
     * The master key of a facility.
     *
     * @param facility where it is to work
     * @param vendorKey the vendor key of this server
     * @param masterKey the key to be validated
     * @return the request
     */
    public static ProbeRequest master(Facility facility, VendorApiKey vendorKey, UserApiKey masterKey) {
        return new ProbeRequest(
                KeyOwner.master(facility), facility, vendorKey, Checks.notNull(masterKey, "masterKey"), new Options());
    }

    /**
     * The same request with the facility's master key at hand. It reads the employee's permissions out, where it has Manage
     * Employees; and where the user's key is refused, it is asked for the list of facilities once: if that is answered, the
     * vendor key is good and the user's key is not.
     *
     * @param masterKey the facility's master key
     * @return the request
     */
    public ProbeRequest withMasterKey(UserApiKey masterKey) {
        Checks.notNull(masterKey, "masterKey");
        return with(options -> options.masterKey = masterKey);
    }

    /**
     * The same request with some other user's key at hand, which is asked for the list of facilities where the key is
     * refused, and for nothing else. It goes before the master key.
     *
     * @param otherKey the key of another user on this server, who is another person than the one whose key is validated: one
     *     person's keys end together, as when that person leaves, and then a refusal would be laid to the vendor key
     * @return the request
     */
    public ProbeRequest withControlKey(UserApiKey otherKey) {
        Checks.notNull(otherKey, "otherKey");
        return with(options -> options.controlKey = otherKey);
    }

    /**
     * The same request for somebody with a role: lines that the role does not need spoil no verdict.
     *
     * @param role the role
     * @return the request
     */
    public ProbeRequest forRole(Role role) {
        Checks.notNull(role, "role");
        return with(options -> options.role = role);
    }

    /**
     * The same request with the employee license number by which Metrc knows the key's user at this facility. Where it is not
     * given, it is taken from the list of facilities (inferred) or looked up by {@link #employeeName}.
     *
     * @param number the number, such as {@code E-1001}
     * @return the request
     * @throws InvalidInputException with {@link ErrorCode#NAME_INVALID} where the text is empty, over 100 characters long, or
     *     has a control character in it
     */
    public ProbeRequest employeeLicense(String number) {
        String checked = Checks.text(
                number, "number", "The employee license number", 100, ErrorCode.NAME_INVALID, "copy it from Metrc");
        return with(options -> options.employeeLicense = checked);
    }

    /**
     * The same request with the name by which the key's user stands in Metrc's list of employees.
     *
     * @param fullName the name; upper and lower case do not matter
     * @return the request
     * @throws InvalidInputException with {@link ErrorCode#NAME_INVALID} where the text is empty, over 200 characters long, or
     *     has a control character in it
     */
    public ProbeRequest employeeName(String fullName) {
        String checked = Checks.text(
                fullName, "fullName", "The employee's name", 200, ErrorCode.NAME_INVALID, "copy it from Metrc");
        return with(options -> options.employeeName = checked);
    }

    /**
     * The same request with what people know.
     *
     * @param known the circumstances
     * @return the request
     */
    public ProbeRequest knowing(Circumstance... known) {
        Set<Circumstance> circumstances = Set.copyOf(Arrays.asList(Checks.notNull(known, "known")));
        return with(options -> options.circumstances = circumstances);
    }

    /**
     * The same request with calls that this key made with success in the application's own work: they prove what a look
     * cannot, such as a sale that was rung.
     *
     * @param succeeded the calls, as the catalog has them
     * @return the request
     */
    public ProbeRequest withSuccesses(Endpoint... succeeded) {
        Set<Endpoint> successes = Set.copyOf(Arrays.asList(Checks.notNull(succeeded, "succeeded")));
        return with(options -> options.successes = successes);
    }

    /**
     * The same request with consent to ask other servers too where the pair of keys is refused: it sends both keys to each of
     * them.
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
     * The same request with consent to ask another server too where the pair of keys is refused: it sends the user's key to
     * it, together with the vendor key of that server.
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
     * The same request, asking as much as this.
     *
     * @param depth how much to ask; {@link ProbeRequest.Depth#FULL} where this is not called
     * @return the request
     */
    public ProbeRequest depth(ProbeRequest.Depth depth) {
        Checks.notNull(depth, "depth");
        return with(options -> options.depth = depth);
    }

    /**
     * The same request as a part of batch work, whose calls let those go first that a person is waiting for.
     *
     * @return the request
     */
    public ProbeRequest inBatch() {
        return with(options -> options.inBatch = true);
    }

    /**
     * Whose key is validated.
     *
     * @return the owner
     */
    public KeyOwner subject() {
        return subject;
    }

    /**
     * Where the key is to work.
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
     * A key that can tell a bad user key from a bad vendor key.
     *
     * @return the control key, else the facility's master key; empty where none was given, or where it is the very key that
     *     is validated
     */
    public Optional<UserApiKey> controlKey() {
        return Optional.ofNullable(options.controlKey)
                .or(() -> Optional.ofNullable(options.masterKey))
                .filter(key -> !key.equals(userKey));
    }

    /**
     * The facility's master key.
     *
     * @return the secret; empty where none was given
     */
    public Optional<UserApiKey> masterKey() {
        return Optional.ofNullable(options.masterKey);
    }

    /**
     * What the key's owner does.
     *
     * @return the role; empty where everything counts
     */
    public Optional<Role> role() {
        return Optional.ofNullable(options.role);
    }

    /**
     * The employee license number.
     *
     * @return the number; empty where it was not given
     */
    public Optional<String> employeeLicense() {
        return Optional.ofNullable(options.employeeLicense);
    }

    /**
     * The employee's name.
     *
     * @return the name; empty where it was not given
     */
    public Optional<String> employeeName() {
        return Optional.ofNullable(options.employeeName);
    }

    /**
     * What people know.
     *
     * @return the circumstances
     */
    public Set<Circumstance> circumstances() {
        return options.circumstances;
    }

    /**
     * Calls that this key made with success.
     *
     * @return the calls
     */
    public Set<Endpoint> successes() {
        return options.successes;
    }

    /**
     * Other servers that may be sent the user's key, each with the vendor key that goes with it.
     *
     * @return the servers and their vendor keys
     */
    public Map<Jurisdiction, VendorApiKey> alsoAsk() {
        return options.alsoAsk;
    }

    /**
     * How much is asked.
     *
     * @return the depth
     */
    public ProbeRequest.Depth depth() {
        return options.depth;
    }

    /**
     * Whether this is a part of batch work.
     *
     * @return true where others go first
     */
    public boolean batch() {
        return options.inBatch;
    }

    /**
     * Whether a text has one of the keys of this request in it.
     *
     * @param text any text, such as one that a server sent
     * @return true where it must not be shown
     */
    public boolean holdsKey(String text) {
        return vendorKey.standsIn(text)
                || userKey.standsIn(text)
                || (options.masterKey != null && options.masterKey.standsIn(text))
                || (options.controlKey != null && options.controlKey.standsIn(text))
                || options.alsoAsk.values().stream().anyMatch(key -> key.standsIn(text));
    }

    /** {@return whose key and where, without any key} */
    @Override
    public String toString() {
        return "ProbeRequest[" + subject + " at " + facility + "]";
    }

    /** How much a validation asks. */
    public enum Depth {
        /** One call for each part of Metrc that the facility's type can hold, and the permission read-out. */
        FULL,
        /**
         * The list of facilities, and then either the permission read-out or, where the key is refused, one control: two calls at
         * most, for a login screen to wait for. What the read-out does not say stays unproven.
         */
        LOGIN
    }
}
