package io.github.metrckeys.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FacilityRuleTest {

    private static final FacilityFlag CONSUMERS = FacilityFlag.of("CanSellToConsumers");
    private static final FacilityFlag PATIENTS = FacilityFlag.of("CanSellToPatients");
    private static final FacilityFlag ADVANCED = FacilityFlag.of("AdvancedSales");
    private static final Endpoint.FacilityRule RULE =
            new Endpoint.FacilityRule(List.of(List.of(CONSUMERS, PATIENTS), List.of(ADVANCED)), Provenance.DOCUMENTED);

    @Test
    void oneTrueFlagOfEachGroupIsEnough() {
        assertThat(RULE.excludedBy(new FacilityFlags(Map.of(CONSUMERS, false, PATIENTS, true, ADVANCED, true))))
                .isEmpty();
    }

    @Test
    void aGroupWhoseFlagsAreAllFalseExcludes() {
        assertThat(RULE.excludedBy(new FacilityFlags(Map.of(CONSUMERS, true, ADVANCED, false))))
                .contains(List.of(ADVANCED));
    }

    @Test
    void ofSeveralGroupsThatExcludeTheFirstIsTold() {
        assertThat(RULE.excludedBy(new FacilityFlags(Map.of(CONSUMERS, false, PATIENTS, false, ADVANCED, false))))
                .contains(List.of(CONSUMERS, PATIENTS));
    }

    @Test
    void anUnknownFlagExcludesNothing() {
        assertThat(RULE.excludedBy(FacilityFlags.UNKNOWN)).isEmpty();
        assertThat(RULE.excludedBy(new FacilityFlags(Map.of(CONSUMERS, false)))).isEmpty();
    }

    @Test
    void aGroupOfWhichNoFlagIsKnownToHoldLeavesItOpen() {
        assertThat(RULE.openFor(FacilityFlags.UNKNOWN)).isTrue();
        assertThat(RULE.openFor(new FacilityFlags(Map.of(CONSUMERS, false, ADVANCED, true))))
                .isTrue();
        assertThat(RULE.openFor(new FacilityFlags(Map.of(CONSUMERS, true)))).isTrue();
    }

    @Test
    void whatHoldsOrIsExcludedIsNotOpen() {
        assertThat(RULE.openFor(new FacilityFlags(Map.of(CONSUMERS, true, ADVANCED, true))))
                .isFalse();
        assertThat(RULE.openFor(new FacilityFlags(Map.of(ADVANCED, false)))).isFalse();
        assertThat(Endpoint.FacilityRule.NONE.openFor(FacilityFlags.UNKNOWN)).isFalse();
    }

    @Test
    void aRuleWithoutGroupsExcludesNobody() {
        assertThat(Endpoint.FacilityRule.NONE.excludedBy(new FacilityFlags(Map.of(CONSUMERS, false))))
                .isEmpty();
    }
}
