package io.github.metrckeys.access;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ValidationReport;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
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
            Result known = result(request, Optional.empty());
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
        cache.record(report);
        return result(request, Optional.of(report));
    }

    private Result result(ProbeRequest request, Optional<ValidationReport> report) {
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
        return new Result(request.subject(), request.facility(), reads, operations, report);
    }

    /**
     * What a key can do of what its owner's role requires.
     *
     * @param subject whose key
     * @param facility where
     * @param reads the parts of Metrc that the role reads, always with the list of facilities
     * @param operations the operations that the role carries out
     * @param report what the check found, perhaps only that Metrc is down; empty if no call was made
     */
    public record Result(
            KeyOwner subject,
            Facility facility,
            Map<PermissionCategory, AccessDecision> reads,
            Map<Operation, AccessDecision> operations,
            Optional<ValidationReport> report) {

        /** Refuses null. */
        public Result {
            Checks.notNull(subject, "subject");
            Checks.notNull(facility, "facility");
            reads = copy(PermissionCategory.class, Checks.notNull(reads, "reads"));
            operations = copy(Operation.class, Checks.notNull(operations, "operations"));
            Checks.notNull(report, "report");
        }

        private static <E extends Enum<E>> Map<E, AccessDecision> copy(
                Class<E> type, Map<E, AccessDecision> decisions) {
            Map<E, AccessDecision> copy = new EnumMap<>(type);
            copy.putAll(decisions);
            return Collections.unmodifiableMap(copy);
        }

        /**
         * Whether every decision is a yes. What the facility's type cannot hold does not count, as no role needs it
         * there.
         *
         * @return false if something is refused or unknown
         */
        public boolean ready() {
            return Stream.of(reads.values(), operations.values())
                    .flatMap(Collection::stream)
                    .allMatch(decision -> decision instanceof AccessDecision.Yes || excluded(decision));
        }

        /**
         * The operations that are refused. What the facility's type cannot hold does not count.
         *
         * @return the operations
         */
        public List<Operation> refused() {
            return operations.entrySet().stream()
                    .filter(entry -> entry.getValue() instanceof AccessDecision.No && !excluded(entry.getValue()))
                    .map(Map.Entry::getKey)
                    .toList();
        }

        /**
         * The operations of which nothing is known.
         *
         * @return the operations
         */
        public List<Operation> unknown() {
            return operations.entrySet().stream()
                    .filter(entry -> entry.getValue() instanceof AccessDecision.Unknown)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private static boolean excluded(AccessDecision decision) {
            return decision instanceof AccessDecision.No no && no.cause() == Cause.LICENSE_TYPE_EXCLUDES;
        }
    }
}
