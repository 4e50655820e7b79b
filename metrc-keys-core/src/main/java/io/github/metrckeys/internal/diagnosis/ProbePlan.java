package io.github.metrckeys.internal.diagnosis;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.check.Checks;
import java.util.Arrays;
import java.util.List;

/**
 * The plan of a validation: one look at each part of Metrc that the facility's type can hold.
 *
 * @param steps the parts, in the order of the categories, without the list of facilities itself
 */
public record ProbePlan(List<Step> steps) {

    /** Refuses null, and copies its arguments. */
    public ProbePlan {
        steps = List.copyOf(Checks.notNull(steps, "steps"));
    }

    /**
     * Creates the plan for a facility. The plan depends on nothing else.
     *
     * @param facility the facility in Metrc's list
     * @return the plan
     */
    public static ProbePlan of(FacilityProfile facility) {
        Checks.notNull(facility, "facility");
        return new ProbePlan(Arrays.stream(PermissionCategory.values())
                .filter(category -> category != PermissionCategory.FACILITIES)
                .map(category -> step(category, facility))
                .toList());
    }

    private static Step step(PermissionCategory category, FacilityProfile facility) {
        Endpoint endpoint = category.readEndpoint();
        return new Step(
                category,
                endpoint,
                endpoint.facility().excludedBy(facility.flags()).orElse(List.of()));
    }

    /**
     * The steps of the plan that make a call.
     *
     * @return the steps that are not excluded
     */
    public List<Step> calls() {
        return steps.stream().filter(Step::applicable).toList();
    }

    /**
     * A step of a plan, for one part of Metrc.
     *
     * @param category the part
     * @param endpoint the call that looks at it
     * @param excludedBy the facility flags that exclude the call (at least one would need to be true); empty if the
     *     call is made
     */
    public record Step(PermissionCategory category, Endpoint endpoint, List<FacilityFlag> excludedBy) {

        /** Refuses null, and copies its arguments. */
        public Step {
            Checks.notNull(category, "category");
            Checks.notNull(endpoint, "endpoint");
            excludedBy = List.copyOf(Checks.notNull(excludedBy, "excludedBy"));
        }

        /**
         * Whether the call is made.
         *
         * @return false if the facility's type cannot hold such records
         */
        public boolean applicable() {
            return excludedBy.isEmpty();
        }
    }
}
