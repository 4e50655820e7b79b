package io.github.metrckeys.catalog;

import io.github.metrckeys.Messages;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.text.NearestName;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an employee's job needs in Metrc: the parts to look at and the operations to do, each required or helpful.
 *
 * <pre>{@code
 * Role cashier = Role.named("CASHIER")
 *         .looksAt(PermissionCategory.SALES)
 *         .mainlyDoes(Operation.RING_SALE)
 *         .optionallyDoes(Operation.VOID_SALE);
 * }</pre>
 *
 * <p>The roles that come with the library are its own view of who does what in a shop (inferred). Use them as a
 * starting point for your own roles. No role needs what a facility's type cannot hold. Immutable and thread-safe.
 */
public final class Role {

    /**
     * Sells to customers. Packages are not needed for it, as the lists of three vendors of point-of-sale software say;
     * the look-up of patients is, if the license has patients.
     */
    public static final Role BUDTENDER = named("BUDTENDER")
            .looksAt(PermissionCategory.SALES)
            .mainlyDoes(Operation.RING_SALE)
            .does(Operation.LOOK_PATIENT_UP)
            .optionallyLooksAt(PermissionCategory.PACKAGES)
            .optionallyDoes(
                    Operation.CORRECT_SALE,
                    Operation.VOID_SALE,
                    Operation.CHECK_PATIENT_IN,
                    Operation.RECORD_DELIVERY,
                    Operation.COMPLETE_DELIVERY);

    /** Manages the stock. */
    public static final Role INVENTORY_CLERK = named("INVENTORY_CLERK")
            .looksAt(PermissionCategory.PACKAGES, PermissionCategory.TRANSFERS)
            .mainlyDoes(
                    Operation.CREATE_PACKAGE,
                    Operation.ADJUST_PACKAGE,
                    Operation.FINISH_PACKAGE,
                    Operation.MOVE_PACKAGE)
            .does(Operation.RECEIVE_TRANSFER)
            .optionallyLooksAt(PermissionCategory.ITEMS, PermissionCategory.LOCATIONS, PermissionCategory.TAGS)
            .optionallyDoes(
                    Operation.SEND_TRANSFER,
                    Operation.CREATE_ITEM,
                    Operation.CHANGE_ITEM,
                    Operation.SUBMIT_FOR_TESTING);

    /** Runs a shop: sells, corrects sales, and keeps the stock right. To manage employees is another job. */
    public static final Role MANAGER = named("MANAGER")
            .looksAt(PermissionCategory.PACKAGES, PermissionCategory.TRANSFERS, PermissionCategory.SALES)
            .mainlyDoes(Operation.RING_SALE, Operation.ADJUST_PACKAGE)
            .does(
                    Operation.CORRECT_SALE,
                    Operation.VOID_SALE,
                    Operation.FINISH_PACKAGE,
                    Operation.RECEIVE_TRANSFER,
                    Operation.LOOK_PATIENT_UP)
            .optionallyLooksAt(
                    PermissionCategory.TRANSFER_TEMPLATES,
                    PermissionCategory.SALES_DELIVERIES,
                    PermissionCategory.ITEMS,
                    PermissionCategory.LOCATIONS,
                    PermissionCategory.TAGS,
                    PermissionCategory.LAB_RESULTS)
            .optionallyDoes(
                    Operation.CREATE_PACKAGE,
                    Operation.MOVE_PACKAGE,
                    Operation.SEND_TRANSFER,
                    Operation.RECORD_DELIVERY,
                    Operation.COMPLETE_DELIVERY,
                    Operation.CHECK_PATIENT_IN,
                    Operation.CREATE_ITEM,
                    Operation.CHANGE_ITEM,
                    Operation.SUBMIT_FOR_TESTING);

    /** Delivers sales to customers, or dispatches those who do. */
    public static final Role DELIVERY_DRIVER = named("DELIVERY_DRIVER")
            .looksAt(PermissionCategory.SALES_DELIVERIES)
            .mainlyDoes(Operation.RECORD_DELIVERY, Operation.COMPLETE_DELIVERY)
            .optionallyLooksAt(PermissionCategory.RETAILER_DELIVERIES)
            .optionallyDoes(Operation.SEND_OUT_RETAILER_DELIVERY, Operation.LOOK_PATIENT_UP);

    /** Carries shipments between licenses, by way of a transfer hub. */
    public static final Role TRANSPORTER = named("TRANSPORTER")
            .looksAt(PermissionCategory.TRANSFERS)
            .mainlyDoes(
                    Operation.ARRIVE_AT_HUB,
                    Operation.CHECK_SHIPMENT_IN,
                    Operation.CHECK_SHIPMENT_OUT,
                    Operation.DEPART_FROM_HUB)
            .optionallyLooksAt(PermissionCategory.TRANSPORTERS)
            .optionallyDoes(Operation.ADD_DRIVER);

    /** Grows plants and harvests them. */
    public static final Role CULTIVATOR = named("CULTIVATOR")
            .looksAt(
                    PermissionCategory.PLANT_BATCHES,
                    PermissionCategory.PLANTS,
                    PermissionCategory.HARVESTS,
                    PermissionCategory.LOCATIONS,
                    PermissionCategory.STRAINS)
            .mainlyDoes(Operation.PLANT, Operation.GROW_ON, Operation.MOVE_PLANTS, Operation.HARVEST)
            .does(Operation.RECORD_PLANT_WASTE)
            .optionallyLooksAt(PermissionCategory.TAGS, PermissionCategory.PACKAGES)
            .optionallyDoes(
                    Operation.DESTROY_PLANTS,
                    Operation.PACKAGE_HARVEST,
                    Operation.FINISH_HARVEST,
                    Operation.CREATE_STRAIN,
                    Operation.CREATE_LOCATION);

    /** Makes products from packages. */
    public static final Role PROCESSOR = named("PROCESSOR")
            .looksAt(PermissionCategory.PACKAGES, PermissionCategory.PROCESSING)
            .mainlyDoes(Operation.START_PROCESSING, Operation.FINISH_PROCESSING)
            .does(Operation.CREATE_PACKAGE, Operation.ADJUST_PACKAGE)
            .optionallyLooksAt(PermissionCategory.ITEMS, PermissionCategory.TAGS)
            .optionallyDoes(Operation.FINISH_PACKAGE, Operation.CREATE_ITEM, Operation.SUBMIT_FOR_TESTING);

    /** Tests packages in a laboratory. */
    public static final Role LAB = named("LAB")
            .looksAt(PermissionCategory.PACKAGES, PermissionCategory.LAB_RESULTS, PermissionCategory.TRANSFERS)
            .mainlyDoes(Operation.RECORD_LAB_RESULT)
            .does(Operation.RECEIVE_TRANSFER)
            .optionallyDoes(Operation.RELEASE_LAB_RESULT, Operation.FINISH_PACKAGE);

    /**
     * Owns a master key, which signs everything that anyone in the shop does. As one vendor says, the owner of the
     * license should make it, with full permissions.
     */
    public static final Role MASTER_KEY_OWNER = named("MASTER_KEY_OWNER")
            .looksAt(PermissionCategory.values())
            .does(Operation.values())
            .optionallyDoes(
                    Operation.ARRIVE_AT_HUB,
                    Operation.CHECK_SHIPMENT_IN,
                    Operation.CHECK_SHIPMENT_OUT,
                    Operation.DEPART_FROM_HUB,
                    Operation.ADD_DRIVER);

    private static final List<Role> STANDARD = List.of(
            BUDTENDER,
            INVENTORY_CLERK,
            MANAGER,
            DELIVERY_DRIVER,
            TRANSPORTER,
            CULTIVATOR,
            PROCESSOR,
            LAB,
            MASTER_KEY_OWNER);

    /** What shops call these roles. */
    private static final Map<String, Role> COMMON_WORDS = Map.ofEntries(
            Map.entry("CASHIER", BUDTENDER),
            Map.entry("SALES_ASSOCIATE", BUDTENDER),
            Map.entry("INVENTORY", INVENTORY_CLERK),
            Map.entry("STORE_MANAGER", MANAGER),
            Map.entry("DRIVER", DELIVERY_DRIVER),
            Map.entry("DISPATCH", DELIVERY_DRIVER),
            Map.entry("DISPATCHER", DELIVERY_DRIVER),
            Map.entry("GROWER", CULTIVATOR),
            Map.entry("MANUFACTURER", PROCESSOR),
            Map.entry("LABORATORY", LAB),
            Map.entry("LAB_TECHNICIAN", LAB),
            Map.entry("OWNER", MASTER_KEY_OWNER),
            Map.entry("MASTER", MASTER_KEY_OWNER));

    private final String name;
    private final Map<PermissionCategory, Need> looks;
    private final Map<Operation, Need> operations;
    private final Set<Operation> main;

    private Role(
            String name, Map<PermissionCategory, Need> looks, Map<Operation, Need> operations, Set<Operation> main) {
        this.name = name;
        this.looks = looks;
        this.operations = operations;
        this.main = main;
    }

    /**
     * Starts a role of your own.
     *
     * @param name a name for reports, such as {@code CASHIER}
     * @return a role that needs nothing yet
     * @throws io.github.metrckeys.error.InvalidInputException with {@link ErrorCode#NAME_INVALID} if the name is empty,
     *     longer than 100 characters, or contains a control character
     */
    public static Role named(String name) {
        return new Role(
                Checks.text(
                        name, "name", "The name of a role", 100, ErrorCode.NAME_INVALID, "use a name such as CASHIER"),
                Map.of(),
                Map.of(),
                Set.of());
    }

    /**
     * The roles that come with the library.
     *
     * @return the roles
     */
    public static List<Role> standard() {
        return STANDARD;
    }

    /**
     * Finds one of the roles that come with the library.
     *
     * @param name its name or a common word for it, such as {@code cashier}, {@code driver} or {@code owner}; in any
     *     case, with hyphens, spaces or underscores between its words
     * @return the role
     * @throws io.github.metrckeys.error.InvalidInputException with {@link ErrorCode#NAME_INVALID} if there is no role
     *     with this name; the message suggests the nearest names
     */
    public static Role standard(String name) {
        Role common = COMMON_WORDS.get(NearestName.folded(Checks.notNull(name, "name")));
        return common != null ? common : NearestName.named("role", name, STANDARD, Role::name);
    }

    /**
     * A copy of this role that needs to look at these parts of Metrc.
     *
     * @param categories the parts
     * @return the new role
     */
    public Role looksAt(PermissionCategory... categories) {
        return new Role(name, with(PermissionCategory.class, looks, categories, Need.REQUIRED), operations, main);
    }

    /**
     * A copy of this role for which looking at these parts of Metrc is helpful, but not required.
     *
     * @param categories the parts
     * @return the new role
     */
    public Role optionallyLooksAt(PermissionCategory... categories) {
        return new Role(name, with(PermissionCategory.class, looks, categories, Need.HELPFUL), operations, main);
    }

    /**
     * A copy of this role whose main work is to do these operations. At a license that rules out all of them, the role
     * does not fit.
     *
     * @param required the operations, which are required as well
     * @return the new role
     */
    public Role mainlyDoes(Operation... required) {
        Map<Operation, Need> all = with(Operation.class, operations, required, Need.REQUIRED);
        Set<Operation> more = copy(main);
        more.addAll(List.of(required));
        return new Role(name, looks, all, Collections.unmodifiableSet(more));
    }

    /**
     * A copy of this role that needs to do these operations.
     *
     * @param required the operations
     * @return the new role
     */
    public Role does(Operation... required) {
        return new Role(name, looks, with(Operation.class, operations, required, Need.REQUIRED), main);
    }

    /**
     * A copy of this role for which these operations are helpful, but not required.
     *
     * @param helpful the operations
     * @return the new role
     */
    public Role optionallyDoes(Operation... helpful) {
        Set<Operation> fewer = copy(main);
        fewer.removeAll(List.of(helpful));
        return new Role(
                name,
                looks,
                with(Operation.class, operations, helpful, Need.HELPFUL),
                Collections.unmodifiableSet(fewer));
    }

    /**
     * The name of the role.
     *
     * @return such as {@code BUDTENDER}
     */
    public String name() {
        return name;
    }

    /**
     * What somebody with this role is called, for people.
     *
     * @param messages the language
     * @return such as {@code a budtender}; for a role of your own, its name in a few words
     */
    public String label(Messages messages) {
        Checks.notNull(messages, "messages");
        return STANDARD.contains(this) ? messages.text("role." + name) : messages.text("role.OTHER", name);
    }

    /**
     * How much the role needs to look at a part of Metrc.
     *
     * @param category the part; every role needs the list of facilities
     * @return the need
     */
    public Need need(PermissionCategory category) {
        return Checks.notNull(category, "category") == PermissionCategory.FACILITIES
                ? Need.REQUIRED
                : looks.getOrDefault(category, Need.NOT_NEEDED);
    }

    /**
     * How much the role needs an operation.
     *
     * @param operation the operation
     * @return the need
     */
    public Need need(Operation operation) {
        return operations.getOrDefault(Checks.notNull(operation, "operation"), Need.NOT_NEEDED);
    }

    /**
     * The main work of the role.
     *
     * @return the operations that were named as its main work; if none was, all that it requires; empty if it requires
     *     none
     */
    public Set<Operation> mainOperations() {
        if (!main.isEmpty()) {
            return main;
        }
        Set<Operation> required = copy(operations.keySet());
        required.removeIf(operation -> need(operation) != Need.REQUIRED);
        return Collections.unmodifiableSet(required);
    }

    /**
     * Whether something is the main work of the role: one of its main operations, or, of a role that requires no
     * operation, what it has to look at.
     *
     * @param category the part of Metrc
     * @param operation the operation; empty for looking at the part
     * @return true if it is
     */
    public boolean isMainWork(PermissionCategory category, Optional<Operation> operation) {
        Checks.notNull(category, "category");
        Set<Operation> operations = mainOperations();
        return Checks.notNull(operation, "operation")
                .map(operations::contains)
                .orElseGet(() -> operations.isEmpty()
                        && category != PermissionCategory.FACILITIES
                        && need(category) == Need.REQUIRED);
    }

    private static Set<Operation> copy(Set<Operation> operations) {
        Set<Operation> copy = EnumSet.noneOf(Operation.class);
        copy.addAll(operations);
        return copy;
    }

    private static <E extends Enum<E>> Map<E, Need> with(Class<E> type, Map<E, Need> old, E[] added, Need need) {
        Map<E, Need> all = new EnumMap<>(type);
        all.putAll(old);
        for (E each : Checks.notNull(added, "added")) {
            all.put(Checks.notNull(each, "added"), need);
        }
        return Collections.unmodifiableMap(all);
    }

    /** {@return whether the other has the same name, needs and main work} */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Role that
                && name.equals(that.name)
                && looks.equals(that.looks)
                && operations.equals(that.operations)
                && main.equals(that.main);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** {@return the name} */
    @Override
    public String toString() {
        return name;
    }

    /** How much a role needs something. */
    public enum Need {
        /** The work cannot be done without it. If it is missing, the verdict says so. */
        REQUIRED,
        /** The work is easier with it. If it is missing, the report shows that, but the verdict does not change. */
        HELPFUL,
        /** The work does not need it. */
        NOT_NEEDED;

        /** What most people and most licenses have nothing to do with, so that it counts only if a role names it. */
        private static final Set<Operation> ONLY_FOR_SOME = EnumSet.of(
                Operation.READ_PERMISSIONS,
                Operation.ARRIVE_AT_HUB,
                Operation.CHECK_SHIPMENT_IN,
                Operation.CHECK_SHIPMENT_OUT,
                Operation.DEPART_FROM_HUB);

        /**
         * The need of somebody who reads a part of Metrc, whose role may be unknown.
         *
         * @param role the role; empty if none was named, so that everything counts
         * @param category the part
         * @return the need
         */
        public static Need of(Optional<Role> role, PermissionCategory category) {
            Checks.notNull(category, "category");
            return Checks.notNull(role, "role")
                    .map(named -> named.need(category))
                    .orElse(REQUIRED);
        }

        /**
         * The need of somebody who carries out an operation, whose role may be unknown.
         *
         * @param role the role; empty if none was named, so that everything counts that is common
         * @param operation the operation
         * @return the need
         */
        public static Need of(Optional<Role> role, Operation operation) {
            Checks.notNull(operation, "operation");
            return Checks.notNull(role, "role")
                    .map(named -> named.need(operation))
                    .orElse(ONLY_FOR_SOME.contains(operation) ? HELPFUL : REQUIRED);
        }
    }
}
