package io.github.metrckeys.access;

import io.github.metrckeys.access.AccessDecision.Reason;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.diagnosis.CallDiagnostician;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one key at one facility. Immutable.
 *
 * <p>Everything is kept with the time at which its check began, and the later one counts: it does not matter in which
 * order overlapping checks are recorded.
 *
 * @param operations what is known of operations
 * @param reads what is known of reading
 * @param refusal the refusal of a key that works elsewhere
 * @param last the newest report with a verdict
 * @param checkedAt when the newest check began that got as far as the license; else {@link #NEVER}
 * @param provenAt when the key was last known to work at this license
 * @param refusedAt when the application last reported a refusal
 * @param silentAt when the newest check without a verdict began
 */
record FacilityAccess(
        Map<Operation, Line> operations,
        Map<PermissionCategory, Line> reads,
        Known refusal,
        Known.Reported last,
        Instant checkedAt,
        Instant provenAt,
        Instant refusedAt,
        Instant silentAt) {

    static final Instant NEVER = Instant.MIN;
    static final FacilityAccess EMPTY =
            new FacilityAccess(Map.of(), Map.of(), Known.NOTHING, Known.Reported.NONE, NEVER, NEVER, NEVER, NEVER);

    /** A decision, and when the check began that led to it. */
    record Known(Instant asOf, @Nullable AccessDecision decision) {
        static final Known NOTHING = new Known(NEVER, null);

        Known or(Known other) {
            return other.asOf.isBefore(asOf) ? this : other;
        }

        /** A report, and when its check began by the clock of the cache. */
        record Reported(Instant asOf, @Nullable ValidationReport report) {
            static final Reported NONE = new Reported(NEVER, null);

            Reported or(Reported other) {
                return other.asOf.isBefore(asOf) ? this : other;
            }
        }
    }

    /**
     * What is known of one operation or read.
     *
     * @param decided the newest yes or no
     * @param undecided the newest line that says neither
     */
    record Line(Known decided, Known undecided) {
        static final Line EMPTY = new Line(Known.NOTHING, Known.NOTHING);

        Line and(Known known) {
            return known.decision() instanceof AccessDecision.Unknown
                    ? new Line(decided, undecided.or(known))
                    : new Line(decided.or(known), undecided);
        }
    }

    Line line(Operation operation) {
        return operations.getOrDefault(operation, Line.EMPTY);
    }

    Line line(PermissionCategory category) {
        return reads.getOrDefault(category, Line.EMPTY);
    }

    /** When something was last learned here. */
    Instant touchedAt() {
        return latest(latest(last.asOf(), provenAt), latest(refusedAt, silentAt));
    }

    /** The same after a check that got as far as the license. */
    FacilityAccess checked(ValidationReport report, Instant began) {
        Map<Operation, Line> newOperations = copy(Operation.class, operations);
        Map<PermissionCategory, Line> newReads = copy(PermissionCategory.class, reads);
        for (ReportLine line : report.lines()) {
            Known known = new Known(began, decide(line, report, began));
            line.operation()
                    .ifPresentOrElse(
                            operation ->
                                    newOperations.put(operation, line(operation).and(known)),
                            () -> newReads.put(
                                    line.category(), line(line.category()).and(known)));
        }
        return new FacilityAccess(
                newOperations,
                newReads,
                refusal,
                last.or(new Known.Reported(began, report)),
                latest(checkedAt, began),
                latest(provenAt, began),
                refusedAt,
                silentAt);
    }

    /** The same after the license, or the key itself, was refused. */
    FacilityAccess refused(ValidationReport report, Known refusedHere, Instant began) {
        return new FacilityAccess(
                operations,
                reads,
                refusal.or(refusedHere),
                last.or(new Known.Reported(began, report)),
                checkedAt,
                provenAt,
                refusedAt,
                silentAt);
    }

    FacilityAccess silent(Instant began) {
        return new FacilityAccess(
                operations, reads, refusal, last, checkedAt, provenAt, refusedAt, latest(silentAt, began));
    }

    FacilityAccess refusedInUse(Instant now) {
        return new FacilityAccess(
                operations, reads, refusal, last, checkedAt, provenAt, latest(refusedAt, now), silentAt);
    }

    FacilityAccess succeeded(Operation operation, Instant now) {
        Map<Operation, Line> newOperations = copy(Operation.class, operations);
        newOperations.put(operation, line(operation).and(new Known(now, new AccessDecision.Yes(now))));
        return new FacilityAccess(
                newOperations, reads, refusal, last, checkedAt, latest(provenAt, now), refusedAt, silentAt);
    }

    static Instant latest(Instant one, Instant other) {
        return one.isBefore(other) ? other : one;
    }

    private static <E extends Enum<E>> Map<E, Line> copy(Class<E> type, Map<E, Line> lines) {
        Map<E, Line> copy = new EnumMap<>(type);
        copy.putAll(lines);
        return copy;
    }

    private static AccessDecision decide(ReportLine line, ValidationReport report, Instant began) {
        return switch (line.status()) {
            case SUCCESS -> new AccessDecision.Yes(began);
            case FAILURE, NOT_APPLICABLE -> {
                Cause cause = line.status() == ReportLine.Status.NOT_APPLICABLE
                        ? Cause.LICENSE_TYPE_EXCLUDES
                        : line.cause().orElse(Cause.PERMISSION_MISSING);
                yield new AccessDecision.No(cause, CallDiagnostician.remedies(line, cause, report), began, report);
            }
            case UNPROVEN -> new AccessDecision.Unknown(Reason.NOT_PROVEN, Optional.of(began));
            case INCONCLUSIVE -> new AccessDecision.Unknown(Reason.NO_VERDICT, Optional.of(began));
        };
    }
}
