package io.github.metrckeys.testkit;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a license type can hold: by the flags in the catalog, and by what was observed at 28 facilities of a sandbox
 * that no flag explains.
 */
final class LicenseTypeRules {

    private static final FacilityFlag GROWS = FacilityFlag.of("CanGrowPlants");

    /** Gets plant tags although it grows nothing (observed). */
    private static final Set<String> PLANT_TAGS_WITHOUT_GROWING = Set.of("MMJ Operator");

    /** Are refused package tags (observed). */
    private static final Set<String> NO_PACKAGE_TAGS = Set.of(
            "CO Off Premises Storage 2",
            "MMJ Transporter",
            "MMJ Transporter (No Premises)",
            "RMJ Transporter",
            "RMJ Transporter (No Premises)");

    private LicenseTypeRules() {}

    /** Why the facility cannot hold such records; empty if it can. */
    static Optional<String> refusal(Endpoint endpoint, FakeFacility facility) {
        Optional<List<FacilityFlag>> excludedBy = endpoint.facility().excludedBy(facility.flags());
        if (excludedBy.isPresent()) {
            return Optional.of("this license type lacks: " + excludedBy.get());
        }
        boolean refused = switch (endpoint.path()) {
            case "/tags/v2/plant/available" ->
                isFalse(facility.flags()) && !PLANT_TAGS_WITHOUT_GROWING.contains(facility.licenseType());
            case "/tags/v2/package/available" -> NO_PACKAGE_TAGS.contains(facility.licenseType());
            default -> false;
        };
        return refused ? Optional.of("this license type was observed to be refused here") : Optional.empty();
    }

    private static boolean isFalse(FacilityFlags flags) {
        return flags.value(GROWS).filter(grows -> !grows).isPresent();
    }
}
