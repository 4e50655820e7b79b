package io.github.metrckeys.internal.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes tables for spreadsheets: RFC 4180, with a header line.
 *
 * <p>A cell that begins as a formula does has an apostrophe in front, so that a spreadsheet runs nothing that somebody
 * wrote into a name or an id. So has what follows a semicolon within a cell, since spreadsheets of many countries
 * separate cells there.
 */
public final class Csv {

    /**
     * At the start of a cell, or behind what separates cells if a comma does not. Japanese spreadsheets take the wide
     * signs too.
     */
    private static final Pattern FORMULA_START =
            Pattern.compile("(^|;\\p{Z}*)(?=[=+@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20-])");

    private Csv() {}

    /** The table. Every row has a cell for each column of the header. */
    public static String table(List<String> header, Stream<List<String>> rows) {
        return Stream.concat(Stream.of(header), rows)
                .map(cells -> cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    private static String cell(String text) {
        String harmless = FORMULA_START.matcher(text).replaceAll("$1'");
        return harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
