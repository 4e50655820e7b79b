package io.github.metrckeys.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.resolve.KeyResolution.Choice;
import io.github.metrckeys.resolve.KeyResolution.Gap;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyResolutionTest {

    private static final Facility SHOP = Facility.of(Jurisdiction.of("CO"), "402-00001");

    @Test
    void aResolutionWithAKeyIsResolved() {
        KeyResolution.Resolved resolution = new KeyResolution.Resolved(
                KeyOwner.master(SHOP), UserApiKey.of("key"), new KeyVersion(1), Choice.MASTER_MODE);

        assertThat(resolution.resolved()).contains(resolution);
    }

    @Test
    void aResolutionWithoutAKeyIsNot() {
        assertThat(new KeyResolution.Unresolved(KeyRequest.read(SHOP), Gap.NO_ACTOR).resolved())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO_INDIVIDUAL_KEY | enter a key for this employee, who makes it in Metrc under API Keys
            NO_MASTER_KEY     | enter a master key for this facility
            NO_ACTOR          | say which employee acts
            """)
    void whyThereIsNoneIsSaidWithTheMend(Gap gap, String mend) {
        KeyRequest request = KeyRequest.write(SHOP).by(UserId.of("emp-7"));

        assertThat(new KeyResolution.Unresolved(request, gap))
                .hasToString("No key for WRITE at CO 402-00001 by emp-7 (" + gap + "): " + mend + ".");
    }
}
