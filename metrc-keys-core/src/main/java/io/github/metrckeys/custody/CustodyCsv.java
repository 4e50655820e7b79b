package io.github.metrckeys.custody;

import io.github.metrckeys.internal.text.Csv;
import java.util.List;
import java.util.Objects;

/**
 * Writes evidence as tables for spreadsheets; times are in UTC, what is not known is empty. It holds no key and no
 * fingerprint.
 */
final class CustodyCsv {

    private static final List<String> FALLBACK_USES = List.of("user", "calls_signed_by_master_key");

    private CustodyCsv() {}

    /** Who had which key when: a line for each key. */
    static String write(CustodyEvidence evidence) {
        return Csv.table(
                EvidenceField.ALL.stream().map(EvidenceField::column).toList(),
                evidence.records().stream()
                        .map(key -> EvidenceField.ALL.stream()
                                .map(field -> Objects.toString(field.of(key), ""))
                                .toList()));
    }

    /** In whose names master keys signed since the person had no key: a line for each person. */
    static String writeFallbackUses(CustodyEvidence evidence) {
        return Csv.table(
                FALLBACK_USES,
                evidence.fallbackUses().entrySet().stream()
                        .map(uses -> List.of(uses.getKey(), uses.getValue()).stream()
                                .map(Object::toString)
                                .toList()));
    }
}
