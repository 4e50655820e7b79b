package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.store.KeyInfo;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Keeps keys in an encrypted file. */
@Command(
        name = "keys",
        description = "Keeps keys in an encrypted file.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {KeysAddCommand.class, KeysListCommand.class, KeysRemoveCommand.class})
@SuppressWarnings("NullAway.Init") // picocli sets the field
final class KeysCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Name what to do: keys add, keys list or keys remove");
    }

    /** Names a key, as every command here does. */
    static String name(KeyInfo info) {
        return info.state().keyOf(info.owner());
    }
}
