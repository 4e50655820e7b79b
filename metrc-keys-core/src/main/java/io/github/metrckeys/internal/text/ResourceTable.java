package io.github.metrckeys.internal.text;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the tables of the library. A line has cells separated by " | "; a line that starts with "#" is a comment. */
public final class ResourceTable {

    /** The content of an empty cell. */
    public static final String NOTHING = "-";

    private ResourceTable() {}

    /**
     * Reads a table from the package of a class.
     *
     * @throws MetrcKeysException with {@link ErrorCode#CATALOG_DAMAGED} if the table is missing or a row cannot be
     *     read; the message names the table and the row
     */
    public static <T> List<T> read(Class<?> beside, String name, Function<Row, T> reader) {
        try (InputStream in = beside.getResourceAsStream(name)) {
            if (in == null) {
                throw damaged(name, "it is missing", null);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && line.charAt(0) != '#')
                    .map(line -> read(name, line, reader))
                    .collect(Collectors.toUnmodifiableList());
        } catch (IOException | UncheckedIOException e) {
            throw damaged(name, "it cannot be read", e);
        }
    }

    private static <T> T read(String name, String line, Function<Row, T> reader) {
        try {
            return reader.apply(new Row(Arrays.asList(line.split(" \\| ", -1))));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged(name, "this row is not understood: " + line, e);
        }
    }

    private static MetrcKeysException damaged(String name, String what, @Nullable Exception e) {
        return new MetrcKeysException(
                ErrorCode.CATALOG_DAMAGED,
                "The table " + name + " of metrc-keys is damaged (" + what + "): replace the jar with a new copy.",
                e);
    }

    /** One line of a table. Cells are counted from 0. */
    public static final class Row {
        private final List<String> cells;

        private Row(List<String> cells) {
            this.cells = cells;
        }

        /** The text of a cell, without surrounding white space. */
        public String text(int cell) {
            return cells.get(cell).strip();
        }

        /** The parts of a cell; empty if the cell is empty. */
        public List<String> list(int cell, String separator) {
            return split(text(cell), separator);
        }

        /** The number of cells. */
        public int size() {
            return cells.size();
        }
    }

    /** The parts of a text; empty if the text is {@link #NOTHING}. */
    public static List<String> split(String text, String separator) {
        return text.equals(NOTHING)
                ? List.of()
                : Arrays.stream(text.split(Pattern.quote(separator), -1))
                        .map(String::strip)
                        .collect(Collectors.toUnmodifiableList());
    }
}
