package io.github.metrckeys.adversary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.resolve.KeyPolicy;
import io.github.metrckeys.resolve.StoreKeyResolver;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import java.net.URI;
import org.junit.jupiter.api.Test;

class CoreAdversaryTest {

    private static final String KEY = "Qk3vT9zXw2LmN8pRs5uYb7cDf4gHj6aEo1iUyWtVrKxZqMnB";

    @Test
    void anotherCodeForTheColoradoServerDoesNotLetTheMasterKeyWriteThere() {
        Facility shop = Facility.of(Jurisdiction.of("ZZ", URI.create("https://api-co.metrc.com")), "402-00001");
        assertThatThrownBy(() -> StoreKeyResolver.builder(InMemoryKeyStore.create())
                        .policy(shop, KeyPolicy.master())
                        .build())
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void keysThatCannotBeSentAsTheyAreAreRefusedAndDoNotSignAsAnotherKey() {
        UserApiKey good = UserApiKey.of("key-of-somebody?");
        UserApiKey bad;
        try {
            bad = UserApiKey.of("key-of-somebody\ud800");
        } catch (InvalidInputException e) {
            return;
        }
        VendorApiKey vendor = VendorApiKey.of("vendor");
        assertThat(AuthorizationHeader.of(vendor, bad).revealSecret())
                .isNotEqualTo(AuthorizationHeader.of(vendor, good).revealSecret());
        assertThat(bad).isNotEqualTo(good);
    }

    @Test
    void aKeyGivenForTheUserIdIsNotPrinted() {
        Facility shop = Facility.of(Jurisdiction.of("CO"), "402-00001");
        String shown;
        try {
            shown = ProbeRequest.individual(shop, UserId.of(KEY), VendorApiKey.of("vendor"), UserApiKey.of(KEY))
                    .toString();
        } catch (InvalidInputException e) {
            shown = String.valueOf(e.getMessage());
        }
        assertThat(shown).doesNotContain(KEY);
    }
}
