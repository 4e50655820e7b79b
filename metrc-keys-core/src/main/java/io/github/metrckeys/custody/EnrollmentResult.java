package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.Checks;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.store.KeyVersion;
import java.util.List;
import java.util.Optional;

/**
 * What became of a key that was entered, and why. It holds no key.
 *
 * @param outcome what became of it
 * @param owner whose key it is
 * @param version the version of the owner's key that is in force now, as far as this call has seen; empty where the owner has
 *     none
 * @param report what Metrc says about the key that was entered
 * @param notices what whoever entered it should read, what blocks it first
 */
public record EnrollmentResult(
        EnrollmentOutcome outcome,
        KeyOwner owner,
        Optional<KeyVersion> version,
        ValidationReport report,
        List<Notice> notices) {

    /**
     * Makes a result.
     *
     * @param outcome what became of the key
     * @param owner whose key it is
     * @param version the version that is in force now
     * @param report what Metrc says about the key that was entered
     * @param notices what whoever entered it should read
     */
    public EnrollmentResult {
        Checks.notNull(outcome, "outcome");
        Checks.notNull(owner, "owner");
        Checks.notNull(version, "version");
        Checks.notNull(report, "report");
        notices = List.copyOf(Checks.notNull(notices, "notices"));
    }

    /**
     * Whether the key that was entered is the one that signs now.
     *
     * @return true where it was saved, or was there already
     */
    public boolean inForce() {
        return outcome == EnrollmentOutcome.SAVED || outcome == EnrollmentOutcome.UNCHANGED;
    }
}
