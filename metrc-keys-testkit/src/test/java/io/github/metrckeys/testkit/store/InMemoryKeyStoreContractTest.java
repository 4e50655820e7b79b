package io.github.metrckeys.testkit.store;

import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.testkit.contract.KeyStoreContract;
import java.util.HashMap;
import java.util.Map;

class InMemoryKeyStoreContractTest extends KeyStoreContract {

    private final Map<String, KeyStore> stores = new HashMap<>();

    @Override
    protected KeyStore open(String name) {
        return stores.computeIfAbsent(name, ignored -> InMemoryKeyStore.create());
    }
}
