package io.github.metrckeys.testkit.internal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The calls whose answers are not delivered yet. */
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

    /** Ends every open call. A call that begins later ends at once. */
    void close() {
        closed = true;
        Set.copyOf(open).forEach(Call::end);
    }

    /** A call whose answer is not delivered yet. */
    final class Call {

        private final Runnable onDelivered;

        private Call(Runnable onDelivered) {
            this.onDelivered = onDelivered;
        }

        /** Runs the hook if it has not run yet. */
        void end() {
            if (open.remove(this)) {
                onDelivered.run();
            }
        }
    }
}
