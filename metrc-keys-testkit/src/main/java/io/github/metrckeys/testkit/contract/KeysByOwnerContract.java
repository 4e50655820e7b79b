package io.github.metrckeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.KeysByOwner;
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

/** What every {@link KeysByOwner} has to do, be they keys in force or pending ones. */
abstract class KeysByOwnerContract {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final KeyOwner OWNER = KeyOwner.individual(COLORADO, UserId.of("emp-7"));
    private static final UserApiKey KEY = key("the-first");
    private static final UserApiKey NEW_KEY = key("the-second");

    private static final int WRITERS = 4;
    private static final int ROUNDS = 25;

    /** Opens the keys of a store; the same name means the same store, through another handle if there are such. */
    abstract KeysByOwner keys(String name) throws Exception;

    /** Which keys these are. */
    abstract KeyState state();

    /**
     * An owner without a key is found empty.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void anOwnerWithoutAKeyIsFoundEmpty() throws Exception {
        assertThat(keys("nothing").find(OWNER)).isEmpty();
    }

    /**
     * A stored key is found whole.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void aStoredKeyIsFoundWithItsOwnerAndVersion() throws Exception {
        KeysByOwner keys = keys("found");

        KeyVersion version = put(keys, OWNER, KEY);

        StoredKey found = keys.find(OWNER).orElseThrow();
        assertThat(version).isGreaterThan(KeyVersion.NONE);
        assertThat(found.key().equals(KEY)).as("the key is the stored one").isTrue();
        assertThat(found.owner()).isEqualTo(OWNER);
        assertThat(found.version()).isEqualTo(version);
        assertThat(found.info().state()).isEqualTo(state());
    }

    /**
     * What one handle stored, another one finds.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void aStoredKeyIsFoundThroughEveryOtherHandle() throws Exception {
        KeysByOwner opened = keys("handles");
        KeysByOwner writer = keys("handles");
        KeyVersion first = put(writer, OWNER, KEY);
        assertThat(opened.find(OWNER).map(StoredKey::version)).contains(first);

        KeyVersion second = writer.put(OWNER, NEW_KEY, first).orThrow();

        assertThat(opened.find(OWNER).map(StoredKey::version)).contains(second);
        assertThat(keys("handles").find(OWNER).orElseThrow().key().equals(NEW_KEY))
                .as("the key is the newest one")
                .isTrue();
    }

    /**
     * One store knows nothing of another.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void aStoreDoesNotSeeTheKeysOfAnother() throws Exception {
        put(keys("one"), OWNER, KEY);

        KeysByOwner other = keys("other");

        assertThat(other.find(OWNER)).isEmpty();
        assertThat(other.list()).isEmpty();
        assertThat(other.put(OWNER, NEW_KEY, KeyVersion.NONE)).isInstanceOf(StoreResult.Done.class);
    }

    /**
     * Owners that look alike are different owners.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void everyOwnerHasAKeyOfItsOwn() throws Exception {
        KeysByOwner keys = keys("owners");
        List<KeyOwner> owners = owners();
        for (KeyOwner owner : owners) {
            put(keys, owner, key("key-of-number-" + owners.indexOf(owner)));
        }

        KeysByOwner again = keys("owners");

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
     * @throws Exception if the implementation fails
     */
    @Test
    public void everyKeyComesBackAsItIs() throws Exception {
        KeysByOwner keys = keys("keys");
        KeyVersion version = KeyVersion.NONE;
        for (String text :
                List.of("k", "_-_-_-_-", "k\u00e9y\u4e2d\uD83D\uDD11", "a b:c'd\"e\\f%g;h", "x".repeat(4096))) {
            version = keys.put(OWNER, UserApiKey.of(text), version).orThrow();

            assertThat(keys.find(OWNER).orElseThrow().key().equals(UserApiKey.of(text)))
                    .as("a key of " + text.length() + " characters comes back")
                    .isTrue();
        }
    }

    /**
     * A key is replaced by who knows its version.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void aKeyIsReplacedByWhoKnowsItsVersion() throws Exception {
        KeysByOwner keys = keys("replaced");
        KeyVersion first = put(keys, OWNER, KEY);

        KeyVersion second = keys.put(OWNER, NEW_KEY, first).orThrow();

        assertThat(second).isGreaterThan(first);
        assertThat(keys.find(OWNER).orElseThrow().key().equals(NEW_KEY))
                .as("the key is the new one")
                .isTrue();
    }

    /**
     * A key is not replaced by who believes that there is none.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void aKeyIsNotReplacedByWhoBelievesThatThereIsNone() throws Exception {
        KeysByOwner keys = keys("none-believed");
        KeyVersion first = put(keys, OWNER, KEY);

        assertThat(keys.put(OWNER, NEW_KEY, KeyVersion.NONE))
                .isEqualTo(new StoreResult.Conflict(OWNER, state(), KeyVersion.NONE, first));
        assertThat(keys.find(OWNER).orElseThrow().key().equals(KEY))
                .as("the key is the old one")
                .isTrue();
    }

    /**
     * A key is not replaced by who knows an older version.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void aKeyIsNotReplacedByWhoKnowsAnOlderVersion() throws Exception {
        KeysByOwner keys = keys("older-known");
        KeyVersion first = put(keys, OWNER, KEY);
        KeyVersion second = keys.put(OWNER, NEW_KEY, first).orThrow();

        assertThat(keys.put(OWNER, KEY, first)).isEqualTo(new StoreResult.Conflict(OWNER, state(), first, second));
        assertThat(keys.find(OWNER).orElseThrow().key().equals(NEW_KEY))
                .as("the key is the newest one")
                .isTrue();
    }

    /**
     * A key that is not there is not replaced.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void aKeyThatIsNotThereIsNotReplaced() throws Exception {
        KeysByOwner keys = keys("not-there");
        KeyVersion never = new KeyVersion(5);

        assertThat(keys.put(OWNER, KEY, never))
                .isEqualTo(new StoreResult.Conflict(OWNER, state(), never, KeyVersion.NONE));
        assertThat(keys.find(OWNER)).isEmpty();
    }

    /**
     * A removed key is gone.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void aRemovedKeyIsGone() throws Exception {
        KeysByOwner keys = keys("removed");
        KeyVersion version = put(keys, OWNER, KEY);

        assertThat(keys.remove(OWNER, version)).isEqualTo(new StoreResult.Done(version));
        assertThat(keys.find(OWNER)).isEmpty();
        assertThat(keys.list()).isEmpty();
        assertThat(keys("removed").find(OWNER)).isEmpty();
    }

    /**
     * A key is not removed by who knows an older version.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void aKeyIsNotRemovedByWhoKnowsAnOlderVersion() throws Exception {
        KeysByOwner keys = keys("not-removed");
        KeyVersion first = put(keys, OWNER, KEY);
        KeyVersion second = keys.put(OWNER, NEW_KEY, first).orThrow();

        assertThat(keys.remove(OWNER, first)).isEqualTo(new StoreResult.Conflict(OWNER, state(), first, second));
        assertThat(keys.find(OWNER)).isPresent();
    }

    /**
     * Removing what is not there is a conflict.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void removingWhatIsNotThereIsAConflict() throws Exception {
        KeysByOwner keys = keys("removed-twice");
        assertThat(keys.remove(OWNER, KeyVersion.NONE))
                .isEqualTo(new StoreResult.Conflict(OWNER, state(), KeyVersion.NONE, KeyVersion.NONE));
        KeyVersion version = put(keys, OWNER, KEY);
        keys.remove(OWNER, version).orThrow();

        assertThat(keys.remove(OWNER, version))
                .isEqualTo(new StoreResult.Conflict(OWNER, state(), version, KeyVersion.NONE));
    }

    /**
     * Versions never repeat, also after a removal.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void versionsGrowAndNeverRepeat() throws Exception {
        KeysByOwner keys = keys("versions");
        Set<KeyVersion> seen = new HashSet<>();
        KeyVersion last = KeyVersion.NONE;
        for (int i = 0; i < 5; i++) {
            KeyVersion first = put(keys("versions"), OWNER, KEY);
            KeyVersion second = keys.put(OWNER, NEW_KEY, first).orThrow();
            keys.remove(OWNER, second).orThrow();

            assertThat(first).isGreaterThan(last);
            assertThat(second).isGreaterThan(first);
            assertThat(seen.add(first) && seen.add(second)).isTrue();
            last = second;
        }
    }

    /**
     * The list is ordered, a snapshot, and without keys.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void theListIsASnapshotOrderedByTheOwnersNames() throws Exception {
        KeysByOwner keys = keys("list");
        owners().forEach(owner -> put(keys, owner, KEY));
        List<KeyInfo> before = keys.list();

        keys.remove(OWNER, keys.find(OWNER).orElseThrow().version()).orThrow();

        assertThat(before).hasSameSizeAs(owners());
        assertThat(before).extracting(info -> info.owner().toString()).isSorted();
        assertThat(before.toString()).doesNotContain("the-first");
        assertThat(keys.list()).hasSize(before.size() - 1);
    }

    /**
     * What is listed is what is found.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void theListSaysOfEachKeyWhatIsFoundWithIt() throws Exception {
        KeysByOwner keys = keys("listed");
        owners().forEach(owner -> put(keys, owner, KEY));

        assertThat(keys("listed").list())
                .isNotEmpty()
                .allSatisfy(info ->
                        assertThat(keys.find(info.owner()).orElseThrow().info()).isEqualTo(info));
    }

    /**
     * Nothing prints a key.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void noPartOfAKeyIsPrinted() throws Exception {
        KeysByOwner keys = keys("printed");
        put(keys, OWNER, KEY);

        assertThat(keys + " " + keys.list() + " " + keys.find(OWNER) + " " + keys.put(OWNER, NEW_KEY, KeyVersion.NONE))
                .doesNotContain("the-first", "the-second", "canary");
    }

    /**
     * Of many who expect one version, exactly one succeeds, and the others are told.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void ofManyWhoExpectOneVersionExactlyOneSucceeds() throws Exception {
        List<KeysByOwner> handles = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            handles.add(keys("race"));
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
     * @throws Exception if the implementation fails
     */
    @Test
    public void whatManyWritersWereToldWasStoredIsThere() throws Exception {
        KeysByOwner keys = keys("many");
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        try {
            List<Future<KeyVersion>> writing = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                KeyOwner mine = KeyOwner.individual(COLORADO, UserId.of("writer-" + i));
                KeysByOwner handle = keys("many");
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
                    torn += keys.list().stream()
                            .map(info -> keys.find(info.owner()).orElseThrow())
                            .filter(found -> !found.key().revealSecret().contains(found.owner() + " round "))
                            .count();
                }
                return torn;
            });

            for (int i = 0; i < WRITERS; i++) {
                KeyVersion last = writing.get(i).get();
                KeyOwner owner = KeyOwner.individual(COLORADO, UserId.of("writer-" + i));
                StoredKey found = keys("many").find(owner).orElseThrow();
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

    private KeyVersion race(List<KeysByOwner> handles, ExecutorService threads, int round, KeyVersion expected)
            throws Exception {
        CyclicBarrier start = new CyclicBarrier(handles.size());
        List<Callable<StoreResult>> writes = new ArrayList<>();
        for (int i = 0; i < handles.size(); i++) {
            KeysByOwner handle = handles.get(i);
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
        assertThat(Collections.frequency(results, new StoreResult.Conflict(OWNER, state(), expected, stored)))
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
                KeyOwner.master(Facility.of(COLORADO, "402-00001")),
                KeyOwner.master(Facility.of(fake, "402-00001")));
    }

    private static UserApiKey key(String text) {
        return UserApiKey.of("canary-" + text + "-of-the-contract");
    }

    private static KeyVersion put(KeysByOwner keys, KeyOwner owner, UserApiKey key) {
        return keys.put(owner, key, KeyVersion.NONE).orThrow();
    }
}
