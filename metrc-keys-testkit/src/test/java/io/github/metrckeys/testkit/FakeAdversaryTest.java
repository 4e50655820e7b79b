package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.UserApiKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

class FakeAdversaryTest {

    private static final String REAL = "Qk3vT9zXw2LmN8pRs5uYb7cDf4gHj6aEo1iUyWtVrKxZqMnB";

    /** A program with a real key calls the fake, and the program sends keys in the wrong places. */
    @Test
    void aKeyThatNoUserHasIsFoundAndTakenOutOfTheJournalToo() throws Exception {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            metrc.addFacility("402-00001");
            get(metrc, UserApiKey.of(REAL), REAL);
            assertThat(metrc.calls()).hasSize(1);
            assertThat(metrc.calls().toString()).doesNotContain(REAL);
            assertThat(metrc.calls().get(0).leakedKey()).isTrue();
        }
    }

    @Test
    void aKeyThatWasReplacedIsFoundAndTakenOutOfTheJournalToo() throws Exception {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            FakeFacility shop = metrc.addFacility("402-00001");
            FakeUser blake = metrc.addUser("blake").attachWithAllPermissions(shop);
            UserApiKey dead = blake.key();
            blake.generateKey();
            get(metrc, dead, dead.revealSecret());
            assertThat(metrc.calls()).hasSize(1);
            assertThat(metrc.calls().toString()).doesNotContain(dead.revealSecret());
            assertThat(metrc.calls().get(0).leakedKey()).isTrue();
        }
    }

    @Test
    void aKeyThatBeginsLikeAnotherLeavesNoRest() throws Exception {
        try (FakeMetrc metrc = FakeMetrc.start()) {
            metrc.addFacility("402-00001");
            metrc.addUser("a", UserApiKey.of("short-key"));
            metrc.addUser("b", UserApiKey.of("short-key-and-the-secret-rest"));
            get(metrc, UserApiKey.of("short-key-and-the-secret-rest"), "short-key-and-the-secret-rest");
            assertThat(metrc.calls().toString()).doesNotContain("secret-rest");
        }
    }

    private static void get(FakeMetrc metrc, UserApiKey key, String license) throws Exception {
        HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create(metrc.baseUri() + "/packages/v2/active?licenseNumber=" + license))
                                .header(
                                        AuthorizationHeader.NAME,
                                        AuthorizationHeader.of(metrc.vendorKey(), key)
                                                .revealSecret())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
