package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.KeysByOwner;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A key store whose changes are recorded: {@link KeyEvent.Stored} and {@link KeyEvent.Removed} for each change that
 * was made, and nothing for a conflict.
 *
 * <p>If the ledger fails after the store has made a change, the change stands and is answered as such, and a warning
 * is logged: a key change must not look as if it had failed. {@link CustodyEvidence} still shows that key, since the
 * store lists it.
 */
public final class RecordedKeyStore implements KeyStore {

    private static final Logger LOG = LoggerFactory.getLogger(RecordedKeyStore.class);

    private final KeyStore store;
    private final KeyLedger ledger;
    private final InstantSource clock;
    private final Keys inForce;
    private final Keys pending;

    private RecordedKeyStore(KeyStore store, KeyLedger ledger, InstantSource clock) {
        this.store = store;
        this.ledger = ledger;
        this.clock = clock;
        this.inForce = new Keys(store, KeyState.IN_FORCE);
        this.pending = new Keys(store.pending(), KeyState.PENDING);
    }

    /**
     * Records the changes of a store by the system's clock.
     *
     * @param store where the keys are
     * @param ledger where the changes are recorded
     * @return the store; the very one that was given if it records in this ledger already
     */
    public static RecordedKeyStore of(KeyStore store, KeyLedger ledger) {
        return of(store, ledger, InstantSource.system());
    }

    /**
     * Records the changes of a store.
     *
     * @param store where the keys are
     * @param ledger where the changes are recorded
     * @param clock tells when they were made
     * @return the store; the very one that was given if it records in this ledger already
     */
    public static RecordedKeyStore of(KeyStore store, KeyLedger ledger, InstantSource clock) {
        Checks.notNull(store, "store");
        Checks.notNull(ledger, "ledger");
        Checks.notNull(clock, "clock");
        return store instanceof RecordedKeyStore recorded && recorded.ledger.equals(ledger)
                ? recorded
                : new RecordedKeyStore(store, ledger, clock);
    }

    @Override
    public KeysByOwner keys(KeyState state) {
        return Checks.notNull(state, "state") == KeyState.PENDING ? pending : inForce;
    }

    StoreResult put(KeyOwner owner, UserApiKey key, KeyVersion expected, Optional<String> overrideReason) {
        return inForce.put(owner, key, expected, overrideReason);
    }

    @Override
    public KeyFingerprint fingerprint(UserApiKey key) {
        return store.fingerprint(Checks.notNull(key, "key"));
    }

    /** Records what has happened already: whether that succeeds changes nothing about it. */
    void record(KeyEvent event) {
        // An interruption came too late to stop what happened, and must not stop that it is recorded.
        boolean interrupted = Thread.interrupted();
        try {
            ledger.append(event);
        } catch (RuntimeException e) {
            LOG.warn("The key ledger did not take an event, but what happened is not undone: {}", event, e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** {@return the name of the type and the store} */
    @Override
    public String toString() {
        return "RecordedKeyStore[" + store + "]";
    }

    /** The keys of one state. */
    private final class Keys implements KeysByOwner {

        private final KeysByOwner keys;
        private final KeyState state;

        Keys(KeysByOwner keys, KeyState state) {
            this.keys = keys;
            this.state = state;
        }

        @Override
        public Optional<StoredKey> find(KeyOwner owner) {
            return keys.find(Checks.notNull(owner, "owner"));
        }

        @Override
        public StoreResult put(KeyOwner owner, UserApiKey key, KeyVersion expected) {
            return put(owner, key, expected, Optional.empty());
        }

        StoreResult put(KeyOwner owner, UserApiKey key, KeyVersion expected, Optional<String> overrideReason) {
            Checks.notNull(owner, "owner");
            Checks.notNull(key, "key");
            Checks.notNull(expected, "expected");
            StoreResult result = keys.put(owner, key, expected);
            if (result instanceof StoreResult.Done done) {
                record(new KeyEvent.Stored(clock.instant(), owner, state, done.version(), overrideReason));
            }
            return result;
        }

        @Override
        public StoreResult remove(KeyOwner owner, KeyVersion expected) {
            Checks.notNull(owner, "owner");
            Checks.notNull(expected, "expected");
            StoreResult result = keys.remove(owner, expected);
            if (result instanceof StoreResult.Done done) {
                record(new KeyEvent.Removed(clock.instant(), owner, state, done.version()));
            }
            return result;
        }

        @Override
        public List<KeyInfo> list() {
            return keys.list();
        }
    }
}
