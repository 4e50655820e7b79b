package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
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
import org.jspecify.annotations.Nullable;

/**
 * Who had which key when, when it was checked, and in whose name master keys signed: for whoever asks whether
 * employees work under keys of their own.
 *
 * @param records the keys, those in force before the pending ones, by their owners' names and versions
 * @param fallbackUses for each person in whose name a master key signed since the person had no key: how many calls,
 *     by the persons' ids
 */
public record CustodyEvidence(List<CustodyEvidence.KeyRecord> records, Map<UserId, Long> fallbackUses) {

    private static final Comparator<CustodyEvidence.KeyRecord> BY_OWNER = Comparator.comparing(
                    CustodyEvidence.KeyRecord::state)
            .thenComparing(key -> key.owner().toString())
            .thenComparing(CustodyEvidence.KeyRecord::version);

    /** Refuses null, and copies what it is given. */
    public CustodyEvidence {
        records = List.copyOf(Checks.notNull(records, "records"));
        // Not Map.copyOf, which loses the order.
        fallbackUses = Collections.unmodifiableMap(new LinkedHashMap<>(Checks.notNull(fallbackUses, "fallbackUses")));
    }

    /**
     * Collects what a store and a ledger know, about keys in force and pending ones. A key that the store lists and
     * the ledger does not know, as one of before there was a ledger, is there with what the store says.
     *
     * @param store where the keys are
     * @param history what is recorded about them
     * @return the evidence
     * @throws io.github.metrckeys.error.MetrcKeysException if the store cannot be reached
     */
    public static CustodyEvidence of(KeyStore store, KeyHistory history) {
        Checks.notNull(store, "store");
        Checks.notNull(history, "history");
        return of(store.listAll(), history);
    }

    static CustodyEvidence of(List<KeyInfo> keys, KeyHistory history) {
        Map<KeyIdentity, KeyInfo> held = new LinkedHashMap<>();
        keys.forEach(info -> held.put(KeyIdentity.of(info), info));
        List<CustodyEvidence.KeyRecord> records = new ArrayList<>();
        Set<KeyIdentity> recorded = new HashSet<>();
        for (KeyHistory.Key key : history.keys()) {
            if (key.ofFormerStore()) {
                records.add(record(key, Optional.empty()));
                continue;
            }
            recorded.add(key.id());
            records.add(record(key, Optional.ofNullable(held.get(key.id()))));
        }
        held.forEach((id, info) -> {
            if (!recorded.contains(id)) {
                records.add(record(info));
            }
        });
        records.sort(BY_OWNER);
        return new CustodyEvidence(records, history.fallbackUses());
    }

    /**
     * Who had which key when, as a table for spreadsheets: RFC 4180, with a header line and a line for each key.
     * Times are in UTC, and what is not known is empty. A cell that a spreadsheet would run as a formula has an
     * apostrophe in front.
     *
     * @return the table, each line with CR and LF at its end
     */
    public String toCsv() {
        return CustodyCsv.write(this);
    }

    /**
     * In whose names master keys signed since the person had no key, as a table like {@link #toCsv()}.
     *
     * @return the table, with a line for each person
     */
    public String fallbackUsesToCsv() {
        return CustodyCsv.writeFallbackUses(this);
    }

    private static CustodyEvidence.KeyRecord record(KeyHistory.Key key, Optional<KeyInfo> held) {
        Optional<Instant> from = key.storedAt().or(() -> held.map(KeyInfo::storedAt));
        return new CustodyEvidence.KeyRecord(
                key.id().owner(),
                key.id().state(),
                key.id().version(),
                from,
                held.isPresent() ? Optional.empty() : key.endedAt(),
                held.isPresent(),
                key.verifiedAt(),
                key.verdict(),
                key.lastUsedAt(),
                key.uses(),
                key.overrideReason());
    }

    private static CustodyEvidence.KeyRecord record(KeyInfo held) {
        return new CustodyEvidence.KeyRecord(
                held.owner(),
                held.state(),
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

    /**
     * One key that an owner has or had, and what is known about it. It holds neither the key nor its fingerprint.
     *
     * @param owner whose key it is
     * @param state whether it is or was in force or pending
     * @param version which of the owner's keys it is
     * @param from since when the owner has it; empty if nobody recorded that
     * @param until until when the owner had it; empty if the owner has it, or if nobody recorded the end
     * @param held whether the store has it now
     * @param verifiedAt when Metrc last said something about it
     * @param verdict what Metrc said then, at the facility where the key was last validated
     * @param lastUsedAt when it last signed a call, as far as that is recorded
     * @param uses how many calls it was chosen for, as far as that is recorded
     * @param overrideReason why a person had it stored in spite of what spoke against it
     */
    public record KeyRecord(
            KeyOwner owner,
            KeyState state,
            KeyVersion version,
            Optional<Instant> from,
            Optional<Instant> until,
            boolean held,
            Optional<Instant> verifiedAt,
            Optional<Verdict> verdict,
            Optional<Instant> lastUsedAt,
            long uses,
            Optional<String> overrideReason) {

        /** Refuses null. */
        public KeyRecord {
            Checks.notNull(owner, "owner");
            Checks.notNull(state, "state");
            Checks.notNull(version, "version");
            Checks.notNull(from, "from");
            Checks.notNull(until, "until");
            Checks.notNull(verifiedAt, "verifiedAt");
            Checks.notNull(verdict, "verdict");
            Checks.notNull(lastUsedAt, "lastUsedAt");
            Checks.notNull(overrideReason, "overrideReason");
        }

        /**
         * What an export says of this key, for whoever writes one in a format of their own.
         *
         * @return names and values, in the order that every export has: a text, a number or a truth value, and null
         *     for what is not known
         */
        public Map<String, @Nullable Object> fields() {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            for (EvidenceField field : EvidenceField.ALL) {
                fields.put(field.name(), field.of(this));
            }
            return Collections.unmodifiableMap(fields);
        }
    }
}
