package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.custody.RecordedKeyStore;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Removes a key. */
@Command(
        name = "remove",
        description = "Removes the key of an owner.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeysRemoveCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions storeOptions;

    @Mixin
    private OwnerOptions ownerOptions;

    @Option(names = "--parked", description = "The key that waits, unverified, and not the one in force.")
    private boolean pending;

    @Override
    public Integer call() {
        KeyState state = pending ? KeyState.PENDING : KeyState.IN_FORCE;
        KeyStore store = RecordedKeyStore.of(storeOptions.open(), storeOptions.ledger());
        KeyInfo info = meant(store.keys(state).list(), state);
        store.remove(info).orThrow();
        spec.commandLine()
                .getOut()
                .println("The " + KeysCommand.name(info) + " is removed (it was " + info.version() + ").");
        return 0;
    }

    /** The key of the owner that was named; if no server was named, of the only one of the state that is there. */
    private KeyInfo meant(List<KeyInfo> infos, KeyState state) {
        KeyOwner owner = ownerOptions.owner();
        List<KeyInfo> exact =
                infos.stream().filter(info -> info.owner().equals(owner)).toList();
        List<KeyInfo> found = exact.isEmpty() && ownerOptions.isOfPlainServer()
                ? infos.stream()
                        .filter(info -> info.owner()
                                .jurisdiction()
                                .code()
                                .equals(owner.jurisdiction().code()))
                        .filter(info -> info.owner()
                                .equals(ownerOptions.owner(info.owner().jurisdiction())))
                        .toList()
                : exact;
        if (found.isEmpty()) {
            throw new UsageException("There is no " + state.keyOf(owner) + ": \"keys list\" shows what is there"
                    + (state == KeyState.PENDING ? "." : "; one that is unverified goes with --parked."));
        }
        if (found.size() > 1) {
            throw new UsageException("There is more than one, "
                    + found.stream()
                            .map(info -> "the " + KeysCommand.name(info))
                            .collect(Collectors.joining(" and "))
                    + ": say which with --sandbox or --base-uri.");
        }
        return found.get(0);
    }
}
