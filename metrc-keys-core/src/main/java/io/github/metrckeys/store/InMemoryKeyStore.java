package io.github.metrckeys.store;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.secret.Fingerprinter;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Keeps keys in the memory of this process: for tests, and for applications that load their keys themselves at every
 * start. What is in it is gone with the process.
 */
public final class InMemoryKeyStore implements KeyStore {

    private final InstantSource clock;
    private final Fingerprinter fingerprinter = Fingerprinter.random();
    private final Keys inForce = new Keys(KeyState.IN_FORCE);
    private final Keys pending = new Keys(KeyState.PENDING);
    private final Object writing = new Object();

    /** One sequence for all keys: it needs no memory of removed keys for versions never to repeat. */
    private long lastVersion;

    private InMemoryKeyStore(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Makes an empty store.
     *
     * @return the store
     */
    public static InMemoryKeyStore create() {
        return create(InstantSource.system());
    }

    /**
     * Makes an empty store that takes the time from a clock.
     *
     * @param clock tells when a key is stored
     * @return the store
     */
    public static InMemoryKeyStore create(InstantSource clock) {
        return new InMemoryKeyStore(Checks.notNull(clock, "clock"));
    }

    @Override
    public KeysByOwner keys(KeyState state) {
        return Checks.notNull(state, "state") == KeyState.PENDING ? pending : inForce;
    }

    @Override
    public KeyFingerprint fingerprint(UserApiKey key) {
        return fingerprinter.of(key);
    }

    /** {@return the name of the type and how many keys are there} */
    @Override
    public String toString() {
        return "InMemoryKeyStore[" + (inForce.size() + pending.size()) + " keys]";
    }

    private final class Keys implements KeysByOwner {

        private final KeyState state;
        private final ConcurrentMap<KeyOwner, StoredKey> keys = new ConcurrentHashMap<>();

        Keys(KeyState state) {
            this.state = state;
        }

        int size() {
            return keys.size();
        }

        @Override
        public Optional<StoredKey> find(KeyOwner owner) {
            return Optional.ofNullable(keys.get(Checks.notNull(owner, "owner")));
        }

        @Override
        public StoreResult put(KeyOwner owner, UserApiKey key, KeyVersion expected) {
            Checks.notNull(owner, "owner");
            Checks.notNull(key, "key");
            Checks.notNull(expected, "expected");
            synchronized (writing) {
                KeyVersion actual = versionOf(owner);
                if (!actual.equals(expected)) {
                    return new StoreResult.Conflict(owner, state, expected, actual);
                }
                KeyVersion next = new KeyVersion(++lastVersion);
                keys.put(owner, new StoredKey(new KeyInfo(owner, state, next, clock.instant(), fingerprint(key)), key));
                return new StoreResult.Done(next);
            }
        }

        @Override
        public StoreResult remove(KeyOwner owner, KeyVersion expected) {
            Checks.notNull(owner, "owner");
            Checks.notNull(expected, "expected");
            synchronized (writing) {
                KeyVersion actual = versionOf(owner);
                if (!actual.equals(expected) || actual.equals(KeyVersion.NONE)) {
                    return new StoreResult.Conflict(owner, state, expected, actual);
                }
                keys.remove(owner);
                return new StoreResult.Done(expected);
            }
        }

        @Override
        public List<KeyInfo> list() {
            return keys.values().stream()
                    .map(StoredKey::info)
                    .sorted(Comparator.comparing(info -> info.owner().toString()))
                    .toList();
        }

        private KeyVersion versionOf(KeyOwner owner) {
            return find(owner).map(StoredKey::version).orElse(KeyVersion.NONE);
        }
    }
}
