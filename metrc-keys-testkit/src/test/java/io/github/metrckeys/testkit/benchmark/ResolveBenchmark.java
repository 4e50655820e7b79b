package io.github.metrckeys.testkit.benchmark;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.resolve.KeyRequest;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.resolve.KeyResolver;
import io.github.metrckeys.resolve.StoreKeyResolver;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyVersion;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Compares choosing a key with one lookup in a Caffeine cache: at most 3 times as long, and at most 64 bytes per call.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ResolveBenchmark {

    private final Facility shop = Facility.of(Jurisdiction.of("CO"), "402-00001");
    private final KeyOwner owner = KeyOwner.individual(shop.jurisdiction(), UserId.of("emp-7"));
    private final KeyRequest request = KeyRequest.write(shop).by(UserId.of("emp-7"));
    private final Cache<KeyOwner, UserApiKey> cache =
            Caffeine.newBuilder().maximumSize(1000).build();
    private final KeyResolver resolver;

    /** Stores one key. */
    public ResolveBenchmark() {
        UserApiKey key = UserApiKey.of("a-key-for-measuring-00000000000000000000000000000");
        cache.put(owner, key);
        InMemoryKeyStore store = InMemoryKeyStore.create();
        store.put(owner, key, KeyVersion.NONE).orThrow();
        resolver = StoreKeyResolver.builder(store).build();
    }

    /** {@return a key out of a cache} */
    @Benchmark
    public @Nullable UserApiKey bareCaffeine() {
        return cache.getIfPresent(owner);
    }

    /** {@return a key by policy} */
    @Benchmark
    public KeyResolution resolve() {
        return resolver.resolve(request);
    }
}
