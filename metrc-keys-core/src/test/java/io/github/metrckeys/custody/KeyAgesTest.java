package io.github.metrckeys.custody;

import static io.github.metrckeys.fixture.CustodyFixture.KIM;
import static io.github.metrckeys.fixture.CustodyFixture.KIMS;
import static io.github.metrckeys.fixture.CustodyFixture.NINE;
import static io.github.metrckeys.fixture.CustodyFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Messages;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyResolution.Choice;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyAgesTest {

    private static final KeyVersion V1 = new KeyVersion(1);
    private static final Duration MONTH = Duration.ofDays(30);

    private static KeyAges ages(Instant now, KeyEvent... events) {
        KeyInfo info = new KeyInfo(KIMS, KeyState.IN_FORCE, V1, NINE, new KeyFingerprint("0123456789ab"));
        return KeyAges.of(List.of(info), KeyHistory.of(List.of(events)), now, MONTH);
    }

    private static KeyAges.KeyAge age(Instant now, KeyEvent... events) {
        return ages(now, events).keys().get(0);
    }

    @Test
    void aKeyIsAsOldAsTheTimeSinceItWasStored() {
        KeyAges.KeyAge age = age(NINE.plus(MONTH));

        assertThat(age.owner()).isEqualTo(KIMS);
        assertThat(age.version()).isEqualTo(V1);
        assertThat(age.age()).isEqualTo(MONTH);
        assertThat(age.storedInTheFuture()).isFalse();
    }

    @Test
    void aKeyIsOldOnceItIsOlderThanTheApplicationLetsItBecome() {
        assertThat(ages(NINE.plus(MONTH)).old()).isEmpty();
        assertThat(ages(NINE.plus(MONTH).plusNanos(1)).old())
                .extracting(KeyAges.KeyAge::owner)
                .containsExactly(KIMS);
    }

    @Test
    void aClockThatWasSetBackIsNamedAndMakesNoAgeNegative() {
        KeyAges.KeyAge age = age(NINE.minus(Duration.ofDays(400)));

        assertThat(age.age()).isZero();
        assertThat(age.storedInTheFuture()).isTrue();
        assertThat(age.old()).isFalse();
    }

    @Test
    void anOldKeyAndAWrongClockAreWarnedOf() {
        assertThat(age(NINE).warning(Messages.english())).isEmpty();
        assertThat(age(NINE.plus(MONTH).plusNanos(1)).warning(Messages.english()))
                .contains("old: renew it in Metrc in a quiet hour");
        assertThat(age(NINE.minusNanos(1)).warning(Messages.english()))
                .contains("stored in the future: a clock is wrong");
    }

    @Test
    void itIsToldWhenAKeyWasLastVerifiedAndUsed() {
        KeyAges.KeyAge age = age(
                NINE.plus(MONTH),
                new KeyEvent.Verified(NINE.plusSeconds(1), KIMS, KeyState.IN_FORCE, V1, SHOP, Verdict.ALL_GOOD),
                new KeyEvent.Used(
                        NINE, NINE.plusSeconds(2), KIMS, KeyState.IN_FORCE, V1, Optional.of(KIM), Choice.OWN_KEY, 1));

        assertThat(age.lastVerified()).contains(NINE.plusSeconds(1));
        assertThat(age.lastUsed()).contains(NINE.plusSeconds(2));
        assertThat(age(NINE).lastVerified()).isEmpty();
        assertThat(age(NINE).lastUsed()).isEmpty();
    }
}
