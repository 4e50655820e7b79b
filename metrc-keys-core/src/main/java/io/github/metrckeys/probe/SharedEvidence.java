package io.github.metrckeys.probe;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.diagnosis.Diagnostician;
import io.github.metrckeys.internal.diagnosis.ProbeCase;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.UserApiKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the validations of a batch show about each other: keys that are signed with the same vendor key, on the same
 * server. A refused key among others that work is a refused user key; if all are refused, it is the vendor key.
 *
 * <p>A refused key is held back until that is known. Holds no key: keys are numbered at the beginning. Safe for use by
 * several threads.
 */
final class SharedEvidence {

    private static final Set<Cause> UNDECIDED =
            EnumSet.of(Cause.KEY_PAIR_REJECTED, Cause.VENDOR_KEY_REJECTED, Cause.ACCESS_SUSPENDED);
    private static final int ACCEPTED = 200;

    /** A request of the batch, without its keys. */
    private record Member(ProbeCase about, int key, Group group) {}

    /** A report whose turn has come to be told. */
    record Ready(int index, ValidationReport report) {}

    private final List<Member> members = new ArrayList<>();

    SharedEvidence(List<ProbeRequest> requests) {
        List<UserApiKey> keys = new ArrayList<>();
        List<ProbeRequest> firsts = new ArrayList<>();
        List<Group> groups = new ArrayList<>();
        for (ProbeRequest request : requests) {
            int key = keys.indexOf(request.userKey());
            if (key < 0) {
                key = keys.size();
                keys.add(request.userKey());
            }
            int group = 0;
            while (group < firsts.size() && !together(firsts.get(group), request)) {
                group++;
            }
            if (group == firsts.size()) {
                firsts.add(request);
                groups.add(new Group());
            }
            groups.get(group).open++;
            members.add(new Member(about(request), key, groups.get(group)));
        }
    }

    private static boolean together(ProbeRequest one, ProbeRequest other) {
        return one.facility().jurisdiction().equals(other.facility().jurisdiction())
                && one.vendorKey().equals(other.vendorKey());
    }

    private static ProbeCase about(ProbeRequest request) {
        return new ProbeCase(
                request.subject(),
                request.facility(),
                request.role(),
                request.circumstances(),
                request.successes(),
                !request.userKey().shape().isEmpty(),
                request.employeeLicense().isPresent(),
                request.depth() == ProbeRequest.Depth.FULL,
                LocalDate.EPOCH);
    }

    /** Takes a report, and returns what may be told now. */
    synchronized List<Ready> add(int index, ValidationReport report) {
        Member member = members.get(index);
        Group group = member.group();
        group.open--;
        if (accepted(report, Evidence.Signed.WITH_THE_KEY)) {
            group.accepted = true;
        }
        if (accepted(report, Evidence.Signed.WITH_ANOTHER_KEY)) {
            group.accepted = true;
        }
        if (report.cause().filter(UNDECIDED::contains).isEmpty()) {
            List<Ready> ready = new ArrayList<>(List.of(new Ready(index, report)));
            ready.addAll(release(group));
            return ready;
        }
        group.held.put(index, report);
        return release(group);
    }

    /** A request of which there will be no report. */
    synchronized List<Ready> drop(int index) {
        Group group = members.get(index).group();
        group.open--;
        return release(group);
    }

    /** Everything that is held, as it is. */
    synchronized List<Ready> releaseAll() {
        List<Ready> all = new ArrayList<>();
        members.stream().map(Member::group).distinct().forEach(group -> {
            group.held.forEach((index, report) -> all.add(new Ready(index, report)));
            group.held.clear();
        });
        return all;
    }

    private List<Ready> release(Group group) {
        if (group.held.isEmpty() || (!group.accepted && group.open > 0)) {
            return List.of();
        }
        List<Ready> ready = new ArrayList<>();
        group.held.forEach((index, report) -> ready.add(new Ready(index, judged(index, report, group))));
        group.held.clear();
        return ready;
    }

    private ValidationReport judged(int index, ValidationReport report, Group group) {
        Optional<Integer> other = group.accepted
                ? Optional.of(ACCEPTED)
                : report.cause().equals(Optional.of(Cause.KEY_PAIR_REJECTED))
                        ? refusalOfAnother(index, group)
                        : Optional.empty();
        return other.map(status -> new ValidationReport(
                        report.subject(),
                        report.facility(),
                        report.role(),
                        report.findings(),
                        Diagnostician.withControl(members.get(index).about(), report.diagnosis(), status),
                        report.checkedAt(),
                        report.duration(),
                        report.calls()))
                .orElse(report);
    }

    /** One person's keys end together, so that the refusal must be of another person's key. */
    private Optional<Integer> refusalOfAnother(int index, Group group) {
        Member member = members.get(index);
        KeyOwner owner = member.about().subject();
        return group.held.entrySet().stream()
                .filter(entry -> members.get(entry.getKey()).key() != member.key()
                        && !members.get(entry.getKey()).about().subject().equals(owner))
                .flatMap(entry -> statuses(entry.getValue(), Evidence.Signed.WITH_THE_KEY))
                .flatMap(status -> status.isPresent() ? Stream.of(status.getAsInt()) : Stream.of())
                .findFirst();
    }

    private static boolean accepted(ValidationReport report, Evidence.Signed signed) {
        boolean said = signed == Evidence.Signed.WITH_ANOTHER_KEY
                || report.verdict() != Verdict.INCONCLUSIVE
                || report.lines().size() > 1;
        return said && statuses(report, signed).anyMatch(OptionalInt.of(ACCEPTED)::equals);
    }

    private static Stream<OptionalInt> statuses(ValidationReport report, Evidence.Signed signed) {
        return report.line(PermissionCategory.FACILITIES).stream()
                .map(ReportLine::evidence)
                .flatMap(List::stream)
                .flatMap(seen -> seen instanceof Evidence.Observed observed && observed.signed() == signed
                        ? Stream.of(observed.httpStatus())
                        : Stream.of());
    }

    /** Requests with one vendor key on one server. */
    private static final class Group {
        private final Map<Integer, ValidationReport> held = new TreeMap<>();
        private int open;
        private boolean accepted;
    }
}
