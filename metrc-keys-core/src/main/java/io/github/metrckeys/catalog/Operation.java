package io.github.metrckeys.catalog;

import static io.github.metrckeys.catalog.HttpMethod.DELETE;
import static io.github.metrckeys.catalog.HttpMethod.GET;
import static io.github.metrckeys.catalog.HttpMethod.POST;
import static io.github.metrckeys.catalog.HttpMethod.PUT;

import io.github.metrckeys.Messages;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.text.NearestName;
import java.util.Arrays;

/**
 * An operation that a shop, a grower or a laboratory does in Metrc, with the call that does it.
 *
 * <p>The library chose which call stands for an operation. The {@link EndpointCatalog} says what the call needs. The
 * names are stable codes; new ones may be added.
 */
public enum Operation {
    /** Report a sale to a customer. */
    RING_SALE(PermissionCategory.SALES, POST, "/sales/v2/receipts"),
    /** Correct a sale that was reported. */
    CORRECT_SALE(PermissionCategory.SALES, PUT, "/sales/v2/receipts"),
    /** Void a sale. */
    VOID_SALE(PermissionCategory.SALES, DELETE, "/sales/v2/receipts/{id}"),
    /** Report a delivery of a sale to a customer. */
    RECORD_DELIVERY(PermissionCategory.SALES_DELIVERIES, POST, "/sales/v2/deliveries"),
    /** Report that a delivery arrived. */
    COMPLETE_DELIVERY(PermissionCategory.SALES_DELIVERIES, PUT, "/sales/v2/deliveries/complete"),
    /** Send out a driver with stock to sell. */
    SEND_OUT_RETAILER_DELIVERY(PermissionCategory.RETAILER_DELIVERIES, POST, "/sales/v2/deliveries/retailer"),
    /** Create packages from other packages. */
    CREATE_PACKAGE(PermissionCategory.PACKAGES, POST, "/packages/v2"),
    /** Correct the contents of a package. */
    ADJUST_PACKAGE(PermissionCategory.PACKAGES, POST, "/packages/v2/adjust"),
    /** Close an empty package. */
    FINISH_PACKAGE(PermissionCategory.PACKAGES, PUT, "/packages/v2/finish"),
    /** Move a package to another location. */
    MOVE_PACKAGE(PermissionCategory.PACKAGES, PUT, "/packages/v2/location"),
    /** Take a sample for a laboratory. */
    SUBMIT_FOR_TESTING(PermissionCategory.PACKAGES, POST, "/packages/v2/testing"),
    /**
     * See which transfers are on their way here and from whom. The Web API has no call that accepts a transfer between
     * licenses (none of Metrc's pages shows one): accept it in Metrc itself.
     */
    RECEIVE_TRANSFER(PermissionCategory.TRANSFERS, GET, "/transfers/v2/incoming"),
    /** Report a transfer from outside the state's system. */
    RECORD_EXTERNAL_TRANSFER(PermissionCategory.TRANSFERS, POST, "/transfers/v2/external/incoming"),
    /** Report that a shipment arrived at a transfer hub. */
    ARRIVE_AT_HUB(PermissionCategory.TRANSFERS, POST, "/transfers/v2/hub/arrive"),
    /** Take a shipment in at a transfer hub. */
    CHECK_SHIPMENT_IN(PermissionCategory.TRANSFERS, POST, "/transfers/v2/hub/checkin"),
    /** Hand a shipment out at a transfer hub. */
    CHECK_SHIPMENT_OUT(PermissionCategory.TRANSFERS, POST, "/transfers/v2/hub/checkout"),
    /** Report that a shipment left a transfer hub. */
    DEPART_FROM_HUB(PermissionCategory.TRANSFERS, POST, "/transfers/v2/hub/depart"),
    /** Prepare an outgoing transfer, which the Web API does with a template (documented). */
    SEND_TRANSFER(PermissionCategory.TRANSFER_TEMPLATES, POST, "/transfers/v2/templates/outgoing"),
    /** Report that a patient came in. */
    CHECK_PATIENT_IN(PermissionCategory.PATIENTS, POST, "/patient-checkins/v2"),
    /** Look up whether and how much a patient may buy. */
    LOOK_PATIENT_UP(PermissionCategory.PATIENTS, GET, "/patients/v2/statuses/{patientLicenseNumber}"),
    /** Register a patient as a member of the facility. */
    REGISTER_PATIENT(PermissionCategory.PATIENTS, POST, "/patients/v2"),
    /** Add a product. */
    CREATE_ITEM(PermissionCategory.ITEMS, POST, "/items/v2"),
    /** Change a product. */
    CHANGE_ITEM(PermissionCategory.ITEMS, PUT, "/items/v2"),
    /** Add a location. */
    CREATE_LOCATION(PermissionCategory.LOCATIONS, POST, "/locations/v2"),
    /** Add a strain. */
    CREATE_STRAIN(PermissionCategory.STRAINS, POST, "/strains/v2"),
    /** Read which permissions an employee has, as a validation does for an employee whose key cannot. */
    READ_PERMISSIONS(PermissionCategory.EMPLOYEES, GET, "/employees/v2/permissions"),
    /** Add a driver. */
    ADD_DRIVER(PermissionCategory.TRANSPORTERS, POST, "/transporters/v2/drivers"),
    /** Start a batch of plants. */
    PLANT(PermissionCategory.PLANT_BATCHES, POST, "/plantbatches/v2/plantings"),
    /** Move immature plants to the vegetative or flowering phase. */
    GROW_ON(PermissionCategory.PLANT_BATCHES, POST, "/plantbatches/v2/growthphase"),
    /** Move plants to another location. */
    MOVE_PLANTS(PermissionCategory.PLANTS, PUT, "/plants/v2/location"),
    /** Destroy plants. */
    DESTROY_PLANTS(PermissionCategory.PLANTS, DELETE, "/plants/v2"),
    /** Report plant waste. */
    RECORD_PLANT_WASTE(PermissionCategory.PLANTS, POST, "/plants/v2/waste"),
    /** Harvest plants. */
    HARVEST(PermissionCategory.PLANTS, PUT, "/plants/v2/harvest"),
    /** Create packages from a harvest. */
    PACKAGE_HARVEST(PermissionCategory.HARVESTS, POST, "/harvests/v2/packages"),
    /** Close a harvest. */
    FINISH_HARVEST(PermissionCategory.HARVESTS, PUT, "/harvests/v2/finish"),
    /** Report the results of a laboratory test. */
    RECORD_LAB_RESULT(PermissionCategory.LAB_RESULTS, POST, "/labtests/v2/record"),
    /** Release the results of a laboratory test. */
    RELEASE_LAB_RESULT(PermissionCategory.LAB_RESULTS, PUT, "/labtests/v2/results/release"),
    /** Start a processing job. */
    START_PROCESSING(PermissionCategory.PROCESSING, POST, "/processing/v2/start"),
    /** Close a processing job. */
    FINISH_PROCESSING(PermissionCategory.PROCESSING, PUT, "/processing/v2/finish");

    private final PermissionCategory category;
    private final HttpMethod method;
    private final String path;

    Operation(PermissionCategory category, HttpMethod method, String path) {
        this.category = category;
        this.method = method;
        this.path = path;
    }

    /**
     * Finds an operation by its name.
     *
     * @param name the name, in any case, with hyphens, spaces or underscores between its words
     * @return the operation
     * @throws io.github.metrckeys.error.InvalidInputException with {@link
     *     io.github.metrckeys.error.ErrorCode#NAME_INVALID} if there is no operation with this name; the message
     *     suggests the nearest names
     */
    public static Operation named(String name) {
        return NearestName.named("operation", Checks.notNull(name, "name"), Arrays.asList(values()), Operation::name);
    }

    /**
     * The name of this operation, for people.
     *
     * @param messages the language
     * @return a few words
     */
    public String label(Messages messages) {
        return Checks.notNull(messages, "messages").text("operation." + name());
    }

    /**
     * The part of Metrc that the operation belongs to.
     *
     * @return the category
     */
    public PermissionCategory category() {
        return category;
    }

    /**
     * The call that does the operation.
     *
     * @return an endpoint of the catalog
     */
    public Endpoint endpoint() {
        return EndpointCatalog.standard()
                .find(method, path)
                .orElseThrow(() -> new AssertionError("not in the catalog: " + method + " " + path));
    }
}
