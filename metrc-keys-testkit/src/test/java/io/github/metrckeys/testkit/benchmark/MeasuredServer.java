package io.github.metrckeys.testkit.benchmark;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeLimits;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;

/** The server that a benchmark measures: the fake, or WireMock with one stub. */
final class MeasuredServer implements AutoCloseable {

    private static final String PATH = "/packages/v2/active?licenseNumber=402-00001";

    private final URI uri;
    private final String authorization;
    private final Runnable stop;

    private MeasuredServer(URI uri, String authorization, Runnable stop) {
        this.uri = uri;
        this.authorization = authorization;
        this.stop = stop;
    }

    static MeasuredServer named(String name) throws IOException {
        return name.equals("fake") ? fake() : bare();
    }

    static MeasuredServer fake() {
        FakeMetrc metrc = FakeMetrc.builder().limits(FakeLimits.NONE).start();
        FakeFacility shop = metrc.addFacility("402-00001").flags("CanSellToConsumers");
        FakeUser user = metrc.addUser("emp-7").attach(shop, "View Packages");
        return new MeasuredServer(
                URI.create(metrc.baseUri() + PATH),
                AuthorizationHeader.of(metrc.vendorKey(), user.key()).revealSecret(),
                metrc::close);
    }

    static MeasuredServer bare() throws IOException {
        // Otherwise it reads the mappings in these tests' resources, one of which is broken on purpose.
        WireMockServer server = new WireMockServer(WireMockConfiguration.options()
                .dynamicPort()
                .disableRequestJournal()
                .withRootDirectory(Files.createTempDirectory("bare-wiremock").toString()));
        server.start();
        server.stubFor(get(urlPathEqualTo("/packages/v2/active"))
                .willReturn(okJson("{\"Data\":[],\"Total\":0,\"TotalRecords\":0,\"PageSize\":1}")));
        return new MeasuredServer(URI.create("http://127.0.0.1:" + server.port() + PATH), "Basic eDp5", server::stop);
    }

    URI uri() {
        return uri;
    }

    String authorization() {
        return authorization;
    }

    /** Sends one call with the simplest client there is, so that the client is not measured too. */
    void once() throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection();
        connection.setRequestProperty(AuthorizationHeader.NAME, authorization);
        if (connection.getResponseCode() != 200) {
            throw new IOException("answered " + connection.getResponseCode());
        }
        connection.getInputStream().readAllBytes();
    }

    @Override
    public void close() {
        stop.run();
    }
}
