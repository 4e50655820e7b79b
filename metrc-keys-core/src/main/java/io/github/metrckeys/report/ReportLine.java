package io.github.metrckeys.report;

import io.github.metrckeys.Access;
import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.check.Checks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One line of a report: what a validation found about one part of Metrc, or about one operation in it.
 *
 * @param category the part
 * @param operation the operation; empty for a line about looking at the part
 * @param endpoint the call that stands for it
 * @param need how much the role needs it; required if no role was named
 * @param status what was found
 * @param cause why; empty if and only if the status is success or not applicable
 * @param excludedBy if the line is not applicable, the facility flags that exclude it (at least one would need to be
 *     true); empty otherwise
 * @param evidence what the status is based on; empty if nothing was asked
 */
public record ReportLine(
        PermissionCategory category,
        Optional<Operation> operation,
        Endpoint endpoint,
        Role.Need need,
        ReportLine.Status status,
        Optional<Cause> cause,
        List<FacilityFlag> excludedBy,
        List<Evidence> evidence) {

    /** Refuses null, and copies its arguments. */
    public ReportLine {
        Checks.notNull(category, "category");
        Checks.notNull(operation, "operation");
        Checks.notNull(endpoint, "endpoint");
        Checks.notNull(need, "need");
        Checks.notNull(status, "status");
        Checks.notNull(cause, "cause");
        excludedBy = List.copyOf(Checks.notNull(excludedBy, "excludedBy"));
        evidence = List.copyOf(Checks.notNull(evidence, "evidence"));
    }

    /**
     * Whether the line is about reading or changing data.
     *
     * @return the access of the call
     */
    public Access access() {
        return endpoint.access();
    }

    /**
     * The permissions that the key's user needs for this line.
     *
     * @return the rule of the call
     */
    public Endpoint.PermissionRule requiredPermissions() {
        return endpoint.permissions();
    }

    /**
     * Whether Metrc's list of permissions and its answers contradict each other: a permission is granted, but the call
     * is refused, or the permission is missing, but the call succeeds.
     *
     * @return true if they contradict each other
     */
    public boolean disputed() {
        return cause.filter(Cause.REFUSED_DESPITE_PERMISSION::equals).isPresent()
                || cause.filter(Cause.GRANT_NOT_IN_EFFECT::equals).isPresent()
                || answeredAgainstTheList();
    }

    /**
     * Whether Metrc answered a call although its list of permissions lacks the permission for it.
     *
     * @return true if the list belongs to another user, or is not up to date
     */
    public boolean answeredAgainstTheList() {
        boolean answered =
                status == ReportLine.Status.SUCCESS && evidence.stream().anyMatch(Evidence.Observed.class::isInstance);
        // The user may have a permission that the list says nothing clear about.
        Set<Permission> perhaps = new HashSet<>(requiredPermissions().permissions());
        for (Evidence seen : evidence) {
            if (seen instanceof Evidence.Declared declared && !declared.granted()) {
                perhaps.remove(declared.permission());
            }
        }
        return answered && !requiredPermissions().allows(perhaps);
    }

    /**
     * What the line is about, for people.
     *
     * @param messages the language
     * @return the name of its operation, or of its part of Metrc
     */
    public String label(Messages messages) {
        Checks.notNull(messages, "messages");
        return operation.map(done -> done.label(messages)).orElseGet(() -> category.label(messages));
    }

    /**
     * Why the line is what it is.
     *
     * @param messages the language
     * @return a clause; empty if there is nothing to say, as for a success
     */
    public Optional<String> explanation(Messages messages) {
        Checks.notNull(messages, "messages");
        if (status == Status.NOT_APPLICABLE) {
            String things = LicenseWords.each(excludedBy, messages).collect(Collectors.joining(", "));
            return things.isEmpty()
                    ? Optional.empty()
                    : Optional.of(notApplicable(things, likelyNotApplicable(), messages));
        }
        List<String> clauses = new ArrayList<>();
        cause.ifPresent(why -> clauses.add(messages.text("line." + why, required(messages))));
        if (disputed() && status == Status.SUCCESS) {
            clauses.add(messages.text("line.DISPUTED", required(messages)));
        }
        return clauses.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", clauses));
    }

    /** Says that a license cannot hold these things, or probably cannot. */
    static String notApplicable(String things, boolean likely, Messages messages) {
        String fact = messages.text("line.NOT_APPLICABLE", things);
        return likely ? messages.text("line.LIKELY", fact) : fact;
    }

    /** Whether it is inferred that the license cannot hold this, and not documented or observed. */
    boolean likelyNotApplicable() {
        return status == Status.NOT_APPLICABLE && !endpoint.facility().certain();
    }

    /** Whether the role gets along without it, although nothing shows that the key can do it. */
    boolean optional() {
        return need == Role.Need.HELPFUL && status != Status.SUCCESS && status != Status.NOT_APPLICABLE;
    }

    /**
     * What the call needs, such as {@code View Sales or Manage Sales}.
     *
     * @param messages the language; the names of permissions are Metrc's own
     * @return the names of the permissions, or that none is needed
     */
    public String required(Messages messages) {
        Checks.notNull(messages, "messages");
        List<Permission> permissions = requiredPermissions().permissions();
        return permissions.isEmpty()
                ? messages.text("permissions.NONE")
                : permissions.stream()
                        .map(Permission::name)
                        .collect(Collectors.joining(messages.text(
                                "permissions." + requiredPermissions().match())));
    }

    /**
     * What an operation needs beside the permission, and the employee cannot fix.
     *
     * @param messages the language; the names of grants are Metrc's own
     * @return the operation, and Metrc's names of what the vendor, the license or the state has to be granted; empty if
     *     nothing is known to be needed
     */
    public Optional<String> gates(Messages messages) {
        Checks.notNull(messages, "messages");
        return operation.isEmpty() || endpoint.gates().isEmpty()
                ? Optional.empty()
                : Optional.of(messages.text(
                        "line.GATES",
                        label(messages),
                        endpoint.gates().stream().map(Endpoint.Gate::name).collect(Collectors.joining(", "))));
    }

    /** The result of a line. */
    public enum Status {
        /** Metrc answered the call, or its list of permissions has what the call needs. */
        SUCCESS,
        /** Metrc refused the call to this key, or its list of permissions lacks what the call needs. */
        FAILURE,
        /** The facility's type cannot hold such records, no matter whose key is used. No call was made. */
        NOT_APPLICABLE,
        /** Metrc did not give an answer that says something about the key. */
        INCONCLUSIVE,
        /**
         * Nothing shows whether the call would succeed. That a key may read does not prove that it may change
         * something.
         */
        UNPROVEN;

        /**
         * What the line found, for people.
         *
         * @param messages the language
         * @return a word or two
         */
        public String label(Messages messages) {
            return Checks.notNull(messages, "messages").text("status." + name());
        }
    }
}
