package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.testkit.FakeMetrc;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that serves a fake Metrc until it is stopped. */
@Command(
        name = "fake",
        description = "Serves a fake Metrc on loopback until stopped; /_fake/ shows and changes its world.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class FakeCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(names = "--port", paramLabel = "N", description = "The port; 0, the default, for any that is free.")
    private int port;

    @Option(
            names = "--seed",
            paramLabel = "FILE",
            description = "Who and what is in it, as JSON; by default, an example shop.")
    private @Nullable Path seed;

    @Option(names = "--print-example", description = "Print the example as a seed file, and serve nothing.")
    private boolean printExample;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (printExample) {
            out.print(Seed.example());
            return 0;
        }
        if (port < 0 || port > 65535) {
            throw new UsageException("The port " + port + " is not valid: choose 1 to 65535, or 0 for any free one.");
        }
        Seed chosen = seed == null ? Seed.parse("the example", Seed.example()) : Seed.read(seed);
        try (FakeMetrc metrc = start(chosen)) {
            out.println("fake Metrc ready on " + metrc.baseUri());
            out.flush();
            spec.commandLine().getErr().println("Look at it and change it: " + metrc.baseUri() + "/_fake/");
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private FakeMetrc start(Seed chosen) {
        try {
            return chosen.start(port);
        } catch (IllegalStateException e) {
            throw new UsageException("The port " + port
                    + " is taken, or not yours to use: choose another one, or 0 for any that is free.");
        }
    }
}
