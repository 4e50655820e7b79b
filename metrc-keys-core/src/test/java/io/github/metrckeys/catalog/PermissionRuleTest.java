package io.github.metrckeys.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.catalog.Endpoint.PermissionRule.Match;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PermissionRuleTest {

    private static final Permission VIEW = Permission.of("View Sales");
    private static final Permission MANAGE = Permission.of("Manage Sales");
    private static final Permission OTHER = Permission.of("View Packages");

    @Test
    void whereOneIsEnoughEachOneAllows() {
        Endpoint.PermissionRule rule = new Endpoint.PermissionRule(Match.ANY, List.of(VIEW, MANAGE));

        assertThat(rule.allows(Set.of(VIEW))).isTrue();
        assertThat(rule.allows(Set.of(MANAGE, OTHER))).isTrue();
        assertThat(rule.allows(Set.of(OTHER))).isFalse();
    }

    @Test
    void whereAllAreNeededOneIsNotEnough() {
        Endpoint.PermissionRule rule = new Endpoint.PermissionRule(Match.ALL, List.of(VIEW, MANAGE));

        assertThat(rule.allows(Set.of(VIEW, OTHER))).isFalse();
        assertThat(rule.allows(Set.of(VIEW, MANAGE))).isTrue();
    }

    @Test
    void whereNoneIsNeededEverybodyMayCall() {
        assertThat(Endpoint.PermissionRule.NONE.allows(Set.of())).isTrue();
        assertThat(new Endpoint.PermissionRule(Match.ANY, List.of()).allows(Set.of()))
                .isTrue();
    }

    @Test
    void whereAllAreNeededThoseThatLackAreMissing() {
        assertThat(new Endpoint.PermissionRule(Match.ALL, List.of(VIEW, MANAGE)).missing(Set.of(VIEW)))
                .containsExactly(MANAGE);
    }

    @Test
    void whereOneIsEnoughTheAlternativesAreMissing() {
        assertThat(new Endpoint.PermissionRule(Match.ANY, List.of(VIEW, MANAGE)).missing(Set.of(OTHER)))
                .containsExactly(VIEW, MANAGE);
    }

    @Test
    void whereOneIsEnoughAndThereNothingIsMissing() {
        assertThat(new Endpoint.PermissionRule(Match.ANY, List.of(VIEW, MANAGE)).missing(Set.of(MANAGE)))
                .isEmpty();
    }

    @Test
    void aPermissionCountsHoweverItIsWritten() {
        assertThat(new Endpoint.PermissionRule(Match.ALL, List.of(MANAGE))
                        .allows(Set.of(Permission.of("MANAGE SALES"))))
                .isTrue();
    }
}
