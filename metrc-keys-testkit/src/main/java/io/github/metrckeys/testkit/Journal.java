package io.github.metrckeys.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the latest calls, up to a fixed number. */
final class Journal {

    private static final int KEPT = 10_000;

    private final Deque<FakeCall> calls = new ArrayDeque<>();

    synchronized void add(FakeCall call) {
        if (calls.size() == KEPT) {
            calls.removeFirst();
        }
        calls.addLast(call);
    }

    synchronized void clear() {
        calls.clear();
    }

    synchronized List<FakeCall> calls() {
        return List.copyOf(calls);
    }
}
