package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options for how a key is validated. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CheckOptions {

    private static final int LONGEST_DEADLINE = 86_400;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            converter = RoleConverter.class,
            description = "What the key's owner does, so that what the work does without spoils nothing: budtender,"
                    + " inventory-clerk, manager, delivery-driver, transporter, cultivator, processor, lab or"
                    + " master-key-owner, a common word for one, or a .json file that defines another.")
    private @Nullable Role role;

    @Option(names = "--parallelism", paramLabel = "N", description = "Calls of one key at a time, 1 to 10 (4).")
    private int parallelism = 4;

    @Option(names = "--deadline", paramLabel = "SECONDS", description = "How long the check of a key may take (30).")
    private int deadline = 30;

    /** A probe with these settings. Throws if an option is wrong, before any key is read. */
    HttpPermissionProbe probe() {
        if (deadline < 1 || deadline > LONGEST_DEADLINE) {
            throw new UsageException(
                    "--deadline " + deadline + " is out of range: choose 1 to " + LONGEST_DEADLINE + " seconds.");
        }
        return HttpPermissionProbe.builder()
                .parallelism(parallelism)
                .deadline(Duration.ofSeconds(deadline))
                .build();
    }

    /** The request for the given role; the same request if there is none. */
    ProbeRequest forRole(ProbeRequest request) {
        return role().map(request::forRole).orElse(request);
    }

    Optional<Role> role() {
        return Optional.ofNullable(role);
    }
}
