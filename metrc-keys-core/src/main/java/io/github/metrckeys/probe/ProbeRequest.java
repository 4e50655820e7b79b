package io.github.metrckeys.probe;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.Facility;
import io.github.metrckeys.InvalidInputException;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.internal.Checks;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key to be validated: whose it is, at which facility, and the vendor key that goes with it. All keys are sent to the
 * facility's server and to no other.
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
    private final @Nullable UserApiKey masterKey;

    private ProbeRequest(
            KeyOwner subject,
            Facility facility,
            VendorApiKey vendorKey,
            UserApiKey userKey,
            @Nullable UserApiKey masterKey) {
        this.subject = subject;
        this.facility = facility;
        this.vendorKey = Checks.notNull(vendorKey, "vendorKey");
        this.userKey = Checks.notNull(userKey, "userKey");
        this.masterKey = masterKey;
        refuseKeyIn(
                subject instanceof KeyOwner.Individual individual
                        ? individual.user().value()
                        : "",
                "user id");
        refuseKeyIn(facility.license().value(), "license number");
    }

    /** A key that was given for something else would be printed, and sent as a part of addresses. */
    private void refuseKeyIn(String text, String thing) {
        if (vendorKey.standsIn(text) || userKey.standsIn(text) || (masterKey != null && masterKey.standsIn(text))) {
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
        return new ProbeRequest(owner, facility, vendorKey, userKey, null);
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
                KeyOwner.master(facility), facility, vendorKey, Checks.notNull(masterKey, "masterKey"), null);
    }

    /**
     * The same request with the facility's master key at hand. Where the user's key is refused, the master key is asked
     * for the list of facilities once: if that is answered, the vendor key is good and the user's key is not.
     *
     * @param masterKey the facility's master key
     * @return the request
     */
    public ProbeRequest withMasterKey(UserApiKey masterKey) {
        return new ProbeRequest(subject, facility, vendorKey, userKey, Checks.notNull(masterKey, "masterKey"));
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
     * @return the facility's master key; empty where none was given, or where it is the very key that is validated
     */
    public Optional<UserApiKey> controlKey() {
        return Optional.ofNullable(masterKey).filter(key -> !key.equals(userKey));
    }

    /** {@return whose key and where, without any key} */
    @Override
    public String toString() {
        return "ProbeRequest[" + subject + " at " + facility + "]";
    }
}
