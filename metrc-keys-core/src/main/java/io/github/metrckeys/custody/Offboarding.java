package io.github.metrckeys.custody;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes the keys of people who leave out of the store. It cannot end them in Metrc: whoever manages employees there
 * does that (Admin &gt; Employees), and a key that somebody noted down works until then.
 *
 * <p>A master key is such a person's if the person was named its holder, or if it is the very key that this person
 * has elsewhere; then the holder is recorded. It is named and not removed, since a whole facility would stand still:
 * enter another person's key there soon, for until then calls are signed in the name of somebody who left.
 *
 * <p>A policy with a fallback goes on signing for that person with the master key: who may act is the application's
 * to say.
 *
 * <p>Changes are recorded in the ledger: give the store as it is, or a {@link RecordedKeyStore} over the same ledger,
 * which is recognized. Immutable, and as safe for use by several threads as what it is built of.
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
     * Removes all keys of a person, at every server, those in force and the pending ones, and records that the person
     * left. A pending master key is removed if it is one of this person's keys, or if the person is the holder of
     * that master key and none is in force there; any other may be that of whoever is to follow.
     *
     * <p>One who has no key is recorded too: look at what the result says was removed if an id may be mistyped.
     *
     * @param user the person
     * @return what was removed, and which master keys end with this person
     * @throws MetrcKeysException if the store or the ledger cannot be reached, and with {@link
     *     ErrorCode#VERSION_CONFLICT} if somebody else keeps on storing keys for this person; what was removed by
     *     then is gone, and calling this again does the rest
     */
    public Offboarding.Result leave(UserId user) {
        Checks.notNull(user, "user");
        // Before anything is removed: a ledger that cannot be reached is found out first.
        KeyHistory history = KeyHistory.of(ledger.events());
        List<KeyInfo> all = store.listAll();
        Leaver leaver = leaver(user, all, history);
        List<KeyOwner.Master> masterKeys = all.stream()
                .filter(info -> info.state() == KeyState.IN_FORCE
                        && info.owner() instanceof KeyOwner.Master master
                        && (history.isHolder(user, master) || hasKeyOf(leaver, info)))
                .map(info -> (KeyOwner.Master) info.owner())
                .toList();
        // Nobody said whose these are. Once the leaver's own keys are gone, nothing would tell it any more.
        masterKeys.stream()
                .filter(master -> !history.isHolder(user, master))
                .forEach(master -> ledger.append(new KeyEvent.HolderNamed(clock.instant(), master, user)));
        List<KeyInfo> removed = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            removed.addAll(removeAll(leaver));
            ledger.append(new KeyEvent.Left(clock.instant(), user));
            // A key that was stored until then belongs to somebody who left, and nobody would look for it again.
            if (store.listAll().stream().noneMatch(info -> isToGo(leaver, info))) {
                return new Offboarding.Result(
                        user,
                        owners(removed, KeyState.IN_FORCE),
                        owners(removed, KeyState.PENDING),
                        masterKeys.stream().map(KeyOwner.Master::facility).toList());
            }
        }
        throw busy(user);
    }

    private static List<KeyOwner> owners(List<KeyInfo> removed, KeyState state) {
        return removed.stream()
                .filter(info -> info.state() == state)
                .map(KeyInfo::owner)
                .distinct()
                .toList();
    }

    private static boolean isOf(UserId user, KeyOwner owner) {
        return owner instanceof KeyOwner.Individual individual
                && individual.user().equals(user);
    }

    /**
     * Who leaves.
     *
     * @param keys the keys that are known to be this person's and seem to be somewhere else too
     * @param fingerprints theirs, by which most other keys are told apart without being read
     * @param pendingMasters the master keys, none of them in force, of which this person is named the holder: the
     *     pending one is this person's
     */
    private record Leaver(
            UserId user, List<UserApiKey> keys, Set<KeyFingerprint> fingerprints, Set<KeyOwner> pendingMasters) {

        boolean owns(KeyInfo info) {
            return isOf(user, info.owner())
                    || (info.state() == KeyState.PENDING && pendingMasters.contains(info.owner()));
        }
    }

    private Leaver leaver(UserId user, List<KeyInfo> all, KeyHistory history) {
        Set<KeyOwner> inForce = all.stream()
                .filter(info -> info.state() == KeyState.IN_FORCE)
                .map(KeyInfo::owner)
                .collect(Collectors.toSet());
        List<KeyInfo> theirs = all.stream()
                .filter(info -> isOf(user, info.owner())
                        || (info.owner() instanceof KeyOwner.Master master
                                && history.isHolder(user, master)
                                // Beside a master key in force, the pending one may be that of whoever is to follow.
                                && (info.state() == KeyState.IN_FORCE || !inForce.contains(master))))
                .toList();
        Set<KeyFingerprint> elsewhere = all.stream()
                .filter(info -> !theirs.contains(info))
                .map(KeyInfo::fingerprint)
                .collect(Collectors.toSet());
        return new Leaver(
                user,
                // No other is read: one that cannot be read must not keep its owner from leaving.
                theirs.stream()
                        .filter(info -> elsewhere.contains(info.fingerprint()))
                        .flatMap(info -> DuplicateKeys.find(info, store).stream())
                        .map(StoredKey::key)
                        .toList(),
                theirs.stream().map(KeyInfo::fingerprint).collect(Collectors.toSet()),
                theirs.stream()
                        .filter(info -> info.state() == KeyState.PENDING && info.owner() instanceof KeyOwner.Master)
                        .map(KeyInfo::owner)
                        .collect(Collectors.toSet()));
    }

    private boolean hasKeyOf(Leaver leaver, KeyInfo info) {
        return DuplicateKeys.isOneOf(leaver.keys(), leaver.fingerprints(), info, store);
    }

    private boolean isToGo(Leaver leaver, KeyInfo info) {
        return leaver.owns(info)
                || (info.state() == KeyState.PENDING
                        && info.owner() instanceof KeyOwner.Master
                        && hasKeyOf(leaver, info));
    }

    private List<KeyInfo> removeAll(Leaver leaver) {
        List<KeyInfo> removed = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            List<KeyInfo> theirs = store.listAll().stream()
                    .filter(info -> isToGo(leaver, info))
                    .toList();
            if (theirs.isEmpty()) {
                return removed;
            }
            for (KeyInfo info : theirs) {
                if (store.remove(info) instanceof StoreResult.Done) {
                    removed.add(info);
                }
            }
        }
        throw busy(leaver.user());
    }

    private static MetrcKeysException busy(UserId user) {
        return new MetrcKeysException(
                ErrorCode.VERSION_CONFLICT,
                "Somebody keeps on storing keys for the user " + user
                        + " who is leaving: find out what does so, and let the user leave again.");
    }

    /**
     * What a person who leaves leaves behind.
     *
     * @param user the person
     * @param removed the owners whose key in force was removed
     * @param removedPending the owners whose pending key was removed
     * @param masterKeysEnding the facilities whose master key is this person's: it stays in the store, and what it
     *     signs stands under this person's name in Metrc, until it ends there along with the person's access
     *     (inferred); so another person's key has to be entered there
     */
    public record Result(
            UserId user, List<KeyOwner> removed, List<KeyOwner> removedPending, List<Facility> masterKeysEnding) {

        /** Refuses null, and copies what it is given. */
        public Result {
            Checks.notNull(user, "user");
            removed = List.copyOf(Checks.notNull(removed, "removed"));
            removedPending = List.copyOf(Checks.notNull(removedPending, "removedPending"));
            masterKeysEnding = List.copyOf(Checks.notNull(masterKeysEnding, "masterKeysEnding"));
        }
    }
}
