package io.github.metrckeys.http;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Runs callbacks that may come back here. The first few levels run at once, since they may wait for what they ask;
 * deeper ones are left to the outermost call, so that the stack stays flat.
 */
final class Trampoline {

    private static final int DEEPEST = 16;

    /** What this thread is running; empty between two calls. */
    private static final ThreadLocal<Trampoline> CURRENT = new ThreadLocal<>();

    private final Deque<Runnable> left = new ArrayDeque<>();
    private int depth;

    private Trampoline() {}

    static void run(List<Runnable> callbacks) {
        Trampoline outer = CURRENT.get();
        if (outer != null && outer.depth >= DEEPEST) {
            outer.left.addAll(callbacks);
            return;
        }
        Trampoline current = outer == null ? new Trampoline() : outer;
        current.depth++;
        CURRENT.set(current);
        try {
            callbacks.forEach(Runnable::run);
            while (outer == null && !current.left.isEmpty()) {
                current.left.remove().run();
            }
        } finally {
            current.depth--;
            if (outer == null) {
                CURRENT.remove();
            }
        }
    }
}
