package io.github.metrckeys.testkit.internal;

import java.util.Set;

/** One call whose answer is not delivered yet. */
final class OpenCall {

    private final Runnable onDelivered;
    private final Set<OpenCall> open;

    OpenCall(Runnable onDelivered, Set<OpenCall> open) {
        this.onDelivered = onDelivered;
        this.open = open;
    }

    /** Runs the hook, unless it has already run. */
    void settle() {
        if (open.remove(this)) {
            onDelivered.run();
        }
    }
}
