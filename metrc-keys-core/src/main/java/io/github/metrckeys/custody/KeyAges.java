package io.github.metrckeys.custody;

import io.github.metrckeys.internal.Checks;
import io.github.metrckeys.store.KeyInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How old the keys of a store are. Metrc tells nobody when a key ends; one vendor says that they end after "usually a year".
 *
 * <p>An age counts from when the key was stored, since nobody tells when it was made in Metrc: there it is at least as old, and
 * older by far where keys were moved here from elsewhere.
 *
 * @param keys the age of each key, in the order of the store's list
 */
public record KeyAges(List<KeyAge> keys) {

    /**
     * Describes keys.
     *
     * @param keys the age of each key
     */
    public KeyAges {
        keys = List.copyOf(Checks.notNull(keys, "keys"));
    }

    /**
     * Tells the ages of stored keys.
     *
     * @param keys the keys, as their store lists them
     * @param history what is recorded about them
     * @param now the present time
     * @param warnAfter the age from which on a key counts as old
     * @return the ages
     */
    public static KeyAges of(List<KeyInfo> keys, KeyHistory history, Instant now, Duration warnAfter) {
        Checks.notNull(keys, "keys");
        Checks.notNull(history, "history");
        Checks.notNull(now, "now");
        Checks.notNull(warnAfter, "warnAfter");
        return new KeyAges(
                keys.stream().map(key -> age(key, history, now, warnAfter)).toList());
    }

    /**
     * The keys to be renewed soon.
     *
     * @return those that are old
     */
    public List<KeyAge> old() {
        return keys.stream().filter(KeyAge::old).toList();
    }

    private static KeyAge age(KeyInfo key, KeyHistory history, Instant now, Duration warnAfter) {
        boolean inTheFuture = key.storedAt().isAfter(now);
        Duration age = inTheFuture ? Duration.ZERO : Duration.between(key.storedAt(), now);
        return new KeyAge(
                key.owner(),
                key.version(),
                age,
                history.verifiedAt(key.owner(), key.version()),
                history.lastUsedAt(key.owner(), key.version()),
                !inTheFuture && age.compareTo(warnAfter) > 0,
                inTheFuture);
    }
}
