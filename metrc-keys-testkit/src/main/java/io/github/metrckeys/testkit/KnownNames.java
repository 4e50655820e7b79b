package io.github.metrckeys.testkit;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.InvalidInputException;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.internal.Nearest;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Takes names that Metrc has and refuses others, since a mistyped one would make a test pass or fail for no reason. */
final class KnownNames {

    /** FacilityType also has fields that are no booleans. */
    private static final Set<FacilityFlag> FLAGS = FacilityFlag.known().stream()
            .filter(flag -> !Bodies.NUMBERS.contains(flag.name()))
            .collect(Collectors.toUnmodifiableSet());

    private KnownNames() {}

    static Set<Permission> permissions(Collection<String> names) {
        Set<Permission> known = EndpointCatalog.standard().permissions();
        return names.stream()
                .map(Permission::of)
                .map(name -> checked("permission", name, known))
                .collect(Collectors.toUnmodifiableSet());
    }

    static Set<FacilityFlag> flags(Collection<String> names) {
        return names.stream()
                .map(FacilityFlag::of)
                .map(name -> checked("facility flag", name, FLAGS))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The path of an endpoint as the catalog has it. */
    static String endpoint(HttpMethod method, String path) {
        EndpointCatalog catalog = EndpointCatalog.standard();
        return catalog.find(method, path)
                .map(Endpoint::path)
                .orElseGet(() -> checked(
                        method + " endpoint",
                        path,
                        catalog.endpoints().stream()
                                .filter(endpoint -> endpoint.method() == method)
                                .map(Endpoint::path)
                                .collect(Collectors.toUnmodifiableSet())));
    }

    private static <T> T checked(String kind, T name, Set<T> known) {
        if (known.contains(name)) {
            return name;
        }
        String nearest = Nearest.of(
                        name.toString(), known.stream().map(Object::toString).toList())
                .get(0);
        throw new InvalidInputException(
                ErrorCode.NAME_INVALID,
                "Metrc has no " + kind + " \"" + name + "\": did you mean \"" + nearest + "\"?");
    }
}
