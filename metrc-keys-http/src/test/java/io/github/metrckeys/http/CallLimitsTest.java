package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallLimitsTest {

    @ParameterizedTest
    @CsvSource({
        "0, 1, 1, 1, facilityPerSecond of 0", "1, -1, 1, 1, facilityAtOnce of -1",
        "1, 1, 100001, 1, vendorPerSecond of 100001", "1, 1, 1, 0, vendorAtOnce of 0"
    })
    void aLimitThatLetsNobodyOrEverybodyThroughIsRefused(int a, int b, int c, int d, String named) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> new CallLimits(a, b, c, d))
                .withMessageContaining(named)
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.SETTING_INVALID));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Tue, 24 Nov 2026 12:00:30 GMT | PT30S
            Tue, 24 Nov 2026 11:00:00 GMT | PT1S
            Fri, 27 Nov 2026 12:00:00 GMT | PT24H
            someday                       | PT1S
            """)
    void aPauseMayEndAtADateByTheServersClock(String until, Duration pause) {
        CannedResponse answer =
                CannedResponse.of(429, "").with("Retry-After", until).and("Date", "Tue, 24 Nov 2026 12:00:00 GMT");

        assertThat(ResponseParser.retryAfter(answer)).isEqualTo(pause);
    }

    @Test
    void withoutADateOfTheServersItIsTheSystemsClock() {
        assertThat(ResponseParser.retryAfter(
                        CannedResponse.of(429, "").with("Retry-After", "Fri, 27 Nov 2099 12:00:00 GMT")))
                .isEqualTo(Duration.ofDays(1));
    }
}
