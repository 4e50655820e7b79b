package io.github.metrckeys.report;

import io.github.metrckeys.internal.Checks;
import java.util.List;
import java.util.Optional;

/**
 * What is the matter with a key, and what to do.
 *
 * @param verdict what it comes to
 * @param cause why, where the verdict is not all good
 * @param lines what was found, part by part; the list of facilities alone where the key was refused there
 * @param remedies what to do, most important first
 */
public record Diagnosis(Verdict verdict, Optional<Cause> cause, List<ReportLine> lines, List<Remedy> remedies) {

    /**
     * Makes a diagnosis.
     *
     * @param verdict what it comes to
     * @param cause why
     * @param lines what was found
     * @param remedies what to do
     */
    public Diagnosis {
        Checks.notNull(verdict, "verdict");
        Checks.notNull(cause, "cause");
        lines = List.copyOf(Checks.notNull(lines, "lines"));
        remedies = List.copyOf(Checks.notNull(remedies, "remedies"));
    }
}
