package io.github.metrckeys.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.internal.diagnosis.ProbeCase;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ValidationTest {

    private static final Facility SHOP = Facility.of(Jurisdiction.of("CO"), "402-00001");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    private static ProbeRequest request(String key) {
        return ProbeRequest.master(SHOP, VendorApiKey.of("vendor-key"), UserApiKey.of(key));
    }

    @Test
    void aCaseIsWhatARequestIsAboutWithoutItsKeys() {
        ProbeRequest request = request("master-key")
                .forRole(Role.MANAGER)
                .knowing(Circumstance.OWNER_LEFT)
                .withSuccesses(Operation.RING_SALE.endpoint())
                .depth(ProbeRequest.Depth.LOGIN);

        assertThat(Validation.about(request, TODAY))
                .isEqualTo(new ProbeCase(
                        KeyOwner.master(SHOP),
                        SHOP,
                        Optional.of(Role.MANAGER),
                        Set.of(Circumstance.OWNER_LEFT),
                        Set.of(Operation.RING_SALE.endpoint()),
                        true,
                        false,
                        false,
                        TODAY));
    }

    @Test
    void aFullValidationTriesTheLooks() {
        assertThat(Validation.about(request("master-key"), TODAY).looksTried()).isTrue();
    }

    @Test
    void aCaseTellsWhetherTheKeyHasTheUsualForm() {
        String usual = "Qk3vT9zXw2LmN8pRs5uYb7cDf4gHj6aEo1iUyWtVrKxZqMnB";

        assertThat(Validation.about(request(usual), TODAY).oddShape()).isFalse();
        assertThat(Validation.about(request("master-key"), TODAY).oddShape()).isTrue();
    }
}
