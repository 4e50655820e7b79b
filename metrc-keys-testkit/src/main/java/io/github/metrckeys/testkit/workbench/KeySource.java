package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.StoredKey;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Whose key a command is about, and where it is: in the environment, or in an encrypted key file. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeySource {

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description =
                    "Take the key from this encrypted key file, and the facility's master key too, if it is there;"
                            + " the passphrase is METRC_KEYS_SECRET.")
    private @Nullable Path file;

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    private static final class Subject {
        @Option(
                names = "--master",
                required = true,
                description = "The master key: METRC_MASTER_KEY, or METRC_USER_KEY if that is not set.")
        private boolean master;

        @Option(
                names = "--user",
                required = true,
                paramLabel = "ID",
                description = "METRC_USER_KEY as the key of this user; the id is a name for the report, since Metrc"
                        + " does not say whose key it is. METRC_MASTER_KEY, if set, reads the permissions out and"
                        + " tells a bad user key from a bad vendor key.")
        private @Nullable String user;
    }

    /** The request to validate the key at a facility. */
    ProbeRequest request(Facility facility) {
        EnvironmentKeys environment = environment(command);
        VendorApiKey vendorKey = environment.vendorKey();
        Optional<KeyStore> opened = Optional.ofNullable(file).map(file -> StoreOptions.open(file, environment));
        if (subject.master || subject.user == null) {
            UserApiKey key = opened.map(store -> stored(store, KeyOwner.master(facility)))
                    .orElseGet(environment::masterOrUserKey);
            return ProbeRequest.master(facility, vendorKey, key);
        }
        UserId user = UserId.of(subject.user);
        UserApiKey key = opened.map(store -> stored(store, KeyOwner.individual(facility.jurisdiction(), user)))
                .orElseGet(environment::userKey);
        ProbeRequest request = ProbeRequest.individual(facility, user, vendorKey, key);
        return opened.map(store -> masterKey(store, facility, environment))
                .orElseGet(environment::masterKey)
                .map(request::withMasterKey)
                .orElse(request);
    }

    private UserApiKey stored(KeyStore store, KeyOwner owner) {
        return store.find(owner)
                .map(StoredKey::key)
                .orElseThrow(() -> new UsageException("There is no " + KeyState.IN_FORCE.keyOf(owner) + " in " + file
                        + ": \"keys list\" shows what is there, and \"keys add\" adds one."));
    }

    /** The stored master key of a facility, or else the one in the environment. */
    static Optional<UserApiKey> masterKey(KeyStore store, Facility facility, EnvironmentKeys environment) {
        return store.find(KeyOwner.master(facility)).map(StoredKey::key).or(environment::masterKey);
    }

    /** The keys in the environment of a command. */
    static EnvironmentKeys environment(CommandSpec command) {
        Main main = (Main) command.root().userObject();
        return new EnvironmentKeys(main.environment(), command.commandLine().getErr());
    }
}
