package io.github.metrckeys;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JurisdictionProperties {

    @Property
    void anIdIsReadBackAsTheSameServer(@ForAll("jurisdictions") Jurisdiction jurisdiction) {
        Jurisdiction read = Jurisdiction.parse(jurisdiction.id());

        assertThat(read).isEqualTo(jurisdiction).hasSameHashCodeAs(jurisdiction);
        assertThat(read.baseUri()).isEqualTo(jurisdiction.baseUri());
        assertThat(read.environment()).isEqualTo(jurisdiction.environment());
        assertThat(read.name()).isEqualTo(jurisdiction.name());
    }

    @Provide
    Arbitrary<Jurisdiction> jurisdictions() {
        Arbitrary<Jurisdiction> production = Arbitraries.of(Jurisdiction.known());
        Arbitrary<String> codes = Arbitraries.of("CO", "MI", "TX", "ZZ-9", "Q1");
        Arbitrary<URI> addresses = Combinators.combine(
                        Arbitraries.of(
                                "https://metrc.example", "https://METRC.example", "http://127.0.0.1", "http://[::1]"),
                        Arbitraries.integers()
                                .between(1, 65535)
                                .map(port -> ":" + port)
                                .injectNull(0.3),
                        Arbitraries.of("", "/", "/a", "/a/b/", "/x@y", "/sandbox"))
                .as((host, port, path) -> URI.create(host + (port == null ? "" : port) + path));
        return Arbitraries.oneOf(
                production,
                production.map(Jurisdiction::sandbox),
                Combinators.combine(codes, addresses).as(Jurisdiction::of));
    }
}
