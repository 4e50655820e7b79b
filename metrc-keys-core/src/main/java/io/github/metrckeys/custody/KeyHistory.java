package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What follows from the events of a {@link KeyLedger}. If events contradict each other in time, as after a clock was
 * set back, the one that was appended later counts.
 *
 * <pre>{@code
 * KeyHistory history = KeyHistory.of(ledger.events());
 * request.knowing(history.circumstances(stored.info(), now, Duration.ofDays(365)).toArray(Circumstance[]::new))
 * }</pre>
 *
 * <p>Immutable.
 */
public final class KeyHistory {

    /** One of the keys that an owner has had. Written only while the history is made. */
    static final class Key {
        private final KeyIdentity id;
        private @Nullable Instant storedAt;
        private @Nullable Instant endedAt;
        private @Nullable Instant verifiedAt;
        private @Nullable Verdict verdict;
        private @Nullable Instant lastUsedAt;
        private @Nullable String overrideReason;
        private boolean worked;
        private boolean ofFormerStore;
        private long uses;

        private Key(KeyIdentity id) {
            this.id = id;
        }

        KeyIdentity id() {
            return id;
        }

        Optional<Instant> storedAt() {
            return Optional.ofNullable(storedAt);
        }

        Optional<Instant> endedAt() {
            return Optional.ofNullable(endedAt);
        }

        Optional<Instant> verifiedAt() {
            return Optional.ofNullable(verifiedAt);
        }

        Optional<Verdict> verdict() {
            return Optional.ofNullable(verdict);
        }

        Optional<Instant> lastUsedAt() {
            return Optional.ofNullable(lastUsedAt);
        }

        Optional<String> overrideReason() {
            return Optional.ofNullable(overrideReason);
        }

        long uses() {
            return uses;
        }

        /**
         * Whether another key has been stored as the same version since, which no store does: it was in one that is
         * gone.
         */
        boolean ofFormerStore() {
            return ofFormerStore;
        }
    }

    private final Map<KeyIdentity, Key> keys = new LinkedHashMap<>();
    private final List<Key> former = new ArrayList<>();
    private final Map<KeyState, Map<KeyOwner, Key>> current = new EnumMap<>(KeyState.class);
    private final Map<KeyOwner, UserId> holders = new HashMap<>();
    private final Set<UserId> left = new HashSet<>();
    private final Map<UserId, Integer> lastLeft = new HashMap<>();
    private final Map<KeyOwner.Master, Integer> lastStored = new HashMap<>();
    private final Map<UserId, Long> fallbackUses = new HashMap<>();

    /** How many events have been read: which of two came first is told by this, since clocks may be set back. */
    private int position;

    private KeyHistory(List<KeyEvent> events) {
        events.forEach(this::add);
    }

    /**
     * Reads events.
     *
     * @param events the events, in the order in which they were appended
     * @return what follows from them
     */
    public static KeyHistory of(List<KeyEvent> events) {
        return new KeyHistory(List.copyOf(Checks.notNull(events, "events")));
    }

    /**
     * Whose personal Metrc key serves as a master key.
     *
     * @param master the master key
     * @return the person who was named last; empty if nobody was named, or if another key was stored since that person
     *     left
     */
    public Optional<UserId> holderOf(KeyOwner.Master master) {
        return Optional.ofNullable(holders.get(Checks.notNull(master, "master")));
    }

    /**
     * What is known about a stored key beside what Metrc says, for {@link
     * io.github.metrckeys.probe.ProbeRequest#knowing(Circumstance...)}.
     *
     * @param key the key, as its store lists it
     * @param now the present time
     * @param usualAge the age that the application lets keys reach
     * @return {@link Circumstance#WORKED_BEFORE}, {@link Circumstance#PAST_USUAL_AGE} and {@link
     *     Circumstance#OWNER_LEFT} as far as they hold; the last of a master key whose holder left after it was
     *     stored, also if the holder was named only then
     */
    public Set<Circumstance> circumstances(KeyInfo key, Instant now, Duration usualAge) {
        Checks.notNull(key, "key");
        Checks.notNull(now, "now");
        Checks.notNull(usualAge, "usualAge");
        EnumSet<Circumstance> known = EnumSet.noneOf(Circumstance.class);
        if (key(key).filter(recorded -> recorded.worked).isPresent()) {
            known.add(Circumstance.WORKED_BEFORE);
        }
        if (Duration.between(key.storedAt(), now).compareTo(usualAge) > 0) {
            known.add(Circumstance.PAST_USUAL_AGE);
        }
        if (key.state() == KeyState.IN_FORCE
                && key.owner() instanceof KeyOwner.Master master
                && holderHasLeft(master)) {
            known.add(Circumstance.OWNER_LEFT);
        }
        return Collections.unmodifiableSet(known);
    }

    /** All keys that anything is recorded about, in the order in which they came up. */
    List<Key> keys() {
        List<Key> all = new ArrayList<>(former);
        all.addAll(keys.values());
        return all;
    }

    /** The persons in whose names master keys signed, by their ids. */
    Map<UserId, Long> fallbackUses() {
        Map<String, UserId> byId = new TreeMap<>();
        fallbackUses.keySet().forEach(user -> byId.put(user.value(), user));
        Map<UserId, Long> sorted = new LinkedHashMap<>();
        byId.values().forEach(user -> sorted.put(user, fallbackUses.get(user)));
        return Collections.unmodifiableMap(sorted);
    }

    /** Whether a master key is known to be a person's. */
    boolean isHolder(UserId person, KeyOwner.Master master) {
        return holderOf(master).equals(Optional.of(person));
    }

    /** Whether a person left the company, and no key was put in force for this person since. */
    boolean hasLeft(UserId user) {
        return left.contains(user);
    }

    /** Whether the holder left after the master key was stored: a key of later was made by somebody who was there. */
    private boolean holderHasLeft(KeyOwner.Master master) {
        return holderOf(master)
                .filter(this::hasLeft)
                .filter(holder -> lastLeft.getOrDefault(holder, 0) > lastStored.getOrDefault(master, 0))
                .isPresent();
    }

    /** What is recorded about a key that a store lists, in force or pending. */
    Optional<Key> key(KeyInfo info) {
        return Optional.ofNullable(keys.get(KeyIdentity.of(info)));
    }

    private Key entry(KeyOwner owner, KeyState state, KeyVersion version) {
        return keys.computeIfAbsent(new KeyIdentity(owner, state, version), Key::new);
    }

    private Map<KeyOwner, Key> current(KeyState state) {
        return current.computeIfAbsent(state, ignored -> new HashMap<>());
    }

    private void add(KeyEvent event) {
        position++;
        if (event instanceof KeyEvent.Stored stored) {
            add(stored);
        } else if (event instanceof KeyEvent.Verified verified && verified.verdict() != Verdict.INCONCLUSIVE) {
            Key key = entry(verified.owner(), verified.state(), verified.version());
            key.verifiedAt = verified.at();
            key.verdict = verified.verdict();
            key.worked |= verified.verdict().keyWorks();
        } else if (event instanceof KeyEvent.Removed removed) {
            end(entry(removed.owner(), removed.state(), removed.version()), removed.at());
            current(removed.state()).remove(removed.owner());
        } else if (event instanceof KeyEvent.Used used) {
            add(used);
        } else if (event instanceof KeyEvent.HolderNamed named) {
            holders.put(named.masterOwner(), named.holder());
        } else if (event instanceof KeyEvent.Left gone) {
            left.add(gone.user());
            lastLeft.put(gone.user(), position);
        }
    }

    private void add(KeyEvent.Stored stored) {
        retire(stored);
        Key key = entry(stored.owner(), stored.state(), stored.version());
        // Two recorders one above the other tell of it twice.
        key.storedAt = key.storedAt == null ? stored.at() : key.storedAt;
        key.overrideReason = stored.overrideReason().orElse(key.overrideReason);
        Key before = current(stored.state()).put(stored.owner(), key);
        if (before != null && !before.id.equals(key.id)) {
            end(before, stored.at());
        }
        if (stored.state() == KeyState.IN_FORCE) {
            putInForce(stored.owner());
        }
    }

    private void putInForce(KeyOwner owner) {
        if (owner instanceof KeyOwner.Master master) {
            if (holderHasLeft(master)) {
                holders.remove(master);
            }
            lastStored.put(master, position);
        }
        if (owner instanceof KeyOwner.Individual individual) {
            left.remove(individual.user());
        }
    }

    /**
     * Versions begin anew in a store that was made anew: what is known of the old key says nothing about the new one.
     */
    private void retire(KeyEvent.Stored stored) {
        KeyIdentity id = new KeyIdentity(stored.owner(), stored.state(), stored.version());
        Key before = keys.get(id);
        if (before != null && (before.verifiedAt != null || before.endedAt != null)) {
            end(before, stored.at());
            before.ofFormerStore = true;
            former.add(before);
            keys.remove(id);
        }
    }

    private void add(KeyEvent.Used used) {
        Key key = entry(used.owner(), used.state(), used.version());
        key.uses += used.count();
        key.lastUsedAt = key.lastUsedAt == null || used.to().isAfter(key.lastUsedAt) ? used.to() : key.lastUsedAt;
        if (used.choice() == KeyResolution.Choice.MASTER_FALLBACK) {
            used.actor().ifPresent(actor -> fallbackUses.merge(actor, used.count(), Long::sum));
        }
    }

    private static void end(Key key, Instant at) {
        key.endedAt = key.endedAt == null ? at : key.endedAt;
    }
}
