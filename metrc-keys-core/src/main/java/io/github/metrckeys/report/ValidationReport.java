package io.github.metrckeys.report;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.check.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a validation found out about one key at one facility. It holds no key.
 *
 * @param subject whose key was validated
 * @param facility where
 * @param role the role that the key was validated for; empty where none was named
 * @param findings what was learned beside the lines
 * @param diagnosis what is the matter, and what to do
 * @param checkedAt when the validation began
 * @param duration how long it took
 * @param calls how many requests were sent to Metrc for it
 */
public record ValidationReport(
        KeyOwner subject,
        Facility facility,
        Optional<Role> role,
        ValidationReport.Findings findings,
        ValidationReport.Diagnosis diagnosis,
        Instant checkedAt,
        Duration duration,
        int calls) {

    /** Refuses null. */
    public ValidationReport {
        Checks.notNull(subject, "subject");
        Checks.notNull(facility, "facility");
        Checks.notNull(role, "role");
        Checks.notNull(findings, "findings");
        Checks.notNull(diagnosis, "diagnosis");
        Checks.notNull(checkedAt, "checkedAt");
        Checks.notNull(duration, "duration");
    }

    /**
     * The type of the license.
     *
     * @return Metrc's name for it; empty where the key could not see the license
     */
    public Optional<String> licenseType() {
        return findings.licenseType();
    }

    /**
     * What it comes to.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return diagnosis.verdict();
    }

    /**
     * Why the verdict is not all good.
     *
     * @return the cause; empty where all is good
     */
    public Optional<Cause> cause() {
        return diagnosis.cause();
    }

    /**
     * What was found, part by part.
     *
     * @return the lines about looking, in the order of the categories, and then those about operations
     */
    public List<ReportLine> lines() {
        return diagnosis.lines();
    }

    /**
     * What was found about looking at one part of Metrc.
     *
     * @param category the part
     * @return its line; empty where the report has none, as when the key was refused before
     */
    public Optional<ReportLine> line(PermissionCategory category) {
        Checks.notNull(category, "category");
        return lines().stream()
                .filter(line -> line.category() == category && line.operation().isEmpty())
                .findFirst();
    }

    /**
     * What was found about an operation.
     *
     * @param operation the operation
     * @return its line; empty where the report has none, as when the key was refused before
     */
    public Optional<ReportLine> line(Operation operation) {
        Checks.notNull(operation, "operation");
        return lines().stream()
                .filter(line -> line.operation().equals(Optional.of(operation)))
                .findFirst();
    }

    /**
     * The required lines for and against which nothing speaks. They spoil no verdict, and whoever relies on an operation
     * looks here.
     *
     * @return the lines
     */
    public List<ReportLine> unproven() {
        return lines().stream()
                .filter(line -> line.status() == ReportLine.Status.UNPROVEN && line.need() == Role.Need.REQUIRED)
                .toList();
    }

    /**
     * What to do.
     *
     * @return the remedies, most important first
     */
    public List<Remedy> remedies() {
        return diagnosis.remedies();
    }

    /**
     * What the report comes to.
     *
     * @return an English sentence, or a few
     */
    public String summary() {
        return summary(Messages.english());
    }

    /**
     * What the report comes to.
     *
     * @param messages the language
     * @return a sentence, or a few
     */
    public String summary(Messages messages) {
        return new ReportSentences(this, Checks.notNull(messages, "messages")).summary();
    }

    /**
     * What a validation learned beside its lines.
     *
     * @param licenseType Metrc's name for the type of the license; empty where the key could not see the license
     * @param flags what the facility's type may do; unknown where the key could not see the license
     * @param licenses the licenses that the key's user is attached to, at most 100 of them
     * @param permissionList Metrc's own list of the employee's permissions, or why there is none
     * @param acceptedAt another server that takes the pair of keys; empty where none does or none was asked
     */
    public record Findings(
            Optional<String> licenseType,
            FacilityFlags flags,
            List<LicenseNumber> licenses,
            PermissionList permissionList,
            Optional<Jurisdiction> acceptedAt) {

        /** Nothing was learned. */
        public static final Findings NONE = new Findings(
                Optional.empty(), FacilityFlags.UNKNOWN, List.of(), PermissionList.NOT_ASKED, Optional.empty());

        /** Refuses null, and copies what it is given. */
        public Findings {
            Checks.notNull(licenseType, "licenseType");
            Checks.notNull(flags, "flags");
            licenses = List.copyOf(Checks.notNull(licenses, "licenses"));
            Checks.notNull(permissionList, "readOut");
            Checks.notNull(acceptedAt, "acceptedAt");
        }
    }

    /**
     * What is the matter with a key, and what to do.
     *
     * @param verdict what it comes to
     * @param cause why, where the verdict is not all good
     * @param lines what was found, part by part; the list of facilities alone where the key was refused there
     * @param remedies what to do, most important first
     */
    public record Diagnosis(Verdict verdict, Optional<Cause> cause, List<ReportLine> lines, List<Remedy> remedies) {

        /** Refuses null, and copies what it is given. */
        public Diagnosis {
            Checks.notNull(verdict, "verdict");
            Checks.notNull(cause, "cause");
            lines = List.copyOf(Checks.notNull(lines, "lines"));
            remedies = List.copyOf(Checks.notNull(remedies, "remedies"));
        }
    }
}
