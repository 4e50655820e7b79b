package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that lists endpoints from the catalog. */
@Command(
        name = "endpoints",
        description = "Lists what is known of Metrc's endpoints: the permissions and the license type that each needs.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
@SuppressWarnings("NullAway.Init") // picocli sets the field
final class EndpointsCommand implements Callable<Integer> {

    private static final EndpointCatalog CATALOG = EndpointCatalog.standard();

    @Spec
    private CommandSpec spec;

    @Option(names = "--permission", paramLabel = "NAME", description = "Only those that ask for this permission.")
    private @Nullable String permission;

    @Option(
            names = "--path",
            paramLabel = "PATH",
            description = "Only those at this path, such as /packages/v2/4711, or whose path has this text in it.")
    private @Nullable String path;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            converter = RoleConverter.class,
            description = "Only those that this role needs, or may need: a name, or a .json file that defines a role.")
    private @Nullable Role role;

    @Override
    public Integer call() {
        List<Endpoint> endpoints = CATALOG.endpoints();
        if (permission != null) {
            List<Endpoint> asking = CATALOG.asking(CATALOG.permission(permission));
            endpoints = endpoints.stream().filter(asking::contains).toList();
        }
        if (role != null) {
            Set<Endpoint> needed = neededBy(role);
            endpoints = endpoints.stream().filter(needed::contains).toList();
        }
        if (path != null) {
            List<Endpoint> there = CATALOG.at(path);
            endpoints = endpoints.stream().filter(there::contains).toList();
        }
        print(endpoints, spec.commandLine().getOut());
        return 0;
    }

    private static Set<Endpoint> neededBy(Role role) {
        return Stream.concat(
                        Arrays.stream(PermissionCategory.values())
                                .filter(category -> role.need(category) != Role.Need.NOT_NEEDED)
                                .map(PermissionCategory::readEndpoint),
                        Arrays.stream(Operation.values())
                                .filter(operation -> role.need(operation) != Role.Need.NOT_NEEDED)
                                .map(Operation::endpoint))
                .collect(Collectors.toSet());
    }

    /** Prints one searchable line per endpoint, and below it what only some endpoints have. */
    private static void print(List<Endpoint> endpoints, PrintWriter out) {
        int width = endpoints.stream()
                .mapToInt(endpoint -> endpoint.toString().length())
                .max()
                .orElse(0);
        for (Endpoint endpoint : endpoints) {
            String call = endpoint.toString();
            out.println(call + " ".repeat(width - call.length() + 2) + permissions(endpoint));
            if (!endpoint.facility().groups().isEmpty()) {
                out.println("    license type: " + flags(endpoint));
            }
            endpoint.gates()
                    .forEach(gate ->
                            out.println("    " + gate.holder().name().toLowerCase(Locale.ROOT) + ": " + gate.name()));
        }
    }

    private static String permissions(Endpoint endpoint) {
        Endpoint.PermissionRule rule = endpoint.permissions();
        String or = rule.match() == Endpoint.PermissionRule.Match.ANY ? " or " : " and ";
        return rule.permissions().isEmpty()
                ? "(no permission)"
                : rule.permissions().stream().map(Permission::name).collect(Collectors.joining(or));
    }

    private static String flags(Endpoint endpoint) {
        return endpoint.facility().groups().stream()
                        .map(group -> group.stream().map(FacilityFlag::name).collect(Collectors.joining(" or ")))
                        .collect(Collectors.joining(", and "))
                + " (" + endpoint.facility().provenance().name().toLowerCase(Locale.ROOT) + ")";
    }
}
