package io.github.metrckeys.report;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.LicenseNumber;
import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.check.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The result of a validation: what it found out about one key at one facility. It does not contain a key.
 *
 * @param subject the owner of the validated key
 * @param facility the facility where the key was validated
 * @param role the role that the key was validated for; empty if none was named
 * @param findings what the validation found out in addition to the lines
 * @param diagnosis what is wrong, and what to do
 * @param checkedAt when the validation began
 * @param duration how long it took
 * @param calls how many requests were sent to Metrc
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
     * @return Metrc's name for it; empty if the key could not see the license
     */
    public Optional<String> licenseType() {
        return findings.licenseType();
    }

    /**
     * The verdict of the validation.
     *
     * @return the verdict
     */
    public Verdict verdict() {
        return diagnosis.verdict();
    }

    /**
     * The reason why the verdict is not all good.
     *
     * @return the cause; empty if all is good
     */
    public Optional<Cause> cause() {
        return diagnosis.cause();
    }

    /**
     * The results for each part of Metrc and each operation.
     *
     * @return the lines about looking at a part, in the order of the categories, and then the lines about operations
     */
    public List<ReportLine> lines() {
        return diagnosis.lines();
    }

    /**
     * The result for looking at one part of Metrc.
     *
     * @param category the part
     * @return its line; empty if the report has none, for example because the key was refused before
     */
    public Optional<ReportLine> line(PermissionCategory category) {
        Checks.notNull(category, "category");
        return lines().stream()
                .filter(line -> line.category() == category && line.operation().isEmpty())
                .findFirst();
    }

    /**
     * The result for an operation.
     *
     * @param operation the operation
     * @return its line; empty if the report has none, for example because the key was refused before
     */
    public Optional<ReportLine> line(Operation operation) {
        Checks.notNull(operation, "operation");
        return lines().stream()
                .filter(line -> line.operation().equals(Optional.of(operation)))
                .findFirst();
    }

    /**
     * The required lines that nothing proves or disproves. They do not affect the verdict. Check them here if you rely
     * on an operation.
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
     * What to do, as numbered steps for each person who must act, in the order of the remedies.
     *
     * @param messages the language
     * @return the steps, those of one person together
     */
    public List<Remedy.Step> steps(Messages messages) {
        return new ReportSentences(this, Checks.notNull(messages, "messages")).steps(remedies());
    }

    /**
     * The permissions that Metrc's list has beyond what the role needs. Granting more than the work needs is a risk of
     * its own.
     *
     * @return the permissions, the most dangerous first; empty if no role was named or the list was not read
     */
    public List<Permission> surplus() {
        return Surplus.of(this);
    }

    /**
     * The verdict as an English sentence.
     *
     * @return an English sentence, or a few
     */
    public String summary() {
        return summary(Messages.english());
    }

    /**
     * The verdict as a sentence.
     *
     * @param messages the language
     * @return a sentence, or a few
     */
    public String summary(Messages messages) {
        return new ReportSentences(this, Checks.notNull(messages, "messages")).summary();
    }

    /**
     * What a validation found out in addition to its lines.
     *
     * @param licenseType Metrc's name for the type of the license; empty if the key could not see the license
     * @param flags the flags of the facility's type; unknown if the key could not see the license
     * @param licenses the licenses that the key's user is attached to, at most 100 of them
     * @param permissionList Metrc's own list of the employee's permissions, or why there is none
     * @param acceptedAt another server that accepts the pair of keys; empty if none does or none was asked
     * @param holder under whom Metrc lists the user of the key, if that is not the person who was named; empty if it is,
     *     or if this is not known
     * @param masterKey what the validation saw of the facility's master key
     */
    public record Findings(
            Optional<String> licenseType,
            FacilityFlags flags,
            List<LicenseNumber> licenses,
            PermissionList permissionList,
            Optional<Jurisdiction> acceptedAt,
            Optional<Holder> holder,
            MasterKey masterKey) {

        /** The findings if nothing was found out. */
        public static final Findings NONE = new Findings(
                Optional.empty(),
                FacilityFlags.UNKNOWN,
                List.of(),
                PermissionList.NOT_ASKED,
                Optional.empty(),
                Optional.empty(),
                MasterKey.NOT_TRIED);

        /** Refuses null, and copies its arguments. */
        public Findings {
            Checks.notNull(licenseType, "licenseType");
            Checks.notNull(flags, "flags");
            licenses = List.copyOf(Checks.notNull(licenses, "licenses"));
            Checks.notNull(permissionList, "permissionList");
            Checks.notNull(acceptedAt, "acceptedAt");
            Checks.notNull(holder, "holder");
            Checks.notNull(masterKey, "masterKey");
        }

        /**
         * An employee under whom Metrc lists the user of a key. That the employee license number beside a license is
         * that of the key's own user is inferred.
         *
         * @param employeeLicense the employee license number
         * @param name the name in Metrc's list of employees; empty if it was not seen
         * @param insteadOf the name or the number of the person that was given; empty if neither is known anymore
         */
        public record Holder(String employeeLicense, Optional<String> name, Optional<String> insteadOf) {

            /** Refuses null. */
            public Holder {
                Checks.notNull(employeeLicense, "employeeLicense");
                Checks.notNull(name, "name");
                Checks.notNull(insteadOf, "insteadOf");
            }
        }

        /** What a validation saw of the facility's master key, which was given beside the key. */
        public enum MasterKey {
            /** None was given, or nothing was asked with it. */
            NOT_TRIED,
            /** Metrc accepted it. */
            WORKS,
            /** Metrc refused it, so that everything fails that it signs. */
            REFUSED,
            /** It is the same key as the one that was validated. */
            SAME_KEY
        }
    }

    /**
     * What is wrong with a key, and what to do.
     *
     * @param verdict the verdict
     * @param cause the reason why the verdict is not all good; empty if all is good
     * @param lines the results for each part of Metrc and each operation; only the list of facilities if the key was
     *     refused there
     * @param remedies what to do, most important first
     */
    public record Diagnosis(Verdict verdict, Optional<Cause> cause, List<ReportLine> lines, List<Remedy> remedies) {

        /** Refuses null, and copies its arguments. */
        public Diagnosis {
            Checks.notNull(verdict, "verdict");
            Checks.notNull(cause, "cause");
            lines = List.copyOf(Checks.notNull(lines, "lines"));
            remedies = List.copyOf(Checks.notNull(remedies, "remedies"));
        }
    }
}
