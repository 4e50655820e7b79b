package io.github.metrckeys.custody;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes evidence as tables for spreadsheets: RFC 4180, with a header line; times are in UTC, what is not known is
 * empty.
 *
 * <p>A cell that begins as a formula does has an apostrophe in front, so that a spreadsheet runs nothing that
 * somebody wrote into a reason or an id. So has what follows a semicolon within a cell, since spreadsheets of many
 * countries separate cells there. It holds no key and no fingerprint.
 */
final class CustodyCsv {

    /**
     * At the start of a cell, or behind what separates cells if a comma does not. Japanese spreadsheets take the wide
     * signs too.
     */
    private static final Pattern FORMULA_START =
            Pattern.compile("(^|;\\p{Z}*)(?=[=+@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20-])");

    private static final List<String> FALLBACK_USES = List.of("user", "calls_signed_by_master_key");

    private CustodyCsv() {}

    /** Who had which key when: a line for each key. */
    static String write(CustodyEvidence evidence) {
        return table(
                EvidenceField.ALL.stream().map(EvidenceField::column).toList(),
                evidence.records().stream()
                        .map(key -> EvidenceField.ALL.stream()
                                .map(field -> Objects.toString(field.of(key), ""))
                                .toList()));
    }

    /** In whose names master keys signed since the person had no key: a line for each person. */
    static String writeFallbackUses(CustodyEvidence evidence) {
        return table(
                FALLBACK_USES,
                evidence.fallbackUses().entrySet().stream()
                        .map(uses -> List.of(uses.getKey(), uses.getValue()).stream()
                                .map(Object::toString)
                                .toList()));
    }

    private static String table(List<String> header, Stream<List<String>> rows) {
        return Stream.concat(Stream.of(header), rows)
                .map(cells -> cells.stream().map(CustodyCsv::cell).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    private static String cell(String text) {
        String harmless = FORMULA_START.matcher(text).replaceAll("$1'");
        return harmless.chars().anyMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n')
                ? '"' + harmless.replace("\"", "\"\"") + '"'
                : harmless;
    }
}
