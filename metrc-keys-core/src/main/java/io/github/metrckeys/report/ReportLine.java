package io.github.metrckeys.report;

import io.github.metrckeys.Access;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.PermissionRule;
import io.github.metrckeys.internal.Checks;
import java.util.List;
import java.util.Optional;

/**
 * What a validation found about one part of Metrc.
 *
 * @param category the part
 * @param endpoint the call that stands for it
 * @param status what was found
 * @param cause why; empty where the status is success or not applicable, and there only
 * @param excludedBy for a part that is not applicable: the facility flags of which one would have to be true; else none
 * @param evidence the calls that this rests on; none where no call was made
 */
public record ReportLine(
        PermissionCategory category,
        Endpoint endpoint,
        LineStatus status,
        Optional<Cause> cause,
        List<FacilityFlag> excludedBy,
        List<Evidence> evidence) {

    /**
     * Makes a line.
     *
     * @param category the part
     * @param endpoint the call that stands for it
     * @param status what was found
     * @param cause why
     * @param excludedBy the facility flags of which one would have to be true
     * @param evidence the calls that this rests on
     */
    public ReportLine {
        Checks.notNull(category, "category");
        Checks.notNull(endpoint, "endpoint");
        Checks.notNull(status, "status");
        Checks.notNull(cause, "cause");
        excludedBy = List.copyOf(Checks.notNull(excludedBy, "excludedBy"));
        evidence = List.copyOf(Checks.notNull(evidence, "evidence"));
    }

    /**
     * Whether the line is about looking or changing.
     *
     * @return the access of the call
     */
    public Access access() {
        return endpoint.access();
    }

    /**
     * What the key's user needs for this part.
     *
     * @return the rule of the call
     */
    public PermissionRule requiredPermissions() {
        return endpoint.permissions();
    }
}
