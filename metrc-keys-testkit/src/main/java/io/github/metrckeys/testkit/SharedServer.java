package io.github.metrckeys.testkit;

import io.github.metrckeys.testkit.internal.FakeServer;
import java.net.URI;

/**
 * The server that all worlds of this JVM share, started when the first world needs it. It is never stopped: its threads
 * are daemons, and restarting it for each test would cost more than letting it idle.
 */
final class SharedServer {

    private static final VendorRouter ROUTER = new VendorRouter();

    private SharedServer() {}

    static URI enter(MetrcState state) {
        ROUTER.add(state);
        return Holder.SERVER.baseUri();
    }

    static void leave(MetrcState state) {
        ROUTER.remove(state);
    }

    private static final class Holder {
        static final FakeServer SERVER = FakeServer.start(0, ROUTER::answer);
    }
}
