package io.github.metrckeys.report;

import static java.util.Map.entry;

import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.FacilityFlag;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Says what a license cannot hold in the words of a shop, in place of Metrc's flags. */
final class LicenseWords {

    private static final Map<String, String> BY_FLAG = Map.ofEntries(
            entry("CanGrowPlants", "PLANTS"),
            entry("CanDeliverSalesToConsumers", "HOME_DELIVERY"),
            entry("CanDeliverSalesToPatients", "HOME_DELIVERY"),
            entry("CanHaveMemberPatients", "PATIENTS"),
            entry("CanRecordProcessingJobs", "PROCESSING"),
            entry("CanReportPatientCheckIns", "PATIENT_CHECK_INS"),
            entry("CanSellToCaregivers", "SALES"),
            entry("CanSellToConsumers", "SALES"),
            entry("CanSellToExternalPatients", "SALES"),
            entry("CanSellToPatients", "SALES"),
            entry("AdvancedSales", "SALES_REPORTS"),
            entry("RetailerDelivery", "RETAILER_DELIVERIES"),
            entry("CanTestPackages", "LABORATORY"),
            entry("CanTransferFromExternalFacilities", "OUTSIDE_TRANSFERS"),
            entry("IsSalesDeliveryHub", "DELIVERY_HUB"),
            entry("CanCreateDerivedPackages", "NEW_PACKAGES"),
            entry("CanSubmitPackagesForTesting", "TESTING"));

    private LicenseWords() {}

    /** The words of all flags. A flag that has none yet keeps Metrc's name. */
    static Stream<String> each(List<FacilityFlag> flags, Messages messages) {
        // Any of these flags means that the license has patients to look up.
        if (flags.size() > 1 && flags.stream().anyMatch(flag -> flag.name().equals("CanHaveMemberPatients"))) {
            return Stream.of(messages.text("without.PATIENTS"));
        }
        return flags.stream()
                .map(flag -> BY_FLAG.containsKey(flag.name())
                        ? messages.text("without." + BY_FLAG.get(flag.name()))
                        : flag.name())
                .distinct();
    }
}
