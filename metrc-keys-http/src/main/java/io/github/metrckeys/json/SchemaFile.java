package io.github.metrckeys.json;

import io.github.metrckeys.internal.check.Checks;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Reads the JSON Schemas that come along with the library. */
final class SchemaFile {

    private SchemaFile() {}

    static String text(String name) {
        try (InputStream in = SchemaFile.class.getResourceAsStream(name)) {
            return new String(Checks.notNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
