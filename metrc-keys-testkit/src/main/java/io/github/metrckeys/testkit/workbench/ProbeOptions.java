package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Facility;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The options for the facility at which keys are validated, and for how they are validated. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ProbeOptions {

    @Mixin
    private ServerOptions server;

    @Mixin
    private CheckOptions check;

    @Option(names = "--license", required = true, paramLabel = "L", description = "The license number.")
    private String license;

    Facility facility() {
        return Facility.of(server.jurisdiction(), license);
    }

    HttpPermissionProbe probe() {
        return check.probe();
    }

    Optional<Role> role() {
        return check.role();
    }

    ProbeRequest forRole(ProbeRequest request) {
        return check.forRole(request);
    }
}
