package io.github.metrckeys.catalog;

import io.github.metrckeys.Access;
import io.github.metrckeys.internal.Checks;
import java.util.List;
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
        PermissionRule permissions,
        FacilityRule facility,
        List<Gate> gates,
        Set<String> parameters,
        AnswerShape answer,
        Sources sources) {

    /** The parameter by which a call names its facility. */
    public static final String LICENSE_NUMBER = "licenseNumber";

    /** The parameter that asks for a page, counted from 1 (documented). */
    public static final String PAGE_NUMBER = "pageNumber";

    /** The parameter that asks for pages of a size, up to 20 (documented). */
    public static final String PAGE_SIZE = "pageSize";

    /**
     * Describes an endpoint.
     *
     * @param method the HTTP method
     * @param path the path with its variables in braces
     * @param resource Metrc's name for the group
     * @param permissions which permissions the key's user needs
     * @param facility which facility types can hold such records
     * @param gates what no user permission opens
     * @param parameters the names of the query's parameters
     * @param answer what a successful answer holds
     * @param sources how far Metrc's pages agree
     */
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

        /**
         * Describes a gate.
         *
         * @param holder who has it or lacks it
         * @param name Metrc's wording
         */
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
}
