package io.github.metrckeys.testkit.custody;

import io.github.metrckeys.custody.InMemoryKeyLedger;
import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.testkit.contract.KeyLedgerContract;
import java.util.HashMap;
import java.util.Map;

class InMemoryKeyLedgerContractTest extends KeyLedgerContract {

    private final Map<String, KeyLedger> ledgers = new HashMap<>();

    @Override
    protected KeyLedger open(String name) {
        return ledgers.computeIfAbsent(name, ignored -> InMemoryKeyLedger.create());
    }
}
