package io.github.metrckeys.access;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.diagnosis.Diagnostician;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Checks a key when somebody logs in: at most two calls, and an {@link AccessCache} fills in what they leave open.
 *
 * <pre>{@code
 * LoginCheck.of(cache)
 *         .check(probe, ProbeRequest.individual(shop, user, vendorKey, key).forRole(Role.BUDTENDER))
 *         .thenAccept(result -> screen.show(result.ready() ? "Welcome" : "Not everything will work"));
 * }</pre>
 *
 * <p>Immutable, and as safe for use by several threads as the probe.
 */
public final class LoginCheck {

    private final AccessCache cache;
    private final boolean unlessKnown;

    private LoginCheck(AccessCache cache, boolean unlessKnown) {
        this.cache = cache;
        this.unlessKnown = unlessKnown;
    }

    /**
     * Makes a check that asks Metrc every time.
     *
     * @param cache where reports are recorded and decisions come from
     * @return the check
     */
    public static LoginCheck of(AccessCache cache) {
        return new LoginCheck(Checks.notNull(cache, "cache"), false);
    }

    /**
     * The same check, without a call if the cache already knows that the key can do everything that is required. A no
     * or an unknown is always checked, since somebody may have fixed it.
     *
     * @return a check that asks Metrc only if it needs to
     */
    public LoginCheck unlessKnown() {
        return new LoginCheck(cache, true);
    }

    /**
     * Checks a key.
     *
     * @param probe what asks Metrc
     * @param request the key, with the role of the person who logs in; if no role is named, everything is required. The
     *     check is short, whatever depth the request has
     * @return what the key can do; canceling it stops the check. It fails if the probe fails, and never because of what
     *     Metrc answers
     */
    public CompletableFuture<Result> check(PermissionProbe probe, ProbeRequest request) {
        Checks.notNull(probe, "probe");
        Checks.notNull(request, "request");
        if (unlessKnown) {
            Result known = result(request, Optional.empty(), findings(request, Optional.empty()));
            if (known.ready()) {
                return CompletableFuture.completedFuture(known);
            }
        }
        CompletableFuture<Result> result = new CompletableFuture<>();
        try {
            CompletableFuture<ValidationReport> report = probe.validateAsync(request.depth(ProbeRequest.Depth.LOGIN));
            var unused = report.thenApply(found -> recorded(request, found)).whenComplete((found, failure) -> {
                if (failure == null) {
                    result.complete(found);
                } else {
                    result.completeExceptionally(failure);
                }
            });
            var unusedToo = result.whenComplete((found, failure) -> {
                if (result.isCancelled()) {
                    report.cancel(true);
                }
            });
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private Result recorded(ProbeRequest request, ValidationReport report) {
        // Before it is recorded: what an earlier check has found of the same key stays true.
        ValidationReport.Findings findings = findings(request, Optional.of(report));
        cache.record(report);
        return result(request, Optional.of(report), findings);
    }

    /** What is known beside the decisions. A short check does not look under whom Metrc lists the key. */
    private ValidationReport.Findings findings(ProbeRequest request, Optional<ValidationReport> report) {
        Optional<ValidationReport.Findings> earlier =
                cache.lastReport(request.subject(), request.facility()).map(ValidationReport::findings);
        ValidationReport.Findings now =
                report.map(ValidationReport::findings).or(() -> earlier).orElse(ValidationReport.Findings.NONE);
        return new ValidationReport.Findings(
                now.licenseType(),
                now.flags(),
                now.licenses(),
                now.permissionList(),
                now.acceptedAt(),
                now.holder().or(() -> earlier.flatMap(ValidationReport.Findings::holder)),
                now.masterKey());
    }

    private Result result(ProbeRequest request, Optional<ValidationReport> report, ValidationReport.Findings findings) {
        Optional<Role> role = request.role();
        Map<PermissionCategory, AccessDecision> reads = new EnumMap<>(PermissionCategory.class);
        for (PermissionCategory category : PermissionCategory.values()) {
            if (Role.Need.of(role, category) == Role.Need.REQUIRED) {
                reads.put(category, cache.canRead(request.subject(), request.facility(), category));
            }
        }
        Map<Operation, AccessDecision> operations = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            if (Role.Need.of(role, operation) == Role.Need.REQUIRED) {
                operations.put(operation, cache.canPerform(request.subject(), request.facility(), operation));
            }
        }
        return new Result(request.subject(), request.facility(), role, reads, operations, report, findings);
    }

    /**
     * What a key can do of what its owner's role requires.
     *
     * @param subject whose key
     * @param facility where
     * @param role the role that decides what is required; empty if everything is
     * @param reads the parts of Metrc that the role reads, always with the list of facilities
     * @param operations the operations that the role carries out
     * @param report what the check found, perhaps only that Metrc is down; empty if no call was made. Show the verdict
     *     of this result and not of the report, since earlier checks count too
     * @param findings what is known of the key beside the decisions, by this check or an earlier one
     */
    public record Result(
            KeyOwner subject,
            Facility facility,
            Optional<Role> role,
            Map<PermissionCategory, AccessDecision> reads,
            Map<Operation, AccessDecision> operations,
            Optional<ValidationReport> report,
            ValidationReport.Findings findings) {

        /** Refuses null. */
        public Result {
            Checks.notNull(subject, "subject");
            Checks.notNull(facility, "facility");
            Checks.notNull(role, "role");
            reads = copy(PermissionCategory.class, Checks.notNull(reads, "reads"));
            operations = copy(Operation.class, Checks.notNull(operations, "operations"));
            Checks.notNull(report, "report");
            Checks.notNull(findings, "findings");
        }

        private static <E extends Enum<E>> Map<E, AccessDecision> copy(
                Class<E> type, Map<E, AccessDecision> decisions) {
            Map<E, AccessDecision> copy = new EnumMap<>(type);
            copy.putAll(decisions);
            return Collections.unmodifiableMap(copy);
        }

        /**
         * Whether the key can do all that the role requires and the license can have.
         *
         * @return true if the verdict is all good and nothing is unknown
         */
        public boolean ready() {
            return verdict() == Verdict.ALL_GOOD && unknown().isEmpty();
        }

        /**
         * What the decisions come to, by the same rule as a report.
         *
         * @return the verdict
         */
        public Verdict verdict() {
            return decided().verdict();
        }

        /**
         * What to show to the person who logs in.
         *
         * @return one or two English sentences
         */
        public String summary() {
            return summary(Messages.english());
        }

        /**
         * What to show to the person who logs in.
         *
         * @param messages the language
         * @return one or two sentences
         */
        public String summary(Messages messages) {
            return decided().summary(Checks.notNull(messages, "messages"));
        }

        /**
         * What to do.
         *
         * @return the remedies, most important first
         */
        public List<Remedy> remedies() {
            return decided().remedies();
        }

        /**
         * What is refused. What the type of the license rules out is not: no key can do it.
         *
         * @return the parts of Metrc first, then the operations
         */
        public List<Item> refused() {
            return items(decision -> decision instanceof AccessDecision.No no && !excluded(no));
        }

        /**
         * What nothing is known of.
         *
         * @return the parts of Metrc first, then the operations
         */
        public List<Item> unknown() {
            return items(AccessDecision.Unknown.class::isInstance);
        }

        private List<Item> items(Predicate<AccessDecision> which) {
            Stream<Item> looks = reads.entrySet().stream()
                    .filter(entry -> which.test(entry.getValue()))
                    .map(entry -> new Item(entry.getKey(), Optional.empty()));
            Stream<Item> works = operations.entrySet().stream()
                    .filter(entry -> which.test(entry.getValue()))
                    .map(entry -> new Item(entry.getKey().category(), Optional.of(entry.getKey())));
            return Stream.concat(looks, works).toList();
        }

        private static boolean excluded(AccessDecision.No no) {
            return no.cause() == Cause.LICENSE_TYPE_EXCLUDES;
        }

        /** The decisions as a report, so that they are judged and told as reports are. */
        private ValidationReport decided() {
            Optional<ValidationReport> refusal = Stream.concat(reads.values().stream(), operations.values().stream())
                    .flatMap(
                            decision -> decision instanceof AccessDecision.No no ? Stream.of(no.report()) : Stream.of())
                    .filter(found -> found.verdict() == Verdict.KEY_REFUSED)
                    .findFirst();
            if (refusal.isPresent()) {
                return refusal.get();
            }
            Optional<ValidationReport> outage = report.filter(found -> found.verdict() == Verdict.INCONCLUSIVE);
            if (outage.isPresent() && !unknown().isEmpty()) {
                return outage.get();
            }
            List<ReportLine> lines = new ArrayList<>();
            reads.forEach((category, decision) ->
                    lines.add(line(category, Optional.empty(), category.readEndpoint(), decision)));
            operations.forEach((operation, decision) ->
                    lines.add(line(operation.category(), Optional.of(operation), operation.endpoint(), decision)));
            return new ValidationReport(
                    subject,
                    facility,
                    role,
                    findings,
                    Diagnostician.diagnose(role, lines, findings),
                    report.map(ValidationReport::checkedAt).orElse(Instant.EPOCH),
                    Duration.ZERO,
                    0);
        }

        private static ReportLine line(
                PermissionCategory category,
                Optional<Operation> operation,
                Endpoint endpoint,
                AccessDecision decision) {
            ReportLine.Status status = ReportLine.Status.SUCCESS;
            Optional<Cause> cause = Optional.empty();
            List<FacilityFlag> excludedBy = List.of();
            if (decision instanceof AccessDecision.No no && excluded(no)) {
                status = ReportLine.Status.NOT_APPLICABLE;
                excludedBy = operation
                        .map(no.report()::line)
                        .orElseGet(() -> no.report().line(category))
                        .map(ReportLine::excludedBy)
                        .orElse(List.of());
            } else if (decision instanceof AccessDecision.No no) {
                status = ReportLine.Status.FAILURE;
                cause = Optional.of(no.cause());
            } else if (decision instanceof AccessDecision.Unknown) {
                status = ReportLine.Status.UNPROVEN;
                cause = Optional.of(Cause.NOT_PROVEN);
            }
            return new ReportLine(
                    category, operation, endpoint, Role.Need.REQUIRED, status, cause, excludedBy, List.of());
        }
    }

    /**
     * Something that a role requires: to look at a part of Metrc, or to carry out an operation.
     *
     * @param category the part of Metrc
     * @param operation the operation; empty if it is about looking
     */
    public record Item(PermissionCategory category, Optional<Operation> operation) {

        /** Refuses null. */
        public Item {
            Checks.notNull(category, "category");
            Checks.notNull(operation, "operation");
        }

        /**
         * What it is, for people.
         *
         * @param messages the language
         * @return the name of the operation, or of the part of Metrc
         */
        public String label(Messages messages) {
            Checks.notNull(messages, "messages");
            return operation.map(done -> done.label(messages)).orElseGet(() -> category.label(messages));
        }

        /** {@return the code of the operation, or of the part of Metrc} */
        @Override
        public String toString() {
            return operation.map(Enum::name).orElseGet(category::name);
        }
    }
}
