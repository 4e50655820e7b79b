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

/** An answer as the client would hand it over, without a server. */
record Canned(int statusCode, HttpHeaders headers, Optional<byte[]> body) implements HttpResponse<Optional<byte[]>> {

    static Canned of(int status, String body) {
        return of(status, body.getBytes(StandardCharsets.UTF_8));
    }

    static Canned of(int status, byte[] body) {
        return new Canned(status, headersOf(Map.of()), Optional.of(body));
    }

    /** An answer whose body was longer than what is read. */
    static Canned tooLong(int status) {
        return new Canned(status, headersOf(Map.of()), Optional.empty());
    }

    Canned with(String header, String value) {
        return new Canned(statusCode, headersOf(Map.of(header, List.of(value))), body);
    }

    Canned and(String header, String value) {
        Map<String, List<String>> all = new HashMap<>(headers.map());
        all.put(header, List.of(value));
        return new Canned(statusCode, headersOf(all), body);
    }

    Reply reply() {
        return new Reply.Arrived(this);
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
