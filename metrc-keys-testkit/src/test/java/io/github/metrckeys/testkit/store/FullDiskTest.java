package io.github.metrckeys.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.store.KeyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A process that may write no file larger than some KB: to it, the disk is full in the midst of a file. */
@DisabledOnOs(OS.WINDOWS)
class FullDiskTest {

    @TempDir
    private Path directory;

    @Test
    void aChangeThatFindsNoRoomIsRefusedByNameAndChangesNothing() throws Exception {
        Path file = directory.resolve("keys.store");
        Process writer = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 4 && exec \"$@\"",
                        "sh",
                        System.getProperty("java.home") + "/bin/java",
                        "-XX:-UsePerfData",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FileWriter.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        List<String> said;
        try (Stream<String> lines = writer.inputReader().lines()) {
            said = lines.toList();
        }

        assertThat(said.get(said.size() - 1))
                .startsWith("refused ")
                .contains("keys.store", "nothing was changed", "free space");
        Map<Integer, Long> acknowledged = new HashMap<>();
        said.stream()
                .filter(line -> line.startsWith("stored "))
                .map(line -> line.split(" ", -1))
                .forEach(words -> acknowledged.put(Integer.valueOf(words[1]), Long.valueOf(words[2])));
        KeyStore store = FileWriter.open(file);
        assertThat(acknowledged).isNotEmpty();
        acknowledged.forEach(
                (person, number) -> assertThat(FileWriter.numberOf(store.find(FileWriter.owner(person)), person))
                        .isEqualTo(number));
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("keys.store", "keys.store.lock");
        }
    }
}
