package io.github.metrckeys.custody;

import static io.github.metrckeys.fixture.CustodyFixture.KEY;
import static io.github.metrckeys.fixture.CustodyFixture.KIMS;
import static io.github.metrckeys.fixture.CustodyFixture.NINE;
import static io.github.metrckeys.fixture.CustodyFixture.OTHER_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.fixture.CustodyFixture;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoreResult;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordedKeyStoreTest {

    private final CustodyFixture.Clock clock = new CustodyFixture.Clock();
    private final FailingKeyLedger ledger = new FailingKeyLedger();
    private final KeyStore inner = InMemoryKeyStore.create(clock);
    private final RecordedKeyStore store = RecordedKeyStore.of(inner, ledger, clock);

    @Test
    void changesThatWereMadeAreRecorded() {
        KeyVersion first = store.put(KIMS, KEY, KeyVersion.NONE).orThrow();
        KeyVersion second = store.put(KIMS, OTHER_KEY, first).orThrow();
        store.remove(KIMS, second).orThrow();

        assertThat(ledger.events())
                .containsExactly(
                        new KeyEvent.Stored(NINE, KIMS, KeyState.IN_FORCE, first, Optional.empty()),
                        new KeyEvent.Stored(NINE, KIMS, KeyState.IN_FORCE, second, Optional.empty()),
                        new KeyEvent.Removed(NINE, KIMS, KeyState.IN_FORCE, second));
    }

    @Test
    void changesOfPendingKeysAreRecordedAsSuch() {
        KeyVersion version = store.pending().put(KIMS, KEY, KeyVersion.NONE).orThrow();
        store.pending().remove(KIMS, version).orThrow();

        assertThat(ledger.events())
                .containsExactly(
                        new KeyEvent.Stored(NINE, KIMS, KeyState.PENDING, version, Optional.empty()),
                        new KeyEvent.Removed(NINE, KIMS, KeyState.PENDING, version));
    }

    @Test
    void aConflictIsNoEvent() {
        assertThat(store.put(KIMS, KEY, new KeyVersion(9))).isInstanceOf(StoreResult.Conflict.class);
        assertThat(store.remove(KIMS, new KeyVersion(9))).isInstanceOf(StoreResult.Conflict.class);

        assertThat(ledger.events()).isEmpty();
    }

    @Test
    void aChangeDoesNotLookAsIfItHadFailedWhereTheLedgerDoes() {
        ledger.failsToWrite();

        StoreResult put = store.put(KIMS, KEY, KeyVersion.NONE);
        assertThat(put).isInstanceOf(StoreResult.Done.class);
        assertThat(store.remove(KIMS, put.orThrow())).isInstanceOf(StoreResult.Done.class);
    }

    @Test
    void whatIsReadIsWhatTheStoreHas() {
        store.put(KIMS, KEY, KeyVersion.NONE).orThrow();

        assertThat(store.find(KIMS)).isEqualTo(inner.find(KIMS)).isPresent();
        assertThat(store.list()).isEqualTo(inner.list()).hasSize(1);
        assertThat(store.fingerprint(KEY)).isEqualTo(inner.fingerprint(KEY));
    }

    @Test
    void aStoreThatRecordsInALedgerDoesNotRecordThereTwice() {
        assertThat(RecordedKeyStore.of(store, ledger, clock)).isSameAs(store);
        assertThat(RecordedKeyStore.of(store, InMemoryKeyLedger.create(), clock))
                .isNotSameAs(store);
    }
}
