package io.github.metrckeys.testkit.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import wiremock.jakarta.servlet.http.HttpServletRequest;
import wiremock.jakarta.servlet.http.HttpServletResponse;
import wiremock.org.eclipse.jetty.http.HttpField;
import wiremock.org.eclipse.jetty.http.HttpFields;
import wiremock.org.eclipse.jetty.http.HttpURI;
import wiremock.org.eclipse.jetty.io.EofException;
import wiremock.org.eclipse.jetty.server.Request;
import wiremock.org.eclipse.jetty.server.handler.AbstractHandler;

/** A Jetty handler that answers every request with a function. */
final class RequestHandler extends AbstractHandler {

    private final Function<FakeRequest, FakeResponse> responder;
    private final PendingCalls calls;

    RequestHandler(Function<FakeRequest, FakeResponse> responder, PendingCalls calls) {
        this.responder = responder;
        this.calls = calls;
    }

    @Override
    public void handle(String target, Request request, HttpServletRequest servlet, HttpServletResponse response)
            throws IOException {
        request.setHandled(true);
        FakeRequest asked;
        try {
            asked = read(request);
        } catch (EofException e) {
            // The client went away in the middle of its request: nobody is there to be answered.
            request.getHttpChannel().abort(e);
            return;
        }
        FakeResponse answer = ask(asked);
        new ResponseSender(request, answer, calls.begin(answer.onDelivered())).send();
    }

    private FakeResponse ask(FakeRequest request) {
        try {
            return Objects.requireNonNull(responder.apply(request), "the answer");
        } catch (RuntimeException | Error e) {
            byte[] text = ("The fake failed on " + request + ": " + e).getBytes(StandardCharsets.UTF_8);
            return FakeResponse.of(500, Map.of("Content-Type", "text/plain; charset=utf-8"), text);
        }
    }

    private static FakeRequest read(Request request) throws IOException {
        HttpURI uri = request.getHttpURI();
        return new FakeRequest(
                request.getMethod(),
                PercentDecoder.decodePath(Objects.requireNonNullElse(uri.getPath(), "")),
                PercentDecoder.decodeQuery(Objects.requireNonNullElse(uri.getQuery(), "")),
                lowerCase(request.getHttpFields()),
                request.getInputStream().readAllBytes());
    }

    private static Map<String, String> lowerCase(HttpFields fields) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (HttpField field : fields) {
            String value = field.getValue() == null ? "" : field.getValue();
            headers.merge(field.getLowerCaseName(), value, (first, second) -> first + ", " + second);
        }
        return Collections.unmodifiableMap(headers);
    }
}
