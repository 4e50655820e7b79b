package io.github.metrckeys.http;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Counts calls against one limit: so many in any second, and so many at a time. All times are nanoseconds of one clock.
 * Not safe for use by several threads: the gate guards it.
 *
 * <p>How Metrc counts a second is not known, so the strictest way is assumed: any window of a second, by when calls
 * arrive. A call arrived before its answer did, by the server's work and the way back; a call that is sent now arrives
 * later, by the way there. Together these take at least as long as the fastest round trip that was seen, unless the
 * network got faster (inferred). So a place is free again a second after an answer, less the fastest round trip, plus a
 * margin. If a server says 429 all the same, the round trip is not deducted for a minute, which is right whatever the
 * network does.
 */
final class LimitWindow {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    /** For servers that count in whole milliseconds, and clocks that run a little differently. */
    private static final long MARGIN = Duration.ofMillis(5).toNanos();

    /** How long after a person's call another one is expected. A choice of this library. */
    private static final long PRESENCE = Duration.ofSeconds(10).toNanos();

    private static final long DISTRUST = Duration.ofMinutes(1).toNanos();

    private final int perSecond;
    private final int atOnce;
    private final int reservedAtOnce;
    private final int reservedPerSecond;
    /** When calls were answered, oldest first. */
    private final Deque<Long> answers = new ArrayDeque<>();

    private int users;
    private int underWay;
    private @Nullable Long pausedUntil;
    private @Nullable Long distrustedUntil;
    private @Nullable Long lastBatch;
    private @Nullable Long lastPerson;

    LimitWindow(int perSecond, int atOnce) {
        this.perSecond = perSecond;
        this.atOnce = atOnce;
        // A batch leaves one of ten places to people, and, while people are active, one of fifty calls a second: a
        // batch is
        // spread evenly, but only a free place is one that nobody waits for.
        this.reservedAtOnce = atOnce / 10;
        this.reservedPerSecond = perSecond / 50;
    }

    void use() {
        users++;
    }

    void leave() {
        users--;
    }

    /** A call is about to be sent. */
    void begin(long now, Priority priority) {
        underWay++;
        if (priority == Priority.INTERACTIVE) {
            lastPerson = now;
        } else {
            // A call that is late by a tick of the timer must not make all later ones late.
            lastBatch = lastBatch == null || now - lastBatch > 2 * pace() ? now : lastBatch + pace();
        }
    }

    /** A call was answered, or abandoned. */
    void end(long now) {
        underWay--;
        answers.add(now);
    }

    /** A call was not sent after all. */
    void undo() {
        underWay--;
    }

    void pause(long now, long until) {
        distrustedUntil = now + DISTRUST;
        if (pausedUntil == null || until - pausedUntil > 0) {
            pausedUntil = until;
        }
    }

    boolean pausedBeyond(long time) {
        return pausedUntil != null && pausedUntil - time > 0;
    }

    /** Whether more than half of the places of a second are taken: then this limit may have been hit. */
    boolean busy() {
        return 2 * (underWay + answers.size()) > perSecond;
    }

    private void forget(long now, long fastest) {
        if (distrustedUntil != null && distrustedUntil - now <= 0) {
            distrustedUntil = null;
        }
        if (pausedUntil != null && pausedUntil - now <= 0) {
            pausedUntil = null;
        }
        while (!answers.isEmpty() && freeAgain(answers.getFirst(), fastest) - now <= 0) {
            answers.removeFirst();
        }
    }

    private long freeAgain(long answer, long fastest) {
        return answer + SECOND + MARGIN - (distrustedUntil == null ? fastest : 0);
    }

    /** Whether a call may be sent. */
    boolean free(long now, long fastest, Priority priority) {
        forget(now, fastest);
        if (pausedUntil != null || underWay + answers.size() >= inASecond(now, priority)) {
            return false;
        }
        return priority == Priority.INTERACTIVE
                ? underWay < atOnce
                : underWay < atOnce - reservedAtOnce && (lastBatch == null || now - lastBatch >= pace());
    }

    /** Nanoseconds until a call may be sent because time passes; 0 if an answer is waited for. */
    long wait(long now, long fastest, Priority priority) {
        forget(now, fastest);
        long wait = 0;
        if (pausedUntil != null) {
            wait = pausedUntil - now;
        }
        if (underWay + answers.size() >= inASecond(now, priority) && !answers.isEmpty()) {
            wait = Math.max(wait, freeAgain(answers.getFirst(), fastest) - now);
        }
        if (priority == Priority.BATCH && lastBatch != null) {
            wait = Math.max(wait, lastBatch + pace() - now);
        }
        return Math.max(0, wait);
    }

    private int inASecond(long now, Priority priority) {
        boolean peopleAreActive = lastPerson != null && now - lastPerson < PRESENCE;
        return priority == Priority.BATCH && peopleAreActive ? perSecond - reservedPerSecond : perSecond;
    }

    /** Batch calls are spread evenly, so that places come free one by one and not fifty at once. */
    private long pace() {
        return SECOND / perSecond;
    }

    /** Whether nothing needs to be remembered. */
    boolean idle(long now, long fastest) {
        forget(now, fastest);
        return users == 0 && underWay == 0 && answers.isEmpty() && pausedUntil == null && distrustedUntil == null;
    }
}
