package io.github.metrckeys.testkit.custody;

import io.github.metrckeys.custody.InMemoryKeyLedger;
import io.github.metrckeys.custody.RecordedKeyStore;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.testkit.contract.KeyStoreContract;
import java.util.HashMap;
import java.util.Map;

/** Recording takes nothing away from what a store promises. */
class RecordedKeyStoreContractTest extends KeyStoreContract {

    private final Map<String, KeyStore> stores = new HashMap<>();

    @Override
    protected KeyStore open(String name) {
        return RecordedKeyStore.of(
                stores.computeIfAbsent(name, ignored -> InMemoryKeyStore.create()), InMemoryKeyLedger.create());
    }
}
