package io.github.metrckeys.custody;

import static io.github.metrckeys.fixture.CustodyFixture.KEY;
import static io.github.metrckeys.fixture.CustodyFixture.KIMS;
import static io.github.metrckeys.fixture.CustodyFixture.LEES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

class WholeStoreTest {

    private final KeyStore store = InMemoryKeyStore.create();

    @Test
    void theKeysInForceComeBeforeThePendingOnes() {
        store.pending().put(KIMS, KEY, KeyVersion.NONE).orThrow();
        store.put(LEES, KEY, KeyVersion.NONE).orThrow();

        assertThat(WholeStore.list(store))
                .extracting(KeyInfo::owner, KeyInfo::state)
                .containsExactly(tuple(LEES, KeyState.IN_FORCE), tuple(KIMS, KeyState.PENDING));
    }

    @Test
    void aKeyThatComesIntoForceMeanwhileIsNotMissed() {
        store.pending().put(KIMS, KEY, KeyVersion.NONE).orThrow();
        KeyStore verifying = (KeyStore) Proxy.newProxyInstance(
                KeyStore.class.getClassLoader(), new Class<?>[] {KeyStore.class}, (self, method, arguments) -> {
                    Object answer = method.invoke(store, arguments);
                    if (method.getName().equals("list")) {
                        comesIntoForce(KIMS);
                    }
                    return answer;
                });

        assertThat(WholeStore.list(verifying)).extracting(KeyInfo::owner).containsExactly(KIMS);
    }

    private void comesIntoForce(KeyOwner owner) {
        store.pending().find(owner).ifPresent(pending -> {
            store.put(owner, pending.key(), KeyVersion.NONE).orThrow();
            store.pending().remove(owner, pending.version()).orThrow();
        });
    }
}
