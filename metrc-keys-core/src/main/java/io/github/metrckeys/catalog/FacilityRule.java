package io.github.metrckeys.catalog;

import io.github.metrckeys.internal.Checks;
import java.util.List;
import java.util.Optional;

/**
 * Which facility types can hold the records of an endpoint: no key can make the call succeed at any other.
 *
 * @param groups every group must hold, and a group holds where one of its flags is true; none where any facility will do
 * @param basis what the rule rests on
 */
public record FacilityRule(List<List<FacilityFlag>> groups, Basis basis) {

    /**
     * The rule of an endpoint for which no flag is known. That any facility can hold it is inferred: some types were seen to
     * be refused all the same.
     */
    public static final FacilityRule NONE = new FacilityRule(List.of(), Basis.INFERRED);

    /**
     * Makes a rule.
     *
     * @param groups the groups of flags
     * @param basis what the rule rests on
     */
    public FacilityRule {
        groups = Checks.notNull(groups, "groups").stream().map(List::copyOf).toList();
        Checks.notNull(basis, "basis");
    }

    /**
     * Whether it is left open if a facility can hold such records: no flag excludes it, and of some group that must hold none
     * is known to.
     *
     * @param flags what the facility's type says
     * @return true where Metrc did not send a flag that decides
     */
    public boolean openFor(FacilityFlags flags) {
        Checks.notNull(flags, "flags");
        return excludedBy(flags).isEmpty()
                && groups.stream()
                        .anyMatch(group -> group.stream()
                                .noneMatch(flag -> flags.value(flag).orElse(false)));
    }

    /**
     * The first group of flags by which a facility is excluded. An unknown flag excludes nothing.
     *
     * @param flags what the facility's type says
     * @return the group, all of whose flags are false; empty where the facility is not excluded
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
