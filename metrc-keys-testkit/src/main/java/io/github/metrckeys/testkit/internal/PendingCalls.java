package io.github.metrckeys.testkit.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls whose answer is not delivered yet. */
final class PendingCalls {

    private final Set<Call> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Call begin(Runnable onDelivered) {
        Call call = new Call(onDelivered);
        open.add(call);
        if (closed) {
            call.end();
        }
        return call;
    }

    /** Ends every call that is still open; one that begins later ends at once. */
    void close() {
        closed = true;
        Set.copyOf(open).forEach(Call::end);
    }

    /** One call whose answer is not delivered yet. */
    final class Call {

        private final Runnable onDelivered;

        private Call(Runnable onDelivered) {
            this.onDelivered = onDelivered;
        }

        /** Runs the hook, unless it has already run. */
        void end() {
            if (open.remove(this)) {
                onDelivered.run();
            }
        }
    }
}
