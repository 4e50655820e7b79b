package io.github.metrckeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link KeyStore} has to do. Extend it and supply {@link #open}:
 *
 * <pre>{@code
 * class MyKeyStoreTest extends KeyStoreContract {
 *     @Override
 *     protected KeyStore open(String name) {
 *         return new MyKeyStore(database, name);
 *     }
 * }
 * }</pre>
 */
public abstract class KeyStoreContract {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final KeyOwner OWNER = KeyOwner.individual(COLORADO, UserId.of("emp-7"));
    private static final UserApiKey KEY = key("the-first");
    private static final UserApiKey NEW_KEY = key("the-second");

    private static final int WRITERS = 4;
    private static final int ROUNDS = 25;

    /** Made by a subclass. */
    protected KeyStoreContract() {}

    /**
     * Opens a store. The same name means the same store, through another handle where the implementation has such: what was
     * stored through one is found through the other. Another name means another store, at first empty. Names are made of
     * letters, digits and hyphens, 40 characters at most, and each test uses its own.
     *
     * @param name which store
     * @return the store
     * @throws Exception where it cannot be opened; the test fails
     */
    protected abstract KeyStore open(String name) throws Exception;

    /**
     * An owner without a key is found empty.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void anOwnerWithoutAKeyIsFoundEmpty() throws Exception {
        assertThat(open("nothing").find(OWNER)).isEmpty();
    }

    /**
     * A stored key is found whole.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void aStoredKeyIsFoundWithItsOwnerAndVersion() throws Exception {
        KeyStore store = open("found");

        KeyVersion version = put(store, OWNER, KEY);

        StoredKey found = store.find(OWNER).orElseThrow();
        assertThat(version).isGreaterThan(KeyVersion.NONE);
        assertThat(found.key().equals(KEY)).as("the key is the stored one").isTrue();
        assertThat(found.owner()).isEqualTo(OWNER);
        assertThat(found.version()).isEqualTo(version);
    }

    /**
     * What one handle stored, another one finds.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void aStoredKeyIsFoundThroughEveryOtherHandle() throws Exception {
        KeyStore opened = open("handles");
        KeyStore writer = open("handles");
        KeyVersion first = put(writer, OWNER, KEY);
        assertThat(opened.find(OWNER).map(StoredKey::version)).contains(first);

        KeyVersion second = writer.put(OWNER, NEW_KEY, first).orThrow();

        assertThat(opened.find(OWNER).map(StoredKey::version)).contains(second);
        assertThat(open("handles").find(OWNER).orElseThrow().key().equals(NEW_KEY))
                .as("the key is the newest one")
                .isTrue();
    }

    /**
     * One store knows nothing of another.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void aStoreDoesNotSeeTheKeysOfAnother() throws Exception {
        put(open("one"), OWNER, KEY);

        KeyStore other = open("other");

        assertThat(other.find(OWNER)).isEmpty();
        assertThat(other.list()).isEmpty();
        assertThat(other.put(OWNER, NEW_KEY, KeyVersion.NONE)).isInstanceOf(StoreResult.Done.class);
    }

    /**
     * Owners that look alike are different owners.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void everyOwnerHasAKeyOfItsOwn() throws Exception {
        KeyStore store = open("owners");
        List<KeyOwner> owners = owners();
        for (KeyOwner owner : owners) {
            put(store, owner, key("key-of-number-" + owners.indexOf(owner)));
        }

        KeyStore again = open("owners");

        for (KeyOwner owner : owners) {
            StoredKey found = again.find(owner).orElseThrow();
            assertThat(found.owner()).isEqualTo(owner);
            assertThat(found.key().equals(key("key-of-number-" + owners.indexOf(owner))))
                    .as("the key is that of the " + owner)
                    .isTrue();
        }
        assertThat(again.list()).extracting(KeyInfo::owner).containsExactlyInAnyOrderElementsOf(owners);
    }

    /**
     * Keys are kept to the last character.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void everyKeyComesBackAsItIs() throws Exception {
        KeyStore store = open("keys");
        KeyVersion version = KeyVersion.NONE;
        for (String text :
                List.of("k", "_-_-_-_-", "k\u00e9y\u4e2d\uD83D\uDD11", "a b:c'd\"e\\f%g;h", "x".repeat(4096))) {
            version = store.put(OWNER, UserApiKey.of(text), version).orThrow();

            assertThat(store.find(OWNER).orElseThrow().key().equals(UserApiKey.of(text)))
                    .as("a key of " + text.length() + " characters comes back")
                    .isTrue();
        }
    }

    /**
     * A key is replaced by who knows its version.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void aKeyIsReplacedByWhoKnowsItsVersion() throws Exception {
        KeyStore store = open("replaced");
        KeyVersion first = put(store, OWNER, KEY);

        KeyVersion second = store.put(OWNER, NEW_KEY, first).orThrow();

        assertThat(second).isGreaterThan(first);
        assertThat(store.find(OWNER).orElseThrow().key().equals(NEW_KEY))
                .as("the key is the new one")
                .isTrue();
    }

    /**
     * A key is not replaced by who believes that there is none.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void aKeyIsNotReplacedByWhoBelievesThatThereIsNone() throws Exception {
        KeyStore store = open("none-believed");
        KeyVersion first = put(store, OWNER, KEY);

        assertThat(store.put(OWNER, NEW_KEY, KeyVersion.NONE))
                .isEqualTo(new StoreResult.Conflict(OWNER, KeyVersion.NONE, first));
        assertThat(store.find(OWNER).orElseThrow().key().equals(KEY))
                .as("the key is the old one")
                .isTrue();
    }

    /**
     * A key is not replaced by who knows an older version.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void aKeyIsNotReplacedByWhoKnowsAnOlderVersion() throws Exception {
        KeyStore store = open("older-known");
        KeyVersion first = put(store, OWNER, KEY);
        KeyVersion second = store.put(OWNER, NEW_KEY, first).orThrow();

        assertThat(store.put(OWNER, KEY, first)).isEqualTo(new StoreResult.Conflict(OWNER, first, second));
        assertThat(store.find(OWNER).orElseThrow().key().equals(NEW_KEY))
                .as("the key is the newest one")
                .isTrue();
    }

    /**
     * A key that is not there is not replaced.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void aKeyThatIsNotThereIsNotReplaced() throws Exception {
        KeyStore store = open("not-there");
        KeyVersion never = new KeyVersion(5);

        assertThat(store.put(OWNER, KEY, never)).isEqualTo(new StoreResult.Conflict(OWNER, never, KeyVersion.NONE));
        assertThat(store.find(OWNER)).isEmpty();
    }

    /**
     * A removed key is gone.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void aRemovedKeyIsGone() throws Exception {
        KeyStore store = open("removed");
        KeyVersion version = put(store, OWNER, KEY);

        assertThat(store.remove(OWNER, version)).isEqualTo(new StoreResult.Done(version));
        assertThat(store.find(OWNER)).isEmpty();
        assertThat(store.list()).isEmpty();
        assertThat(open("removed").find(OWNER)).isEmpty();
    }

    /**
     * A key is not removed by who knows an older version.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void aKeyIsNotRemovedByWhoKnowsAnOlderVersion() throws Exception {
        KeyStore store = open("not-removed");
        KeyVersion first = put(store, OWNER, KEY);
        KeyVersion second = store.put(OWNER, NEW_KEY, first).orThrow();

        assertThat(store.remove(OWNER, first)).isEqualTo(new StoreResult.Conflict(OWNER, first, second));
        assertThat(store.find(OWNER)).isPresent();
    }

    /**
     * Removing what is not there is a conflict.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void removingWhatIsNotThereIsAConflict() throws Exception {
        KeyStore store = open("removed-twice");
        assertThat(store.remove(OWNER, KeyVersion.NONE))
                .isEqualTo(new StoreResult.Conflict(OWNER, KeyVersion.NONE, KeyVersion.NONE));
        KeyVersion version = put(store, OWNER, KEY);
        store.remove(OWNER, version).orThrow();

        assertThat(store.remove(OWNER, version)).isEqualTo(new StoreResult.Conflict(OWNER, version, KeyVersion.NONE));
    }

    /**
     * Versions never repeat, also after a removal.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void versionsGrowAndNeverRepeat() throws Exception {
        KeyStore store = open("versions");
        Set<KeyVersion> seen = new HashSet<>();
        KeyVersion last = KeyVersion.NONE;
        for (int i = 0; i < 5; i++) {
            KeyVersion first = put(open("versions"), OWNER, KEY);
            KeyVersion second = store.put(OWNER, NEW_KEY, first).orThrow();
            store.remove(OWNER, second).orThrow();

            assertThat(first).isGreaterThan(last);
            assertThat(second).isGreaterThan(first);
            assertThat(seen.add(first) && seen.add(second)).isTrue();
            last = second;
        }
    }

    /**
     * The list is ordered, a snapshot, and without keys.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void theListIsASnapshotOrderedByTheOwnersNames() throws Exception {
        KeyStore store = open("list");
        owners().forEach(owner -> put(store, owner, KEY));
        List<KeyInfo> before = store.list();

        store.remove(OWNER, store.find(OWNER).orElseThrow().version()).orThrow();

        assertThat(before).hasSameSizeAs(owners());
        assertThat(before).extracting(info -> info.owner().toString()).isSorted();
        assertThat(before.toString()).doesNotContain("the-first");
        assertThat(store.list()).hasSize(before.size() - 1);
    }

    /**
     * What is listed is what is found.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void theListSaysOfEachKeyWhatIsFoundWithIt() throws Exception {
        KeyStore store = open("listed");
        owners().forEach(owner -> put(store, owner, KEY));

        assertThat(open("listed").list())
                .isNotEmpty()
                .allSatisfy(info -> assertThat(
                                store.find(info.owner()).orElseThrow().info())
                        .isEqualTo(info));
    }

    /**
     * The same key has the same fingerprint in one store, another key another one.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void theFingerprintTellsWhetherTwoKeysAreTheSame() throws Exception {
        KeyStore store = open("fingerprints");
        KeyOwner other = KeyOwner.individual(COLORADO, UserId.of("emp-8"));
        put(store, OWNER, KEY);
        put(store, other, NEW_KEY);

        KeyStore again = open("fingerprints");

        assertThat(again.find(OWNER).orElseThrow().info().fingerprint())
                .isEqualTo(again.fingerprint(KEY))
                .isEqualTo(store.fingerprint(KEY))
                .isNotEqualTo(again.fingerprint(NEW_KEY));
        assertThat(again.find(other).orElseThrow().info().fingerprint()).isEqualTo(store.fingerprint(NEW_KEY));
    }

    /**
     * Two stores do not name a key alike.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void fingerprintsOfTwoStoresCannotBeCompared() throws Exception {
        assertThat(open("fingerprints-a").fingerprint(KEY))
                .isNotEqualTo(open("fingerprints-b").fingerprint(KEY));
    }

    /**
     * Nothing prints a key.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void noPartOfAKeyIsPrinted() throws Exception {
        KeyStore store = open("printed");
        put(store, OWNER, KEY);

        assertThat(store + " " + store.list() + " " + store.find(OWNER) + " "
                        + store.put(OWNER, NEW_KEY, KeyVersion.NONE))
                .doesNotContain("the-first", "the-second", "canary");
    }

    /**
     * Of many who expect one version, exactly one succeeds, and the others are told.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void ofManyWhoExpectOneVersionExactlyOneSucceeds() throws Exception {
        List<KeyStore> handles = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            handles.add(open("race"));
        }
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            KeyVersion expected = KeyVersion.NONE;
            for (int round = 0; round < ROUNDS; round++) {
                expected = race(handles, threads, round, expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Every change of every writer arrives, and readers see whole keys meanwhile.
     *
     * @throws Exception where the implementation fails
     */
    @Test
    public void whatManyWritersWereToldWasStoredIsThere() throws Exception {
        KeyStore store = open("many");
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        try {
            List<Future<KeyVersion>> writing = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                KeyOwner mine = KeyOwner.individual(COLORADO, UserId.of("writer-" + i));
                KeyStore handle = open("many");
                writing.add(threads.submit(() -> {
                    KeyVersion version = KeyVersion.NONE;
                    for (int round = 0; round < ROUNDS; round++) {
                        version = handle.put(mine, key(mine + " round " + round), version)
                                .orThrow();
                    }
                    return version;
                }));
            }
            Future<Long> reading = threads.submit(() -> {
                long torn = 0;
                while (!writing.stream().allMatch(Future::isDone)) {
                    torn += store.list().stream()
                            .map(info -> store.find(info.owner()).orElseThrow())
                            .filter(found -> !found.key().revealSecret().contains(found.owner() + " round "))
                            .count();
                }
                return torn;
            });

            for (int i = 0; i < WRITERS; i++) {
                KeyVersion last = writing.get(i).get();
                KeyOwner owner = KeyOwner.individual(COLORADO, UserId.of("writer-" + i));
                StoredKey found = open("many").find(owner).orElseThrow();
                assertThat(found.version()).isEqualTo(last);
                assertThat(found.key().equals(key(owner + " round " + (ROUNDS - 1))))
                        .as("the last key of the " + owner + " is there")
                        .isTrue();
            }
            assertThat(reading.get()).as("keys that were not whole").isZero();
        } finally {
            threads.shutdownNow();
        }
    }

    private static KeyVersion race(List<KeyStore> handles, ExecutorService threads, int round, KeyVersion expected)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(handles.size());
        List<Callable<StoreResult>> writes = new ArrayList<>();
        for (int i = 0; i < handles.size(); i++) {
            KeyStore handle = handles.get(i);
            UserApiKey key = key("round-" + round + "-of-" + i);
            writes.add(() -> {
                start.await();
                return handle.put(OWNER, key, expected);
            });
        }
        List<StoreResult> results = new ArrayList<>();
        for (Future<StoreResult> result : threads.invokeAll(writes)) {
            results.add(result.get());
        }
        List<StoreResult> done =
                results.stream().filter(StoreResult.Done.class::isInstance).toList();
        assertThat(done).as("winners of round " + round).hasSize(1);
        KeyVersion stored = done.get(0).orThrow();
        assertThat(stored).isGreaterThan(expected);
        assertThat(Collections.frequency(results, new StoreResult.Conflict(OWNER, expected, stored)))
                .as("losers who were told the winner's version")
                .isEqualTo(handles.size() - 1);
        StoredKey found = handles.get(0).find(OWNER).orElseThrow();
        assertThat(found.version()).isEqualTo(stored);
        assertThat(found.key().equals(key("round-" + round + "-of-" + results.indexOf(done.get(0)))))
                .as("the winner's key is there")
                .isTrue();
        return stored;
    }

    private static List<KeyOwner> owners() {
        Jurisdiction fake = COLORADO.at(URI.create("http://127.0.0.1:8080"));
        KeyOwner master = KeyOwner.master(Facility.of(COLORADO, "402-00001"));
        return List.of(
                OWNER,
                KeyOwner.individual(COLORADO, UserId.of("EMP-7")),
                KeyOwner.individual(COLORADO, UserId.of("emp 7")),
                KeyOwner.individual(COLORADO, UserId.of("emp-7'; DROP TABLE x; --%_\\")),
                KeyOwner.individual(COLORADO, UserId.of("Zo\u00eb \u4e2d \uD83D\uDD11")),
                KeyOwner.individual(COLORADO, UserId.of("Zoe\u0308")),
                KeyOwner.individual(COLORADO, UserId.of("x".repeat(UserId.MAX_LENGTH))),
                KeyOwner.individual(COLORADO, UserId.of("402-00001")),
                KeyOwner.individual(COLORADO.sandbox(), UserId.of("emp-7")),
                KeyOwner.individual(fake, UserId.of("emp-7")),
                KeyOwner.individual(Jurisdiction.of("MD"), UserId.of("emp-7")),
                KeyOwner.unverified(OWNER),
                KeyOwner.unverified(master),
                master,
                KeyOwner.master(Facility.of(fake, "402-00001")));
    }

    private static UserApiKey key(String text) {
        return UserApiKey.of("canary-" + text + "-of-the-contract");
    }

    private static KeyVersion put(KeyStore store, KeyOwner owner, UserApiKey key) {
        return store.put(owner, key, KeyVersion.NONE).orThrow();
    }
}
