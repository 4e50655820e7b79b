package io.github.metrckeys.testkit.benchmark;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Measures the time from {@code main} to the first answer, in a JVM that has done nothing else yet. */
public final class FirstStartBenchmark {

    private FirstStartBenchmark() {}

    /**
     * Prints the milliseconds.
     *
     * @param args {@code fake} or {@code bare}
     * @throws IOException if there is no answer
     */
    public static void main(String[] args) throws IOException {
        long began = System.nanoTime();
        try (MeasuredServer target = MeasuredServer.named(args[0])) {
            target.once();
            System.out.println(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began));
        }
        System.exit(0);
    }
}
