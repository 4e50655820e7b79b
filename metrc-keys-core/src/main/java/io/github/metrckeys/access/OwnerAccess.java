package io.github.metrckeys.access;

import static io.github.metrckeys.access.FacilityAccess.NEVER;
import static io.github.metrckeys.access.FacilityAccess.latest;

import io.github.metrckeys.Facility;
import io.github.metrckeys.access.AccessDecision.Reason;
import io.github.metrckeys.access.FacilityAccess.Known;
import io.github.metrckeys.access.FacilityAccess.Line;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one owner's key. Immutable, so that every reader sees one consistent state.
 *
 * @param changedAt when the owner got another key
 * @param refusal the refusal of the key itself, wherever that was found
 * @param aliveAt when the key was last known to work somewhere
 * @param facilities what is known of it at each facility
 */
record OwnerAccess(Instant changedAt, Known refusal, Instant aliveAt, Map<Facility, FacilityAccess> facilities) {

    static final OwnerAccess EMPTY = new OwnerAccess(NEVER, Known.NOTHING, NEVER, Map.of());

    /** The key works, but not at this license. */
    private static final Set<Cause> OF_LICENSE = EnumSet.of(Cause.LICENSE_NOT_ATTACHED, Cause.LICENSE_ENDED);

    private static final AccessDecision NEVER_CHECKED =
            new AccessDecision.Unknown(Reason.NEVER_CHECKED, Optional.empty());

    boolean isEmpty() {
        return facilities.isEmpty() && changedAt.equals(NEVER);
    }

    /** How much room this takes in the cache. */
    int size() {
        return isEmpty() ? 0 : Math.max(1, facilities.size());
    }

    Instant touchedAt() {
        return latest(changedAt, refusal.asOf());
    }

    OwnerAccess recorded(ValidationReport report, Instant began) {
        Facility facility = report.facility();
        if (report.verdict() == Verdict.INCONCLUSIVE) {
            return with(facility, access -> access.silent(began));
        }
        if (report.verdict() == Verdict.KEY_REFUSED) {
            Cause cause = report.cause().orElse(Cause.KEY_PAIR_REJECTED);
            Known refused = new Known(began, new AccessDecision.No(cause, report.remedies(), began, report));
            return OF_LICENSE.contains(cause)
                    ? with(facility, access -> access.refused(report, refused, began))
                            .alive(began)
                    : with(facility, access -> access.refused(report, Known.NOTHING, began))
                            .refused(refused);
        }
        return with(facility, access -> access.checked(report, began)).alive(began);
    }

    OwnerAccess refusedInUse(Facility facility, Instant now) {
        return with(facility, access -> access.refusedInUse(now));
    }

    OwnerAccess succeeded(Facility facility, Operation operation, Instant now) {
        return with(facility, access -> access.succeeded(operation, now)).alive(now);
    }

    /** Nothing that was known about the old key remains. */
    static OwnerAccess changed(Instant now) {
        return new OwnerAccess(now, Known.NOTHING, NEVER, Map.of());
    }

    /** With the last facility goes everything else that is known of the owner. */
    OwnerAccess without(Facility facility) {
        Map<Facility, FacilityAccess> fewer = new HashMap<>(facilities);
        fewer.remove(facility);
        return fewer.isEmpty() ? EMPTY : new OwnerAccess(changedAt, refusal, aliveAt, fewer);
    }

    AccessDecision canPerform(Facility facility, Operation operation, Instant oldest) {
        FacilityAccess access = at(facility);
        return decide(access, access.line(operation), readAt(access.line(operation.category())), oldest);
    }

    AccessDecision canRead(Facility facility, PermissionCategory category, Instant oldest) {
        FacilityAccess access = at(facility);
        return decide(access, access.line(category), NEVER, oldest);
    }

    static AccessDecision neverChecked() {
        return NEVER_CHECKED;
    }

    private static Instant readAt(Line read) {
        return read.decided().decision() instanceof AccessDecision.Yes
                ? read.decided().asOf()
                : NEVER;
    }

    private AccessDecision decide(FacilityAccess access, Line line, Instant readAt, Instant oldest) {
        Known refused = standing(refusal, aliveAt).or(standing(access.refusal(), access.provenAt()));
        if (refused.decision() != null) {
            return unlessTooOld(refused.asOf(), refused.decision(), oldest);
        }
        Instant refusedAt = latest(latest(refusal.asOf(), access.refusal().asOf()), access.refusedAt());
        Known decided = line.decided();
        if (decided.decision() != null) {
            if (decided.decision() instanceof AccessDecision.Yes
                    && !decided.asOf().isAfter(refusedAt)) {
                return unknown(Reason.REFUSED_SINCE, refusedAt);
            }
            if (decided.decision() instanceof AccessDecision.No no && perhapsFixed(no, readAt)) {
                return unlessTooOld(readAt, unknown(Reason.NOT_PROVEN, readAt), oldest);
            }
            return unlessTooOld(decided.asOf(), decided.decision(), oldest);
        }
        if (!refusedAt.equals(NEVER) && !access.checkedAt().isAfter(refusedAt)) {
            return unknown(Reason.REFUSED_SINCE, refusedAt);
        }
        if (line.undecided().decision() != null) {
            return unlessTooOld(line.undecided().asOf(), line.undecided().decision(), oldest);
        }
        return withoutLine(access, oldest);
    }

    private AccessDecision withoutLine(FacilityAccess access, Instant oldest) {
        if (!access.checkedAt().equals(NEVER)) {
            return unlessTooOld(access.checkedAt(), unknown(Reason.NOT_PROVEN, access.checkedAt()), oldest);
        }
        if (!access.silentAt().equals(NEVER)) {
            return unknown(Reason.NO_VERDICT, access.silentAt());
        }
        return changedAt.equals(NEVER) ? NEVER_CHECKED : unknown(Reason.KEY_CHANGED, changedAt);
    }

    /** A refusal counts until the key is known to work again. */
    private static Known standing(Known refusal, Instant worksAt) {
        return worksAt.isAfter(refusal.asOf()) ? Known.NOTHING : refusal;
    }

    /**
     * Whether a permission was missing, and a later check that does not say was allowed to read the part of Metrc that
     * the operation belongs to: then somebody may have granted it.
     */
    private static boolean perhapsFixed(AccessDecision.No no, Instant readAt) {
        return no.cause() == Cause.PERMISSION_MISSING && no.asOf().isBefore(readAt);
    }

    private static AccessDecision unlessTooOld(Instant asOf, AccessDecision decision, Instant oldest) {
        return asOf.isBefore(oldest) ? unknown(Reason.TOO_OLD, asOf) : decision;
    }

    private static AccessDecision unknown(Reason reason, Instant asOf) {
        return new AccessDecision.Unknown(reason, Optional.of(asOf));
    }

    Optional<ValidationReport> lastReport(Facility facility) {
        return Optional.ofNullable(at(facility).last().report());
    }

    private FacilityAccess at(Facility facility) {
        return facilities.getOrDefault(facility, FacilityAccess.EMPTY);
    }

    private OwnerAccess with(Facility facility, UnaryOperator<FacilityAccess> change) {
        Map<Facility, FacilityAccess> more = new HashMap<>(facilities);
        more.put(facility, change.apply(at(facility)));
        return new OwnerAccess(changedAt, refusal, aliveAt, more);
    }

    private OwnerAccess alive(Instant began) {
        return new OwnerAccess(changedAt, refusal, latest(aliveAt, began), facilities);
    }

    private OwnerAccess refused(Known refused) {
        return new OwnerAccess(changedAt, refusal.or(refused), aliveAt, facilities);
    }

    @Nullable
    FacilityAccess existing(Facility facility) {
        return facilities.get(facility);
    }
}
