package io.github.metrckeys.custody;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.MetrcKeysException;
import io.github.metrckeys.UserId;
import io.github.metrckeys.internal.Checks;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.StoreResult;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes the keys of people who leave out of the store. It cannot end them in Metrc: whoever manages employees there does that
 * (Admin &gt; Employees), and a key that somebody noted down works until then.
 *
 * <p>A master key that is such a person's is named and not removed, since a whole facility would stand still: enter another
 * person's key there soon, for until then calls are signed in the name of somebody who left.
 * A policy with a fallback goes on signing for that person with the master key: who may act is the application\'s to say.
 *
 * <p>Changes are recorded in the ledger: give the store as it is, or a {@link RecordedKeyStore} over the same ledger, which is
 * recognized. Immutable, and as safe for use by several threads as what it is built of.
 */
public final class Offboarding {

    /** Somebody who stores keys for a person that often is no coincidence. */
    private static final int ROUNDS = 20;

    private final RecordedKeyStore store;
    private final KeyLedger ledger;
    private final InstantSource clock;

    private Offboarding(KeyStore store, KeyLedger ledger, InstantSource clock) {
        this.store = RecordedKeyStore.of(store, ledger, clock);
        this.ledger = ledger;
        this.clock = clock;
    }

    /**
     * Makes an offboarding by the system's clock.
     *
     * @param store where the keys are
     * @param ledger where it is recorded what happens to them
     * @return the offboarding
     */
    public static Offboarding of(KeyStore store, KeyLedger ledger) {
        return of(store, ledger, InstantSource.system());
    }

    /**
     * Makes an offboarding.
     *
     * @param store where the keys are
     * @param ledger where it is recorded what happens to them
     * @param clock tells when that was
     * @return the offboarding
     */
    public static Offboarding of(KeyStore store, KeyLedger ledger, InstantSource clock) {
        return new Offboarding(store, ledger, Checks.notNull(clock, "clock"));
    }

    /**
     * Removes all keys of a person, at every server and those that wait to be verified, and records that the person left, also of
     * one who has no key: look at {@link Departure#removed()} where an id may be mistyped.
     *
     * @param user the person
     * @return what was removed, and which master keys end with this person
     * @throws MetrcKeysException where the store or the ledger cannot be reached, and with {@link ErrorCode#VERSION_CONFLICT}
     *     where somebody else keeps on storing keys for this person; what was removed by then is gone, and calling this again
     *     does the rest
     */
    public Departure leave(UserId user) {
        Checks.notNull(user, "user");
        // Before anything is removed: a ledger that cannot be reached is found out first.
        KeyHistory history = KeyHistory.of(ledger.events());
        List<KeyInfo> all = store.list();
        // Nobody may have said whose the master key is: that it is a key of this person tells it.
        Set<KeyFingerprint> theirs = all.stream()
                .filter(info -> isOf(user, info.owner()))
                .map(KeyInfo::fingerprint)
                .collect(Collectors.toSet());
        List<Facility> masterKeys = all.stream()
                .filter(info -> info.owner() instanceof KeyOwner.Master master
                        && history.holderOf(master).map(user::equals).orElse(theirs.contains(info.fingerprint())))
                .map(info -> ((KeyOwner.Master) info.owner()).facility())
                .toList();
        Set<KeyOwner> removed = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            removed.addAll(removeAll(user));
            ledger.append(new KeyEvent.Left(clock.instant(), user));
            // A key that was stored until then belongs to somebody who left, and nobody would look for it again.
            if (store.list().stream().noneMatch(info -> isOf(user, info.owner()))) {
                return new Departure(user, List.copyOf(removed), masterKeys);
            }
        }
        throw busy(user);
    }

    private static boolean isOf(UserId user, KeyOwner owner) {
        return SameKeys.inForce(owner) instanceof KeyOwner.Individual individual
                && individual.user().equals(user);
    }

    private Set<KeyOwner> removeAll(UserId user) {
        Set<KeyOwner> removed = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<KeyInfo> theirs = store.list().stream()
                    .filter(info -> isOf(user, info.owner()))
                    .toList();
            if (theirs.isEmpty()) {
                return removed;
            }
            for (KeyInfo info : theirs) {
                if (store.remove(info.owner(), info.version()) instanceof StoreResult.Done) {
                    removed.add(info.owner());
                }
            }
        }
        throw busy(user);
    }

    private static MetrcKeysException busy(UserId user) {
        return new MetrcKeysException(
                ErrorCode.VERSION_CONFLICT,
                "Somebody keeps on storing keys for the user " + user
                        + " who is leaving: find out what does so, and let the user leave again.");
    }
}
