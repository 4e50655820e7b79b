package io.github.metrckeys.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import org.junit.jupiter.api.Test;

class StoreResultTest {

    private static final KeyOwner OWNER = KeyOwner.individual(Jurisdiction.of("CO"), UserId.of("emp-7"));

    @Test
    void aChangeThatWasMadeGivesItsVersion() {
        assertThat(new StoreResult.Done(new KeyVersion(3)).orThrow()).isEqualTo(new KeyVersion(3));
    }

    @Test
    void aConflictThrowsWithBothVersions() {
        StoreResult conflict = new StoreResult.Conflict(OWNER, KeyState.IN_FORCE, new KeyVersion(3), new KeyVersion(4));

        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(conflict::orThrow)
                .withMessage("The key of emp-7 in CO is at v4, not at v3: read it again and decide again.")
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.VERSION_CONFLICT));
    }

    @Test
    void aConflictAboutAPendingKeySaysSo() {
        StoreResult conflict = new StoreResult.Conflict(OWNER, KeyState.PENDING, KeyVersion.NONE, new KeyVersion(4));

        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(conflict::orThrow)
                .withMessageStartingWith("The unverified key of emp-7 in CO is at v4");
    }

    @Test
    void aConflictAboutAKeyThatIsGoneSaysSo() {
        StoreResult conflict = new StoreResult.Conflict(OWNER, KeyState.IN_FORCE, new KeyVersion(3), KeyVersion.NONE);

        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(conflict::orThrow)
                .withMessage("The key of emp-7 in CO is at no version (there is none), not at v3:"
                        + " read it again and decide again.");
    }
}
