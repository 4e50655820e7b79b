package io.github.metrckeys.catalog;

import io.github.metrckeys.Messages;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.text.NearestName;
import java.util.Arrays;

/**
 * A part of Metrc that a user can or cannot work with. A report has one line for each.
 *
 * <p>Each has one call that reads it and does not need a record's id. The {@link EndpointCatalog} says which
 * permissions and which facility type the call needs.
 */
public enum PermissionCategory {
    /** The list of facilities. It needs no permission (documented), so it shows whether a key works. */
    FACILITIES("/facilities/v2"),
    /** Packages: the stock. */
    PACKAGES("/packages/v2/active"),
    /** Transfers, incoming and outgoing. */
    TRANSFERS("/transfers/v2/incoming"),
    /** Templates for outgoing transfers. */
    TRANSFER_TEMPLATES("/transfers/v2/templates/outgoing"),
    /** Sales receipts. */
    SALES("/sales/v2/receipts/active"),
    /** Deliveries of sales to customers. */
    SALES_DELIVERIES("/sales/v2/deliveries/active"),
    /** Deliveries that a retailer sends out with stock to sell. */
    RETAILER_DELIVERIES("/sales/v2/deliveries/retailer/active"),
    /** Items: the products of the shop. */
    ITEMS("/items/v2/active"),
    /** Locations inside the facility. */
    LOCATIONS("/locations/v2/active"),
    /** Strains. */
    STRAINS("/strains/v2/active"),
    /** Tags that are available for packages. */
    TAGS("/tags/v2/package/available"),
    /** Employees of the facility and their permissions. */
    EMPLOYEES("/employees/v2"),
    /** Drivers and vehicles. */
    TRANSPORTERS("/transporters/v2/drivers"),
    /** Patients who are members of the facility. */
    PATIENTS("/patients/v2/active"),
    /** Batches of immature plants. */
    PLANT_BATCHES("/plantbatches/v2/active"),
    /** Plants. {@code /plants/v2/active} does not exist (observed). */
    PLANTS("/plants/v2/vegetative"),
    /** Harvests. */
    HARVESTS("/harvests/v2/active"),
    /** Results of laboratory tests. The call is about one package. */
    LAB_RESULTS("/labtests/v2/results"),
    /** Processing jobs. */
    PROCESSING("/processing/v2/active");

    private final String readPath;

    PermissionCategory(String readPath) {
        this.readPath = readPath;
    }

    /**
     * Finds a category by its name.
     *
     * @param name the name, in any case, with hyphens, spaces or underscores between its words
     * @return the category
     * @throws io.github.metrckeys.error.InvalidInputException with {@link
     *     io.github.metrckeys.error.ErrorCode#NAME_INVALID} if there is no category with this name; the message
     *     suggests the nearest names
     */
    public static PermissionCategory named(String name) {
        return NearestName.named(
                "category", Checks.notNull(name, "name"), Arrays.asList(values()), PermissionCategory::name);
    }

    /**
     * The name of this part of Metrc, for people.
     *
     * @param messages the language
     * @return a few words
     */
    public String label(Messages messages) {
        return Checks.notNull(messages, "messages").text("category." + name());
    }

    /**
     * The call that reads this part of Metrc.
     *
     * @return a GET endpoint of the catalog
     */
    public Endpoint readEndpoint() {
        return EndpointCatalog.standard()
                .find(HttpMethod.GET, readPath)
                .orElseThrow(() -> new AssertionError("not in the catalog: " + readPath));
    }
}
