package io.github.metrckeys.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.secret.UserApiKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InMemoryKeyStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final KeyOwner OWNER = KeyOwner.individual(COLORADO, UserId.of("emp-7"));
    private static final KeyOwner OTHER = KeyOwner.individual(COLORADO, UserId.of("emp-8"));
    private static final KeyOwner MASTER = KeyOwner.master(Facility.of(COLORADO, "402-00001"));
    private static final UserApiKey KEY = UserApiKey.of("canary-key-of-a-test-0001");
    private static final UserApiKey NEW_KEY = UserApiKey.of("canary-key-of-a-test-0002");

    private final KeyStore store = InMemoryKeyStore.create(InstantSource.fixed(NOON));

    @Test
    void anOwnerWithoutAKeyIsFoundEmpty() {
        assertThat(store.find(OWNER)).isEmpty();
    }

    @Test
    void aStoredKeyIsFoundWithItsVersionAndTime() {
        KeyVersion version = put(OWNER, KEY);

        assertThat(store.find(OWNER))
                .contains(new StoredKey(
                        new KeyInfo(OWNER, KeyState.IN_FORCE, version, NOON, store.fingerprint(KEY)), KEY));
    }

    @Test
    void aKeyIsFoundUnderItsOwnerAlone() {
        put(OWNER, KEY);

        assertThat(store.find(OTHER)).isEmpty();
        assertThat(store.find(MASTER)).isEmpty();
    }

    @Test
    void aKeyIsReplacedByWhoKnowsItsVersion() {
        KeyVersion first = put(OWNER, KEY);

        KeyVersion second = store.put(OWNER, NEW_KEY, first).orThrow();

        assertThat(second).isGreaterThan(first);
        assertThat(store.find(OWNER).map(StoredKey::key)).contains(NEW_KEY);
    }

    @Test
    void aKeyIsNotReplacedByWhoBelievesThatThereIsNone() {
        KeyVersion first = put(OWNER, KEY);

        assertThat(store.put(OWNER, NEW_KEY, KeyVersion.NONE))
                .isEqualTo(new StoreResult.Conflict(OWNER, KeyState.IN_FORCE, KeyVersion.NONE, first));
        assertThat(store.find(OWNER).map(StoredKey::key)).contains(KEY);
    }

    @Test
    void aKeyIsNotReplacedByWhoKnowsAnOlderVersion() {
        KeyVersion first = put(OWNER, KEY);
        KeyVersion second = store.put(OWNER, NEW_KEY, first).orThrow();

        assertThat(store.put(OWNER, KEY, first))
                .isEqualTo(new StoreResult.Conflict(OWNER, KeyState.IN_FORCE, first, second));
        assertThat(store.find(OWNER).map(StoredKey::key)).contains(NEW_KEY);
    }

    @Test
    void aKeyThatIsNotThereIsNotReplaced() {
        KeyVersion never = new KeyVersion(5);

        assertThat(store.put(OWNER, KEY, never))
                .isEqualTo(new StoreResult.Conflict(OWNER, KeyState.IN_FORCE, never, KeyVersion.NONE));
        assertThat(store.find(OWNER)).isEmpty();
    }

    @Test
    void aRemovedKeyIsGone() {
        KeyVersion version = put(OWNER, KEY);

        assertThat(store.remove(OWNER, version)).isEqualTo(new StoreResult.Done(version));
        assertThat(store.find(OWNER)).isEmpty();
    }

    @Test
    void aKeyIsNotRemovedByWhoKnowsAnOlderVersion() {
        KeyVersion first = put(OWNER, KEY);
        KeyVersion second = store.put(OWNER, NEW_KEY, first).orThrow();

        assertThat(store.remove(OWNER, first))
                .isEqualTo(new StoreResult.Conflict(OWNER, KeyState.IN_FORCE, first, second));
        assertThat(store.find(OWNER)).isPresent();
    }

    @Test
    void aKeyIsRemovedOnce() {
        KeyVersion version = put(OWNER, KEY);
        store.remove(OWNER, version).orThrow();

        assertThat(store.remove(OWNER, version))
                .isEqualTo(new StoreResult.Conflict(OWNER, KeyState.IN_FORCE, version, KeyVersion.NONE));
    }

    @Test
    void removingAKeyThatWasNeverThereIsAConflict() {
        assertThat(store.remove(OWNER, KeyVersion.NONE))
                .isEqualTo(new StoreResult.Conflict(OWNER, KeyState.IN_FORCE, KeyVersion.NONE, KeyVersion.NONE));
    }

    @Test
    void versionsNeverRepeatAfterARemoval() {
        KeyVersion first = put(OWNER, KEY);
        store.remove(OWNER, first).orThrow();

        assertThat(put(OWNER, KEY)).isGreaterThan(first);
    }

    @Test
    void theVersionOfAPendingKeyRemovesNoKeyInForce() {
        KeyVersion inForce = put(OWNER, KEY);
        KeyVersion pending =
                store.pending().put(OWNER, NEW_KEY, KeyVersion.NONE).orThrow();

        assertThat(store.remove(OWNER, pending))
                .isEqualTo(new StoreResult.Conflict(OWNER, KeyState.IN_FORCE, pending, inForce));
        assertThat(store.find(OWNER)).isPresent();
    }

    @Test
    void theListIsOrderedByTheOwnersNames() {
        put(MASTER, KEY);
        put(OTHER, KEY);
        put(OWNER, KEY);

        assertThat(store.list()).extracting(KeyInfo::owner).containsExactly(OWNER, OTHER, MASTER);
    }

    @Test
    void theListIsASnapshot() {
        put(OWNER, KEY);
        List<KeyInfo> before = store.list();

        put(OTHER, KEY);

        assertThat(before).extracting(KeyInfo::owner).containsExactly(OWNER);
    }

    @Test
    void noPartOfAKeyIsPrinted() {
        put(OWNER, KEY);

        assertThat(store).hasToString("InMemoryKeyStore[1 keys]");
        assertThat(store.list().toString() + store.find(OWNER)).doesNotContain("canary", "0001");
    }

    @Test
    void ofManyWhoExpectOneVersionExactlyOneSucceeds() throws Exception {
        KeyStore store = InMemoryKeyStore.create(InMemoryKeyStoreTest::noonAfterAWhile);
        int writers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            KeyVersion expected = KeyVersion.NONE;
            for (int round = 0; round < 200; round++) {
                List<StoreResult> results = putAtOnce(store, threads, writers, expected);

                List<KeyVersion> done = new ArrayList<>();
                for (StoreResult result : results) {
                    if (result instanceof StoreResult.Done winner) {
                        done.add(winner.version());
                    }
                }
                assertThat(done).hasSize(1);
                KeyVersion stored = done.get(0);
                assertThat(stored).isGreaterThan(expected);
                assertThat(store.find(OWNER).map(StoredKey::version)).contains(stored);
                assertThat(results)
                        .filteredOn(result -> result instanceof StoreResult.Conflict)
                        .containsOnly(new StoreResult.Conflict(OWNER, KeyState.IN_FORCE, expected, stored));
                expected = stored;
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aReaderFindsAKeyWithItsOwnVersionWhileItIsReplaced() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            KeyVersion first = put(OWNER, keyNumber(1));
            CyclicBarrier start = new CyclicBarrier(2);
            Future<?> writing = threads.submit(() -> {
                start.await();
                KeyVersion version = first;
                for (int i = 0; i < 2000; i++) {
                    version = store.put(OWNER, keyNumber(version.number() + 1), version)
                            .orThrow();
                }
                return version;
            });
            Future<List<StoredKey>> reading = threads.submit(() -> {
                start.await();
                List<StoredKey> seen = new ArrayList<>();
                do {
                    seen.add(store.find(OWNER).orElseThrow());
                } while (!writing.isDone());
                return seen;
            });

            assertThat(writing.get()).isEqualTo(new KeyVersion(2001));
            assertThat(reading.get())
                    .isNotEmpty()
                    .allMatch(seen -> seen.key().equals(keyNumber(seen.version().number())));
        } finally {
            threads.shutdownNow();
        }
    }

    /** A store asks for the time in the midst of a change, where writers that are not kept apart do most harm. */
    private static Instant noonAfterAWhile() {
        for (int i = 0; i < 2000; i++) {
            Thread.onSpinWait();
        }
        return NOON;
    }

    private KeyVersion put(KeyOwner owner, UserApiKey key) {
        return store.put(owner, key, KeyVersion.NONE).orThrow();
    }

    private static UserApiKey keyNumber(long version) {
        return UserApiKey.of("key-" + version);
    }

    private static List<StoreResult> putAtOnce(
            KeyStore store, ExecutorService threads, int writers, KeyVersion expected) throws Exception {
        CyclicBarrier start = new CyclicBarrier(writers);
        Callable<StoreResult> write = () -> {
            start.await();
            return store.put(OWNER, KEY, expected);
        };
        List<StoreResult> results = new ArrayList<>();
        for (Future<StoreResult> result : threads.invokeAll(Collections.nCopies(writers, write))) {
            results.add(result.get());
        }
        return results;
    }
}
