package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.Access;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.internal.diagnosis.DecisionTable.Row;
import io.github.metrckeys.internal.diagnosis.DecisionTable.Stage;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Explanation;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Explains, from a report about a key, why a call that the key signed was refused. It uses the same table of diagnoses
 * for this one call. A pure function that sends nothing.
 */
public final class CallDiagnostician {

    private static final Pattern VERSION_1 = Pattern.compile("/?[^/]+/v1(/.*)?", Pattern.CASE_INSENSITIVE);

    private CallDiagnostician() {}

    /** Explains the answer to a call. If the report says that the key itself is refused, that is the explanation. */
    public static Explanation explain(AnsweredCall call, ValidationReport report) {
        Optional<Endpoint> endpoint = EndpointCatalog.standard().find(call.method(), call.path());
        Set<Fact> facts = answered(call);
        call.circumstances().forEach(circumstance -> facts.add(Fact.of(circumstance)));
        return explain(endpoint, facts, report, call.wellSigned() && call.signedByActor());
    }

    /**
     * What to do about one line that failed, or that the type of the license rules out; a report's own are for all of
     * it.
     */
    public static List<Remedy> remedies(ReportLine line, Cause cause, ValidationReport report) {
        if (cause == Cause.LICENSE_TYPE_EXCLUDES) {
            // Also for a laboratory's call, unlike after a call that was made: nobody is about to make this one.
            return List.of(Remedy.of(Remedy.Code.LEAVE_CALL_OUT));
        }
        Explanation refused = explain(Optional.of(line.endpoint()), EnumSet.of(Fact.REFUSED), report, true);
        if (refused.cause().equals(Optional.of(cause))) {
            return refused.remedies();
        }
        // If several permissions are needed together, nobody knows which one is missing.
        return cause == Cause.PERMISSION_MISSING
                ? List.of(new Remedy(
                        Remedy.Code.GRANT_PERMISSION, line.requiredPermissions().permissions()))
                : report.remedies();
    }

    private static Explanation explain(
            Optional<Endpoint> endpoint, Set<Fact> facts, ValidationReport report, boolean signedAsReported) {
        if (report.findings().permissionList() instanceof PermissionList.Read) {
            facts.add(Fact.PERMISSIONS_LISTED);
        }
        endpoint.ifPresent(called -> facts.addAll(about(called, report)));
        if (facts.contains(Fact.REFUSED) && saysAllThereIs(report) && signedAsReported) {
            return new Explanation(report.cause(), endpoint, report.remedies());
        }
        Row row = DecisionTable.first(Stage.CALL, facts);
        return new Explanation(
                row.cause(),
                endpoint,
                row.remedies(facts).stream()
                        .map(code -> new Remedy(
                                code,
                                switch (code) {
                                    case GRANT_PERMISSION ->
                                        missing(endpoint.orElseThrow(), report, facts.contains(Fact.DISPUTED));
                                    case CHECK_PERMISSION ->
                                        MissingPermissions.unproven(endpoint.orElseThrow(), report.lines());
                                    default -> List.of();
                                }))
                        .toList());
    }

    /** The key does not get as far as the call, or it is not known how far it gets. */
    private static boolean saysAllThereIs(ValidationReport report) {
        return report.verdict() == Verdict.KEY_REFUSED
                || (report.verdict() == Verdict.INCONCLUSIVE && report.lines().size() == 1);
    }

    private static Set<Fact> answered(AnsweredCall call) {
        Set<Fact> facts = EnumSet.of(
                call.httpStatus().isPresent()
                        ? Fact.of(Outcome.of(call.httpStatus().getAsInt()))
                        : Fact.UNREACHABLE);
        if (VERSION_1.matcher(call.path()).matches()) {
            facts.add(Fact.VERSION_1);
        }
        if (!call.wellSigned()) {
            facts.add(Fact.HEADER_MALFORMED);
        }
        if (!call.signedByActor()) {
            facts.add(Fact.SIGNER_IS_NOT_ACTOR);
        }
        return facts;
    }

    private static Set<Fact> about(Endpoint endpoint, ValidationReport report) {
        Set<Fact> facts = EnumSet.noneOf(Fact.class);
        facts.addAll(Diagnostician.declared(endpoint, report.findings().permissionList()));
        if (MissingPermissions.disputed(report.lines())) {
            facts.add(Fact.DISPUTED);
        }
        if (endpoint.path().endsWith("/wholesale")) {
            facts.add(Fact.WHOLESALE_CALL);
        }
        if (endpoint.path().equals("/labtests/v2/record")) {
            facts.add(Fact.LABORATORY_CALL);
        }
        if (endpoint.facility().excludedBy(report.findings().flags()).isPresent()) {
            facts.add(Fact.EXCLUDED);
        }
        if (endpoint.permissions().deniedWithout(MissingPermissions.absent(report.lines()))) {
            facts.add(Fact.SHOWN_MISSING);
        }
        if (endpoint.namesRecord()) {
            facts.add(Fact.NAMES_RECORD);
        }
        if (!endpoint.permissions().permissions().isEmpty()) {
            facts.add(Fact.NEEDS_PERMISSION);
            if (endpoint.permissions().allows(MissingPermissions.proven(report.lines()))) {
                facts.add(Fact.SHOWN_GRANTED);
            }
        }
        if (endpoint.access() == Access.WRITE) {
            facts.add(Fact.WRITES);
        }
        if (!endpoint.gates().isEmpty()) {
            facts.add(Fact.GATED);
        }
        // That a user may read does not prove that the user may change something, unless the same permissions cover
        // both.
        boolean listWorks = report.lines().stream()
                .filter(line -> line.operation().isEmpty() && line.status() == ReportLine.Status.SUCCESS)
                .filter(line -> line.endpoint().resource().equals(endpoint.resource()))
                .anyMatch(line -> (facts.contains(Fact.GRANTED) && !facts.contains(Fact.DISPUTED))
                        || line.requiredPermissions().equals(endpoint.permissions()));
        if (listWorks) {
            facts.add(Fact.LIST_WORKS);
        }
        return facts;
    }

    private static List<Permission> missing(Endpoint endpoint, ValidationReport report, boolean disputed) {
        Set<Permission> absent = MissingPermissions.absent(report.lines());
        PermissionList permissionList = report.findings().permissionList();
        Endpoint.PermissionRule rule = endpoint.permissions();
        return rule.oneIsEnough()
                ? rule.least(Set.of())
                : rule.permissions().stream()
                        .filter(permission -> absent.contains(permission)
                                || (!disputed && permissionList.says(permission) == PermissionList.Says.MISSING))
                        .toList();
    }
}
