package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.KeyMode;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.diagnosis.DecisionTable.Row;
import io.github.metrckeys.internal.diagnosis.DecisionTable.Stage;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.Evidence.Signed;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** The diagnosis of a key that did not get as far as a license. */
final class RefusedKey {

    private RefusedKey() {}

    /** The key did not get as far as the facility, so the list of facilities is the whole report. */
    static ValidationReport.Diagnosis diagnose(ProbeEvidence evidence) {
        Set<Fact> facts = Diagnostician.known(evidence.about());
        facts.add(Diagnostician.answered(evidence.opening().observation()));
        if (!evidence.opening().whole()) {
            facts.add(Fact.LIST_CUT);
        }
        if (evidence.control().filter(FacilityList::alive).isPresent()) {
            facts.add(Fact.CONTROL_ACCEPTED);
        }
        if (evidence.control().filter(FacilityList::refused).isPresent()) {
            facts.add(Fact.CONTROL_REFUSED);
        }
        if (evidence.swapped().filter(FacilityList::alive).isPresent()) {
            facts.add(Fact.SWAPPED_ACCEPTED);
        }
        if (evidence.acceptedAt().isPresent()) {
            facts.add(Fact.ACCEPTED_ELSEWHERE);
        }
        Row row = DecisionTable.first(Stage.AUTHENTICATION, facts);
        Verdict verdict = row.outcome(Verdict.class);
        ReportLine.Status status =
                verdict == Verdict.KEY_REFUSED ? ReportLine.Status.FAILURE : ReportLine.Status.INCONCLUSIVE;
        return new ValidationReport.Diagnosis(
                verdict,
                row.cause(),
                List.of(Diagnostician.facilities(evidence, status, row.cause())),
                row.remedies(facts).stream().map(Remedy::of).toList());
    }

    /** The same key, judged again with what another key was answered. */
    static ValidationReport withControl(
            ValidationReport refused, Set<Circumstance> circumstances, boolean oddShape, int status) {
        Checks.notNull(refused, "refused");
        Set<Fact> facts = EnumSet.of(
                Fact.REFUSED,
                refused.subject().mode() == KeyMode.MASTER ? Fact.MASTER : Fact.INDIVIDUAL,
                status == 200 ? Fact.CONTROL_ACCEPTED : Fact.CONTROL_REFUSED);
        if (oddShape) {
            facts.add(Fact.ODD_SHAPE);
        }
        if (refused.role().isPresent()) {
            facts.add(Fact.ROLE_NAMED);
        }
        Checks.notNull(circumstances, "circumstances").forEach(circumstance -> facts.add(Fact.of(circumstance)));
        Row row = DecisionTable.first(Stage.AUTHENTICATION, facts);
        Evidence control = new Evidence.Observed(
                PermissionCategory.FACILITIES.readEndpoint(), OptionalInt.of(status), Signed.WITH_ANOTHER_KEY);
        return new ValidationReport(
                refused.subject(),
                refused.facility(),
                refused.role(),
                refused.findings(),
                new ValidationReport.Diagnosis(
                        row.outcome(Verdict.class),
                        row.cause(),
                        refused.lines().stream()
                                .map(line -> withControl(line, row.cause(), control))
                                .toList(),
                        row.remedies(facts).stream().map(Remedy::of).toList()),
                refused.checkedAt(),
                refused.duration(),
                refused.calls());
    }

    private static ReportLine withControl(ReportLine line, Optional<Cause> cause, Evidence control) {
        if (line.category() != PermissionCategory.FACILITIES || line.operation().isPresent()) {
            return line;
        }
        List<Evidence> seen = new ArrayList<>(line.evidence());
        if (!seen.contains(control)) {
            seen.add(control);
        }
        return new ReportLine(
                line.category(),
                line.operation(),
                line.endpoint(),
                line.need(),
                line.status(),
                cause,
                line.excludedBy(),
                seen);
    }
}
