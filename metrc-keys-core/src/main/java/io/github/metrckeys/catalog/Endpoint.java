package io.github.metrckeys.catalog;

import io.github.metrckeys.Access;
import io.github.metrckeys.internal.check.Checks;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One call of Metrc's Web API v2, and what is needed for it to succeed.
 *
 * @param method the HTTP method
 * @param path the path with its variables in braces, such as {@code /packages/v2/{id}}, without a slash at its end
 * @param resource Metrc's own name for the group that the endpoint belongs to, such as {@code Packages}
 * @param permissions which permissions the key's user needs
 * @param facility which facility types can hold such records
 * @param gates what no user permission opens
 * @param parameters the names of the query's parameters (documented)
 * @param answer what a successful answer holds
 * @param sources how far Metrc's pages agree on all this
 */
public record Endpoint(
        HttpMethod method,
        String path,
        String resource,
        Endpoint.PermissionRule permissions,
        Endpoint.FacilityRule facility,
        List<Gate> gates,
        Set<String> parameters,
        Endpoint.AnswerShape answer,
        Endpoint.Sources sources) {

    /** The parameter by which a call names its facility. */
    public static final String LICENSE_NUMBER = "licenseNumber";

    /** The parameter that asks for a page, counted from 1 (documented). */
    public static final String PAGE_NUMBER = "pageNumber";

    /** The parameter that asks for pages of a size, up to 20 (documented). */
    public static final String PAGE_SIZE = "pageSize";

    /** Refuses null, and copies what it is given. */
    public Endpoint {
        Checks.notNull(method, "method");
        Checks.notNull(path, "path");
        Checks.notNull(resource, "resource");
        Checks.notNull(permissions, "permissions");
        Checks.notNull(facility, "facility");
        gates = List.copyOf(Checks.notNull(gates, "gates"));
        parameters = Set.copyOf(Checks.notNull(parameters, "parameters"));
        Checks.notNull(answer, "answer");
        Checks.notNull(sources, "sources");
    }

    /**
     * A condition that is granted to the software vendor, the license or the state, and not to the key's user.
     *
     * @param holder who has it or lacks it
     * @param name Metrc's wording (documented)
     */
    public record Gate(Holder holder, String name) {

        /** Refuses null. */
        public Gate {
            Checks.notNull(holder, "holder");
            Checks.notNull(name, "name");
        }

        /** Who has a gate opened. */
        public enum Holder {
            /** The software vendor, by the scope of its API access. */
            INTEGRATOR,
            /** The license or the state, by a setting. */
            SETTING
        }
    }

    /**
     * Whether the call looks or changes.
     *
     * @return read for GET, write for all others
     */
    public Access access() {
        return method.access();
    }

    /**
     * Whether the list can be asked for page by page.
     *
     * @return true where the endpoint takes a page number and a page size
     */
    public boolean paged() {
        return parameters.contains(PAGE_NUMBER);
    }

    /**
     * Whether the call names a facility; a call that does not counts against the vendor's limits alone (documented).
     *
     * @return true where the endpoint takes a license number
     */
    public boolean namesFacility() {
        return parameters.contains(LICENSE_NUMBER);
    }

    /**
     * Whether the call is about one record, whose id stands in its path.
     *
     * @return true where the path has a variable
     */
    public boolean namesRecord() {
        return path.indexOf('{') >= 0;
    }

    /** {@return the method and the path} */
    @Override
    public String toString() {
        return method + " " + path;
    }

    /** How far Metrc's own pages agree on what an endpoint needs. */
    public enum Sources {
        /** The pages of 2024 and of 2026 say the same. */
        BOTH,
        /**
         * They differ: the page of 2026 was followed, or the older page's permission kept where the newer names gates only.
         */
        NEWER,
        /** Only one of them has this endpoint. */
        ONE
    }

    /**
     * Which permissions a call needs.
     *
     * @param match whether one of the permissions is enough. Metrc's pages list names without saying (inferred)
     * @param permissions the permissions, in the order of Metrc's pages; none where every user may make the call
     */
    public record PermissionRule(Match match, List<Permission> permissions) {

        /** The rule of a call that every user may make. */
        public static final PermissionRule NONE = new PermissionRule(Match.ALL, List.of());

        /** Refuses null, and copies what it is given. */
        public PermissionRule {
            Checks.notNull(match, "match");
            permissions = List.copyOf(Checks.notNull(permissions, "permissions"));
        }

        /** How many of the permissions are needed. */
        public enum Match {
            /** One of them is enough. */
            ANY,
            /** Every one is needed. */
            ALL
        }

        /**
         * Whether a user with these permissions may make the call.
         *
         * @param granted the user's permissions
         * @return true where nothing is missing
         */
        public boolean allows(Set<Permission> granted) {
            Checks.notNull(granted, "granted");
            return switch (match) {
                case ANY -> permissions.isEmpty() || permissions.stream().anyMatch(granted::contains);
                case ALL -> granted.containsAll(permissions);
            };
        }

        /**
         * Whether one of several permissions is enough.
         *
         * @return false if every permission is needed, and also if there is none to choose from
         */
        public boolean oneIsEnough() {
            return match == Match.ANY && permissions.size() > 1;
        }

        /**
         * What a user with these permissions lacks for the call.
         *
         * @param granted the user's permissions
         * @return the permissions to be granted: all that are missing, or, where one is enough, the alternatives to choose
         *     from; none where the call is allowed
         */
        public List<Permission> missing(Set<Permission> granted) {
            return allows(granted)
                    ? List.of()
                    : permissions.stream().filter(p -> !granted.contains(p)).toList();
        }
    }

    /**
     * Which facility types can hold the records of an endpoint: no key can make the call succeed at any other.
     *
     * @param groups every group must hold, and a group holds where one of its flags is true; none where any facility will do
     * @param basis what the rule rests on
     */
    public record FacilityRule(List<List<FacilityFlag>> groups, Provenance basis) {

        /**
         * The rule of an endpoint for which no flag is known. That any facility can hold it is inferred: some types were seen to
         * be refused all the same.
         */
        public static final FacilityRule NONE = new FacilityRule(List.of(), Provenance.INFERRED);

        /** Refuses null, and copies what it is given. */
        public FacilityRule {
            groups = Checks.notNull(groups, "groups").stream().map(List::copyOf).toList();
            Checks.notNull(basis, "basis");
        }

        /**
         * Whether it is left open if a facility can hold such records: no flag excludes it, and of some group that must hold none
         * is known to.
         *
         * @param flags what the facility's type says
         * @return true where Metrc did not send a flag that decides
         */
        public boolean openFor(FacilityFlags flags) {
            Checks.notNull(flags, "flags");
            return excludedBy(flags).isEmpty()
                    && groups.stream()
                            .anyMatch(group -> group.stream()
                                    .noneMatch(flag -> flags.value(flag).orElse(false)));
        }

        /**
         * The first group of flags by which a facility is excluded. An unknown flag excludes nothing.
         *
         * @param flags what the facility's type says
         * @return the group, all of whose flags are false; empty where the facility is not excluded
         */
        public Optional<List<FacilityFlag>> excludedBy(FacilityFlags flags) {
            Checks.notNull(flags, "flags");
            return groups.stream()
                    .filter(group -> group.stream()
                            .allMatch(flag ->
                                    flags.value(flag).filter(value -> !value).isPresent()))
                    .findFirst();
        }
    }

    /** What the body of an endpoint's successful answer is, after the examples on Metrc's pages of 2026 (documented). */
    public enum AnswerShape {
        /** An envelope with {@code Data}, {@code Total}, {@code TotalRecords}, {@code PageSize} and so on. */
        PAGE,
        /** A bare array. */
        ARRAY,
        /** An object. */
        OBJECT,
        /** An object with the {@code Ids} of what was written, and {@code Warnings}. */
        IDS,
        /** Nothing, or nothing that is known. */
        NONE
    }
}
