package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import java.net.Authenticator;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPermissionProbeBuilderTest {

    private final HttpPermissionProbe.Builder builder = HttpPermissionProbe.builder();

    @Test
    void everySettingHasADefault() {
        assertThat(builder.build()).isNotNull();
    }

    @Test
    void settingsCanBeChained() {
        assertThat(builder.httpClient(HttpClient.newHttpClient())
                        .parallelism(2)
                        .deadline(Duration.ofSeconds(1))
                        .requestTimeout(Duration.ofSeconds(1))
                        .maxResponseBytes(2048)
                        .clock(InstantSource.system()))
                .isSameAs(builder);
    }

    @ParameterizedTest
    @EnumSource(
            value = HttpClient.Redirect.class,
            names = {"NORMAL", "ALWAYS"})
    void aClientThatFollowsRedirectsIsRefused(HttpClient.Redirect redirect) {
        HttpClient client = HttpClient.newBuilder().followRedirects(redirect).build();

        assertRefused(() -> builder.httpClient(client), "follows redirects");
    }

    @Test
    void aClientWithAnAuthenticatorIsRefused() {
        HttpClient client =
                HttpClient.newBuilder().authenticator(new Authenticator() {}).build();

        assertRefused(() -> builder.httpClient(client), "authenticator");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void aParallelismUpToMetrcsLimitIsTaken(int calls) {
        assertThat(builder.parallelism(calls)).isSameAs(builder);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 11, Integer.MAX_VALUE})
    void anyOtherParallelismIsRefused(int calls) {
        assertRefused(() -> builder.parallelism(calls), "parallelism " + calls + " is out of range");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0.000000001S", "PT24H"})
    void aDurationUpToADayIsTaken(String duration) {
        assertThat(builder.deadline(Duration.parse(duration))).isSameAs(builder);
        assertThat(builder.requestTimeout(Duration.parse(duration))).isSameAs(builder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-0.000000001S", "PT-1H", "PT24H0.000000001S", "PT2562047788015215H"})
    void anyOtherDurationIsRefused(String duration) {
        assertRefused(() -> builder.deadline(Duration.parse(duration)), "The deadline of");
        assertRefused(() -> builder.requestTimeout(Duration.parse(duration)), "The timeout of");
    }

    @ParameterizedTest
    @ValueSource(ints = {1024, Integer.MAX_VALUE})
    void anAnswerOfAKibibyteOrMoreMayBeRead(int bytes) {
        assertThat(builder.maxResponseBytes(bytes)).isSameAs(builder);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1023})
    void aSmallerAnswerIsRefused(int bytes) {
        assertRefused(() -> builder.maxResponseBytes(bytes), "too small");
    }

    @Test
    @SuppressWarnings("NullAway")
    void noSettingIsNull() {
        assertThatNullPointerException()
                .isThrownBy(() -> builder.httpClient(null))
                .withMessage("client must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.deadline(null))
                .withMessage("deadline must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> builder.requestTimeout(null))
                .withMessage("timeout must not be null");
        assertThatNullPointerException().isThrownBy(() -> builder.clock(null)).withMessage("clock must not be null");
    }

    @Test
    @SuppressWarnings("NullAway")
    void noRequestIsNull() {
        HttpPermissionProbe probe = builder.build();

        assertThatNullPointerException().isThrownBy(() -> probe.validate(null)).withMessage("request must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> probe.validateAsync(null))
                .withMessage("request must not be null");
    }

    private static void assertRefused(ThrowingCallable setting, String why) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(setting)
                .withMessageContaining(why)
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.SETTING_INVALID));
    }
}
