package io.github.metrckeys.testkit.internal;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.requestfilter.RequestFilterAction;
import com.github.tomakehurst.wiremock.extension.requestfilter.StubRequestFilterV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import wiremock.org.eclipse.jetty.http.HttpField;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpStatus;
import wiremock.org.eclipse.jetty.server.HttpChannel;
import wiremock.org.eclipse.jetty.server.HttpConnection;

/** Asks the engine before WireMock looks for a stub, and stops WireMock there with the engine's answer. */
final class EngineFilter implements StubRequestFilterV2 {

    private final Function<FakeRequest, FakeResponse> engine;
    private final OpenCalls calls;

    EngineFilter(Function<FakeRequest, FakeResponse> engine, OpenCalls calls) {
        this.engine = engine;
        this.calls = calls;
    }

    @Override
    public String getName() {
        return "metrc-fake-engine";
    }

    @Override
    public RequestFilterAction filter(Request request, ServeEvent serveEvent) {
        HttpChannel channel = HttpConnection.getCurrentConnection().getHttpChannel();
        FakeResponse response = ask(read(request, RequestShield.hiddenFrom(channel.getRequest())));
        OpenCall call = calls.open(channel.getRequest(), response.onDelivered());
        AnswerOutput.install(channel, response, call);
        return RequestFilterAction.stopWith(definition(response));
    }

    private FakeResponse ask(FakeRequest request) {
        try {
            return Objects.requireNonNull(engine.apply(request), "the engine's answer");
        } catch (RuntimeException | Error e) {
            byte[] text = ("The fake failed on " + request + ": " + e).getBytes(StandardCharsets.UTF_8);
            return FakeResponse.of(500, Map.of("Content-Type", "text/plain; charset=utf-8"), text);
        }
    }

    private static FakeRequest read(Request request, RequestShield.Hidden hidden) {
        return new FakeRequest(
                request.getMethod().getName(),
                Percent.decodePath(request.getUrl()),
                Percent.decodeQuery(hidden.query()),
                lowerCase(hidden.headers()),
                request.getBody());
    }

    private static Map<String, String> lowerCase(HttpFields fields) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : fields) {
            String value = field.getValue() == null ? "" : field.getValue();
            headers.merge(field.getLowerCaseName(), value, (first, second) -> first + ", " + second);
        }
        return Collections.unmodifiableMap(headers);
    }

    private static ResponseDefinition definition(FakeResponse response) {
        ResponseDefinitionBuilder definition =
                ResponseDefinitionBuilder.responseDefinition().withStatus(response.status());
        response.headers().forEach(definition::withHeader);
        if (!HttpStatus.hasNoBody(response.status())) {
            definition.withBody(response.body());
            if (!response.isChunked()) {
                definition.withHeader("Content-Length", String.valueOf(response.body().length));
            }
        }
        if (response.delivery() instanceof Delivery.Delayed delayed) {
            definition.withFixedDelay(atLeastMillis(delayed.delay()));
        }
        return definition.build();
    }

    /** WireMock knows whole milliseconds only; an answer may come late but not early. */
    private static int atLeastMillis(Duration delay) {
        long millis = delay.plusNanos(999_999).toMillis();
        return (int) Math.min(millis, Integer.MAX_VALUE);
    }
}
