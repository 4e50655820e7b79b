package io.github.metrckeys.custody;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.MetrcKeysException;
import io.github.metrckeys.UserId;
import io.github.metrckeys.internal.Checks;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.StoreResult;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes the keys of people who leave out of the store. It cannot end them in Metrc: whoever manages employees there does that.
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
     * Removes all keys of a person, at every server and those that wait to be verified, and records that the person left.
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
        List<Facility> masterKeys = store.list().stream()
                .map(KeyInfo::owner)
                .filter(KeyOwner.Master.class::isInstance)
                .map(KeyOwner.Master.class::cast)
                .filter(master -> history.holderOf(master).filter(user::equals).isPresent())
                .map(KeyOwner.Master::facility)
                .toList();
        Set<KeyOwner> removed = removeAll(user);
        ledger.append(new KeyEvent.Left(clock.instant(), user));
        return new Departure(user, List.copyOf(removed), masterKeys);
    }

    private Set<KeyOwner> removeAll(UserId user) {
        Set<KeyOwner> removed = new LinkedHashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<KeyInfo> theirs = store.list().stream()
                    .filter(info -> SameKeys.inForce(info.owner()) instanceof KeyOwner.Individual individual
                            && individual.user().equals(user))
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
        throw new MetrcKeysException(
                ErrorCode.VERSION_CONFLICT,
                "Somebody keeps on storing keys for the user " + user
                        + " who is leaving: find out what does so, and let the user leave again.");
    }
}
