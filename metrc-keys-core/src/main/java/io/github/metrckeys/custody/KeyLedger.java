package io.github.metrckeys.custody;

import java.util.List;

/**
 * Keeps what happened to keys, in the order in which it was told. Nothing in it is ever changed, and no key is in it.
 *
 * <p>What every implementation promises: an event is there for every later reader, also after the end of the process,
 * once {@link #append} has returned (a ledger in memory forgets with its process, and says so); a reader sees an
 * event whole or not at all; events that one thread appended stand in that order. Implementations are safe for use by
 * several threads, and if they outlive the process, by several processes. Arguments are never null.
 */
public interface KeyLedger {

    /**
     * Adds an event at the end.
     *
     * @param event what happened
     * @throws io.github.metrckeys.error.MetrcKeysException if the ledger cannot be reached or written
     */
    void append(KeyEvent event);

    /**
     * Everything that happened.
     *
     * @return a snapshot, in the order in which it was appended
     * @throws io.github.metrckeys.error.MetrcKeysException if the ledger cannot be reached or read; it never answers
     *     as if it were empty
     */
    List<KeyEvent> events();
}
