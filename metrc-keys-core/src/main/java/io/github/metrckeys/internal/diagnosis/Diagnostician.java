package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.diagnosis.DecisionTable.Row;
import io.github.metrckeys.internal.diagnosis.DecisionTable.Stage;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.Evidence.Signed;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.ValidationReport.Findings.Holder;
import io.github.metrckeys.report.ValidationReport.Findings.MasterKey;
import io.github.metrckeys.report.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Makes a diagnosis of a key from evidence. A pure function: the same evidence always gives the same diagnosis.
 *
 * <p>Its rules: only Metrc's own refusal counts against a key, never an outage. If the evidence does not distinguish
 * two causes, the diagnosis says so. Many refused calls with one cause are one diagnosis. The table in {@code
 * diagnoses.txt}, which a person can read, says which facts lead to which cause.
 */
public final class Diagnostician {

    private Diagnostician() {}

    /**
     * Makes a diagnosis.
     *
     * @param evidence the evidence
     * @return what is wrong, and what to do
     */
    public static ValidationReport.Diagnosis diagnose(ProbeEvidence evidence) {
        Checks.notNull(evidence, "evidence");
        return evidence.profile()
                .map(profile -> insideTheFacility(evidence, profile))
                .orElseGet(() -> RefusedKey.diagnose(evidence));
    }

    /**
     * Judges a refused key again, with the answer that the same vendor key got with another user's key.
     *
     * @param refused the report of the refused key
     * @param circumstances what people or the application know
     * @param oddShape whether the key's form is unusual
     * @param status the status of the other key's answer, 200 if it was accepted
     * @return the report with the new diagnosis; it made no more calls
     */
    public static ValidationReport withControl(
            ValidationReport refused, Set<Circumstance> circumstances, boolean oddShape, int status) {
        return RefusedKey.withControl(refused, circumstances, oddShape, status);
    }

    private static ValidationReport.Diagnosis insideTheFacility(ProbeEvidence evidence, FacilityProfile profile) {
        Set<Fact> everywhere = known(evidence.about());
        Set<Fact> after =
                evidence.closing().map(closing -> after(closing, evidence)).orElse(Set.of(Fact.UNCLEAR_AFTER));
        everywhere.addAll(after);
        if (after.isEmpty() && ended(evidence, profile)) {
            everywhere.add(Fact.ENDED);
        }
        List<ReportLine> lines = new ArrayList<>();
        lines.add(facilities(evidence, ReportLine.Status.SUCCESS, Optional.empty()));
        for (ProbePlan.Step step : ProbePlan.of(profile).steps()) {
            lines.add(read(step, evidence, everywhere));
        }
        List<ReportLine> looks = List.copyOf(lines);
        for (Operation operation : Operation.values()) {
            lines.add(operation(operation, profile, evidence, everywhere, looks));
        }
        return together(evidence, everywhere, lines);
    }

    /**
     * The diagnosis that follows from lines alone, such as those of earlier checks.
     *
     * @param role the role that decides which lines are required; empty if all are
     * @param lines the lines, whatever they are based on
     * @param findings what is known beside the lines
     * @return the diagnosis, by the same rows of the table as a validation's
     */
    public static ValidationReport.Diagnosis diagnose(
            Optional<Role> role, List<ReportLine> lines, ValidationReport.Findings findings) {
        Checks.notNull(role, "role");
        Set<Fact> facts = besideTheLines(findings.holder(), findings.masterKey());
        role.ifPresent(named -> facts.add(Fact.ROLE_NAMED));
        return together(role, facts, Checks.notNull(lines, "lines"));
    }

    /** The diagnosis that follows from all required lines and from what was seen beside them. */
    private static ValidationReport.Diagnosis together(
            ProbeEvidence evidence, Set<Fact> everywhere, List<ReportLine> lines) {
        Set<Fact> facts = EnumSet.copyOf(everywhere);
        if (nothingSucceeded(evidence)) {
            facts.add(Fact.NOTHING_SUCCEEDED);
        }
        if (evidence.permissionList() instanceof PermissionList.Read) {
            facts.add(Fact.PERMISSIONS_LISTED);
        }
        facts.addAll(besideTheLines(evidence.holder(), evidence.masterKey()));
        return together(evidence.about().role(), facts, lines);
    }

    private static Set<Fact> besideTheLines(Optional<Holder> holder, MasterKey masterKey) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        holder.ifPresent(another -> facts.add(Fact.HOLDER_IS_ANOTHER));
        if (masterKey == MasterKey.REFUSED) {
            facts.add(Fact.MASTER_KEY_REFUSED);
        }
        if (masterKey == MasterKey.SAME_KEY) {
            facts.add(Fact.IS_MASTER_KEY);
        }
        return facts;
    }

    /** The diagnosis that follows from all required lines. */
    private static ValidationReport.Diagnosis together(Optional<Role> role, Set<Fact> known, List<ReportLine> lines) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        facts.addAll(known);
        lines.stream()
                .filter(line -> line.need() == Role.Need.REQUIRED)
                .flatMap(line -> line.cause().stream())
                .flatMap(cause -> asPartOfReport(cause).stream())
                .forEach(facts::add);
        role.ifPresent(named -> facts.addAll(RoleFit.of(named, lines)));
        Row row = DecisionTable.first(Stage.REPORT, facts);
        Set<Remedy.Code> codes = new LinkedHashSet<>(row.remedies(facts));
        DecisionTable.all(Stage.NOTE, facts).forEach(note -> codes.addAll(note.remedies(facts)));
        return new ValidationReport.Diagnosis(
                row.outcome(Verdict.class),
                row.cause(),
                lines,
                codes.stream()
                        .map(code -> new Remedy(
                                code,
                                switch (code) {
                                    case GRANT_PERMISSION ->
                                        MissingPermissions.of(lines, facts.contains(Fact.ROLE_NAMED));
                                    case CHECK_PERMISSION -> MissingPermissions.unproven(lines);
                                    default -> List.of();
                                }))
                        .toList());
    }

    /**
     * What a required line with this cause says about the whole report; every cause is here, so that none is forgotten.
     */
    private static Optional<Fact> asPartOfReport(Cause cause) {
        return switch (cause) {
            case PERMISSION_MISSING -> Optional.of(Fact.SOME_LACKING);
            case LICENSE_ENDED -> Optional.of(Fact.SOME_ENDED);
            case THROTTLED -> Optional.of(Fact.SOME_THROTTLED);
            case METRC_UNAVAILABLE -> Optional.of(Fact.SOME_SILENT);
            case UNEXPECTED_ANSWER -> Optional.of(Fact.SOME_STRANGE);
            case REFUSED_DESPITE_PERMISSION -> Optional.of(Fact.SOME_REFUSED_DESPITE);
            case GRANT_NOT_IN_EFFECT -> Optional.of(Fact.SOME_NOT_IN_EFFECT);
            case NOT_PROVEN -> Optional.of(Fact.SOME_UNPROVEN);
            case TYPE_OR_PERMISSION -> Optional.of(Fact.SOME_UNCLEAR);
            // They have facts of their own: died, detached.
            case KEY_REPLACED_DURING_CHECK, LICENSE_NOT_ATTACHED -> Optional.empty();
            // It spoils no verdict.
            case UNSUPPORTED_HERE -> Optional.empty();
            // No line has them: they are causes of a refused key or of a call.
            case USER_KEY_REJECTED,
                    VENDOR_KEY_REJECTED,
                    KEY_PAIR_REJECTED,
                    KEYS_SWAPPED,
                    WRONG_JURISDICTION,
                    MASTER_KEY_OWNER_LEFT,
                    ACCESS_SUSPENDED,
                    KEY_REPLACED,
                    KEY_EXPIRED,
                    PERMISSION_LIKELY_MISSING,
                    KEY_OF_ANOTHER,
                    LICENSE_TYPE_EXCLUDES,
                    LICENSE_IS_NO_LABORATORY,
                    RECORD_NOT_OF_LICENSE,
                    SEPARATE_GRANT_MISSING,
                    GATE_CLOSED,
                    HEADER_MALFORMED,
                    NOT_HTTPS,
                    REQUEST_INVALID,
                    TOO_MANY_OBJECTS,
                    SIGNED_BY_ANOTHER,
                    API_VERSION_RETIRED -> Optional.empty();
        };
    }

    private static ReportLine read(ProbePlan.Step step, ProbeEvidence evidence, Set<Fact> everywhere) {
        Optional<Observation> seen = Optional.ofNullable(evidence.observations().get(step.category()));
        Set<Fact> facts = EnumSet.copyOf(everywhere);
        facts.addAll(declared(step.endpoint(), evidence.permissionList()));
        if (step.applicable()) {
            seen.map(Diagnostician::answered).ifPresentOrElse(facts::add, () -> {
                if (evidence.about().looksTried()) {
                    facts.add(Fact.UNREACHABLE);
                }
            });
        }
        return line(
                step.category(),
                Optional.empty(),
                step.endpoint(),
                step.excludedBy(),
                evidence,
                seen.map(Observation::evidence).stream().toList(),
                facts);
    }

    /**
     * An operation is not tried. Its line is based on the list of permissions, on calls that the application reported,
     * and on refused reads.
     */
    private static ReportLine operation(
            Operation operation,
            FacilityProfile profile,
            ProbeEvidence evidence,
            Set<Fact> everywhere,
            List<ReportLine> looks) {
        Endpoint endpoint = operation.endpoint();
        Optional<Observation> seen = Optional.ofNullable(evidence.observations().get(operation.category()))
                .filter(observation -> observation.endpoint().equals(endpoint));
        Set<Fact> facts = EnumSet.copyOf(everywhere);
        facts.addAll(declared(endpoint, evidence.permissionList()));
        seen.map(Diagnostician::answered).ifPresent(facts::add);
        Optional<Observation> list = operation == Operation.READ_PERMISSIONS ? evidence.ownList() : Optional.empty();
        list.map(Diagnostician::answered).ifPresent(facts::add);
        if (MissingPermissions.disputed(looks)) {
            facts.add(Fact.DISPUTED);
        }
        List<Evidence> shown = new ArrayList<>();
        if (endpoint.permissions().deniedWithout(MissingPermissions.absent(looks))) {
            facts.add(Fact.SHOWN_MISSING);
            shown.addAll(refusedFor(endpoint, looks));
        }
        List<FacilityFlag> excludedBy =
                endpoint.facility().excludedBy(profile.flags()).orElse(List.of());
        seen.map(Observation::evidence).filter(own -> !shown.contains(own)).ifPresent(shown::add);
        list.map(Observation::evidence).ifPresent(shown::add);
        return line(operation.category(), Optional.of(operation), endpoint, excludedBy, evidence, shown, facts);
    }

    /** The looks that were refused because of a missing permission that this call needs too. */
    private static List<Evidence> refusedFor(Endpoint endpoint, List<ReportLine> looks) {
        return looks.stream()
                .filter(line -> line.cause().equals(Optional.of(Cause.PERMISSION_MISSING)))
                .filter(line -> !Collections.disjoint(
                        line.requiredPermissions().permissions(),
                        endpoint.permissions().permissions()))
                .flatMap(line -> line.evidence().stream())
                .filter(Evidence.Observed.class::isInstance)
                .distinct()
                .toList();
    }

    private static ReportLine line(
            PermissionCategory category,
            Optional<Operation> operation,
            Endpoint endpoint,
            List<FacilityFlag> excludedBy,
            ProbeEvidence evidence,
            List<Evidence> seen,
            Set<Fact> facts) {
        if (!excludedBy.isEmpty()) {
            facts.add(Fact.EXCLUDED);
        }
        if (evidence.profile()
                .filter(facility -> endpoint.facility().openFor(facility.flags()))
                .isPresent()) {
            facts.add(Fact.FLAGS_UNKNOWN);
        }
        List<Evidence> restsOn = new ArrayList<>();
        // An earlier success takes precedence over an outage, but not over what Metrc refuses now.
        if (reported(endpoint, evidence) && !facts.contains(Fact.REFUSED)) {
            facts.add(Fact.SUCCEEDED);
            restsOn.add(Evidence.observed(endpoint, OptionalInt.of(200)));
        }
        restsOn.addAll(seen);
        for (Permission permission : endpoint.permissions().permissions()) {
            switch (evidence.permissionList().says(permission)) {
                case GRANTED -> restsOn.add(new Evidence.Declared(permission, true));
                case MISSING -> restsOn.add(new Evidence.Declared(permission, false));
                case UNCERTAIN, NOTHING -> {
                    // The list says nothing clear about this permission.
                }
            }
        }
        Row row = DecisionTable.first(Stage.LINE, facts);
        ReportLine.Status status = row.outcome(ReportLine.Status.class);
        boolean excluded = status == ReportLine.Status.NOT_APPLICABLE;
        return new ReportLine(
                category,
                operation,
                endpoint,
                need(category, operation, evidence),
                status,
                row.cause(),
                excluded ? excludedBy : List.of(),
                excluded ? List.of() : restsOn);
    }

    private static Role.Need need(PermissionCategory category, Optional<Operation> operation, ProbeEvidence evidence) {
        Optional<Role> role = evidence.about().role();
        return operation.map(done -> Role.Need.of(role, done)).orElseGet(() -> Role.Need.of(role, category));
    }

    private static boolean reported(Endpoint endpoint, ProbeEvidence evidence) {
        return evidence.about().successes().contains(endpoint);
    }

    /** What the list of permissions says about all permissions that a call needs. */
    static Set<Fact> declared(Endpoint endpoint, PermissionList permissionList) {
        if (!(permissionList instanceof PermissionList.Read)) {
            return Set.of();
        }
        Endpoint.PermissionRule rule = endpoint.permissions();
        Set<Fact> facts = EnumSet.of(Fact.PERMISSIONS_LISTED);
        if (rule.allows(said(rule, permissionList, PermissionList.Says.GRANTED))) {
            facts.add(Fact.GRANTED);
        }
        if (rule.deniedWithout(said(rule, permissionList, PermissionList.Says.MISSING))) {
            facts.add(Fact.DECLARED_MISSING);
        }
        return facts;
    }

    private static Set<Permission> said(Endpoint.PermissionRule rule, PermissionList list, PermissionList.Says what) {
        return rule.permissions().stream()
                .filter(permission -> list.says(permission) == what)
                .collect(Collectors.toSet());
    }

    static ReportLine facilities(ProbeEvidence evidence, ReportLine.Status status, Optional<Cause> cause) {
        List<Evidence> seen = new ArrayList<>();
        seen.add(evidence.opening().observation().evidence());
        evidence.control().ifPresent(control -> seen.add(signed(control, Signed.WITH_ANOTHER_KEY)));
        evidence.swapped().ifPresent(swapped -> seen.add(signed(swapped, Signed.WITH_THE_PAIR_SWAPPED)));
        evidence.elsewhere().entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .forEach(entry -> seen.add(signed(entry.getValue(), Signed.AT_ANOTHER_SERVER)));
        evidence.closing().ifPresent(closing -> seen.add(closing.observation().evidence()));
        return new ReportLine(
                PermissionCategory.FACILITIES,
                Optional.empty(),
                PermissionCategory.FACILITIES.readEndpoint(),
                Role.Need.REQUIRED,
                status,
                cause,
                List.of(),
                seen);
    }

    private static Evidence signed(FacilityList list, Signed signed) {
        Observation seen = list.observation();
        return new Evidence.Observed(seen.endpoint(), seen.httpStatus(), signed);
    }

    /** The facts that are known without a call. */
    static Set<Fact> known(ProbeCase about) {
        Set<Fact> facts = EnumSet.of(about.master() ? Fact.MASTER : Fact.INDIVIDUAL);
        if (about.oddShape()) {
            facts.add(Fact.ODD_SHAPE);
        }
        if (about.role().isPresent()) {
            facts.add(Fact.ROLE_NAMED);
        }
        about.circumstances().forEach(circumstance -> facts.add(Fact.of(circumstance)));
        return facts;
    }

    static Fact answered(Observation observation) {
        return switch (observation.outcome()) {
            case UNAVAILABLE -> observation.httpStatus().isPresent() ? Fact.FAILING : Fact.UNREACHABLE;
            // Metrc does not answer a GET for a list this way.
            case REDIRECTED, TOO_LARGE, INVALID -> Fact.STRANGE;
            default -> Fact.of(observation.outcome());
        };
    }

    /** What the list of facilities showed at the end. */
    private static Set<Fact> after(FacilityList closing, ProbeEvidence evidence) {
        if (closing.alive()) {
            boolean there =
                    closing.facility(evidence.about().facility().license()).isPresent();
            return there ? Set.of() : Set.of(closing.whole() ? Fact.DETACHED : Fact.STRANGE_AFTER);
        }
        return Set.of(
                switch (closing.observation().outcome()) {
                    case REFUSED -> Fact.DIED;
                    case THROTTLED -> Fact.THROTTLED_AFTER;
                    case UNAVAILABLE -> Fact.UNCLEAR_AFTER;
                    default -> Fact.STRANGE_AFTER;
                });
    }

    /** Whether the license has ended and Metrc acts accordingly. A date in a list alone does not refuse anyone. */
    private static boolean ended(ProbeEvidence evidence, FacilityProfile profile) {
        return profile.endDate().filter(evidence.about().today()::isAfter).isPresent()
                && nothingSucceeded(evidence)
                && evidence.observations().values().stream().anyMatch(o -> o.outcome() == Outcome.REFUSED);
    }

    /**
     * Whether nothing at the license succeeded. An outage on a line does not contradict an end date, and neither does a
     * 404.
     */
    private static boolean nothingSucceeded(ProbeEvidence evidence) {
        return !evidence.observations().isEmpty()
                && evidence.about().successes().isEmpty()
                && evidence.observations().values().stream().noneMatch(o -> o.outcome() == Outcome.SUCCEEDED);
    }
}
