package io.github.metrckeys.custody;

import static io.github.metrckeys.fixture.CustodyFixture.KEY;
import static io.github.metrckeys.fixture.CustodyFixture.KIM;
import static io.github.metrckeys.fixture.CustodyFixture.KIMS;
import static io.github.metrckeys.fixture.CustodyFixture.LEE;
import static io.github.metrckeys.fixture.CustodyFixture.MASTER;
import static io.github.metrckeys.fixture.CustodyFixture.NINE;
import static io.github.metrckeys.fixture.CustodyFixture.OTHER_KEY;
import static io.github.metrckeys.fixture.CustodyFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.fixture.CustodyFixture;
import io.github.metrckeys.resolve.KeyPolicy;
import io.github.metrckeys.resolve.KeyRequest;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.resolve.KeyResolution.Choice;
import io.github.metrckeys.resolve.KeyResolver;
import io.github.metrckeys.resolve.StoreKeyResolver;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordedKeyResolverTest {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final CustodyFixture.Clock clock = new CustodyFixture.Clock();
    private final FailingKeyLedger ledger = new FailingKeyLedger();
    private final KeyStore store = InMemoryKeyStore.create(clock);
    private final KeyResolver inner = StoreKeyResolver.builder(store)
            .defaultPolicy(KeyPolicy.individual(KeyPolicy.MasterFallback.READS_ONLY))
            .build();
    private final RecordedKeyResolver resolver = RecordedKeyResolver.of(inner, ledger, DAY, clock);
    private KeyVersion version = KeyVersion.NONE;

    @BeforeEach
    void kimHasAKey() {
        version = store.put(KIMS, KEY, KeyVersion.NONE).orThrow();
    }

    private void kimActs() {
        assertThat(resolver.resolve(KeyRequest.write(SHOP).by(KIM)).resolved()).isPresent();
    }

    private KeyEvent.Used byKim(Instant from, Instant to, long count) {
        return new KeyEvent.Used(from, to, KIMS, KeyState.IN_FORCE, version, Optional.of(KIM), Choice.OWN_KEY, count);
    }

    private long recorded() {
        KeyInfo info = store.find(KIMS).orElseThrow().info();
        return KeyHistory.of(ledger.events())
                .key(info)
                .map(KeyHistory.Key::uses)
                .orElse(0L);
    }

    @Test
    void itChoosesWhatTheOtherChooses() {
        KeyRequest request = KeyRequest.write(SHOP).by(KIM);

        assertThat(resolver.resolve(request)).isEqualTo(inner.resolve(request));
    }

    @Test
    void theFirstUseIsRecordedAtOnce() {
        kimActs();

        assertThat(ledger.events()).containsExactly(byKim(NINE, NINE, 1));
    }

    @Test
    void laterUsesAreRecordedTogetherOnceThePeriodIsOver() {
        kimActs();
        clock.pass(MINUTE);
        kimActs();
        kimActs();
        assertThat(ledger.events()).hasSize(1);

        clock.pass(DAY);
        kimActs();

        assertThat(ledger.events())
                .endsWith(byKim(NINE.plus(MINUTE), NINE.plus(MINUTE).plus(DAY), 3))
                .hasSize(2);
    }

    @Test
    void aClockThatWasSetBackDoesNotStopTheRecord() {
        kimActs();
        clock.set(NINE.minus(Duration.ofDays(400)));
        kimActs();

        assertThat(recorded()).isEqualTo(2);
    }

    @Test
    void flushingRecordsTheRest() {
        kimActs();
        clock.pass(MINUTE);
        kimActs();

        resolver.flush();
        resolver.flush();

        assertThat(ledger.events())
                .endsWith(byKim(NINE.plus(MINUTE), NINE.plus(MINUTE), 1))
                .hasSize(2);
    }

    @Test
    void eachActorAndChoiceIsCountedByItself() {
        KeyVersion master = store.put(MASTER, OTHER_KEY, KeyVersion.NONE).orThrow();

        resolver.resolve(KeyRequest.read(SHOP).by(LEE));
        resolver.resolve(KeyRequest.read(SHOP));

        assertThat(ledger.events())
                .containsExactly(
                        new KeyEvent.Used(
                                NINE,
                                NINE,
                                MASTER,
                                KeyState.IN_FORCE,
                                master,
                                Optional.of(LEE),
                                Choice.MASTER_FALLBACK,
                                1),
                        new KeyEvent.Used(
                                NINE,
                                NINE,
                                MASTER,
                                KeyState.IN_FORCE,
                                master,
                                Optional.empty(),
                                Choice.MASTER_WITHOUT_ACTOR,
                                1));
    }

    @Test
    void aNewKeyIsCountedByItself() {
        kimActs();
        version = store.put(KIMS, OTHER_KEY, version).orThrow();
        kimActs();

        assertThat(ledger.events()).endsWith(byKim(NINE, NINE, 1)).hasSize(2);
    }

    @Test
    void whereNoKeyIsFoundNoneWasUsed() {
        assertThat(resolver.resolve(KeyRequest.write(SHOP).by(LEE))).isInstanceOf(KeyResolution.Unresolved.class);

        assertThat(ledger.events()).isEmpty();
    }

    @Test
    void callsAreSignedWhileTheLedgerFailsAndNothingIsLost() {
        ledger.failsToWrite();
        kimActs();
        kimActs();
        assertThatExceptionOfType(MetrcKeysException.class).isThrownBy(resolver::flush);

        ledger.works();
        clock.pass(DAY);
        kimActs();

        assertThat(ledger.events()).containsExactly(byKim(NINE, NINE.plus(DAY), 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S"})
    void aPeriodIsLongerThanZero(Duration period) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> RecordedKeyResolver.of(inner, ledger, period, clock))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID));
    }

    @Test
    void noUseOfManyThreadsIsLost() throws Exception {
        RecordedKeyResolver busy = RecordedKeyResolver.of(
                inner, ledger, Duration.ofNanos(1), () -> Instant.ofEpochSecond(0, System.nanoTime()));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                working.add(threads.submit(() -> {
                    for (int call = 0; call < 500; call++) {
                        busy.resolve(KeyRequest.write(SHOP).by(KIM));
                    }
                }));
            }
            for (Future<?> work : working) {
                work.get();
            }
        } finally {
            threads.shutdownNow();
        }
        busy.flush();

        assertThat(recorded()).isEqualTo(2000);
    }
}
