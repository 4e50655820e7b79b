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
 * Checks a key where somebody logs in: two calls at most, and what that leaves open is filled in from an {@link AccessCache}.
 *
 * <pre>{@code
 * LoginCheck.of(book)
 *         .check(probe, ProbeRequest.individual(shop, user, vendorKey, key).forRole(Role.BUDTENDER))
 *         .thenAccept(result -> screen.show(result.ready() ? "Welcome" : "Not everything will work"));
 * }</pre>
 *
 * <p>Immutable, and as safe for use by several threads as the probe.
 */
public final class LoginCheck {

    private final AccessCache book;
    private final boolean unlessKnown;

    private LoginCheck(AccessCache book, boolean unlessKnown) {
        this.book = book;
        this.unlessKnown = unlessKnown;
    }

    /**
     * Checks that write down what they find.
     *
     * @param book where reports are recorded and answers come from
     * @return a helper that asks Metrc every time
     */
    public static LoginCheck of(AccessCache book) {
        return new LoginCheck(Checks.notNull(book, "book"), false);
    }

    /**
     * The same, without a call where the book knows already that the key can do all that is required. A no or an unknown is
     * checked all the same, for it may have been mended.
     *
     * @return a helper that asks Metrc where it has to
     */
    public LoginCheck unlessKnown() {
        return new LoginCheck(book, true);
    }

    /**
     * Checks a key.
     *
     * @param probe what asks Metrc
     * @param request the key, with the role of whoever logs in: where none is named, everything is required. The check is short
     *     whatever depth the request has
     * @return what the key can do; canceling it stops the check. It fails where the probe does, and never because of what
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
        book.record(report);
        return result(request, Optional.of(report));
    }

    private Result result(ProbeRequest request, Optional<ValidationReport> report) {
        Optional<Role> role = request.role();
        Map<PermissionCategory, AccessDecision> looks = new EnumMap<>(PermissionCategory.class);
        for (PermissionCategory category : PermissionCategory.values()) {
            if (role.map(named -> named.need(category)).orElse(Role.Need.REQUIRED) == Role.Need.REQUIRED) {
                looks.put(category, book.canLook(request.subject(), request.facility(), category));
            }
        }
        Map<Operation, AccessDecision> operations = new EnumMap<>(Operation.class);
        for (Operation operation : Operation.values()) {
            if (role.map(named -> named.need(operation)).orElse(Role.Need.REQUIRED) == Role.Need.REQUIRED) {
                operations.put(operation, book.canPerform(request.subject(), request.facility(), operation));
            }
        }
        return new Result(request.subject(), request.facility(), looks, operations, report);
    }

    /**
     * What a key can do of that which its owner's role requires.
     *
     * @param subject whose key
     * @param facility where
     * @param looks the parts of Metrc that have to be looked at, the list of facilities always among them
     * @param operations the operations that have to be carried out
     * @param report what the check found, which does not have to be more than that Metrc is down; empty where none was made
     */
    public record Result(
            KeyOwner subject,
            Facility facility,
            Map<PermissionCategory, AccessDecision> looks,
            Map<Operation, AccessDecision> operations,
            Optional<ValidationReport> report) {

        /** Refuses null. */
        public Result {
            Checks.notNull(subject, "subject");
            Checks.notNull(facility, "facility");
            looks = copy(PermissionCategory.class, Checks.notNull(looks, "looks"));
            operations = copy(Operation.class, Checks.notNull(operations, "operations"));
            Checks.notNull(report, "report");
        }

        private static <E extends Enum<E>> Map<E, AccessDecision> copy(Class<E> type, Map<E, AccessDecision> answers) {
            Map<E, AccessDecision> copy = new EnumMap<>(type);
            copy.putAll(answers);
            return Collections.unmodifiableMap(copy);
        }

        /**
         * Whether every answer is a yes. What the facility's type cannot hold is left out, as no role needs it there.
         *
         * @return false where something is refused, or is not known
         */
        public boolean ready() {
            return Stream.of(looks.values(), operations.values())
                    .flatMap(Collection::stream)
                    .allMatch(answer -> answer instanceof AccessDecision.Yes || excluded(answer));
        }

        /**
         * The operations that are refused. What the facility's type cannot hold is left out.
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
         * The operations of which nobody can tell.
         *
         * @return the operations
         */
        public List<Operation> unknown() {
            return operations.entrySet().stream()
                    .filter(entry -> entry.getValue() instanceof AccessDecision.Unknown)
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private static boolean excluded(AccessDecision answer) {
            return answer instanceof AccessDecision.No no && no.cause() == Cause.LICENSE_TYPE_EXCLUDES;
        }
    }
}
