package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.probe.Circumstance;
import io.github.metrckeys.probe.ProbeRequest;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * What a validation is about, without any key.
 *
 * @param subject whose key it is
 * @param facility where it is to work
 * @param role what its owner does; empty where nothing was said, so that everything counts
 * @param circumstances what people know
 * @param successes calls that this key made with success, as the application reported them
 * @param oddShape whether the key's form is unusual
 * @param depth how much is asked
 * @param today the day of the validation, to which the end of a license is compared
 */
public record ProbeCase(
        KeyOwner subject,
        Facility facility,
        Optional<Role> role,
        Set<Circumstance> circumstances,
        Set<Endpoint> successes,
        boolean oddShape,
        ProbeRequest.Depth depth,
        LocalDate today) {

    /** Refuses null, and copies what it is given. */
    public ProbeCase {
        Checks.notNull(subject, "subject");
        Checks.notNull(facility, "facility");
        Checks.notNull(role, "role");
        circumstances = Set.copyOf(Checks.notNull(circumstances, "circumstances"));
        successes = Set.copyOf(Checks.notNull(successes, "successes"));
        Checks.notNull(depth, "depth");
        Checks.notNull(today, "today");
    }

    /**
     * The case of a request.
     *
     * @param request what is to be validated
     * @param today the day of the validation
     * @return the case
     */
    public static ProbeCase of(ProbeRequest request, LocalDate today) {
        Checks.notNull(request, "request");
        return new ProbeCase(
                request.subject(),
                request.facility(),
                request.role(),
                request.circumstances(),
                request.successes(),
                !request.userKey().shape().isEmpty(),
                request.depth(),
                today);
    }

    /**
     * Whether the key is a facility's master key.
     *
     * @return true for a master key, false for an individual one
     */
    public boolean master() {
        return subject.mode() == KeyMode.MASTER;
    }
}
