package io.github.metrckeys.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Access;
import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyMode;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** An individual's call is never signed with another person's key. */
class ChoosingProperties {

    private static final List<Jurisdiction> SERVERS =
            List.of(Jurisdiction.of("MI"), Jurisdiction.of("MI").sandbox(), Jurisdiction.of("OH"));
    private static final List<Facility> FACILITIES = SERVERS.stream()
            .flatMap(server -> List.of("1", "2").stream().map(license -> Facility.of(server, license)))
            .toList();
    private static final List<UserId> USERS = List.of(UserId.of("1"), UserId.of("2"), UserId.of("3"));

    @Property
    void aKeyThatSignsIsTheActorsOrTheFacilitysMasterKeyWhereThePolicySaysSo(
            @ForAll("owners") Set<KeyOwner> stored,
            @ForAll KeyMode mode,
            @ForAll KeyPolicy.MasterFallback fallback,
            @ForAll("requests") KeyRequest request) {
        KeyResolution resolution =
                resolver(stored, new KeyPolicy(mode, fallback)).resolve(request);

        KeyOwner master = KeyOwner.master(request.facility());
        Optional<KeyOwner> own = own(request);
        Set<KeyOwner> mayGo = mode == KeyMode.MASTER
                ? Set.of(master)
                : fallback.covers(request.access())
                        ? own.map(owner -> Set.of(owner, master)).orElse(Set.of(master))
                        : own.map(Set::of).orElse(Set.of());
        resolution.resolved().ifPresent(resolved -> {
            assertThat(mayGo).contains(resolved.owner());
            assertThat(resolved.key()).isEqualTo(keyOf(resolved.owner()));
        });
        assertThat(resolution.resolved().isPresent()).isEqualTo(mayGo.stream().anyMatch(stored::contains));
    }

    @Property
    void anActorWithAKeySignsWithItWhateverTheFallback(
            @ForAll("owners") Set<KeyOwner> stored,
            @ForAll KeyPolicy.MasterFallback fallback,
            @ForAll("requests") KeyRequest request) {
        own(request)
                .filter(stored::contains)
                .ifPresent(owner -> assertThat(resolver(stored, KeyPolicy.individual(fallback))
                                .resolve(request)
                                .resolved()
                                .map(KeyResolution.Resolved::owner))
                        .contains(owner));
    }

    @Property
    void neverMeansNever(@ForAll("owners") Set<KeyOwner> stored, @ForAll("requests") KeyRequest request) {
        KeyResolution resolution = resolver(stored, KeyPolicy.individual()).resolve(request);

        assertThat(resolution.resolved().map(KeyResolution.Resolved::owner))
                .isEqualTo(own(request).filter(stored::contains));
    }

    @Property
    void theChoiceTellsWhoseKeyItIs(
            @ForAll("owners") Set<KeyOwner> stored,
            @ForAll KeyMode mode,
            @ForAll KeyPolicy.MasterFallback fallback,
            @ForAll("requests") KeyRequest request) {
        resolver(stored, new KeyPolicy(mode, fallback))
                .resolve(request)
                .resolved()
                .ifPresent(resolved -> assertThat(resolved.choice() == KeyResolution.Choice.OWN_KEY)
                        .isEqualTo(resolved.owner().mode() == KeyMode.INDIVIDUAL));
    }

    @Provide
    Arbitrary<Set<KeyOwner>> owners() {
        return Arbitraries.oneOf(
                        Arbitraries.of(FACILITIES).map(KeyOwner::master),
                        Combinators.combine(Arbitraries.of(SERVERS), Arbitraries.of(USERS))
                                .as(KeyOwner::individual))
                .set()
                .ofMaxSize(10);
    }

    @Provide
    Arbitrary<KeyRequest> requests() {
        return Combinators.combine(
                        Arbitraries.of(FACILITIES),
                        Arbitraries.of(Access.class),
                        Arbitraries.of(USERS).optional())
                .as((facility, access, actor) -> {
                    KeyRequest request = access == Access.READ ? KeyRequest.read(facility) : KeyRequest.write(facility);
                    return actor.map(request::by).orElse(request);
                });
    }

    private static StoreKeyResolver resolver(Set<KeyOwner> stored, KeyPolicy policy) {
        KeyStore store = InMemoryKeyStore.create();
        for (KeyOwner owner : stored) {
            store.put(owner, keyOf(owner), KeyVersion.NONE).orThrow();
        }
        StoreKeyResolver.Builder builder = StoreKeyResolver.builder(store);
        SERVERS.forEach(server -> builder.policy(server, policy));
        return builder.build();
    }

    private static Optional<KeyOwner> own(KeyRequest request) {
        return request.actor()
                .map(actor -> KeyOwner.individual(request.facility().jurisdiction(), actor));
    }

    private static UserApiKey keyOf(KeyOwner owner) {
        return UserApiKey.of(owner.toString());
    }
}
