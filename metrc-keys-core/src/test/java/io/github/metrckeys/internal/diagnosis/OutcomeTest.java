package io.github.metrckeys.internal.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.internal.diagnosis.Outcome.BodyForm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeTest {

    @ParameterizedTest
    @CsvSource({
        "200, JSON, SUCCEEDED",
        "201, JSON, UNEXPECTED",
        "206, JSON, UNEXPECTED",
        "200, OTHER, UNEXPECTED",
        "200, MARKUP, UNEXPECTED",
        "204, OTHER, UNEXPECTED",
        "100, OTHER, UNEXPECTED",
        "301, OTHER, UNEXPECTED",
        "302, MARKUP, UNEXPECTED",
        "304, JSON, UNEXPECTED",
        "400, JSON, UNEXPECTED",
        "401, JSON, REFUSED",
        "401, OTHER, REFUSED",
        "401, MARKUP, UNEXPECTED",
        "402, JSON, UNEXPECTED",
        "403, JSON, REFUSED",
        "403, OTHER, REFUSED",
        "403, MARKUP, UNEXPECTED",
        "404, JSON, NOT_FOUND",
        "404, OTHER, NOT_FOUND",
        "404, MARKUP, UNEXPECTED",
        "405, JSON, UNEXPECTED",
        "407, OTHER, UNEXPECTED",
        "408, OTHER, UNAVAILABLE",
        "413, JSON, UNEXPECTED",
        "429, OTHER, THROTTLED",
        "429, MARKUP, THROTTLED",
        "500, JSON, UNAVAILABLE",
        "502, MARKUP, UNAVAILABLE",
        "503, OTHER, UNAVAILABLE",
        "599, OTHER, UNAVAILABLE",
        "999, JSON, UNAVAILABLE"
    })
    void statusAndFormOfTheBodySayWhatAnAnswerMeans(int status, BodyForm body, Outcome outcome) {
        assertThat(Outcome.of(status, body)).isEqualTo(outcome);
    }

    @Test
    void only401And403RefuseAKey() {
        for (int status = 100; status < 600; status++) {
            for (BodyForm body : BodyForm.values()) {
                assertThat(Outcome.of(status, body) == Outcome.REFUSED)
                        .as("%d with %s", status, body)
                        .isEqualTo((status == 401 || status == 403) && body != BodyForm.MARKUP);
            }
        }
    }
}
