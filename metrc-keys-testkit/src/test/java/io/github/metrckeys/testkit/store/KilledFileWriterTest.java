package io.github.metrckeys.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.store.KeyStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that write keys and are killed in the midst of it. {@code -Dmetrckeys.kills=300} kills as many. */
class KilledFileWriterTest {

    private static final int KILLS = Integer.getInteger("metrckeys.kills", 6);
    private static final int MOST_KEYS_BEFORE_DEATH = 40;
    private static final int LONGEST_PAUSE_NANOS = 4_000_000;

    @TempDir
    private Path directory;

    @Test
    void whatWasSaidToBeStoredIsThereAfterEveryKill() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Path file = directory.resolve("keys.store");
        AtomicLongArray acknowledged = new AtomicLongArray(FileWriter.PEOPLE);
        long stored = 0;
        long unanswered = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            stored += writeAndDie(file, random, acknowledged);

            KeyStore store = FileWriter.open(file);
            for (int person = 0; person < FileWriter.PEOPLE; person++) {
                long there = FileWriter.numberOf(store.find(FileWriter.owner(person)), person);
                long said = acknowledged.get(person);
                assertThat(there)
                        .as("the key of person " + person + " after kill " + kill + ", seed " + seed)
                        .isBetween(said, said + 1);
                unanswered += there - said;
                acknowledged.set(person, there);
            }
        }
        System.out.println("The file: " + KILLS + " processes killed, " + stored + " keys acknowledged and all there, "
                + unanswered + " stored and not acknowledged yet, none torn.");
        assertThat(stored).isGreaterThanOrEqualTo(KILLS);
    }

    /** Returns how many keys were acknowledged. */
    private long writeAndDie(Path file, Random random, AtomicLongArray acknowledged)
            throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FileWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        int deathAfter = 1 + random.nextInt(MOST_KEYS_BEFORE_DEATH);
        long pause = random.nextInt(LONGEST_PAUSE_NANOS);
        long seen = 0;
        try (BufferedReader out = writer.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                assertThat(line).startsWith("stored ");
                String[] words = line.split(" ", -1);
                acknowledged.accumulateAndGet(Integer.parseInt(words[1]), Long.parseLong(words[2]), Math::max);
                seen++;
                if (seen == deathAfter) {
                    long began = System.nanoTime();
                    while (System.nanoTime() - began < pause) {
                        Thread.onSpinWait();
                    }
                    // Process.destroyForcibly would close the stream with what was said before.
                    writer.toHandle().destroyForcibly();
                }
            }
        } finally {
            writer.destroyForcibly();
        }
        assertThat(writer.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return seen;
    }
}
