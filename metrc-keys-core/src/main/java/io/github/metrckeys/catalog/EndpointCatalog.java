package io.github.metrckeys.catalog;

import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.text.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All known endpoints of Metrc's Web API v2, found by call or by permission.
 *
 * <pre>{@code
 * EndpointCatalog catalog = EndpointCatalog.standard();
 * Endpoint ringSale = catalog.find(HttpMethod.POST, "/sales/v2/receipts").orElseThrow();
 * ringSale.permissions().missing(Set.of(Permission.of("View Sales")));   // [Manage Sales]
 * catalog.allowedWith(Set.of(Permission.of("Manage Items")));            // what such a user can do
 * }</pre>
 *
 * <p>The 273 endpoints come from Metrc's documentation pages of 2024 and 2026. They are in a table inside the jar,
 * which is read once, on first use, in a few milliseconds. Instances are immutable and thread-safe.
 */
public final class EndpointCatalog {

    private final List<Endpoint> endpoints;
    private final Map<HttpMethod, List<PathPattern>> patterns = new HashMap<>();

    private EndpointCatalog(Collection<Endpoint> endpoints) {
        this.endpoints = List.copyOf(endpoints);
        for (Endpoint endpoint : this.endpoints) {
            patterns.computeIfAbsent(endpoint.method(), method -> new ArrayList<>())
                    .add(new PathPattern(endpoint));
        }
        // A path with fewer variables describes a call better: /packages/v2/active comes before /packages/v2/{id}.
        patterns.values().forEach(list -> list.sort(Comparator.comparingInt(PathPattern::variables)));
    }

    /**
     * The catalog that comes with the library.
     *
     * @return the catalog, always the same instance
     * @throws io.github.metrckeys.error.MetrcKeysException with {@link
     *     io.github.metrckeys.error.ErrorCode#CATALOG_DAMAGED} if the jar is damaged
     */
    public static EndpointCatalog standard() {
        return Standard.CATALOG;
    }

    /**
     * All endpoints of the catalog.
     *
     * @return the endpoints, ordered by resource and path
     */
    public List<Endpoint> endpoints() {
        return endpoints;
    }

    /**
     * Finds the endpoint that a call goes to.
     *
     * @param method the HTTP method
     * @param path the path of the call, such as {@code /packages/v2/active} or {@code /packages/v2/4711}, or the path
     *     of an endpoint with its variables; a trailing slash, a query, and case do not matter
     * @return the endpoint; empty if the catalog does not have it, although Metrc may have it
     */
    public Optional<Endpoint> find(HttpMethod method, String path) {
        Checks.notNull(method, "method");
        int query = Checks.notNull(path, "path").indexOf('?');
        String[] segments = PathPattern.segments(query < 0 ? path : path.substring(0, query));
        return patterns.getOrDefault(method, List.of()).stream()
                .filter(pattern -> pattern.matches(segments))
                .findFirst()
                .map(PathPattern::endpoint);
    }

    /**
     * Finds a permission that some endpoint asks for.
     *
     * @param name its name; case does not matter, and other names that Metrc itself uses are understood
     * @return the permission with its name on Metrc's pages
     * @throws io.github.metrckeys.error.InvalidInputException with {@link
     *     io.github.metrckeys.error.ErrorCode#NAME_INVALID} if no endpoint asks for it; the message suggests the
     *     nearest names
     */
    public Permission permission(String name) {
        Permission wanted = Permission.listed(name);
        return NearestName.named("permission", wanted.name(), permissions(), Permission::name);
    }

    /**
     * Finds the endpoint that a call goes to, or throws an exception that suggests similar paths.
     *
     * @param method the HTTP method
     * @param path a path as in {@link #find}
     * @return the endpoint
     * @throws io.github.metrckeys.error.InvalidInputException with {@link
     *     io.github.metrckeys.error.ErrorCode#NAME_INVALID} if the catalog does not have it; the message suggests the
     *     nearest paths
     */
    public Endpoint endpoint(HttpMethod method, String path) {
        return find(method, path)
                .orElseGet(() -> NearestName.named(
                        method + " endpoint",
                        path,
                        endpoints.stream()
                                .filter(endpoint -> endpoint.method() == method)
                                .toList(),
                        Endpoint::path));
    }

    /**
     * Finds the endpoints at a path.
     *
     * @param path a path as in {@link #find}, or a part of one
     * @return the endpoints that calls with this path go to, for every method; if there are none, the endpoints with a
     *     path that contains the text
     * @throws io.github.metrckeys.error.InvalidInputException with {@link
     *     io.github.metrckeys.error.ErrorCode#NAME_INVALID} if there are none of either kind; the message suggests the
     *     nearest paths
     */
    public List<Endpoint> at(String path) {
        List<Endpoint> exact = Arrays.stream(HttpMethod.values())
                .flatMap(method -> find(method, path).stream())
                .toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        String part = path.toLowerCase(Locale.ROOT);
        List<Endpoint> like = endpoints.stream()
                .filter(endpoint -> endpoint.path().toLowerCase(Locale.ROOT).contains(part))
                .toList();
        return like.isEmpty() ? List.of(NearestName.named("path", path, endpoints, Endpoint::path)) : like;
    }

    /**
     * The endpoints that a user with these permissions may call. The facility's type and gates can still exclude some
     * of them.
     *
     * @param granted the permissions of a Metrc user
     * @return the endpoints whose permission rule is met, including those that need no permission
     */
    public List<Endpoint> allowedWith(Set<Permission> granted) {
        Checks.notNull(granted, "granted");
        return endpoints.stream()
                .filter(endpoint -> endpoint.permissions().allows(granted))
                .toList();
    }

    /**
     * The endpoints that need a permission, alone or together with others.
     *
     * @param permission the permission
     * @return the endpoints whose rule contains it
     */
    public List<Endpoint> asking(Permission permission) {
        Checks.notNull(permission, "permission");
        return endpoints.stream()
                .filter(endpoint -> endpoint.permissions().permissions().contains(permission))
                .toList();
    }

    /**
     * All permissions that some endpoint asks for.
     *
     * @return the permissions, ordered by name
     */
    public Set<Permission> permissions() {
        Set<Permission> all = new TreeSet<>();
        endpoints.forEach(endpoint -> all.addAll(endpoint.permissions().permissions()));
        return all;
    }

    private static final class Standard {
        static final EndpointCatalog CATALOG = new EndpointCatalog(EndpointTable.read());
    }

    /** A path, cut at its slashes, with its variables marked. */
    private static final class PathPattern {
        private final Endpoint endpoint;
        private final String[] segments;

        PathPattern(Endpoint endpoint) {
            this.endpoint = endpoint;
            this.segments = segments(endpoint.path());
        }

        static String[] segments(String path) {
            String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            return trimmed.toLowerCase(Locale.ROOT).split("/", -1);
        }

        Endpoint endpoint() {
            return endpoint;
        }

        int variables() {
            int count = 0;
            for (String segment : segments) {
                count += isVariable(segment) ? 1 : 0;
            }
            return count;
        }

        boolean matches(String[] wanted) {
            if (wanted.length != segments.length) {
                return false;
            }
            for (int i = 0; i < segments.length; i++) {
                if (!segments[i].equals(wanted[i]) && !fills(segments[i], wanted[i])) {
                    return false;
                }
            }
            return true;
        }

        /**
         * Ids consist of digits, which distinguishes {@code /packages/v2/{id}} from {@code /packages/v2/{label}}.
         * Labels are the numbers of tags, and contain digits: {@code active} in {@code /plants/v2/active} is not a
         * label, and Metrc answers 404 (observed).
         */
        private static boolean fills(String variable, String text) {
            if (!isVariable(variable) || text.isEmpty() || isVariable(text)) {
                return false;
            }
            return switch (variable) {
                case "{id}" -> text.chars().allMatch(PathPattern::isDigit);
                case "{label}" -> text.chars().anyMatch(PathPattern::isDigit);
                default -> true;
            };
        }

        private static boolean isDigit(int c) {
            return c >= '0' && c <= '9';
        }

        private static boolean isVariable(String segment) {
            return segment.startsWith("{");
        }
    }
}
