package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.file.EncryptedFileKeyStore;
import io.github.metrckeys.file.FileKeyLedger;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The encrypted key file, and the record of what happened to its keys that stands beside it. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class StoreOptions {

    private static final String KEY_ID = "METRC_KEYS_SECRET";

    @Option(
            names = "--store",
            required = true,
            paramLabel = "FILE",
            description = "The encrypted key file; its passphrase is METRC_KEYS_SECRET. What happens to its keys is"
                    + " recorded in FILE.ledger, without keys.")
    private Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    /** The keys in the environment of the command that has these options. */
    EnvironmentKeys environment() {
        return KeySource.environment(command);
    }

    /** The store, made if there is none. */
    EncryptedFileKeyStore openOrMake() {
        return openOrMake(file, environment());
    }

    /** The store, which must be there. */
    EncryptedFileKeyStore open() {
        return open(file, environment());
    }

    static EncryptedFileKeyStore open(Path file, EnvironmentKeys environment) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException(file + " is not there: \"keys add\" makes a key file.");
        }
        return openOrMake(file, environment);
    }

    private static EncryptedFileKeyStore openOrMake(Path file, EnvironmentKeys environment) {
        return EncryptedFileKeyStore.open(
                file, KeyEncryptionKeys.of(KeyEncryptionKey.ofPassphrase(KEY_ID, environment.storePassphrase())));
    }

    KeyLedger ledger() {
        return FileKeyLedger.open(file.resolveSibling(file.getFileName() + ".ledger"));
    }
}
