package io.github.metrckeys.testkit.benchmark;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** From {@code main} to the first answer, in a JVM that has done nothing else yet. */
public final class FirstStart {

    private FirstStart() {}

    /**
     * Prints the milliseconds.
     *
     * @param args {@code fake} or {@code bare}
     * @throws IOException where no answer came
     */
    public static void main(String[] args) throws IOException {
        long began = System.nanoTime();
        try (Target target = Target.named(args[0])) {
            target.once();
            System.out.println(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
        System.exit(0);
    }
}
