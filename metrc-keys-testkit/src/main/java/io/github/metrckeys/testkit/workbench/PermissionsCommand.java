package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.report.PermissionChecklist;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that tells which boxes a role needs in Metrc. */
@Command(
        name = "permissions",
        description = "Tells which boxes to check in Metrc for a role, before any key exists.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PermissionsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--role",
            required = true,
            paramLabel = "ROLE",
            converter = RoleConverter.class,
            description = "A role, such as budtender, or a .json file that defines one.")
    private Role role;

    @ArgGroup
    private @Nullable License license;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, markdown or html (text).")
    private Format format = Format.TEXT;

    private static final class License {
        @Option(
                names = "--license-type",
                required = true,
                paramLabel = "TYPE",
                description = "The type of license, such as \"Retail Store\" or \"Generic cultivator\".")
        private @Nullable String type;

        @Option(
                names = "--flags",
                required = true,
                split = ",",
                paramLabel = "FLAG",
                description = "Instead of a type: the flags of the license in Metrc's list of facilities that are true,"
                        + " separated by commas. Those that are not named count as false.")
        private @Nullable List<String> flags;
    }

    @Override
    public Integer call() {
        spec.commandLine().getOut().print(format.render(checklist()));
        return 0;
    }

    private PermissionChecklist checklist() {
        if (license == null) {
            return PermissionChecklist.of(role, FacilityFlags.UNKNOWN);
        }
        if (license.type != null) {
            return PermissionChecklist.of(role, FacilityFlags.ofLicenseType(license.type), license.type);
        }
        return PermissionChecklist.of(
                role,
                FacilityFlags.ofTrue(
                        license.flags == null
                                ? Set.of()
                                : license.flags.stream()
                                        .map(FacilityFlag::named)
                                        .collect(Collectors.toSet())));
    }
}
