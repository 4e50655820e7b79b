package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whose key is meant, on which server. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class OwnerOptions {

    @Mixin
    private ServerOptions server;

    @ArgGroup(multiplicity = "1")
    private Who who;

    @Option(
            names = "--license",
            paramLabel = "L",
            description = "The license number: whose master key it is, and at which a key is verified.")
    private @Nullable String license;

    private static final class Who {
        @Option(names = "--user", required = true, paramLabel = "ID", description = "The key of this user.")
        private @Nullable String user;

        @Option(names = "--master", required = true, description = "The master key of the facility of --license.")
        private boolean master;
    }

    /** The owner that was named. */
    KeyOwner owner() {
        return owner(server.jurisdiction());
    }

    /** The same owner on another server. */
    KeyOwner owner(Jurisdiction jurisdiction) {
        return who.master || who.user == null
                ? KeyOwner.master(facility(jurisdiction, "--master"))
                : KeyOwner.individual(jurisdiction, UserId.of(who.user));
    }

    /** The facility, which the option asks for. */
    Facility facility(String option) {
        return facility(server.jurisdiction(), option);
    }

    /** Whether no other server than the production one was named. */
    boolean isOfPlainServer() {
        return server.isPlain();
    }

    private Facility facility(Jurisdiction jurisdiction, String option) {
        if (license == null) {
            throw new UsageException(option + " needs --license: name the license number.");
        }
        return Facility.of(jurisdiction, license);
    }
}
