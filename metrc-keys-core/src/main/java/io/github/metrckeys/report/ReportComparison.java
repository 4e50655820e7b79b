package io.github.metrckeys.report;

import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The changes between two reports about one key at one facility.
 *
 * <p>An outage does not count as a failure: if the later report or one of its lines is inconclusive, the earlier result
 * remains valid. All lines that both reports have are compared, including those that the role does not need.
 *
 * @param since when the earlier check began
 * @param keyBroke whether the key worked at the facility before and is refused now
 * @param keyFixed whether the key was refused before and works now
 * @param broke the lines of the later report that fail and succeeded before
 * @param fixed the lines of the later report that succeed and failed before
 * @param unclear the lines of the later report that are unclear and were clear before; if that report is inconclusive,
 *     this includes lines that fail
 */
public record ReportComparison(
        Instant since,
        boolean keyBroke,
        boolean keyFixed,
        List<ReportLine> broke,
        List<ReportLine> fixed,
        List<ReportLine> unclear) {

    /** Refuses null, and copies its arguments. */
    public ReportComparison {
        Checks.notNull(since, "since");
        broke = List.copyOf(Checks.notNull(broke, "broke"));
        fixed = List.copyOf(Checks.notNull(fixed, "fixed"));
        unclear = List.copyOf(Checks.notNull(unclear, "unclear"));
    }

    /** What a line is about: a part of Metrc, or an operation in it. */
    private record Topic(PermissionCategory category, Optional<Operation> operation) {
        static Topic of(ReportLine line) {
            return new Topic(line.category(), line.operation());
        }
    }

    /**
     * Compares two reports.
     *
     * @param earlier the earlier one
     * @param later the later one
     * @return what changed
     * @throws InvalidInputException with {@link ErrorCode#MISMATCH} if the reports are about different key owners or
     *     different facilities
     */
    public static ReportComparison of(ValidationReport earlier, ValidationReport later) {
        Checks.notNull(earlier, "earlier");
        Checks.notNull(later, "later");
        if (!earlier.subject().equals(later.subject()) || !earlier.facility().equals(later.facility())) {
            throw new InvalidInputException(
                    ErrorCode.MISMATCH,
                    "Two reports can only be compared if they are about the same key at the same facility. These are about the "
                            + earlier.subject() + " at " + earlier.facility() + " and the " + later.subject() + " at "
                            + later.facility() + ": choose two that match.");
        }
        Map<Topic, ReportLine.Status> before = new HashMap<>();
        // The line about the list of facilities is about the key itself.
        earlier.lines().stream()
                .filter(line -> line.category() != PermissionCategory.FACILITIES)
                .forEach(line -> before.put(Topic.of(line), line.status()));
        List<ReportLine> broke = new ArrayList<>();
        List<ReportLine> fixed = new ArrayList<>();
        List<ReportLine> unclear = new ArrayList<>();
        for (ReportLine line : later.lines()) {
            Optional<ReportLine.Status> old = Optional.ofNullable(before.get(Topic.of(line)));
            if (old.equals(Optional.of(ReportLine.Status.SUCCESS)) && line.status() == ReportLine.Status.FAILURE) {
                (later.verdict() == Verdict.INCONCLUSIVE ? unclear : broke).add(line);
            } else if (old.equals(Optional.of(ReportLine.Status.FAILURE))
                    && line.status() == ReportLine.Status.SUCCESS) {
                fixed.add(line);
            } else if (old.filter(ReportComparison::says).isPresent() && saysNothing(line.status())) {
                unclear.add(line);
            }
        }
        return new ReportComparison(
                earlier.checkedAt(),
                works(earlier) && later.verdict() == Verdict.KEY_REFUSED,
                earlier.verdict() == Verdict.KEY_REFUSED && works(later),
                broke,
                fixed,
                unclear);
    }

    private static boolean works(ValidationReport report) {
        return report.verdict().keyWorks();
    }

    private static boolean says(ReportLine.Status status) {
        return status == ReportLine.Status.SUCCESS || status == ReportLine.Status.FAILURE;
    }

    private static boolean saysNothing(ReportLine.Status status) {
        return status == ReportLine.Status.INCONCLUSIVE || status == ReportLine.Status.UNPROVEN;
    }

    /**
     * Whether anything changed.
     *
     * @return true if something broke, was fixed, or became unclear
     */
    public boolean changed() {
        return keyBroke || keyFixed || !broke.isEmpty() || !fixed.isEmpty() || !unclear.isEmpty();
    }
}
