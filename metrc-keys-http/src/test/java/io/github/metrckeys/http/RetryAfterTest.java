package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final CannedResponse THROTTLED = CannedResponse.of(429, "");

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "' 30 ', 30", "0007, 7", "86399, 86399", "86400, 86400", "9223372036854775808, 86400"})
    void thePauseIsAsLongAsTheServerSays(String value, long seconds) {
        assertThat(ResponseParser.retryAfter(THROTTLED.with("retry-after", value)))
                .isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-9223372036854775808"})
    void thePauseIsNeverShorterThanASecond(String value) {
        assertThat(ResponseParser.retryAfter(THROTTLED.with("Retry-After", value)))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1.5", "1s", "0x10", "+7", "Wed, 21 Oct 2026 07:28:00 GMT"})
    void aPauseThatCannotBeMeantIsASecond(String value) {
        assertThat(ResponseParser.retryAfter(THROTTLED.with("Retry-After", value)))
                .isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aPauseThatIsNotNamedIsASecond() {
        assertThat(ResponseParser.retryAfter(THROTTLED)).isEqualTo(Duration.ofSeconds(1));
    }
}
