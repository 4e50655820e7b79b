package io.github.metrckeys.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Access;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MasterFallbackTest {

    @ParameterizedTest
    @CsvSource({
        "NEVER, READ, false",
        "NEVER, WRITE, false",
        "READS_ONLY, READ, true",
        "READS_ONLY, WRITE, false",
        "ALWAYS, READ, true",
        "ALWAYS, WRITE, true"
    })
    void coversWhatItsNameSays(KeyPolicy.MasterFallback fallback, Access access, boolean covered) {
        assertThat(fallback.covers(access)).isEqualTo(covered);
    }
}
