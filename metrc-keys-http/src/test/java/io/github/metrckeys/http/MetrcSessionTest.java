package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.PermissionCategory;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MetrcSessionTest {

    private static final Endpoint FACILITIES = PermissionCategory.FACILITIES.readEndpoint();
    private static final Endpoint TAGS = PermissionCategory.TAGS.readEndpoint();
    private static final Map<String, String> SHOP = Map.of(Endpoint.LICENSE_NUMBER, ShopFixture.LICENSE);

    private final CallGate gate = CallGate.create();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void anAnswerArrivesWithItsStatusAndBody() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.response(418, "short and stout"))) {
            Reply reply = await(ask(session(server), FACILITIES, Map.of()));

            assertThat(reply).isInstanceOfSatisfying(Reply.Response.class, answered -> {
                assertThat(answered.response().statusCode()).isEqualTo(418);
                assertThat(answered.response().body())
                        .hasValueSatisfying(body -> assertThat(body).asString().isEqualTo("short and stout"));
            });
        }
    }

    @Test
    void parametersStandInTheOrderInWhichTheyWereGiven() throws Exception {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("licenseNumber", "C&D 1");
        query.put("b", "");
        query.put("a", "=");
        try (RawServer server = ShopFixture.open()) {
            await(ask(session(server), TAGS, query));

            assertThat(server.lines())
                    .containsExactly("GET /tags/v2/package/available?licenseNumber=C%26D+1&b=&a=%3D HTTP/1.1");
        }
    }

    @Test
    void everyRequestIsCounted() throws Exception {
        try (RawServer server = ShopFixture.open()) {
            MetrcSession session = session(server);
            assertThat(session.calls()).isZero();
            await(ask(session, FACILITIES, Map.of()));
            await(ask(session, TAGS, SHOP));

            assertThat(session.calls()).isEqualTo(2);
        }
    }

    @Test
    void nothingIsSentOnceTheSessionHasEnded() throws Exception {
        try (RawServer server = ShopFixture.open()) {
            MetrcSession session = session(server);
            session.end();

            assertThat(await(ask(session, FACILITIES, Map.of()))).isEqualTo(Reply.NoResponse.SILENCE);
            assertThat(session.calls()).isZero();
            await(ask(session(server), TAGS, SHOP));
            assertThat(server.lines()).hasSize(1);
        }
    }

    @Test
    void callsThatWereNotSentTakeNoPlaceInTheGate() throws Exception {
        try (RawServer server = ShopFixture.open()) {
            MetrcSession ended = session(server);
            ended.end();
            for (int i = 0; i < 200; i++) {
                await(ask(ended, TAGS, SHOP));
            }

            assertThat(gate.enter(
                            facility(server).jurisdiction(),
                            ShopFixture.VENDOR_KEY,
                            Optional.of(facility(server).license()),
                            Priority.INTERACTIVE,
                            Duration.ofMinutes(1)))
                    .isCompletedWithValueMatching(admission -> admission instanceof CallGate.Permit);
        }
    }

    @Test
    void endingIsSilenceForTheCallsUnderWayAndThoseThatWait() throws Exception {
        try (RawServer server = new RawServer((request, out) -> {})) {
            MetrcSession session = session(server);
            List<CompletableFuture<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                replies.add(ask(session, TAGS, SHOP));
            }
            server.firstRequest().get(20, TimeUnit.SECONDS);
            session.end();

            for (CompletableFuture<Reply> reply : replies) {
                assertThat(await(reply)).isEqualTo(Reply.NoResponse.SILENCE);
            }
            assertThat(session.calls()).isEqualTo(10);
        }
    }

    @Test
    void endingTwiceIsNoError() throws Exception {
        try (RawServer server = ShopFixture.open()) {
            MetrcSession session = session(server);
            session.end();
            session.end();

            assertThat(await(ask(session, TAGS, SHOP))).isEqualTo(Reply.NoResponse.SILENCE);
        }
    }

    @Test
    void theLastRefusalToAnswerStandsWhereThereIsNoTimeToAskAgain() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.response(429, "", "Retry-After: 3600"))) {
            Reply reply = await(ask(session(server), TAGS, SHOP));

            assertThat(reply)
                    .isInstanceOfSatisfying(
                            Reply.Response.class,
                            answered ->
                                    assertThat(answered.response().statusCode()).isEqualTo(429));
        }
    }

    @Test
    void aCallDuringAPauseForWhichThereIsNoTimeIsNotSent() throws Exception {
        try (RawServer server = RawServer.answering(RawServer.response(429, "", "Retry-After: 3600"))) {
            await(ask(session(server), TAGS, SHOP));

            assertThat(await(ask(session(server), TAGS, SHOP))).isEqualTo(Reply.NoResponse.THROTTLED);
            assertThat(server.requests()).hasSize(1);
        }
    }

    private static CompletableFuture<Reply> ask(MetrcSession session, Endpoint endpoint, Map<String, String> query) {
        return session.get(endpoint, query, ShopFixture.USER_KEY);
    }

    private static Reply await(CompletableFuture<Reply> reply) throws Exception {
        return reply.get(20, TimeUnit.SECONDS);
    }

    private MetrcSession session(RawServer server) {
        return new MetrcSession(
                new MetrcSession.Settings(client, gate, Duration.ofMinutes(10), Duration.ofMinutes(10), 1024),
                facility(server),
                ShopFixture.VENDOR_KEY,
                Priority.INTERACTIVE);
    }

    private static Facility facility(RawServer server) {
        return Facility.of(Jurisdiction.of("CO", server.uri()), ShopFixture.LICENSE);
    }
}
