package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.Circumstance;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;

/**
 * The subject of a validation: whose key, where, and what is known, without any key.
 *
 * @param subject the owner of the key
 * @param facility the facility where the key should work
 * @param role the role of the key's owner; empty if none was named, so that everything counts
 * @param circumstances what people or the application know
 * @param successes calls that the application reported as successful with this key
 * @param oddShape whether the key's form is unusual
 * @param employeeGiven whether the caller gave the employee license number of the key's user
 * @param looksTried whether every call of the plan that applies is made; false for a check that asks less
 * @param today the day of the validation, to compare with the end of a license
 */
public record ProbeCase(
        KeyOwner subject,
        Facility facility,
        Optional<Role> role,
        Set<Circumstance> circumstances,
        Set<Endpoint> successes,
        boolean oddShape,
        boolean employeeGiven,
        boolean looksTried,
        LocalDate today) {

    /** Refuses null, and copies its arguments. */
    public ProbeCase {
        Checks.notNull(subject, "subject");
        Checks.notNull(facility, "facility");
        Checks.notNull(role, "role");
        circumstances = Set.copyOf(Checks.notNull(circumstances, "circumstances"));
        successes = Set.copyOf(Checks.notNull(successes, "successes"));
        Checks.notNull(today, "today");
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
