package io.github.metrckeys.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLSession;

/** A prepared HTTP response, as the JDK client would return it, without a server. */
record CannedResponse(int statusCode, HttpHeaders headers, Optional<byte[]> body)
        implements HttpResponse<Optional<byte[]>> {

    static CannedResponse of(int status, String body) {
        return of(status, body.getBytes(StandardCharsets.UTF_8));
    }

    static CannedResponse of(int status, byte[] body) {
        return new CannedResponse(status, headersOf(Map.of()), Optional.of(body));
    }

    /** A response whose body was longer than the client reads. */
    static CannedResponse tooLong(int status) {
        return new CannedResponse(status, headersOf(Map.of()), Optional.empty());
    }

    CannedResponse with(String header, String value) {
        return new CannedResponse(statusCode, headersOf(Map.of(header, List.of(value))), body);
    }

    CannedResponse and(String header, String value) {
        Map<String, List<String>> all = new HashMap<>(headers.map());
        all.put(header, List.of(value));
        return new CannedResponse(statusCode, headersOf(all), body);
    }

    Reply reply() {
        return new Reply.Response(this);
    }

    private static HttpHeaders headersOf(Map<String, List<String>> headers) {
        return HttpHeaders.of(headers, (name, value) -> true);
    }

    @Override
    public HttpRequest request() {
        return HttpRequest.newBuilder(uri()).build();
    }

    @Override
    public Optional<HttpResponse<Optional<byte[]>>> previousResponse() {
        return Optional.empty();
    }

    @Override
    public Optional<SSLSession> sslSession() {
        return Optional.empty();
    }

    @Override
    public URI uri() {
        return URI.create("https://metrc.invalid");
    }

    @Override
    public HttpClient.Version version() {
        return HttpClient.Version.HTTP_1_1;
    }
}
