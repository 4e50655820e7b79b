package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Jurisdiction;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The options that name the Metrc server. */
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ServerOptions {

    @Option(
            names = "--jurisdiction",
            required = true,
            paramLabel = "CODE",
            description = "The state or territory, such as CO.")
    private String jurisdiction;

    @ArgGroup
    private @Nullable Server server;

    private static final class Server {
        @Option(names = "--sandbox", required = true, description = "Metrc's sandbox instead of production.")
        private boolean sandbox;

        @Option(
                names = "--base-uri",
                required = true,
                paramLabel = "URI",
                description = "The server at this address: https, or http on loopback.")
        private @Nullable String baseUri;
    }

    Jurisdiction jurisdiction() {
        if (server == null) {
            return Jurisdiction.of(jurisdiction);
        }
        return server.sandbox || server.baseUri == null
                ? Jurisdiction.of(jurisdiction).sandbox()
                : Jurisdiction.of(jurisdiction, uri(server.baseUri));
    }

    /** Whether no server other than the production server was named. */
    boolean isPlain() {
        return server == null;
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new UsageException(
                    "The address after --base-uri cannot be read: give one like https://host or http://127.0.0.1:8080.");
        }
    }
}
