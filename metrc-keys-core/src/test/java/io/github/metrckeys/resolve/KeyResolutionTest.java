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
            NO_INDIVIDUAL_KEY | enter this employee's key from Metrc (avatar menu > API Keys); if there is one already, do not make a new one, since that ends it at once in all software
            NO_MASTER_KEY     | enter a master key for this facility
            NO_ACTOR          | say which employee acts
            """)
    void whyThereIsNoneIsSaidWithTheFix(Gap gap, String fix) {
        KeyRequest request = KeyRequest.write(SHOP).by(UserId.of("emp-7"));

        assertThat(new KeyResolution.Unresolved(request, gap))
                .hasToString("No key for WRITE at CO 402-00001 by emp-7 (" + gap + "): " + fix + ".");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NO_INDIVIDUAL_KEY | emp-7 has no key of their own in Colorado: enter this employee's key from Metrc (avatar menu > API Keys); if there is one already, do not make a new one, since that ends it at once in all software.
            NO_MASTER_KEY     | There is no master key for CO 402-00001: enter a master key for this facility.
            NO_ACTOR          | Each call at CO 402-00001 is signed with the key of the employee who acts: say which employee acts.
            """)
    void whyThereIsNoneIsSaidToTheEmployeeInASentence(Gap gap, String sentence) {
        KeyRequest request = KeyRequest.write(SHOP).by(UserId.of("emp-7"));

        assertThat(new KeyResolution.Unresolved(request, gap).sentence()).isEqualTo(sentence);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            OWN_KEY              | The key of the employee who acts signs.
            MASTER_MODE          | The master key signs, as it signs everything here.
            MASTER_FALLBACK      | The master key signs, since the employee who acts has no key.
            MASTER_WITHOUT_ACTOR | The master key signs, since no employee acts.
            """)
    void whyAKeyWasChosenIsSaidWithoutTheKey(Choice choice, String sentence) {
        assertThat(new KeyResolution.Resolved(KeyOwner.master(SHOP), UserApiKey.of("key"), new KeyVersion(1), choice)
                        .sentence())
                .isEqualTo(sentence);
    }
}
