package io.github.metrckeys.testkit;

import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A plain HTTP client that calls a fake Metrc as a point of sale without this library would. */
final class PlainHttpClient {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private PlainHttpClient() {}

    static HttpResponse<String> get(FakeMetrc metrc, UserApiKey key, String pathAndQuery) {
        return send(request(metrc, pathAndQuery, metrc.vendorKey(), key).GET().build());
    }

    static HttpRequest.Builder request(FakeMetrc metrc, String pathAndQuery, VendorApiKey vendor, UserApiKey user) {
        return unsigned(metrc, pathAndQuery)
                .header(
                        AuthorizationHeader.NAME,
                        AuthorizationHeader.of(vendor, user).revealSecret());
    }

    static HttpRequest.Builder unsigned(FakeMetrc metrc, String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(metrc.baseUri() + pathAndQuery))
                .timeout(Duration.ofSeconds(20))
                .version(HttpClient.Version.HTTP_1_1);
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer to " + request, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    static CompletableFuture<HttpResponse<String>> sendAsync(HttpRequest request) {
        return CLIENT.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }
}
