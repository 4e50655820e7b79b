package io.github.metrckeys.testkit.workbench;

import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Stands here until the workbench does. */
@CommandLine.Command(name = "metrc-keys-workbench", description = "A placeholder.", mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    private Main() {}

    /**
     * Runs the workbench.
     *
     * @param args its arguments
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main()).execute(args));
    }

    @Override
    public Integer call() {
        return 0;
    }
}
