package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes evidence as tables for spreadsheets: RFC 4180, with a header line; times are in UTC, what is not known is empty.
 *
 * <p>A cell that begins as a formula does has an apostrophe in front, so that a spreadsheet runs nothing that somebody wrote into
 * a reason or an id; so has what follows a semicolon within a cell, at which spreadsheets of many countries part cells. No key and no fingerprint is in it.
 */
final class CustodyCsv {

    /** Of a cell, and behind what parts cells where a comma does not; the wide signs are taken for the narrow ones in Japan. */
    private static final Pattern FORMULA_START =
            Pattern.compile("(^|;\\p{Z}*)(?=[=+@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20-])");

    private static final List<String> KEYS = List.of(
            "kind",
            "jurisdiction",
            "user",
            "license",
            "waiting",
            "version",
            "from",
            "until",
            "held",
            "verified_at",
            "verdict",
            "last_used_at",
            "uses",
            "override_reason");
    private static final List<String> FALLBACK_USES = List.of("user", "calls_signed_by_master_key");

    private CustodyCsv() {}

    /** Who had which key when: a line for each key. */
    static String write(CustodyEvidence evidence) {
        return table(KEYS, evidence.records().stream().map(CustodyCsv::cells));
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

    private static List<String> cells(CustodyEvidence.KeyRecord key) {
        KeyOwner owner = DuplicateKeys.inForce(key.owner());
        return List.of(
                owner.mode().name(),
                owner.jurisdiction().id(),
                owner instanceof KeyOwner.Individual individual
                        ? individual.user().value()
                        : "",
                owner instanceof KeyOwner.Master master
                        ? master.facility().license().value()
                        : "",
                Boolean.toString(key.owner() instanceof KeyOwner.Unverified),
                Long.toString(key.version().number()),
                text(key.from()),
                text(key.until()),
                Boolean.toString(key.held()),
                text(key.verifiedAt()),
                text(key.verdict()),
                text(key.lastUsedAt()),
                Long.toString(key.uses()),
                text(key.overrideReason()));
    }

    private static String text(Optional<?> cell) {
        return cell.map(Object::toString).orElse("");
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
