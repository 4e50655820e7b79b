package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.fixture.EvidenceFixture;
import io.github.metrckeys.fixture.ReportFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ValidationReport;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A refused key, judged again with what another key was answered. */
class WithControlTest {

    @Test
    void aKeyRefusedBesideOneThatWorksIsARefusedUserKey() {
        ValidationReport again = Diagnostician.withControl(refused(EvidenceFixture.EMPLOYEE), Set.of(), false, 200);

        assertThat(again.cause()).contains(Cause.USER_KEY_REJECTED);
        assertThat(again.lines().get(0).cause()).contains(Cause.USER_KEY_REJECTED);
        assertThat(again.lines().get(0).evidence()).hasSize(2);
        assertThat(again.remedies()).containsExactly(Remedy.of(Remedy.Code.RENEW_USER_KEY));
    }

    @Test
    void keysThatAreAllRefusedAreARefusedVendorKey() {
        assertThat(Diagnostician.withControl(refused(EvidenceFixture.EMPLOYEE), Set.of(), false, 401)
                        .cause())
                .contains(Cause.VENDOR_KEY_REJECTED);
    }

    @Test
    void whatIsKnownOfTheKeyCounts() {
        assertThat(Diagnostician.withControl(refused(EvidenceFixture.MASTER), Set.of(), true, 200)
                        .remedies())
                .containsExactly(Remedy.of(Remedy.Code.PASTE_KEY_AGAIN), Remedy.of(Remedy.Code.RENEW_MASTER_KEY));
        assertThat(Diagnostician.withControl(
                                refused(EvidenceFixture.EMPLOYEE), Set.of(Circumstance.WORKED_BEFORE), false, 200)
                        .cause())
                .contains(Cause.KEY_REPLACED);
    }

    private static ValidationReport refused(KeyOwner owner) {
        return ReportFixture.of(
                owner, Diagnostician.diagnose(EvidenceFixture.opened(owner, EvidenceFixture.without(Outcome.REFUSED))));
    }
}
