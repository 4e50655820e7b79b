package io.github.metrckeys.probe;

import io.github.metrckeys.KeyMode;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.Checks;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Diagnosis;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.LineStatus;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.RemedyCode;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.Verdict;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Tells from what was seen what is the matter with a key. A pure function: the same evidence gives the same diagnosis.
 *
 * <p>What it holds to: only Metrc's own refusal counts against a key, and no outage does; where evidence does not tell
 * two causes apart, the answer says so; many refused calls with one cause are one diagnosis.
 */
public final class Diagnostician {

    /** Causes of lines by which a whole report says nothing, the one to be told first. */
    private static final List<Cause> WITHOUT_VERDICT =
            List.of(Cause.METRC_UNAVAILABLE, Cause.THROTTLED, Cause.UNEXPECTED_ANSWER);

    private Diagnostician() {}

    /**
     * Makes a diagnosis.
     *
     * @param evidence what was seen
     * @return what is the matter, and what to do
     */
    public static Diagnosis diagnose(ProbeEvidence evidence) {
        Checks.notNull(evidence, "evidence");
        Liveness opening = evidence.opening();
        if (!opening.alive()) {
            return opening.refused()
                    ? atTheDoor(evidence, Verdict.KEY_REFUSED, LineStatus.FAILURE, whichKey(evidence))
                    : atTheDoor(
                            evidence,
                            Verdict.INCONCLUSIVE,
                            LineStatus.INCONCLUSIVE,
                            silence(opening.observation().outcome()));
        }
        return evidence.profile()
                .map(profile -> insideTheFacility(evidence, profile))
                .orElseGet(() -> opening.whole()
                        ? atTheDoor(evidence, Verdict.KEY_REFUSED, LineStatus.FAILURE, Cause.LICENSE_NOT_ATTACHED)
                        : atTheDoor(evidence, Verdict.INCONCLUSIVE, LineStatus.INCONCLUSIVE, Cause.UNEXPECTED_ANSWER));
    }

    /** The key did not get as far as the facility: the list of facilities is the whole report. */
    private static Diagnosis atTheDoor(ProbeEvidence evidence, Verdict verdict, LineStatus status, Cause cause) {
        return new Diagnosis(
                verdict,
                Optional.of(cause),
                List.of(facilities(evidence, status, Optional.of(cause))),
                remedies(evidence, cause));
    }

    private static Cause whichKey(ProbeEvidence evidence) {
        if (evidence.control().filter(Liveness::alive).isPresent()) {
            return Cause.USER_KEY_REJECTED;
        }
        return evidence.control().filter(Liveness::refused).isPresent()
                ? Cause.VENDOR_KEY_REJECTED
                : Cause.KEY_PAIR_REJECTED;
    }

    private static Diagnosis insideTheFacility(ProbeEvidence evidence, FacilityProfile profile) {
        Cause refusal = meaningOfRefusal(evidence, profile);
        List<ReportLine> lines = new ArrayList<>();
        lines.add(facilities(evidence, LineStatus.SUCCESS, Optional.empty()));
        for (ProbePlan.Step step : ProbePlan.of(profile).steps()) {
            lines.add(line(step, evidence, refusal));
        }
        Set<Cause> causes =
                lines.stream().flatMap(line -> line.cause().stream()).collect(Collectors.toSet());
        if (causes.contains(Cause.PERMISSION_MISSING)) {
            return new Diagnosis(
                    Verdict.PERMISSIONS_MISSING,
                    Optional.of(Cause.PERMISSION_MISSING),
                    lines,
                    List.of(new Remedy(RemedyCode.GRANT_PERMISSION, MissingPermissions.of(lines))));
        }
        boolean died = evidence.closing().filter(Liveness::refused).isPresent();
        if (died || (causes.contains(refusal) && !WITHOUT_VERDICT.contains(refusal))) {
            return new Diagnosis(Verdict.KEY_REFUSED, Optional.of(refusal), lines, remedies(evidence, refusal));
        }
        return WITHOUT_VERDICT.stream()
                .filter(causes::contains)
                .findFirst()
                // A server that knows not one of the calls is hardly Metrc's.
                .or(() -> nothingSucceeded(evidence.observations().values())
                        ? Optional.of(Cause.UNEXPECTED_ANSWER)
                        : Optional.empty())
                .map(cause -> new Diagnosis(Verdict.INCONCLUSIVE, Optional.of(cause), lines, remedies(evidence, cause)))
                .orElseGet(() -> new Diagnosis(Verdict.ALL_GOOD, Optional.empty(), lines, List.of()));
    }

    /**
     * What it means here that a call was refused although the key was alive at the beginning: it is a missing permission
     * only where the key was alive at the end too.
     */
    private static Cause meaningOfRefusal(ProbeEvidence evidence, FacilityProfile profile) {
        if (evidence.closing().isEmpty()) {
            return Cause.METRC_UNAVAILABLE;
        }
        Liveness closing = evidence.closing().get();
        if (closing.refused()) {
            return Cause.KEY_REPLACED_DURING_CHECK;
        }
        if (!closing.alive()) {
            return silence(closing.observation().outcome());
        }
        if (closing.facility(evidence.facility().license()).isEmpty()) {
            return closing.whole() ? Cause.LICENSE_NOT_ATTACHED : Cause.UNEXPECTED_ANSWER;
        }
        boolean ended = profile.endDate().filter(evidence.today()::isAfter).isPresent();
        return ended && nothingSucceeded(evidence.observations().values())
                ? Cause.LICENSE_ENDED
                : Cause.PERMISSION_MISSING;
    }

    /** Whether nothing at the license succeeded: an outage on some line contradicts an end date as little as a 404. */
    private static boolean nothingSucceeded(Collection<Observation> observations) {
        return observations.stream().noneMatch(o -> o.outcome() == Outcome.SUCCEEDED);
    }

    private static ReportLine line(ProbePlan.Step step, ProbeEvidence evidence, Cause refusal) {
        if (!step.applicable()) {
            return new ReportLine(
                    step.category(),
                    step.endpoint(),
                    LineStatus.NOT_APPLICABLE,
                    Optional.empty(),
                    step.excludedBy(),
                    List.of());
        }
        Optional<Observation> observation =
                Optional.ofNullable(evidence.observations().get(step.category()));
        Outcome outcome = observation.map(Observation::outcome).orElse(Outcome.UNAVAILABLE);
        List<Evidence> seen = observation.map(Observation::evidence).stream().toList();
        if (outcome == Outcome.SUCCEEDED) {
            return new ReportLine(
                    step.category(), step.endpoint(), LineStatus.SUCCESS, Optional.empty(), List.of(), seen);
        }
        Cause cause = switch (outcome) {
            case REFUSED -> refusal;
            case NOT_FOUND -> Cause.UNSUPPORTED_HERE;
            default -> silence(outcome);
        };
        boolean failed = cause == Cause.PERMISSION_MISSING || cause == Cause.LICENSE_ENDED;
        return new ReportLine(
                step.category(),
                step.endpoint(),
                failed ? LineStatus.FAILURE : LineStatus.INCONCLUSIVE,
                Optional.of(cause),
                List.of(),
                seen);
    }

    private static ReportLine facilities(ProbeEvidence evidence, LineStatus status, Optional<Cause> cause) {
        List<Evidence> seen = new ArrayList<>();
        seen.add(evidence.opening().observation().evidence());
        evidence.closing().ifPresent(closing -> seen.add(closing.observation().evidence()));
        return new ReportLine(
                PermissionCategory.FACILITIES,
                PermissionCategory.FACILITIES.readEndpoint(),
                status,
                cause,
                List.of(),
                seen);
    }

    /** The cause of an answer that says nothing about a key. */
    private static Cause silence(Outcome outcome) {
        return switch (outcome) {
            case THROTTLED -> Cause.THROTTLED;
            case UNAVAILABLE -> Cause.METRC_UNAVAILABLE;
            default -> Cause.UNEXPECTED_ANSWER;
        };
    }

    private static List<Remedy> remedies(ProbeEvidence evidence, Cause cause) {
        boolean master = evidence.subject().mode() == KeyMode.MASTER;
        boolean unreachable = evidence.opening().observation().httpStatus().isEmpty();
        RemedyCode renewal = master ? RemedyCode.RENEW_MASTER_KEY : RemedyCode.RENEW_USER_KEY;
        List<RemedyCode> codes = switch (cause) {
            case PERMISSION_MISSING -> List.of(RemedyCode.GRANT_PERMISSION);
            case USER_KEY_REJECTED, KEY_REPLACED_DURING_CHECK -> List.of(renewal);
            case VENDOR_KEY_REJECTED -> List.of(RemedyCode.CHECK_VENDOR_KEY, RemedyCode.CHECK_KEY_PAIR);
            case KEY_PAIR_REJECTED -> List.of(RemedyCode.CHECK_KEY_PAIR, renewal, RemedyCode.CHECK_VENDOR_KEY);
            case LICENSE_NOT_ATTACHED -> List.of(RemedyCode.ATTACH_USER, RemedyCode.CORRECT_LICENSE_NUMBER);
            case LICENSE_ENDED -> List.of(RemedyCode.RENEW_LICENSE);
            case THROTTLED -> List.of(RemedyCode.WAIT, RemedyCode.SLOW_DOWN);
            case METRC_UNAVAILABLE ->
                unreachable ? List.of(RemedyCode.WAIT, RemedyCode.CHECK_CONNECTION) : List.of(RemedyCode.WAIT);
            case UNSUPPORTED_HERE -> List.of();
            case UNEXPECTED_ANSWER -> List.of(RemedyCode.CHECK_CONNECTION);
        };
        return codes.stream().map(Remedy::of).toList();
    }
}
