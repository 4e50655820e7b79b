package io.github.metrckeys.testkit;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.InvalidInputException;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Permission;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
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
        String nearest = known.stream()
                .map(Object::toString)
                .min(Comparator.comparing((String candidate) -> !continues(candidate, name.toString()))
                        .thenComparingInt(candidate -> distance(candidate, name.toString())))
                .orElse("none");
        throw new InvalidInputException(
                ErrorCode.NAME_INVALID,
                "Metrc has no " + kind + " \"" + name + "\": did you mean \"" + nearest + "\"?");
    }

    private static boolean continues(String candidate, String beginning) {
        return candidate.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    /** How many letters have to be put in, left out or changed (Levenshtein), whatever their case. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
