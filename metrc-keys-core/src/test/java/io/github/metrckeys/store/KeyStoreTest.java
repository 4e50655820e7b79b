package io.github.metrckeys.store;

import static io.github.metrckeys.fixture.CustodyFixture.KEY;
import static io.github.metrckeys.fixture.CustodyFixture.KIMS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class KeyStoreTest {

    private final KeyStore store = InMemoryKeyStore.create();

    @Test
    void aKeyThatComesIntoForceWhileAllAreListedIsNotMissed() {
        store.pending().put(KIMS, KEY, KeyVersion.NONE).orThrow();

        assertThat(new Verifying().listAll())
                .extracting(KeyInfo::owner, KeyInfo::state)
                .containsExactly(tuple(KIMS, KeyState.IN_FORCE), tuple(KIMS, KeyState.PENDING));
    }

    /** Puts a pending key in force as soon as either list was read. */
    private final class Verifying implements KeyStore {

        @Override
        public KeysByOwner keys(KeyState state) {
            return (KeysByOwner) Proxy.newProxyInstance(
                    KeysByOwner.class.getClassLoader(),
                    new Class<?>[] {KeysByOwner.class},
                    (self, method, arguments) -> {
                        Object answer = method.invoke(store.keys(state), arguments);
                        comesIntoForce(KIMS);
                        return answer;
                    });
        }

        @Override
        public KeyFingerprint fingerprint(UserApiKey key) {
            return store.fingerprint(key);
        }
    }

    private void comesIntoForce(KeyOwner owner) {
        store.pending().find(owner).ifPresent(pending -> {
            store.put(owner, pending.key(), KeyVersion.NONE).orThrow();
            store.remove(pending.info()).orThrow();
        });
    }
}
