package io.github.metrckeys.testkit.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.testkit.FakeMetrc;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkbenchAdversaryTest {

    private static final String KEY = "Qk3vT9zXw2LmN8pRs5uYb7cDf4gHj6aEo1iUyWtVrKxZqMnB";

    @TempDir
    private Path directory;

    private static String run(Map<String, String> environment, String... arguments) {
        StringWriter said = new StringWriter();
        PrintWriter out = new PrintWriter(said);
        Main.run(arguments, environment, InputStream.nullInputStream(), out, out);
        return said.toString();
    }

    @Test
    void aFileOfArgumentsThatHoldsAKeyIsNotRepeated() throws Exception {
        Path file = Files.writeString(directory.resolve("secrets.env"), "METRC_USER_KEY=" + KEY + "\n" + KEY + "\n");
        assertThat(run(Map.of(), "validate", "--jurisdiction", "CO", "--license", "402-00001", "--master", "@" + file))
                .doesNotContain(KEY);
    }

    @Test
    void aKeyGivenForTheUserIsNotRepeated() {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            metrc.addFacility("402-00001");
            String said = run(
                    Map.of("METRC_VENDOR_KEY", metrc.vendorKey().revealSecret(), "METRC_USER_KEY", KEY),
                    "validate",
                    "--jurisdiction",
                    "CO",
                    "--license",
                    "402-00001",
                    "--base-uri",
                    metrc.baseUri().toString(),
                    "--user",
                    KEY);
            assertThat(said).doesNotContain(KEY);
        }
    }
}
