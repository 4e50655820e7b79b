package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.internal.diagnosis.Observation;
import io.github.metrckeys.internal.diagnosis.Outcome;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseParserListsTest {

    private static final Endpoint PACKAGES = PermissionCategory.PACKAGES.readEndpoint();
    private static final String PAGE = "{\"Data\":[{\"Id\":17,\"Label\":\"x\"},{\"Id\":18}],\"Total\":2,\"Page\":1}";
    private static final String HTML = "<!DOCTYPE html><html><body>Sign in</body></html>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                PAGE,
                "{\"Data\":[]}",
                "[]",
                " \r\n [ ] \n",
                "[1,\"a\",null]",
                "\ufeff[]",
                "[1e999999999, -0.000, 12345678901234567890]"
            })
    void aWholeListIsSuccess(String body) {
        assertThat(read(CannedResponse.of(200, body)).outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"Ids\":[1]}",
                "{\"Data\":{}}",
                "{\"Page\":{\"Data\":[]}}",
                "{\"Message\":\"Invalid or no authentication provided.\"}"
            })
    void anObjectThatIsNoListProvesNothing(String body) {
        assertThat(read(CannedResponse.of(200, body)).outcome()).isEqualTo(Outcome.UNEXPECTED);
    }

    @ParameterizedTest
    @MethodSource("bodiesThatMetrcDoesNotSend")
    void anyOtherBodyOfASuccessIsUnexpected(String body) {
        assertThat(read(CannedResponse.of(200, body)).outcome()).isEqualTo(Outcome.UNEXPECTED);
    }

    static Stream<String> bodiesThatMetrcDoesNotSend() {
        return Stream.of(
                "",
                " ",
                "OK",
                "\"text\"",
                "42",
                "null",
                "true",
                HTML,
                "{",
                "[",
                "[1,2",
                "{\"Data\":[{\"Id\":1}]",
                "[]]",
                "[]x",
                "[] []",
                "{} {\"Data\":[]}",
                "[] 1",
                "{'Data':[]}",
                "{Data:[]}",
                "[1,]",
                "[NaN]",
                "[\"a\nb\"]",
                "[".repeat(5_000),
                "[".repeat(5_000) + "]".repeat(5_000),
                "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000));
    }

    @Test
    void bytesThatAreNoTextAreUnexpected() {
        assertThat(read(CannedResponse.of(200, new byte[] {'[', '"', (byte) 0xff, (byte) 0xfe, '"', ']'}))
                        .outcome())
                .isEqualTo(Outcome.UNEXPECTED);
    }

    @Test
    void aBodyTooLongToBeReadIsUnexpected() {
        assertThat(read(CannedResponse.tooLong(200)).outcome()).isEqualTo(Outcome.UNEXPECTED);
        assertThat(read(CannedResponse.tooLong(401)).outcome()).isEqualTo(Outcome.UNEXPECTED);
    }

    @Test
    void jsonSaidToBeHtmlIsJsonAllTheSame() {
        assertThat(read(CannedResponse.of(200, PAGE).with("Content-Type", "text/html"))
                        .outcome())
                .isEqualTo(Outcome.SUCCEEDED);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void refusalsHoldWhateverMetrcSaysAlongWithThem(int status) {
        List<String> bodies = List.of("", "Unauthorized", "{\"Message\":\"no\"}", "[{\"message\":\"no\"}]", "{broken");

        assertThat(bodies)
                .allSatisfy(
                        body -> assertThat(read(CannedResponse.of(status, body)).outcome())
                                .isEqualTo(Outcome.REFUSED));
    }

    @ParameterizedTest
    @MethodSource("pagesOfAGateway")
    void aPageOfAGatewayIsNoRefusal(CannedResponse page) {
        assertThat(read(page).outcome()).isEqualTo(Outcome.UNEXPECTED);
    }

    static Stream<CannedResponse> pagesOfAGateway() {
        return Stream.of(401, 403)
                .flatMap(status -> Stream.of(
                        CannedResponse.of(status, HTML),
                        CannedResponse.of(status, HTML).with("Content-Type", "application/json"),
                        CannedResponse.of(status, "  \r\n\t" + HTML),
                        CannedResponse.of(status, "\ufeff" + HTML),
                        CannedResponse.of(status, "\ufeff\r\n" + HTML),
                        CannedResponse.of(status, "\r\n".repeat(100) + HTML),
                        CannedResponse.of(status, "<?xml version=\"1.0\"?><Error/>"),
                        CannedResponse.of(status, "").with("Content-Type", "text/html; charset=utf-8"),
                        CannedResponse.of(status, "Access denied").with("content-type", "TEXT/HTML"),
                        CannedResponse.tooLong(status).with("Content-Type", "application/xhtml+xml")));
    }

    @ParameterizedTest
    @CsvSource({
        "204, UNEXPECTED",
        "301, UNEXPECTED",
        "302, UNEXPECTED",
        "304, UNEXPECTED",
        "307, UNEXPECTED",
        "400, UNEXPECTED",
        "402, UNEXPECTED",
        "404, NOT_FOUND",
        "405, UNEXPECTED",
        "407, UNEXPECTED",
        "408, UNAVAILABLE",
        "413, UNEXPECTED",
        "418, UNEXPECTED",
        "429, THROTTLED",
        "500, UNAVAILABLE",
        "502, UNAVAILABLE",
        "503, UNAVAILABLE",
        "504, UNAVAILABLE",
        "599, UNAVAILABLE"
    })
    void everyOtherStatusSaysWhatItSaysWithoutABody(int status, Outcome outcome) {
        assertThat(read(CannedResponse.of(status, "")).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "200, UNEXPECTED",
        "400, UNEXPECTED",
        "404, UNEXPECTED",
        "408, UNAVAILABLE",
        "429, THROTTLED",
        "500, UNAVAILABLE",
        "503, UNAVAILABLE"
    })
    void aPageInHtmlLeavesOnlyThrottlingAndOutagesStanding(int status, Outcome outcome) {
        assertThat(read(CannedResponse.of(status, HTML)).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({
        "301, UNEXPECTED",
        "400, UNEXPECTED",
        "401, REFUSED",
        "403, REFUSED",
        "404, NOT_FOUND",
        "429, THROTTLED",
        "500, UNAVAILABLE"
    })
    void aPageOfRecordsMakesNoOtherStatusASuccess(int status, Outcome outcome) {
        assertThat(read(CannedResponse.of(status, PAGE)).outcome()).isEqualTo(outcome);
    }

    @Test
    void theObservationNamesTheCallAndTheStatus() {
        Observation observation = read(CannedResponse.of(403, ""));

        assertThat(observation.endpoint()).isEqualTo(PACKAGES);
        assertThat(observation.httpStatus()).isEqualTo(OptionalInt.of(403));
    }

    @Test
    void silenceIsAnOutageWithoutAStatus() {
        assertThat(ResponseParser.list(PACKAGES, Reply.NoResponse.SILENCE))
                .isEqualTo(Observation.unanswered(PACKAGES, Outcome.UNAVAILABLE));
    }

    @Test
    void aCallThatWasNotSentSinceTheServerAskedForAPauseIsThrottled() {
        assertThat(ResponseParser.list(PACKAGES, Reply.NoResponse.THROTTLED))
                .isEqualTo(Observation.unanswered(PACKAGES, Outcome.THROTTLED));
    }

    @ParameterizedTest
    @MethodSource("firstRecordIds")
    void theIdOfTheFirstRecordIsRead(String body, OptionalLong id) {
        Observation observation = read(CannedResponse.of(200, body));

        assertThat(observation.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(observation.firstRecordId()).isEqualTo(id);
    }

    static Stream<Arguments> firstRecordIds() {
        return Stream.of(
                Arguments.of(PAGE, OptionalLong.of(17)),
                Arguments.of("[{\"Id\":5},{\"Id\":6}]", OptionalLong.of(5)),
                Arguments.of("{\"Total\":1,\"Data\":[{\"Item\":{\"Id\":9},\"Id\":8}]}", OptionalLong.of(8)),
                Arguments.of("{\"Data\":[{\"Id\":" + Long.MAX_VALUE + "}]}", OptionalLong.of(Long.MAX_VALUE)),
                Arguments.of("{\"Data\":[{\"Id\":1},{\"Id\":2}],\"Data\":[{\"Id\":3}]}", OptionalLong.of(1)),
                Arguments.of("{\"Data\":[]}", OptionalLong.empty()),
                Arguments.of("[]", OptionalLong.empty()),
                Arguments.of("{\"Data\":[{\"Label\":\"x\"},{\"Id\":2}]}", OptionalLong.empty()),
                Arguments.of("{\"Data\":[{\"Item\":{\"Id\":9}}]}", OptionalLong.empty()),
                Arguments.of("{\"Data\":[{\"id\":9}]}", OptionalLong.empty()),
                Arguments.of("{\"Data\":[{\"Id\":\"9\"}]}", OptionalLong.empty()),
                Arguments.of("{\"Data\":[{\"Id\":null}]}", OptionalLong.empty()),
                Arguments.of("{\"Data\":[{\"Id\":1.5}]}", OptionalLong.empty()),
                Arguments.of("{\"Data\":[{\"Id\":[1]}]}", OptionalLong.empty()),
                Arguments.of("{\"Data\":[{\"Id\":99999999999999999999}]}", OptionalLong.empty()),
                Arguments.of("{\"Data\":[1,2]}", OptionalLong.empty()));
    }

    @Test
    void aRefusalHasNoFirstRecord() {
        assertThat(read(CannedResponse.of(401, PAGE)).firstRecordId()).isEmpty();
    }

    private static Observation read(CannedResponse answer) {
        return ResponseParser.list(PACKAGES, answer.reply());
    }
}
