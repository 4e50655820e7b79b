package io.github.metrckeys.custody;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import java.util.List;

/** A ledger whose disk can be pulled out. */
final class FailingKeyLedger implements KeyLedger {

    private final KeyLedger ledger = InMemoryKeyLedger.create();
    private volatile boolean reads = true;
    private volatile boolean writes = true;

    void failsToWrite() {
        writes = false;
    }

    void failsToReadAndWrite() {
        reads = false;
        writes = false;
    }

    void works() {
        reads = true;
        writes = true;
    }

    @Override
    public void append(KeyEvent event) {
        if (!writes) {
            throw new MetrcKeysException(ErrorCode.STORE_NOT_WRITABLE, "the disk is full");
        }
        ledger.append(event);
    }

    @Override
    public List<KeyEvent> events() {
        if (!reads) {
            throw new MetrcKeysException(ErrorCode.STORE_UNREACHABLE, "the disk is out");
        }
        return ledger.events();
    }
}
