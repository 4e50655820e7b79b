package io.github.metrckeys.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CatalogProperties {

    private static final EndpointCatalog CATALOG = EndpointCatalog.standard();

    @Property(tries = 200)
    void anEndpointIsAllowedIfAndOnlyIfItsRuleIsMet(@ForAll("grants") Set<Permission> granted) {
        Set<Endpoint> allowed = new HashSet<>(CATALOG.allowedWith(granted));

        for (Endpoint endpoint : CATALOG.endpoints()) {
            List<Permission> needed = endpoint.permissions().permissions();
            long had = needed.stream().filter(granted::contains).count();
            boolean met = endpoint.permissions().match() == Endpoint.PermissionRule.Match.ALL
                    ? had == needed.size()
                    : needed.isEmpty() || had > 0;
            assertThat(allowed.contains(endpoint)).as(endpoint.toString()).isEqualTo(met);
        }
    }

    @Property(tries = 200)
    void anEndpointAsksForAPermissionIfAndOnlyIfItStandsInItsRule(@ForAll("permissions") Permission permission) {
        Set<Endpoint> asking = new HashSet<>(CATALOG.asking(permission));

        for (Endpoint endpoint : CATALOG.endpoints()) {
            assertThat(asking.contains(endpoint))
                    .as(endpoint.toString())
                    .isEqualTo(endpoint.permissions().permissions().contains(permission));
        }
    }

    @Property(tries = 200)
    void aFurtherPermissionTakesNothingAway(
            @ForAll("grants") Set<Permission> granted, @ForAll("permissions") Permission further) {
        Set<Permission> more = new HashSet<>(granted);
        more.add(further);

        assertThat(CATALOG.allowedWith(more)).containsAll(CATALOG.allowedWith(granted));
    }

    @Property(tries = 200)
    void nothingIsMissingIfAndOnlyIfTheCallIsAllowed(
            @ForAll("grants") Set<Permission> granted, @ForAll("endpoints") Endpoint endpoint) {
        Endpoint.PermissionRule rule = endpoint.permissions();

        assertThat(rule.missing(granted).isEmpty()).isEqualTo(rule.allows(granted));
    }

    @Property(tries = 200)
    void whatIsMissingIsNeededAndNotGranted(
            @ForAll("grants") Set<Permission> granted, @ForAll("endpoints") Endpoint endpoint) {
        assertThat(endpoint.permissions().missing(granted))
                .isSubsetOf(endpoint.permissions().permissions())
                .noneMatch(granted::contains);
    }

    @Property(tries = 200)
    void grantingAllThatIsMissingAllowsTheCall(
            @ForAll("grants") Set<Permission> granted, @ForAll("endpoints") Endpoint endpoint) {
        Set<Permission> more = new HashSet<>(granted);
        more.addAll(endpoint.permissions().missing(granted));

        assertThat(endpoint.permissions().allows(more)).isTrue();
    }

    @Provide
    Arbitrary<Permission> permissions() {
        return Arbitraries.of(CATALOG.permissions());
    }

    @Provide
    Arbitrary<Set<Permission>> grants() {
        return permissions().set();
    }

    @Provide
    Arbitrary<Endpoint> endpoints() {
        return Arbitraries.of(CATALOG.endpoints());
    }
}
