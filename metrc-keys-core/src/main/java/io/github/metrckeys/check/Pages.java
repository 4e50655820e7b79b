package io.github.metrckeys.check;

import static io.github.metrckeys.check.Page.NEVER;
import static io.github.metrckeys.check.Page.latest;

import io.github.metrckeys.Facility;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.check.Answer.Reason;
import io.github.metrckeys.check.Page.Known;
import io.github.metrckeys.check.Page.Line;
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
record Pages(Instant changedAt, Known refusal, Instant aliveAt, Map<Facility, Page> pages) {

    static final Pages EMPTY = new Pages(NEVER, Known.NOTHING, NEVER, Map.of());

    /** The key works, and not at this license. */
    private static final Set<Cause> OF_LICENSE = EnumSet.of(Cause.LICENSE_NOT_ATTACHED, Cause.LICENSE_ENDED);

    private static final Answer NEVER_CHECKED = new Answer.Unknown(Reason.NEVER_CHECKED, Optional.empty());

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

    Pages recorded(ValidationReport report, Instant began) {
        Facility facility = report.facility();
        if (report.verdict() == Verdict.INCONCLUSIVE) {
            return with(facility, page -> page.silent(began));
        }
        if (report.verdict() == Verdict.KEY_REFUSED) {
            Cause cause = report.cause().orElse(Cause.KEY_PAIR_REJECTED);
            Known refused = new Known(began, new Answer.No(cause, report.remedies(), began, report));
            return OF_LICENSE.contains(cause)
                    ? with(facility, page -> page.refused(report, refused, began))
                            .alive(began)
                    : with(facility, page -> page.refused(report, Known.NOTHING, began))
                            .refused(refused);
        }
        return with(facility, page -> page.checked(report, began)).alive(began);
    }

    Pages refusedInUse(Facility facility, Instant now) {
        return with(facility, page -> page.refusedInUse(now));
    }

    Pages succeeded(Facility facility, Operation operation, Instant now) {
        return with(facility, page -> page.succeeded(operation, now)).alive(now);
    }

    /** Nothing is left of what was known about the old key. */
    static Pages changed(Instant now) {
        return new Pages(now, Known.NOTHING, NEVER, Map.of());
    }

    /** With the last page goes all else that is known of the owner. */
    Pages without(Facility facility) {
        Map<Facility, Page> fewer = new HashMap<>(pages);
        fewer.remove(facility);
        return fewer.isEmpty() ? EMPTY : new Pages(changedAt, refusal, aliveAt, fewer);
    }

    Answer canPerform(Facility facility, Operation operation, Instant oldest) {
        Page page = page(facility);
        return answer(page, page.line(operation), looked(page.line(operation.category())), oldest);
    }

    Answer canLook(Facility facility, PermissionCategory category, Instant oldest) {
        Page page = page(facility);
        return answer(page, page.line(category), NEVER, oldest);
    }

    static Answer neverChecked() {
        return NEVER_CHECKED;
    }

    private static Instant looked(Line look) {
        return look.decided().answer() instanceof Answer.Yes ? look.decided().asOf() : NEVER;
    }

    private Answer answer(Page page, Line line, Instant lookedAt, Instant oldest) {
        Known refused = standing(refusal, aliveAt).or(standing(page.refusal(), page.provenAt()));
        if (refused.answer() != null) {
            return unlessTooOld(refused.asOf(), refused.answer(), oldest);
        }
        Instant refusedAt = latest(latest(refusal.asOf(), page.refusal().asOf()), page.refusedAt());
        Known decided = line.decided();
        if (decided.answer() != null) {
            if (decided.answer() instanceof Answer.Yes && !decided.asOf().isAfter(refusedAt)) {
                return unknown(Reason.REFUSED_SINCE, refusedAt);
            }
            if (decided.answer() instanceof Answer.No no && mended(no, lookedAt)) {
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

    private Answer withoutLine(Page page, Instant oldest) {
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
    private static boolean mended(Answer.No no, Instant lookedAt) {
        return no.cause() == Cause.PERMISSION_MISSING && no.asOf().isBefore(lookedAt);
    }

    private static Answer unlessTooOld(Instant asOf, Answer answer, Instant oldest) {
        return asOf.isBefore(oldest) ? unknown(Reason.TOO_OLD, asOf) : answer;
    }

    private static Answer unknown(Reason reason, Instant asOf) {
        return new Answer.Unknown(reason, Optional.of(asOf));
    }

    Optional<ValidationReport> lastReport(Facility facility) {
        return Optional.ofNullable(page(facility).last().report());
    }

    private Page page(Facility facility) {
        return pages.getOrDefault(facility, Page.EMPTY);
    }

    private Pages with(Facility facility, UnaryOperator<Page> change) {
        Map<Facility, Page> more = new HashMap<>(pages);
        more.put(facility, change.apply(page(facility)));
        return new Pages(changedAt, refusal, aliveAt, more);
    }

    private Pages alive(Instant began) {
        return new Pages(changedAt, refusal, latest(aliveAt, began), pages);
    }

    private Pages refused(Known refused) {
        return new Pages(changedAt, refusal.or(refused), aliveAt, pages);
    }

    @Nullable
    Page existing(Facility facility) {
        return pages.get(facility);
    }
}
