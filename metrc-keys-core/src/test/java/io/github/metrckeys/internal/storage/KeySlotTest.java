package io.github.metrckeys.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.store.KeyState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeySlotTest {

    private static final KeyOwner EMPLOYEE = KeyOwner.individual(Jurisdiction.of("CO"), UserId.of("emp-7"));
    private static final KeyOwner MASTER = KeyOwner.master(Facility.of(Jurisdiction.of("CO"), "402-00001"));

    @Test
    void theKeyInForceIsWrittenDownAsItsOwner() {
        assertThat(new KeySlot(EMPLOYEE, KeyState.IN_FORCE).text()).isEqualTo("user CO emp-7");
    }

    @Test
    void thePendingKeyIsWrittenDownAsEarlierVersionsWroteIt() {
        assertThat(new KeySlot(EMPLOYEE, KeyState.PENDING).text()).isEqualTo("unverified user CO emp-7");
        assertThat(new KeySlot(MASTER, KeyState.PENDING).text()).isEqualTo("unverified master CO 402-00001");
    }

    @ParameterizedTest
    @EnumSource
    void everySlotIsReadBack(KeyState state) {
        assertThat(KeySlot.parse(new KeySlot(EMPLOYEE, state).text())).isEqualTo(new KeySlot(EMPLOYEE, state));
        assertThat(KeySlot.parse(new KeySlot(MASTER, state).text())).isEqualTo(new KeySlot(MASTER, state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unverified ", "unverified unverified user CO kim", "pending user CO kim", "user CO"})
    void whatNoSlotIsWrittenLikeIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> KeySlot.parse(text));
    }

    @Test
    void aMessageNamesTheKey() {
        assertThat(new KeySlot(EMPLOYEE, KeyState.IN_FORCE)).hasToString("key of emp-7 in CO");
        assertThat(new KeySlot(MASTER, KeyState.PENDING)).hasToString("unverified master key of CO 402-00001");
    }
}
