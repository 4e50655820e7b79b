package io.github.metrckeys.report;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.Checks;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a validation found out about one key at one facility. It holds no key.
 *
 * @param subject whose key was validated
 * @param facility where
 * @param licenseType Metrc's name for the type of the license; empty where the key could not see the license
 * @param diagnosis what is the matter, and what to do
 * @param checkedAt when the validation began
 * @param duration how long it took
 * @param calls how many requests were sent to Metrc for it
 */
public record ValidationReport(
        KeyOwner subject,
        Facility facility,
        Optional<String> licenseType,
        Diagnosis diagnosis,
        Instant checkedAt,
        Duration duration,
        int calls) {

    /**
     * Makes a report.
     *
     * @param subject whose key was validated
     * @param facility where
     * @param licenseType Metrc's name for the type of the license
     * @param diagnosis what is the matter, and what to do
     * @param checkedAt when the validation began
     * @param duration how long it took
     * @param calls how many requests were sent
     */
    public ValidationReport {
        Checks.notNull(subject, "subject");
        Checks.notNull(facility, "facility");
        Checks.notNull(licenseType, "licenseType");
        Checks.notNull(diagnosis, "diagnosis");
        Checks.notNull(checkedAt, "checkedAt");
        Checks.notNull(duration, "duration");
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
     * @return the lines, in the order of the categories
     */
    public List<ReportLine> lines() {
        return diagnosis.lines();
    }

    /**
     * What was found about one part of Metrc.
     *
     * @param category the part
     * @return its line; empty where the report has none, as when the key was refused before
     */
    public Optional<ReportLine> line(PermissionCategory category) {
        Checks.notNull(category, "category");
        return lines().stream().filter(line -> line.category() == category).findFirst();
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
     * The verdict in an English sentence; {@link ReportTexts#summary} says it in other languages.
     *
     * @return a sentence
     */
    public String summary() {
        return ReportTexts.english().summary(this);
    }
}
