package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How old the keys of a store are. Metrc tells nobody when a key ends; one vendor says that they end after "usually a
 * year".
 *
 * <p>An age counts from when the key was stored, since nobody tells when it was made in Metrc: there it is at least
 * as old, and older by far if keys were moved here from elsewhere.
 *
 * @param keys the age of each key, in the order of the store's list
 */
public record KeyAges(List<KeyAges.KeyAge> keys) {

    /** Refuses null, and copies what it is given. */
    public KeyAges {
        keys = List.copyOf(Checks.notNull(keys, "keys"));
    }

    /**
     * Tells the ages of stored keys.
     *
     * @param keys the keys, as their store lists those in force or the pending ones
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
    public List<KeyAges.KeyAge> old() {
        return keys.stream().filter(KeyAges.KeyAge::old).toList();
    }

    private static KeyAges.KeyAge age(KeyInfo key, KeyHistory history, Instant now, Duration warnAfter) {
        boolean inTheFuture = key.storedAt().isAfter(now);
        Duration age = inTheFuture ? Duration.ZERO : Duration.between(key.storedAt(), now);
        Optional<KeyHistory.Key> recorded = history.key(key);
        return new KeyAges.KeyAge(
                key.owner(),
                key.state(),
                key.version(),
                age,
                recorded.flatMap(KeyHistory.Key::verifiedAt),
                recorded.flatMap(KeyHistory.Key::lastUsedAt),
                !inTheFuture && age.compareTo(warnAfter) > 0,
                inTheFuture);
    }

    /**
     * How old a stored key is.
     *
     * @param owner whose key it is
     * @param state whether it is in force or pending
     * @param version which of the owner's keys it is
     * @param age how long ago it was stored; in Metrc the key is at least as old. Zero, and never negative, if that
     *     is in the future
     * @param lastVerified when Metrc last said something about it; empty if that was not recorded
     * @param lastUsed when it last signed a call; empty if that was not recorded
     * @param old whether it is older than the application lets keys become
     * @param storedInTheFuture whether the clock says that it is still to be stored: it was set back since, or was
     *     wrong then, and the age says nothing
     */
    public record KeyAge(
            KeyOwner owner,
            KeyState state,
            KeyVersion version,
            Duration age,
            Optional<Instant> lastVerified,
            Optional<Instant> lastUsed,
            boolean old,
            boolean storedInTheFuture) {

        /** Refuses null. */
        public KeyAge {
            Checks.notNull(owner, "owner");
            Checks.notNull(state, "state");
            Checks.notNull(version, "version");
            Checks.notNull(age, "age");
            Checks.notNull(lastVerified, "lastVerified");
            Checks.notNull(lastUsed, "lastUsed");
        }

        /**
         * What is to be said beside the age.
         *
         * @param messages the language
         * @return a clause; empty if the key is neither old nor stored in the future
         */
        public Optional<String> warning(Messages messages) {
            Checks.notNull(messages, "messages");
            if (storedInTheFuture) {
                return Optional.of(messages.text("age.STORED_IN_THE_FUTURE"));
            }
            return old ? Optional.of(messages.text("age.OLD")) : Optional.empty();
        }
    }
}
