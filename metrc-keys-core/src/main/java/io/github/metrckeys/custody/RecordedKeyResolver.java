package io.github.metrckeys.custody;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.resolve.KeyRequest;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.resolve.KeyResolver;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A resolver whose choices are counted, for each key, actor and {@link KeyResolution.Choice}.
 *
 * <p>The first use is recorded at once, and the later ones together at most once in a period: so when a key was last
 * used is known to the period. What was counted since is lost with the process, unless it calls {@link #flush()} at
 * its end. It has no threads: the call that finds a period over waits for the ledger, and no other call does.
 *
 * <p>If the ledger fails, calls are signed as ever, a warning is logged, and what was counted is recorded with a
 * later use. Safe for use by several threads. It keeps one count for each key and actor that it has seen.
 */
public final class RecordedKeyResolver implements KeyResolver {

    /** How often uses are recorded if nothing else is said. */
    public static final Duration USUAL_PERIOD = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(RecordedKeyResolver.class);

    private final KeyResolver resolver;
    private final KeyLedger ledger;
    private final Duration period;
    private final InstantSource clock;
    private final ConcurrentMap<Use, Count> counts = new ConcurrentHashMap<>();

    private RecordedKeyResolver(KeyResolver resolver, KeyLedger ledger, Duration period, InstantSource clock) {
        this.resolver = Checks.notNull(resolver, "resolver");
        this.ledger = Checks.notNull(ledger, "ledger");
        this.period = Checks.notNull(period, "period");
        this.clock = Checks.notNull(clock, "clock");
    }

    /**
     * Records what a resolver chooses, once a day.
     *
     * @param resolver chooses
     * @param ledger where uses are recorded
     * @return the resolver
     */
    public static RecordedKeyResolver of(KeyResolver resolver, KeyLedger ledger) {
        return of(resolver, ledger, USUAL_PERIOD, InstantSource.system());
    }

    /**
     * Records what a resolver chooses.
     *
     * @param resolver chooses
     * @param ledger where uses are recorded
     * @param period how often, at most, the uses of one key by one actor are recorded
     * @param clock tells the time
     * @return the resolver
     * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if the period is zero or negative
     */
    public static RecordedKeyResolver of(KeyResolver resolver, KeyLedger ledger, Duration period, InstantSource clock) {
        RecordedKeyResolver made = new RecordedKeyResolver(resolver, ledger, period, clock);
        if (period.isZero() || period.isNegative()) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "The period " + period + " is not valid: give one that is longer than zero.");
        }
        return made;
    }

    @Override
    public KeyResolution resolve(KeyRequest request) {
        Checks.notNull(request, "request");
        KeyResolution resolution = resolver.resolve(request);
        if (resolution instanceof KeyResolution.Resolved chosen) {
            count(new Use(chosen.owner(), chosen.version(), request.actor(), chosen.choice()));
        }
        return resolution;
    }

    /**
     * Records what was counted and not recorded yet, as at the end of the process.
     *
     * @throws io.github.metrckeys.error.MetrcKeysException if the ledger cannot be reached; nothing that was counted
     *     is lost
     */
    public void flush() {
        counts.forEach((use, count) -> {
            count.writing.lock();
            try {
                write(use, count);
            } finally {
                count.writing.unlock();
            }
        });
    }

    private void count(Use use) {
        Instant now = clock.instant();
        Count count = counts.computeIfAbsent(use, ignored -> new Count());
        count.used(now);
        if (!count.isDue(now, period) || !count.writing.tryLock()) {
            return;
        }
        try {
            if (count.isDue(now, period)) {
                count.triedAt = now;
                write(use, count);
            }
        } catch (RuntimeException e) {
            LOG.warn("The key ledger did not take the uses of the {}; they are recorded later.", use.owner(), e);
        } finally {
            count.writing.unlock();
        }
    }

    private void write(Use use, Count count) {
        Instant from = count.from;
        count.from = null;
        long all = count.all.sum();
        Instant to = count.to;
        if (all == count.recorded || to == null) {
            return;
        }
        try {
            ledger.append(new KeyEvent.Used(
                    from == null ? to : from,
                    to,
                    use.owner(),
                    KeyState.IN_FORCE,
                    use.version(),
                    use.actor(),
                    use.choice(),
                    all - count.recorded));
            count.recorded = all;
        } catch (RuntimeException e) {
            count.from = from;
            throw e;
        }
    }

    /** {@return the name of the type and that of the resolver} */
    @Override
    public String toString() {
        return "RecordedKeyResolver[" + resolver + "]";
    }

    private record Use(KeyOwner owner, KeyVersion version, Optional<UserId> actor, KeyResolution.Choice choice) {}

    private static final class Count {
        /** Never set back, so that no use that comes in meanwhile is lost. */
        private final LongAdder all = new LongAdder();

        private final ReentrantLock writing = new ReentrantLock();
        private volatile @Nullable Instant from;
        private volatile @Nullable Instant to;
        private volatile @Nullable Instant triedAt;
        /** How many of them the ledger has; for whoever holds the lock. */
        private long recorded;

        void used(Instant now) {
            if (from == null) {
                from = now;
            }
            to = now;
            all.increment();
        }

        /** Also if the clock was set back: it would be long until it is as late again. */
        boolean isDue(Instant now, Duration period) {
            Instant last = triedAt;
            return last == null || Duration.between(last, now).abs().compareTo(period) >= 0;
        }
    }
}
