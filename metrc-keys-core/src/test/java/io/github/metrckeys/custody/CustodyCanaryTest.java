package io.github.metrckeys.custody;

import static io.github.metrckeys.fixture.CustodyFixture.KIM;
import static io.github.metrckeys.fixture.CustodyFixture.KIMS;
import static io.github.metrckeys.fixture.CustodyFixture.LEE;
import static io.github.metrckeys.fixture.CustodyFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.file.FileKeyLedger;
import io.github.metrckeys.fixture.CustodyFixture;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyPolicy;
import io.github.metrckeys.resolve.KeyRequest;
import io.github.metrckeys.resolve.StoreKeyResolver;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever custody writes or prints has no key in it. */
class CustodyCanaryTest {

    private static final UserApiKey KEY = UserApiKey.of("UserKeyCanary".repeat(4));
    private static final UserApiKey OTHER = UserApiKey.of("OtherKeyCanary".repeat(4));

    private final List<Object> seen = new ArrayList<>();

    @Test
    void noKeyComesOut(@TempDir Path directory) throws Exception {
        Path file = directory.resolve("ledger");
        FileKeyLedger ledger = FileKeyLedger.open(file);
        RecordedKeyStore store = RecordedKeyStore.of(InMemoryKeyStore.create(), ledger);
        CustodyFixture.Metrc metrc = new CustodyFixture.Metrc();
        Enrollment enrollment = Enrollment.builder(store, metrc).ledger(ledger).build();
        RecordedKeyResolver resolver = RecordedKeyResolver.of(
                StoreKeyResolver.builder(store)
                        .defaultPolicy(KeyPolicy.individual(KeyPolicy.MasterFallback.READS_ONLY))
                        .build(),
                ledger);

        metrc.says(Verdict.INCONCLUSIVE);
        seen.add(enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY)));
        seen.add(enrollment.savePending(CustodyFixture.of(KIM, KEY)));
        seen.add(enrollment.pending(KIMS));
        metrc.says(Verdict.ALL_GOOD);
        seen.add(enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY)));
        seen.add(enrollment.verifyAndSave(CustodyFixture.of(KIM, KEY)));
        seen.add(enrollment.verifyAndSave(CustodyFixture.of(LEE, KEY)));
        seen.add(enrollment.verifyAndSave(CustodyFixture.of(LEE, KEY), "we know"));
        seen.add(enrollment.verifyAndSave(CustodyFixture.ofMaster(OTHER)));
        enrollment.nameHolder(SHOP, LEE);
        seen.add(resolver.resolve(KeyRequest.write(SHOP).by(KIM)));
        resolver.resolve(KeyRequest.read(SHOP));
        resolver.flush();
        seen.add(Offboarding.of(store, ledger).leave(LEE));
        seen.addAll(List.of(store, ledger, resolver, enrollment, ledger.events(), InMemoryKeyLedger.create()));
        KeyHistory history = KeyHistory.of(ledger.events());
        CustodyEvidence evidence = CustodyEvidence.of(store, history);
        seen.addAll(List.of(history, evidence, evidence.toCsv(), evidence.fallbackUsesToCsv()));
        seen.add(KeyAges.of(store.list(), history, CustodyFixture.NINE, Duration.ofDays(1)));
        seen.add(Files.readString(file));

        assertThat(seen)
                .allSatisfy(thing -> assertThat(thing.toString()).isNotBlank().doesNotContain("Canary", "nary"));
        assertThat(Files.readString(file)).contains("stored", "verified", "removed", "used", "holder", "left");
    }
}
