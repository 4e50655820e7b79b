package io.github.metrckeys.probe;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.diagnosis.Diagnostician;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the keys of a batch that share a vendor key show about each other. A report that cannot tell which key of the
 * pair is dead is held back until another key has worked with the same vendor key, or until none can anymore. It holds
 * no key. Safe for use by several threads.
 */
final class SharedEvidence {

    private static final Set<Cause> OPEN =
            Set.of(Cause.KEY_PAIR_REJECTED, Cause.VENDOR_KEY_REJECTED, Cause.ACCESS_SUSPENDED);

    private static final Evidence ANOTHER_WORKED = new Evidence.Observed(
            PermissionCategory.FACILITIES.readEndpoint(), OptionalInt.of(200), Evidence.Signed.WITH_ANOTHER_KEY);

    private final List<Member> members = new ArrayList<>();

    SharedEvidence(List<ProbeRequest> requests) {
        record Pair(Jurisdiction jurisdiction, VendorApiKey vendorKey) {}
        Map<Pair, Group> groups = new HashMap<>();
        Map<UserApiKey, Integer> keys = new HashMap<>();
        for (ProbeRequest request : requests) {
            Pair pair = new Pair(request.facility().jurisdiction(), request.vendorKey());
            Group group = groups.computeIfAbsent(pair, unseen -> new Group());
            group.open++;
            int key = keys.computeIfAbsent(request.userKey(), unseen -> keys.size());
            members.add(new Member(
                    group,
                    key,
                    request.circumstances(),
                    !request.userKey().shape().isEmpty()));
        }
    }

    /** The reports that may be told now that there is this one, by the numbers of their requests. */
    synchronized Map<Integer, ValidationReport> found(int index, ValidationReport report) {
        Group group = members.get(index).group;
        if (report.lines().stream().anyMatch(line -> line.evidence().contains(ANOTHER_WORKED))) {
            group.controlWorked = true;
        }
        if (undecided(report)) {
            group.held.put(index, report);
            return closed(group, Map.of());
        }
        if (worked(report)) {
            group.worked.add(members.get(index).key);
        }
        return closed(group, Map.of(index, report));
    }

    /** The reports that may be told now that this request ended without one. */
    synchronized Map<Integer, ValidationReport> ended(int index) {
        return closed(members.get(index).group, Map.of());
    }

    /** All reports that are held back, as they are. */
    synchronized Map<Integer, ValidationReport> all() {
        Map<Integer, ValidationReport> all = new TreeMap<>();
        members.forEach(member -> {
            all.putAll(member.group.held);
            member.group.held.clear();
        });
        return all;
    }

    private Map<Integer, ValidationReport> closed(Group group, Map<Integer, ValidationReport> now) {
        group.open--;
        Map<Integer, ValidationReport> told = new TreeMap<>(now);
        Map<Integer, ValidationReport> held = Map.copyOf(group.held);
        held.forEach((index, report) -> {
            Member member = members.get(index);
            boolean another = group.controlWorked || group.worked.stream().anyMatch(key -> key != member.key);
            if (another) {
                told.put(index, Diagnostician.withControl(report, member.circumstances, member.oddShape, 200));
            } else if (group.open == 0) {
                boolean alone = group.worked.isEmpty()
                        && report.cause()
                                .filter(Cause.KEY_PAIR_REJECTED::equals)
                                .isPresent()
                        && held.entrySet().stream().anyMatch(other -> isAnother(member, report.subject(), other));
                told.put(
                        index,
                        alone ? Diagnostician.withControl(report, member.circumstances, member.oddShape, 401) : report);
            }
        });
        group.held.keySet().removeAll(told.keySet());
        return told;
    }

    private boolean isAnother(Member member, KeyOwner owner, Map.Entry<Integer, ValidationReport> other) {
        return members.get(other.getKey()).key != member.key
                && !other.getValue().subject().equals(owner);
    }

    private static boolean undecided(ValidationReport report) {
        return report.cause().filter(OPEN::contains).isPresent();
    }

    private static boolean worked(ValidationReport report) {
        return report.verdict().keyWorks()
                || report.cause().filter(SharedEvidence::showsThatItWorked).isPresent()
                || report.line(PermissionCategory.FACILITIES)
                        .filter(line -> line.status() == ReportLine.Status.SUCCESS)
                        .isPresent();
    }

    private static boolean showsThatItWorked(Cause cause) {
        return cause == Cause.LICENSE_NOT_ATTACHED
                || cause == Cause.KEY_REPLACED_DURING_CHECK
                || cause == Cause.LICENSE_ENDED;
    }

    private record Member(Group group, int key, Set<Circumstance> circumstances, boolean oddShape) {}

    /** The requests with one vendor key at one jurisdiction. */
    private static final class Group {
        private final Map<Integer, ValidationReport> held = new TreeMap<>();
        private final List<Integer> worked = new ArrayList<>();
        private boolean controlWorked;
        private int open;
    }
}
