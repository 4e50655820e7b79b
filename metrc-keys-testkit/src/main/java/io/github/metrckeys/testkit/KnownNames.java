package io.github.metrckeys.testkit;

import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes names that Metrc has and refuses others, since a mistyped one would make a test pass or fail for no reason. */
final class KnownNames {

    private KnownNames() {}

    static Set<Permission> permissions(Collection<String> names) {
        return names.stream().map(EndpointCatalog.standard()::permission).collect(Collectors.toUnmodifiableSet());
    }

    static Set<FacilityFlag> flags(Collection<String> names) {
        return names.stream().map(KnownNames::flag).collect(Collectors.toUnmodifiableSet());
    }

    /** FacilityType also has fields that are no booleans. */
    private static FacilityFlag flag(String name) {
        FacilityFlag flag = FacilityFlag.named(name);
        if (Bodies.NUMBERS.contains(flag.name())) {
            throw new InvalidInputException(
                    ErrorCode.NAME_INVALID, flag + " is a number in Metrc's answers and no flag: leave it out.");
        }
        return flag;
    }

    /** The path of an endpoint as the catalog has it. */
    static String endpoint(HttpMethod method, String path) {
        return EndpointCatalog.standard().endpoint(method, path).path();
    }
}
