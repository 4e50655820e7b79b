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
 * What is known of one owner's key. Immutable, so that whoever reads sees one state of it.
 *
 * @param changedAt when the owner got another key
 * @param refusal that the key itself is refused, wherever that was found
 * @param aliveAt when the key was last known to work somewhere
 * @param pages what is known of it at each facility
 */
record OwnerAccess(Instant changedAt, Known refusal, Instant aliveAt, Map<Facility, FacilityAccess> pages) {

    static final OwnerAccess EMPTY = new OwnerAccess(NEVER, Known.NOTHING, NEVER, Map.of());

    /** The key works, and not at this license. */
    private static final Set<Cause> OF_LICENSE = EnumSet.of(Cause.LICENSE_NOT_ATTACHED, Cause.LICENSE_ENDED);

    private static final AccessDecision NEVER_CHECKED =
            new AccessDecision.Unknown(Reason.NEVER_CHECKED, Optional.empty());

    boolean isEmpty() {
        return pages.isEmpty() && changedAt.equals(NEVER);
    }

    /** How much room this takes in the book. */
    int size() {
        return isEmpty() ? 0 : Math.max(1, pages.size());
    }

    Instant touchedAt() {
        return latest(changedAt, refusal.asOf());
    }

    OwnerAccess recorded(ValidationReport report, Instant began) {
        Facility facility = report.facility();
        if (report.verdict() == Verdict.INCONCLUSIVE) {
            return with(facility, page -> page.silent(began));
        }
        if (report.verdict() == Verdict.KEY_REFUSED) {
            Cause cause = report.cause().orElse(Cause.KEY_PAIR_REJECTED);
            Known refused = new Known(began, new AccessDecision.No(cause, report.remedies(), began, report));
            return OF_LICENSE.contains(cause)
                    ? with(facility, page -> page.refused(report, refused, began))
                            .alive(began)
                    : with(facility, page -> page.refused(report, Known.NOTHING, began))
                            .refused(refused);
        }
        return with(facility, page -> page.checked(report, began)).alive(began);
    }

    OwnerAccess refusedInUse(Facility facility, Instant now) {
        return with(facility, page -> page.refusedInUse(now));
    }

    OwnerAccess succeeded(Facility facility, Operation operation, Instant now) {
        return with(facility, page -> page.succeeded(operation, now)).alive(now);
    }

    /** Nothing is left of what was known about the old key. */
    static OwnerAccess changed(Instant now) {
        return new OwnerAccess(now, Known.NOTHING, NEVER, Map.of());
    }

    /** With the last page goes all else that is known of the owner. */
    OwnerAccess without(Facility facility) {
        Map<Facility, FacilityAccess> fewer = new HashMap<>(pages);
        fewer.remove(facility);
        return fewer.isEmpty() ? EMPTY : new OwnerAccess(changedAt, refusal, aliveAt, fewer);
    }

    AccessDecision canPerform(Facility facility, Operation operation, Instant oldest) {
        FacilityAccess page = page(facility);
        return answer(page, page.line(operation), looked(page.line(operation.category())), oldest);
    }

    AccessDecision canLook(Facility facility, PermissionCategory category, Instant oldest) {
        FacilityAccess page = page(facility);
        return answer(page, page.line(category), NEVER, oldest);
    }

    static AccessDecision neverChecked() {
        return NEVER_CHECKED;
    }

    private static Instant looked(Line look) {
        return look.decided().answer() instanceof AccessDecision.Yes
                ? look.decided().asOf()
                : NEVER;
    }

    private AccessDecision answer(FacilityAccess page, Line line, Instant lookedAt, Instant oldest) {
        Known refused = standing(refusal, aliveAt).or(standing(page.refusal(), page.provenAt()));
        if (refused.answer() != null) {
            return unlessTooOld(refused.asOf(), refused.answer(), oldest);
        }
        Instant refusedAt = latest(latest(refusal.asOf(), page.refusal().asOf()), page.refusedAt());
        Known decided = line.decided();
        if (decided.answer() != null) {
            if (decided.answer() instanceof AccessDecision.Yes
                    && !decided.asOf().isAfter(refusedAt)) {
                return unknown(Reason.REFUSED_SINCE, refusedAt);
            }
            if (decided.answer() instanceof AccessDecision.No no && mended(no, lookedAt)) {
                return unlessTooOld(lookedAt, unknown(Reason.NOT_PROVEN, lookedAt), oldest);
            }
            return unlessTooOld(decided.asOf(), decided.answer(), oldest);
        }
        if (!refusedAt.equals(NEVER) && !page.checkedAt().isAfter(refusedAt)) {
            return unknown(Reason.REFUSED_SINCE, refusedAt);
        }
        if (line.undecided().answer() != null) {
            return unlessTooOld(line.undecided().asOf(), line.undecided().answer(), oldest);
        }
        return withoutLine(page, oldest);
    }

    private AccessDecision withoutLine(FacilityAccess page, Instant oldest) {
        if (!page.checkedAt().equals(NEVER)) {
            return unlessTooOld(page.checkedAt(), unknown(Reason.NOT_PROVEN, page.checkedAt()), oldest);
        }
        if (!page.silentAt().equals(NEVER)) {
            return unknown(Reason.NO_VERDICT, page.silentAt());
        }
        return changedAt.equals(NEVER) ? NEVER_CHECKED : unknown(Reason.KEY_CHANGED, changedAt);
    }

    /** A refusal counts until the key is known to work again. */
    private static Known standing(Known refusal, Instant worksAt) {
        return worksAt.isAfter(refusal.asOf()) ? Known.NOTHING : refusal;
    }

    /**
     * Whether a permission was missing and a younger check, which does not tell, was let in where the operation belongs:
     * then somebody may well have granted it.
     */
    private static boolean mended(AccessDecision.No no, Instant lookedAt) {
        return no.cause() == Cause.PERMISSION_MISSING && no.asOf().isBefore(lookedAt);
    }

    private static AccessDecision unlessTooOld(Instant asOf, AccessDecision answer, Instant oldest) {
        return asOf.isBefore(oldest) ? unknown(Reason.TOO_OLD, asOf) : answer;
    }

    private static AccessDecision unknown(Reason reason, Instant asOf) {
        return new AccessDecision.Unknown(reason, Optional.of(asOf));
    }

    Optional<ValidationReport> lastReport(Facility facility) {
        return Optional.ofNullable(page(facility).last().report());
    }

    private FacilityAccess page(Facility facility) {
        return pages.getOrDefault(facility, FacilityAccess.EMPTY);
    }

    private OwnerAccess with(Facility facility, UnaryOperator<FacilityAccess> change) {
        Map<Facility, FacilityAccess> more = new HashMap<>(pages);
        more.put(facility, change.apply(page(facility)));
        return new OwnerAccess(changedAt, refusal, aliveAt, more);
    }

    private OwnerAccess alive(Instant began) {
        return new OwnerAccess(changedAt, refusal, latest(aliveAt, began), pages);
    }

    private OwnerAccess refused(Known refused) {
        return new OwnerAccess(changedAt, refusal.or(refused), aliveAt, pages);
    }

    @Nullable
    FacilityAccess existing(Facility facility) {
        return pages.get(facility);
    }
}
