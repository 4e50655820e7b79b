package io.github.metrckeys.testkit;

import io.github.metrckeys.testkit.internal.FakeRequest;
import io.github.metrckeys.testkit.internal.FakeResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The worlds of one server, found by the vendor key of a call. */
final class Worlds {

    private final Map<String, World> byVendorKey = new ConcurrentHashMap<>();

    void add(World world) {
        world.announceVendorsTo(key -> {
            World other = byVendorKey.putIfAbsent(key, world);
            if (other != null && other != world) {
                throw new IllegalArgumentException(
                        "Another fake Metrc of this JVM has this vendor key: give each world one of its own.");
            }
        });
    }

    void remove(World world) {
        byVendorKey.values().removeIf(world::equals);
    }

    FakeResponse answer(FakeRequest request) {
        Optional<Credentials> credentials = request.header("Authorization").flatMap(Credentials::parse);
        return credentials
                .map(Credentials::vendorKey)
                .or(() -> request.header(Engine.SANDBOX_SETUP_HEADER))
                .map(byVendorKey::get)
                .map(world -> new Engine(world).answer(request, credentials))
                .orElseGet(() -> Bodies.error(401));
    }
}
