package io.github.metrckeys.testkit;

import io.github.metrckeys.testkit.internal.FakeServer;
import java.net.URI;

/**
 * The one server of this JVM, started when the first world needs it. It is never stopped: its threads are daemons, and a
 * restart would cost each test more than its idling costs all of them.
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
