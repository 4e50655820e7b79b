package io.github.metrckeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.KeysByOwner;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import org.junit.jupiter.api.Nested;
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
public abstract class KeyStoreContract extends KeysByOwnerContract {

    private static final KeyOwner OWNER = KeyOwner.individual(Jurisdiction.of("CO"), UserId.of("emp-7"));
    private static final KeyOwner OTHER = KeyOwner.individual(Jurisdiction.of("CO"), UserId.of("emp-8"));
    private static final UserApiKey KEY = UserApiKey.of("canary-the-first-of-the-store");
    private static final UserApiKey NEW_KEY = UserApiKey.of("canary-the-second-of-the-store");

    /** Made by a subclass. */
    protected KeyStoreContract() {}

    /**
     * Opens a store. The same name means the same store, through another handle if the implementation has such: what
     * was stored through one is found through the other. Another name means another store, at first empty. Names are
     * made of letters, digits and hyphens, 40 characters at most.
     *
     * @param name which store
     * @return the store
     * @throws Exception if it cannot be opened; the test fails
     */
    protected abstract KeyStore open(String name) throws Exception;

    @Override
    final KeysByOwner keys(String name) throws Exception {
        return open(name);
    }

    @Override
    final KeyState state() {
        return KeyState.IN_FORCE;
    }

    /** The pending keys promise what those in force do. */
    @Nested
    final class PendingKeys extends KeysByOwnerContract {

        @Override
        KeysByOwner keys(String name) throws Exception {
            return open(name).pending();
        }

        @Override
        KeyState state() {
            return KeyState.PENDING;
        }
    }

    /**
     * A pending key is never met among those in force.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void aPendingKeyIsNeitherFoundNorListedAmongThoseInForce() throws Exception {
        open("pending-alone").pending().put(OWNER, KEY, KeyVersion.NONE).orThrow();

        KeyStore store = open("pending-alone");

        assertThat(store.find(OWNER)).isEmpty();
        assertThat(store.list()).isEmpty();
        assertThat(store.pending().list()).extracting(KeyInfo::owner).containsExactly(OWNER);
    }

    /**
     * A key in force is never met among the pending ones.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void aKeyInForceIsNeitherFoundNorListedAmongThePendingOnes() throws Exception {
        open("in-force-alone").put(OWNER, KEY, KeyVersion.NONE).orThrow();

        KeyStore store = open("in-force-alone");

        assertThat(store.pending().find(OWNER)).isEmpty();
        assertThat(store.pending().list()).isEmpty();
    }

    /**
     * An owner's pending key comes and goes without a change to the one in force, and the other way round.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void theKeyInForceAndThePendingOneChangeEachAlone() throws Exception {
        KeyStore store = open("side-by-side");
        KeyVersion inForce = store.put(OWNER, KEY, KeyVersion.NONE).orThrow();
        KeyVersion pending =
                store.pending().put(OWNER, NEW_KEY, KeyVersion.NONE).orThrow();

        assertThat(isThere(store.find(OWNER).orElseThrow(), KEY, inForce)).isTrue();
        assertThat(isThere(store.pending().find(OWNER).orElseThrow(), NEW_KEY, pending))
                .isTrue();

        store.remove(OWNER, inForce).orThrow();
        assertThat(isThere(store.pending().find(OWNER).orElseThrow(), NEW_KEY, pending))
                .isTrue();

        KeyVersion again = store.put(OWNER, KEY, KeyVersion.NONE).orThrow();
        assertThat(store.pending().remove(OWNER, pending)).isEqualTo(new StoreResult.Done(pending));
        assertThat(isThere(store.find(OWNER).orElseThrow(), KEY, again)).isTrue();
        assertThat(store.pending().find(OWNER)).isEmpty();
    }

    /**
     * The keys of a state are those of the store's methods.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void theKeysOfAStateAreThoseInForceOrThePendingOnes() throws Exception {
        KeyStore store = open("by-state");
        store.put(OWNER, KEY, KeyVersion.NONE).orThrow();
        store.pending().put(OTHER, KEY, KeyVersion.NONE).orThrow();

        assertThat(store.keys(KeyState.IN_FORCE).list()).isEqualTo(store.list());
        assertThat(store.keys(KeyState.PENDING).list())
                .isEqualTo(store.pending().list());
    }

    /**
     * What a list shows is enough to remove a key, and the owner's key of the other state stays.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void aKeyIsRemovedByWhatAListShowsOfIt() throws Exception {
        KeyStore store = open("by-info");
        store.put(OWNER, KEY, KeyVersion.NONE).orThrow();
        store.pending().put(OWNER, NEW_KEY, KeyVersion.NONE).orThrow();
        KeyInfo inForce = store.list().get(0);
        KeyInfo pending = store.pending().list().get(0);

        assertThat(store.remove(pending)).isEqualTo(new StoreResult.Done(pending.version()));
        assertThat(store.pending().find(OWNER)).isEmpty();
        assertThat(isThere(store.find(OWNER).orElseThrow(), KEY, inForce.version()))
                .isTrue();
        assertThat(store.remove(pending))
                .isEqualTo(new StoreResult.Conflict(OWNER, KeyState.PENDING, pending.version(), KeyVersion.NONE));

        assertThat(store.remove(inForce)).isEqualTo(new StoreResult.Done(inForce.version()));
        assertThat(store.find(OWNER)).isEmpty();
    }

    /**
     * Everything is listed at once, the keys in force first.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void theListOfAllHasTheKeysInForceBeforeThePendingOnes() throws Exception {
        KeyStore store = open("list-of-all");
        store.pending().put(OWNER, KEY, KeyVersion.NONE).orThrow();
        store.put(OTHER, KEY, KeyVersion.NONE).orThrow();

        assertThat(store.listAll())
                .containsExactly(store.list().get(0), store.pending().list().get(0));
    }

    /**
     * The same key has the same fingerprint in one store, another key another one.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void theFingerprintTellsWhetherTwoKeysAreTheSame() throws Exception {
        KeyStore store = open("fingerprints");
        store.put(OWNER, KEY, KeyVersion.NONE).orThrow();
        store.put(OTHER, NEW_KEY, KeyVersion.NONE).orThrow();
        store.pending().put(OTHER, KEY, KeyVersion.NONE).orThrow();

        KeyStore again = open("fingerprints");

        assertThat(again.find(OWNER).orElseThrow().info().fingerprint())
                .isEqualTo(again.fingerprint(KEY))
                .isEqualTo(store.fingerprint(KEY))
                .isEqualTo(again.pending().find(OTHER).orElseThrow().info().fingerprint())
                .isNotEqualTo(again.fingerprint(NEW_KEY));
        assertThat(again.find(OTHER).orElseThrow().info().fingerprint()).isEqualTo(store.fingerprint(NEW_KEY));
    }

    /**
     * Two stores do not name a key alike.
     *
     * @throws Exception if the implementation fails
     */
    @Test
    public void fingerprintsOfTwoStoresCannotBeCompared() throws Exception {
        assertThat(open("fingerprints-a").fingerprint(KEY))
                .isNotEqualTo(open("fingerprints-b").fingerprint(KEY));
    }

    private static boolean isThere(StoredKey found, UserApiKey key, KeyVersion version) {
        return found.key().equals(key) && found.version().equals(version);
    }
}
