package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares texts with golden files, which are resources in {@code golden} next to a test. With {@code
 * -Dmetrckeys.golden=write} it writes the files into the sources instead.
 */
public final class Golden {

    private Golden() {}

    /** Fails if the text is not the one in the file. */
    public static void compare(Class<?> test, String file, String actual) {
        if ("write".equals(System.getProperty("metrckeys.golden"))) {
            write(test, file, actual);
            return;
        }
        assertThat(actual).as(file).isEqualTo(read(test, file));
    }

    private static String read(Class<?> test, String file) {
        try (InputStream in = test.getResourceAsStream("golden/" + file)) {
            assertThat(in).as("golden/" + file).isNotNull();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Class<?> test, String file, String text) {
        try {
            Path folder = Path.of("src/test/resources", test.getPackageName().replace('.', '/'), "golden");
            Files.createDirectories(folder);
            Files.writeString(folder.resolve(file), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
