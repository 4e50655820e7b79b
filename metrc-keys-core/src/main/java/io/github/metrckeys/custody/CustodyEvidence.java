package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.internal.Checks;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyVersion;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who had which key when, when it was checked, and in whose name master keys signed: for whoever asks whether employees work
 * under keys of their own. {@link CustodyCsv} writes it down.
 *
 * @param records the keys, by their owners' names and versions
 * @param fallbackUses for each person in whose name a master key signed since the person had no key: how many calls, by the
 *     persons' ids
 */
public record CustodyEvidence(List<CustodyRecord> records, Map<UserId, Long> fallbackUses) {

    private static final Comparator<CustodyRecord> BY_OWNER =
            Comparator.comparing((CustodyRecord key) -> key.owner().toString()).thenComparing(CustodyRecord::version);

    /**
     * Collects evidence.
     *
     * @param records the keys
     * @param fallbackUses how many calls master keys signed in whose name
     */
    public CustodyEvidence {
        records = List.copyOf(Checks.notNull(records, "records"));
        // Not Map.copyOf, which loses the order.
        fallbackUses = Collections.unmodifiableMap(new LinkedHashMap<>(Checks.notNull(fallbackUses, "fallbackUses")));
    }

    /**
     * Collects what a store and a ledger know. A key that the store lists and the ledger does not know, as one of before there
     * was a ledger, is there with what the store says.
     *
     * @param keys the keys, as their store lists them
     * @param history what is recorded about them
     * @return the evidence
     */
    public static CustodyEvidence of(List<KeyInfo> keys, KeyHistory history) {
        Checks.notNull(keys, "keys");
        Checks.notNull(history, "history");
        Map<Id, KeyInfo> held = new LinkedHashMap<>();
        keys.forEach(info -> held.put(new Id(info.owner(), info.version()), info));
        List<CustodyRecord> records = new ArrayList<>();
        Set<Id> recorded = new HashSet<>();
        for (KeyHistory.Key key : history.keys()) {
            Id id = new Id(key.owner(), key.version());
            if (key.ofFormerStore()) {
                records.add(record(key, Optional.empty()));
                continue;
            }
            recorded.add(id);
            records.add(record(key, Optional.ofNullable(held.get(id))));
        }
        held.forEach((id, info) -> {
            if (!recorded.contains(id)) {
                records.add(record(info));
            }
        });
        records.sort(BY_OWNER);
        return new CustodyEvidence(records, history.fallbackUses());
    }

    private record Id(KeyOwner owner, KeyVersion version) {}

    private static CustodyRecord record(KeyHistory.Key key, Optional<KeyInfo> held) {
        Optional<Instant> from = key.storedAt().or(() -> held.map(KeyInfo::storedAt));
        return new CustodyRecord(
                key.owner(),
                key.version(),
                from,
                held.isPresent() ? Optional.empty() : key.endedAt(),
                held.isPresent(),
                key.verifiedAt(),
                key.verdict(),
                key.lastUsedAt(),
                key.uses(),
                key.overrideReason());
    }

    private static CustodyRecord record(KeyInfo held) {
        return new CustodyRecord(
                held.owner(),
                held.version(),
                Optional.of(held.storedAt()),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());
    }
}
