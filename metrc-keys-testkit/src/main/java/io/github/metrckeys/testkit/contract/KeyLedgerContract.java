package io.github.metrckeys.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.custody.KeyEvent;
import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyResolution.Choice;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * What every {@link KeyLedger} has to do. Extend it and supply {@link #open}:
 *
 * <pre>{@code
 * class MyKeyLedgerTest extends KeyLedgerContract {
 *     @Override
 *     protected KeyLedger open(String name) {
 *         return new MyKeyLedger(database, name);
 *     }
 * }
 * }</pre>
 */
public abstract class KeyLedgerContract {

    private static final Instant NINE = Instant.parse("2026-11-24T09:00:00.123456789Z");
    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final Facility SHOP = Facility.of(COLORADO, "402-00001");
    private static final KeyEvent FIRST = left("emp-1");
    private static final KeyEvent SECOND = left("emp-2");

    private static final int WRITERS = 4;
    private static final int ROUNDS = 25;

    /** Made by a subclass. */
    protected KeyLedgerContract() {}

    /**
     * Opens a ledger. The same name means the same ledger, through another handle if the implementation has such:
     * what was appended through one is read through the other. Another name means another ledger, at first empty.
     * Names are made of letters, digits and hyphens, 40 characters at most, and each test uses its own.
     *
     * @param name which ledger
     * @return the ledger
     * @throws Exception if it cannot be opened; the test fails
     */
    protected abstract KeyLedger open(String name) throws Exception;

    /**
     * A new ledger is empty.
     *
     * @throws Exception if the ledger cannot be opened; the test fails
     */
    @Test
    public void aNewLedgerIsEmpty() throws Exception {
        assertThat(open("nothing").events()).isEmpty();
    }

    /**
     * Events stand in the order in which they were appended.
     *
     * @throws Exception if the ledger cannot be opened; the test fails
     */
    @Test
    public void eventsStandInTheOrderInWhichTheyWereAppended() throws Exception {
        KeyLedger ledger = open("order");
        ledger.append(SECOND);
        ledger.append(FIRST);
        ledger.append(SECOND);

        assertThat(ledger.events()).containsExactly(SECOND, FIRST, SECOND);
    }

    /**
     * Every kind of event comes back as it was.
     *
     * @throws Exception if the ledger cannot be opened; the test fails
     */
    @Test
    public void everyEventComesBackAsItWas() throws Exception {
        KeyLedger ledger = open("kinds");
        events().forEach(ledger::append);

        assertThat(open("kinds").events()).containsExactlyElementsOf(events());
    }

    /**
     * What one handle appended, another one reads.
     *
     * @throws Exception if the ledger cannot be opened; the test fails
     */
    @Test
    public void anEventIsReadThroughEveryOtherHandle() throws Exception {
        KeyLedger one = open("handles");
        KeyLedger other = open("handles");
        one.append(FIRST);
        assertThat(other.events()).containsExactly(FIRST);

        other.append(SECOND);

        assertThat(one.events()).containsExactly(FIRST, SECOND);
        assertThat(open("handles").events()).containsExactly(FIRST, SECOND);
    }

    /**
     * One ledger knows nothing of another.
     *
     * @throws Exception if the ledger cannot be opened; the test fails
     */
    @Test
    public void aLedgerDoesNotSeeTheEventsOfAnother() throws Exception {
        open("one").append(FIRST);

        assertThat(open("other").events()).isEmpty();
    }

    /**
     * What was read does not change.
     *
     * @throws Exception if the ledger cannot be opened; the test fails
     */
    @Test
    public void whatWasReadIsASnapshot() throws Exception {
        KeyLedger ledger = open("snapshot");
        ledger.append(FIRST);
        List<KeyEvent> before = ledger.events();

        ledger.append(SECOND);

        assertThat(before).containsExactly(FIRST);
    }

    /**
     * Nothing that many writers append is lost, each writer's events stand in its order, and readers see whole events.
     *
     * @throws Exception if the ledger cannot be opened; the test fails
     */
    @Test
    public void nothingThatManyWritersAppendIsLost() throws Exception {
        KeyLedger ledger = open("many");
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        try {
            List<Future<?>> writing = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                KeyLedger handle = open("many");
                String mine = "writer-" + i;
                writing.add(threads.submit(() -> eventsOf(mine).forEach(handle::append)));
            }
            Future<Integer> reading = threads.submit(() -> {
                int seen = 0;
                while (!writing.stream().allMatch(Future::isDone)) {
                    int now = ledger.events().size();
                    assertThat(now).isGreaterThanOrEqualTo(seen);
                    seen = now;
                }
                return seen;
            });
            for (Future<?> writer : writing) {
                writer.get();
            }
            assertThat(reading.get()).isLessThanOrEqualTo(WRITERS * ROUNDS);
        } finally {
            threads.shutdownNow();
        }

        List<KeyEvent> events = open("many").events();
        assertThat(events).hasSize(WRITERS * ROUNDS);
        for (int i = 0; i < WRITERS; i++) {
            assertThat(events).containsSubsequence(eventsOf("writer-" + i));
        }
    }

    private static KeyEvent left(String user) {
        return new KeyEvent.Left(NINE, UserId.of(user));
    }

    private static List<KeyEvent> eventsOf(String writer) {
        List<KeyEvent> events = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            events.add(left(writer + "-" + round));
        }
        return events;
    }

    private static List<KeyEvent> events() {
        UserId odd = UserId.of("Zo\u00eb \u4e2d \uD83D\uDD11 'x'; %--\\\"");
        KeyVersion version = new KeyVersion(Long.MAX_VALUE);
        Jurisdiction fake = COLORADO.at(URI.create("http://127.0.0.1:8080"));
        List<KeyEvent> events = new ArrayList<>();
        for (KeyOwner owner : List.of(
                KeyOwner.individual(COLORADO, odd),
                KeyOwner.individual(COLORADO.sandbox(), UserId.of("x".repeat(UserId.MAX_LENGTH))),
                KeyOwner.individual(fake, UserId.of("emp-7")),
                KeyOwner.master(SHOP))) {
            for (KeyState state : KeyState.values()) {
                events.add(new KeyEvent.Stored(NINE, owner, state, version, Optional.empty()));
                events.add(new KeyEvent.Stored(
                        NINE, owner, state, version, Optional.of("Zo\u00eb said so, \"twice\" % \\t")));
                events.add(new KeyEvent.Removed(Instant.EPOCH, owner, state, version));
                for (Verdict verdict : Verdict.values()) {
                    events.add(new KeyEvent.Verified(NINE, owner, state, version, SHOP, verdict));
                }
                events.add(new KeyEvent.Used(
                        NINE,
                        NINE.plusSeconds(1),
                        owner,
                        state,
                        version,
                        Optional.empty(),
                        Choice.MASTER_MODE,
                        Long.MAX_VALUE));
                events.add(new KeyEvent.Used(NINE, NINE, owner, state, version, Optional.of(odd), Choice.OWN_KEY, 1));
            }
        }
        events.add(new KeyEvent.Stored(
                NINE,
                KeyOwner.master(SHOP),
                KeyState.IN_FORCE,
                version,
                Optional.of("x".repeat(KeyEvent.MAX_REASON_LENGTH))));
        events.add(new KeyEvent.HolderNamed(NINE, new KeyOwner.Master(Facility.of(fake, "402-00001")), odd));
        events.add(new KeyEvent.Left(NINE, odd));
        return events;
    }
}
