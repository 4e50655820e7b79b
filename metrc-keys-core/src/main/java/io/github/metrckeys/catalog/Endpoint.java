package io.github.metrckeys.catalog;

import io.github.metrckeys.Access;
import io.github.metrckeys.internal.check.Checks;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One call of Metrc's Web API v2, and what it needs to succeed.
 *
 * @param method the HTTP method
 * @param path the path with its variables in braces, such as {@code /packages/v2/{id}}, without a trailing slash
 * @param resource Metrc's own name for the group that the endpoint belongs to, such as {@code Packages}
 * @param permissions which permissions the key's user needs
 * @param facility which facility types can hold such records
 * @param gates what the call needs beyond user permissions
 * @param parameters the names of the query parameters (documented)
 * @param answer what a successful answer contains
 * @param sources whether Metrc's pages agree on all this
 */
public record Endpoint(
        HttpMethod method,
        String path,
        String resource,
        PermissionRule permissions,
        FacilityRule facility,
        List<Gate> gates,
        Set<String> parameters,
        AnswerShape answer,
        Sources sources) {

    /** The query parameter that names the facility of a call. */
    public static final String LICENSE_NUMBER = "licenseNumber";

    /** The query parameter for the number of a page, counted from 1 (documented). */
    public static final String PAGE_NUMBER = "pageNumber";

    /** The query parameter for the size of a page, at most 20 (documented). */
    public static final String PAGE_SIZE = "pageSize";

    /** Refuses null, and copies its arguments. */
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
     * A requirement that only the software vendor, the license or the state can meet, and never the key's user.
     *
     * @param holder who can meet it
     * @param name Metrc's wording (documented)
     */
    public record Gate(Holder holder, String name) {

        /** Refuses null. */
        public Gate {
            Checks.notNull(holder, "holder");
            Checks.notNull(name, "name");
        }

        /** Who can meet the requirement. */
        public enum Holder {
            /** The software vendor, through the scope of its API access. */
            INTEGRATOR,
            /** The license or the state, through a setting. */
            SETTING
        }
    }

    /**
     * Whether the call reads or changes data.
     *
     * @return read for GET, write for all other methods
     */
    public Access access() {
        return method.access();
    }

    /**
     * Whether the endpoint's list can be read page by page.
     *
     * @return true if the endpoint has parameters for a page number and a page size
     */
    public boolean paged() {
        return parameters.contains(PAGE_NUMBER);
    }

    /**
     * Whether the call names a facility. A call that does not name one counts only against the vendor's limits
     * (documented).
     *
     * @return true if the endpoint has a parameter for a license number
     */
    public boolean namesFacility() {
        return parameters.contains(LICENSE_NUMBER);
    }

    /**
     * Whether the call is about one record, with its id in the path.
     *
     * @return true if the path has a variable
     */
    public boolean namesRecord() {
        return path.indexOf('{') >= 0;
    }

    /** {@return the method and the path} */
    @Override
    public String toString() {
        return method + " " + path;
    }

    /** Whether Metrc's own pages agree on what an endpoint needs. */
    public enum Sources {
        /** The pages of 2024 and of 2026 say the same. */
        BOTH,
        /**
         * They differ. The catalog follows the page of 2026, or keeps the older page's permission if the newer page
         * names only gates.
         */
        NEWER,
        /** Only one of them has this endpoint. */
        ONE
    }

    /**
     * Which permissions a call needs.
     *
     * @param match whether one of the permissions is enough. Metrc's pages list the names without saying so (inferred)
     * @param permissions the permissions, in the order of Metrc's pages; empty if every user may make the call
     */
    public record PermissionRule(Match match, List<Permission> permissions) {

        /** The rule of a call that every user may make. */
        public static final PermissionRule NONE = new PermissionRule(Match.ALL, List.of());

        /** Refuses null, and copies its arguments. */
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
         * @return true if nothing is missing
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
         * @return false if every permission is needed, and also if there is only one or none
         */
        public boolean oneIsEnough() {
            return match == Match.ANY && permissions.size() > 1;
        }

        /**
         * Whether the call is impossible for a user who lacks these permissions.
         *
         * @param absent permissions that the user certainly does not have
         * @return true if none is left of several of which one is enough, or if one that is needed is absent
         */
        public boolean deniedWithout(Set<Permission> absent) {
            Checks.notNull(absent, "absent");
            return oneIsEnough()
                    ? absent.containsAll(permissions)
                    : permissions.stream().anyMatch(absent::contains);
        }

        /**
         * The permissions that a user with these permissions still needs for the call.
         *
         * @param granted the user's permissions
         * @return the permissions to grant: all that are missing, or the alternatives if one is enough; empty if the
         *     call is allowed
         */
        public List<Permission> missing(Set<Permission> granted) {
            return allows(granted)
                    ? List.of()
                    : permissions.stream().filter(p -> !granted.contains(p)).toList();
        }

        /**
         * The least to grant to a user with these permissions, so that the call is allowed. If one of several
         * permissions is enough, it is the one that only allows to look: Metrc's names for those start with "View".
         *
         * @param granted the user's permissions
         * @return the permissions to grant; empty if the call is allowed
         */
        public List<Permission> least(Set<Permission> granted) {
            List<Permission> missing = missing(granted);
            return oneIsEnough()
                    ? missing.stream()
                            .filter(permission -> permission.name().startsWith("View"))
                            .findFirst()
                            .or(() -> missing.stream().findFirst())
                            .map(List::of)
                            .orElse(List.of())
                    : missing;
        }
    }

    /**
     * Which facility types can hold the records of an endpoint. At any other facility, the call fails with every key.
     *
     * @param groups every group must hold; a group holds if one of its flags is true; empty if any facility will do
     * @param provenance what the rule is based on
     */
    public record FacilityRule(List<List<FacilityFlag>> groups, Provenance provenance) {

        /**
         * The rule of an endpoint for which no flag is known. That any facility can hold its records is inferred: calls
         * were still refused at some types (observed).
         */
        public static final FacilityRule NONE = new FacilityRule(List.of(), Provenance.INFERRED);

        /** Refuses null, and copies its arguments. */
        public FacilityRule {
            groups = Checks.notNull(groups, "groups").stream().map(List::copyOf).toList();
            Checks.notNull(provenance, "provenance");
        }

        /**
         * Whether a facility that the rule excludes is excluded for certain.
         *
         * @return false if what a flag means is only inferred from its name
         */
        public boolean certain() {
            return provenance != Provenance.INFERRED;
        }

        /**
         * Whether it is unknown if a facility can hold such records: no group excludes the facility, but in at least
         * one group no flag is known to be true.
         *
         * @param flags the flags of the facility's type
         * @return true if Metrc did not send a flag that decides
         */
        public boolean openFor(FacilityFlags flags) {
            Checks.notNull(flags, "flags");
            return excludedBy(flags).isEmpty()
                    && groups.stream()
                            .anyMatch(group -> group.stream()
                                    .noneMatch(flag -> flags.value(flag).orElse(false)));
        }

        /**
         * The first group of flags that excludes a facility. An unknown flag excludes nothing.
         *
         * @param flags the flags of the facility's type
         * @return the group, with all flags false; empty if the facility is not excluded
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

    /** The form of the body of a successful answer, according to the examples on Metrc's pages of 2026 (documented). */
    public enum AnswerShape {
        /** An object with {@code Data}, {@code Total}, {@code TotalRecords}, {@code PageSize} and so on. */
        PAGE,
        /** A bare array. */
        ARRAY,
        /** An object. */
        OBJECT,
        /** An object with the {@code Ids} of the written records, and {@code Warnings}. */
        IDS,
        /** An empty body, or an unknown one. */
        NONE
    }
}
