package io.github.metrckeys.testkit;

import io.github.metrckeys.testkit.internal.FakeRequest;
import io.github.metrckeys.testkit.internal.FakeResponse;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Routes each call to the rules of the world that has its vendor key. */
final class VendorRouter {

    private final Map<String, MetrcState> byVendorKey = new ConcurrentHashMap<>();

    void add(MetrcState state) {
        state.announceVendorsTo(key -> {
            MetrcState other = byVendorKey.putIfAbsent(key, state);
            if (other != null && other != state) {
                throw new IllegalArgumentException(
                        "Another fake Metrc of this JVM has this vendor key: give each world one of its own.");
            }
        });
    }

    void remove(MetrcState state) {
        byVendorKey.values().removeIf(state::equals);
    }

    FakeResponse answer(FakeRequest request) {
        Optional<Credentials> credentials = request.header("Authorization").flatMap(Credentials::parse);
        return credentials
                .map(Credentials::vendorKey)
                .or(() -> request.header(MetrcRules.SANDBOX_SETUP_HEADER))
                .map(byVendorKey::get)
                .map(state -> new MetrcRules(state).answer(request, credentials))
                .orElseGet(() -> MetrcResponses.error(401));
    }
}
