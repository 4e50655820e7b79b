package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Where keys are to work, and how they are validated. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ProbeOptions {

    private static final int LONGEST_DEADLINE = 86_400;

    @Option(
            names = "--jurisdiction",
            required = true,
            paramLabel = "CODE",
            description = "The state or territory, such as CO.")
    private String jurisdiction;

    @Option(names = "--license", required = true, paramLabel = "L", description = "The license number.")
    private String license;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "What the key's owner does, so that what the work does without spoils nothing: budtender,"
                    + " inventory-clerk, manager, cultivator, lab or master-key-owner.")
    private @Nullable String role;

    @ArgGroup
    private @Nullable Server server;

    @Option(names = "--parallelism", paramLabel = "N", description = "Calls of one key at a time, 1 to 10 (4).")
    private int parallelism = 4;

    @Option(names = "--deadline", paramLabel = "SECONDS", description = "How long the check of a key may take (30).")
    private int deadline = 30;

    private static final class Server {
        @Option(names = "--sandbox", required = true, description = "Ask Metrc's sandbox instead of production.")
        private boolean sandbox;

        @Option(
                names = "--base-uri",
                required = true,
                paramLabel = "URI",
                description = "Ask the server at this address: https, or http on loopback.")
        private @Nullable String baseUri;
    }

    Facility facility() {
        return Facility.of(jurisdiction(), license);
    }

    private Optional<Role> role() {
        return Optional.ofNullable(role).map(Role::standard);
    }

    /** A probe with these settings. What is wrong with any option is told here, before keys are looked for. */
    HttpPermissionProbe probe() {
        role();
        if (deadline < 1 || deadline > LONGEST_DEADLINE) {
            throw new UsageException(
                    "--deadline " + deadline + " is out of range: choose 1 to " + LONGEST_DEADLINE + " seconds.");
        }
        return HttpPermissionProbe.builder()
                .parallelism(parallelism)
                .deadline(Duration.ofSeconds(deadline))
                .build();
    }

    /** The request for the role that was named, if one was. */
    ProbeRequest forRole(ProbeRequest request) {
        return Optional.ofNullable(role)
                .map(Role::standard)
                .map(request::forRole)
                .orElse(request);
    }

    private Jurisdiction jurisdiction() {
        if (server == null) {
            return Jurisdiction.of(jurisdiction);
        }
        return server.sandbox || server.baseUri == null
                ? Jurisdiction.of(jurisdiction).sandbox()
                : Jurisdiction.of(jurisdiction, uri(server.baseUri));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new UsageException(
                    "The address after --base-uri cannot be read: give one like https://host or http://127.0.0.1:8080.");
        }
    }
}
