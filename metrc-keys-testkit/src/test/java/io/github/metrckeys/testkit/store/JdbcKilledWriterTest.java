package io.github.metrckeys.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.jdbc.JdbcKeyStore;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Processes that are killed while they write: {@code -Dmetrckeys.kills=300} kills that many. */
class JdbcKilledWriterTest {

    private static final int KILLS = Integer.getInteger("metrckeys.kills", 5);
    private static final int AT_ONCE = 2;
    private static final int MOST_LINES = 60;

    private final long[] acknowledged = new long[KilledWriter.OWNERS];

    @Test
    void whatAKilledProcessWasToldWasStoredIsThereWhole() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        PGSimpleDataSource database = Database.plain(Database.schema());
        int kills = 0;
        int lines = 0;
        while (kills < KILLS) {
            List<Process> writers = new ArrayList<>();
            try {
                for (int i = 0; i < Math.min(AT_ONCE, KILLS - kills); i++) {
                    writers.add(start(database, random.nextInt(1000)));
                }
                for (Process writer : writers) {
                    lines += killAfter(writer, random.nextInt(MOST_LINES));
                    kills++;
                }
            } finally {
                writers.forEach(JdbcKilledWriterTest::kill);
            }
            check(JdbcKeyStore.builder(database, KilledWriter.KEYS).open());
        }
        System.out.println("Killed " + kills + " writers (seed " + seed + ") after " + lines
                + " acknowledged changes; versions " + Arrays.toString(acknowledged) + " are there or newer ones.");

        JdbcKeyStore store = JdbcKeyStore.builder(database, KilledWriter.KEYS).open();
        for (int i = 0; i < KilledWriter.OWNERS; i++) {
            KeyVersion there =
                    store.find(KilledWriter.owner(i)).map(StoredKey::version).orElse(KeyVersion.NONE);
            StoreResult next = store.put(KilledWriter.owner(i), KilledWriter.key(KilledWriter.owner(i)), there);
            assertThat(next.orThrow().number()).isGreaterThan(acknowledged[i]);
        }
    }

    /** Kills the process once it has said so many lines, and returns how many it said in all. */
    private int killAfter(Process writer, int lines) throws IOException, InterruptedException {
        int read = 0;
        try (BufferedReader output = writer.inputReader()) {
            if (lines == 0) {
                kill(writer);
            }
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                // The last line may have been cut short by the end of the process.
                String[] words = line.split(" ", -1);
                if (words.length == 2 && !words[1].isEmpty()) {
                    int owner = Integer.parseInt(words[0]);
                    acknowledged[owner] = Math.max(acknowledged[owner], Long.parseLong(words[1]));
                }
                if (++read == lines) {
                    kill(writer);
                }
            }
        }
        assertThat(writer.waitFor()).as("killed, and not ended by itself").isNotIn(0, 1);
        return read;
    }

    /** Unlike the process itself, its handle leaves open what is still to be read. */
    private static void kill(Process process) {
        process.toHandle().destroyForcibly();
    }

    private void check(JdbcKeyStore store) {
        for (KeyInfo info : store.list()) {
            StoredKey found = store.find(info.owner()).orElseThrow();
            assertThat(found.key().equals(KilledWriter.key(info.owner())))
                    .as("the key of the " + info.owner() + " is whole")
                    .isTrue();
        }
        for (int i = KilledWriter.REMOVED + 1; i < KilledWriter.OWNERS; i++) {
            assertThat(version(store, i)).isGreaterThanOrEqualTo(new KeyVersion(acknowledged[i]));
        }
    }

    private static KeyVersion version(JdbcKeyStore store, int owner) {
        return store.find(KilledWriter.owner(owner)).map(StoredKey::version).orElse(KeyVersion.NONE);
    }

    private static Process start(PGSimpleDataSource database, int number) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledWriter.class.getName(),
                        database.getUrl() + "&user=postgres",
                        String.valueOf(number))
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder.start();
    }
}
