package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.store.KeyVersion;
import java.util.List;
import java.util.Optional;

/**
 * What became of a key that was entered, and why. It holds no key.
 *
 * @param outcome what became of it
 * @param owner whose key it is
 * @param version the version of the owner's key that is in force now, as far as this call has seen; empty if the
 *     owner has none
 * @param report what Metrc says about the key that was entered
 * @param notices what whoever entered it should read, what blocks it first
 */
public record EnrollmentResult(
        EnrollmentResult.Outcome outcome,
        KeyOwner owner,
        Optional<KeyVersion> version,
        ValidationReport report,
        List<Notice> notices) {

    /** Refuses null, and copies what it is given. */
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
     * @return true if it was saved, or was there already
     */
    public boolean inForce() {
        return outcome == EnrollmentResult.Outcome.SAVED || outcome == EnrollmentResult.Outcome.UNCHANGED;
    }

    /**
     * What became of the key. What Metrc says about it stands in the report, and what else to read in the notices.
     *
     * @return an English sentence or two
     */
    public String sentence() {
        return sentence(Messages.english());
    }

    /**
     * What became of the key. What Metrc says about it stands in the report, and what else to read in the notices.
     *
     * @param messages the language
     * @return a sentence or two
     */
    public String sentence(Messages messages) {
        return Checks.notNull(messages, "messages").text("enrollment." + outcome);
    }

    /** What became of a key that was entered. */
    public enum Outcome {
        /** The key is stored and signs from now on. */
        SAVED,
        /** The owner has this very key already. Nothing was stored; the report says how the key is doing. */
        UNCHANGED,
        /**
         * Metrc refused the key, or takes it and does not list the license, or a notice stands against it. The key
         * that was there stays in force here; see {@link Enrollment} for when it is dead in Metrc.
         */
        NOT_SAVED,
        /**
         * Metrc gave no answer that says something about the key: nobody knows whether it is good. The key that was
         * there stays in force; the new one may be stored as pending until it can be verified.
         */
        UNDECIDED,
        /**
         * Somebody else stored or removed the owner's key meanwhile. Nothing was changed: look at it and decide anew.
         */
        CONFLICT
    }
}
