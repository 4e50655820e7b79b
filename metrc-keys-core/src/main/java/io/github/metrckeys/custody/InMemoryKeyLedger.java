package io.github.metrckeys.custody;

import io.github.metrckeys.internal.check.Checks;
import java.util.ArrayList;
import java.util.List;

/** Keeps events in the memory of this process, for tests. What is in it is gone with the process. */
public final class InMemoryKeyLedger implements KeyLedger {

    private final List<KeyEvent> events = new ArrayList<>();

    private InMemoryKeyLedger() {}

    /**
     * Makes an empty ledger.
     *
     * @return the ledger
     */
    public static InMemoryKeyLedger create() {
        return new InMemoryKeyLedger();
    }

    @Override
    public void append(KeyEvent event) {
        Checks.notNull(event, "event");
        synchronized (events) {
            events.add(event);
        }
    }

    @Override
    public List<KeyEvent> events() {
        synchronized (events) {
            return List.copyOf(events);
        }
    }

    /** {@return the name of the type and how many events are there} */
    @Override
    public String toString() {
        return "InMemoryKeyLedger[" + events().size() + " events]";
    }
}
