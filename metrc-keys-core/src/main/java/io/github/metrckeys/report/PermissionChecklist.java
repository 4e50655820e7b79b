package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.check.Checks;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The boxes to check in Metrc for somebody with a role, before that person has any key.
 *
 * <pre>{@code
 * PermissionChecklist checklist =
 *         PermissionChecklist.of(Role.BUDTENDER, FacilityFlags.ofLicenseType("Retail Store"), "Retail Store");
 * String page = checklist.render(ReportFormat.HTML);
 * }</pre>
 *
 * <p>Which call needs which permission comes from Metrc's pages (documented); that one of several is enough is
 * inferred. If one is enough, the checklist has the one that allows the least and serves all required work. It calls
 * nobody and proves nothing: validate the key as soon as there is one. Immutable and thread-safe.
 *
 * @param role whose boxes these are
 * @param licenseType the type of license as it was given; empty if only its flags were
 * @param boxes the boxes to check: the required ones first, then the helpful ones
 * @param excluded work of the role that does not exist at this license, so no box is needed for it
 */
public record PermissionChecklist(Role role, Optional<String> licenseType, List<Box> boxes, List<Excluded> excluded) {

    /** Refuses null, and copies its arguments. */
    public PermissionChecklist {
        Checks.notNull(role, "role");
        Checks.notNull(licenseType, "licenseType");
        boxes = List.copyOf(Checks.notNull(boxes, "boxes"));
        excluded = List.copyOf(Checks.notNull(excluded, "excluded"));
    }

    /**
     * Work of a role: looking at a part of Metrc, or an operation.
     *
     * @param category the part of Metrc
     * @param operation the operation; empty for looking
     * @param need how much the role needs it
     */
    public record Use(PermissionCategory category, Optional<Operation> operation, Role.Need need) {

        /** Refuses null. */
        public Use {
            Checks.notNull(category, "category");
            Checks.notNull(operation, "operation");
            Checks.notNull(need, "need");
        }

        /**
         * The name of the work, for people.
         *
         * @param messages the language
         * @return a few words
         */
        public String label(Messages messages) {
            return operation
                    .map(done -> done.label(messages))
                    .orElseGet(() -> messages.text("checklist.LOOK", category.label(messages)));
        }

        Endpoint endpoint() {
            return operation.map(Operation::endpoint).orElseGet(category::readEndpoint);
        }

        private boolean required() {
            return need == Role.Need.REQUIRED;
        }
    }

    /**
     * A box to check.
     *
     * @param permission the permission that the box grants
     * @param need required if some required work needs it, otherwise helpful
     * @param screen the heading of Metrc's screen that has the box, as {@link Permission#screen()} says
     * @param uses the work that it is for
     */
    public record Box(Permission permission, Role.Need need, Optional<String> screen, List<Use> uses) {

        /** Refuses null, and copies its arguments. */
        public Box {
            Checks.notNull(permission, "permission");
            Checks.notNull(need, "need");
            Checks.notNull(screen, "screen");
            uses = List.copyOf(Checks.notNull(uses, "uses"));
        }
    }

    /**
     * Work that does not exist at this license.
     *
     * @param use the work
     * @param flags the flags of the license's type that are all false
     * @param certain false if what the flags mean is only inferred, so the work probably does not exist
     */
    public record Excluded(Use use, List<FacilityFlag> flags, boolean certain) {

        /** Refuses null, and copies its arguments. */
        public Excluded {
            Checks.notNull(use, "use");
            flags = List.copyOf(Checks.notNull(flags, "flags"));
        }
    }

    /**
     * The checklist for a role at a license with these flags.
     *
     * @param role the role
     * @param flags the flags of the license's type; an unknown flag excludes nothing
     * @return the checklist
     */
    public static PermissionChecklist of(Role role, FacilityFlags flags) {
        return of(role, flags, Optional.empty());
    }

    /**
     * The checklist for a role at a license of a named type.
     *
     * @param role the role
     * @param flags the flags of the license's type; an unknown flag excludes nothing
     * @param licenseType the name of the type, which is only shown
     * @return the checklist
     */
    public static PermissionChecklist of(Role role, FacilityFlags flags, String licenseType) {
        return of(role, flags, Optional.of(Checks.notNull(licenseType, "licenseType")));
    }

    private static PermissionChecklist of(Role role, FacilityFlags flags, Optional<String> licenseType) {
        Checks.notNull(flags, "flags");
        List<Use> uses = new ArrayList<>();
        List<Excluded> excluded = new ArrayList<>();
        for (Use use : usesOf(Checks.notNull(role, "role"))) {
            Endpoint.FacilityRule rule = use.endpoint().facility();
            rule.excludedBy(flags)
                    .ifPresentOrElse(
                            group -> excluded.add(new Excluded(use, group, rule.certain())), () -> uses.add(use));
        }
        return new PermissionChecklist(role, licenseType, boxes(uses), excluded);
    }

    private static List<Use> usesOf(Role role) {
        return Stream.concat(
                        Stream.of(PermissionCategory.values())
                                .map(category -> new Use(category, Optional.empty(), role.need(category))),
                        Stream.of(Operation.values())
                                .map(operation ->
                                        new Use(operation.category(), Optional.of(operation), role.need(operation))))
                .filter(use -> use.need() != Role.Need.NOT_NEEDED)
                .toList();
    }

    private static List<Box> boxes(List<Use> uses) {
        List<Use> required = uses.stream().filter(Use::required).toList();
        Set<Permission> needed = least(required, Set.of());
        Set<Permission> all = least(uses, needed);
        Map<Permission, List<Use>> usesOf = new LinkedHashMap<>();
        for (Use use : uses) {
            for (Permission permission : serving(use, use.required() ? needed : all)) {
                usesOf.computeIfAbsent(permission, key -> new ArrayList<>()).add(use);
            }
        }
        return usesOf.entrySet().stream()
                .map(entry -> new Box(
                        entry.getKey(),
                        needed.contains(entry.getKey()) ? Role.Need.REQUIRED : Role.Need.HELPFUL,
                        entry.getKey().screen(),
                        entry.getValue()))
                .sorted(Comparator.comparing(Box::need))
                .toList();
    }

    /** The fewest permissions for all of this work. What is needed in any case may serve where one is enough. */
    private static Set<Permission> least(List<Use> uses, Set<Permission> before) {
        Set<Permission> least = new LinkedHashSet<>(before);
        for (boolean choice : List.of(false, true)) {
            uses.stream()
                    .map(use -> use.endpoint().permissions())
                    .filter(rule -> rule.oneIsEnough() == choice)
                    .forEach(rule -> least.addAll(rule.least(least)));
        }
        return least;
    }

    private static List<Permission> serving(Use use, Set<Permission> checked) {
        Endpoint.PermissionRule rule = use.endpoint().permissions();
        Stream<Permission> serving = rule.permissions().stream().filter(checked::contains);
        return (rule.oneIsEnough() ? serving.limit(1) : serving).toList();
    }

    /**
     * Whether the role may have any of its main work at this license.
     *
     * @return false if the license certainly excludes all main work of the role, so that its boxes are of no use
     */
    public boolean fits() {
        Set<Use> ruledOut =
                excluded.stream().filter(Excluded::certain).map(Excluded::use).collect(Collectors.toSet());
        List<Use> main = usesOf(role).stream()
                .filter(use -> role.isMainWork(use.category(), use.operation()))
                .toList();
        return main.isEmpty() || !ruledOut.containsAll(main);
    }

    /**
     * Writes the checklist in English.
     *
     * @param format text, Markdown, or a page of HTML to print
     * @return the text
     */
    public String render(ReportFormat format) {
        return render(format, Messages.english());
    }

    /**
     * Writes the checklist.
     *
     * @param format text, Markdown, or a page of HTML to print
     * @param messages the language
     * @return the text
     */
    public String render(ReportFormat format, Messages messages) {
        ChecklistLayout layout = new ChecklistLayout(this, Checks.notNull(messages, "messages"));
        return switch (Checks.notNull(format, "format")) {
            case TEXT -> layout.text();
            case MARKDOWN -> layout.markdown();
            case HTML -> layout.html();
        };
    }
}
