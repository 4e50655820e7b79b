package io.github.metrckeys.custody;

import static io.github.metrckeys.fixture.CustodyFixture.COLORADO;
import static io.github.metrckeys.fixture.CustodyFixture.KEY;
import static io.github.metrckeys.fixture.CustodyFixture.KIM;
import static io.github.metrckeys.fixture.CustodyFixture.KIMS;
import static io.github.metrckeys.fixture.CustodyFixture.MASTER;
import static io.github.metrckeys.fixture.CustodyFixture.NINE;
import static io.github.metrckeys.fixture.CustodyFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.testing.NullPointerTester;
import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.file.FileKeyLedger;
import io.github.metrckeys.fixture.CustodyFixture;
import io.github.metrckeys.jdbc.JdbcKeyLedger;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyRequest;
import io.github.metrckeys.resolve.KeyResolution.Choice;
import io.github.metrckeys.resolve.KeyResolver;
import io.github.metrckeys.resolve.StoreKeyResolver;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No public method of this package takes null. */
class CustodyNullsTest {

    private static final KeyVersion V1 = new KeyVersion(1);
    private static final KeyStore STORE = InMemoryKeyStore.create();
    private static final KeyLedger LEDGER = InMemoryKeyLedger.create();
    private static final PermissionProbe PROBE = new CustodyFixture.Metrc();
    private static final ProbeRequest REQUEST = CustodyFixture.of(KIM, KEY);
    private static final ValidationReport REPORT = CustodyFixture.report(REQUEST, Verdict.ALL_GOOD);
    private static final KeyResolver RESOLVER = StoreKeyResolver.builder(STORE).build();
    private static final KeyHistory HISTORY = KeyHistory.of(List.of());
    private static final CustodyEvidence EVIDENCE = CustodyEvidence.of(List.of(), HISTORY);
    private static final KeyEvent LEFT = new KeyEvent.Left(NINE, KIM);

    private static final DataSource NO_DATABASE = (DataSource) Proxy.newProxyInstance(
            CustodyNullsTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                throw new SQLException("There is no database here.");
            });

    /** One value of every public class: its instance methods are tried on it. */
    static Stream<Object> values() {
        return Stream.of(
                new CustodyEvidence.KeyRecord(
                        KIMS,
                        KeyState.IN_FORCE,
                        V1,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty()),
                EVIDENCE,
                new Offboarding.Result(KIM, List.of(), List.of(), List.of()),
                Enrollment.builder(STORE, PROBE),
                Enrollment.builder(STORE, PROBE).build(),
                EnrollmentResult.Outcome.SAVED,
                new EnrollmentResult(EnrollmentResult.Outcome.SAVED, KIMS, Optional.empty(), REPORT, List.of()),
                InMemoryKeyLedger.create(),
                JdbcKeyLedger.builder(NO_DATABASE),
                new KeyAges.KeyAge(
                        KIMS, KeyState.IN_FORCE, V1, Duration.ZERO, Optional.empty(), Optional.empty(), false, false),
                new KeyAges(List.of()),
                new KeyEvent.Stored(NINE, KIMS, KeyState.IN_FORCE, V1, Optional.empty()),
                new KeyEvent.Verified(NINE, KIMS, KeyState.IN_FORCE, V1, SHOP, Verdict.ALL_GOOD),
                new KeyEvent.Removed(NINE, KIMS, KeyState.IN_FORCE, V1),
                new KeyEvent.Used(NINE, NINE, KIMS, V1, Optional.empty(), Choice.OWN_KEY, 1),
                new KeyEvent.HolderNamed(NINE, MASTER, KIM),
                LEFT,
                HISTORY,
                Notice.of(Notice.Code.UNCHANGED),
                Notice.Code.UNCHANGED,
                Offboarding.of(STORE, LEDGER),
                RecordedKeyResolver.of(RESOLVER, LEDGER),
                RecordedKeyStore.of(STORE, LEDGER));
    }

    static Stream<Class<?>> types() {
        return Stream.concat(
                values().<Class<?>>map(Object::getClass),
                Stream.<Class<?>>of(
                        CustodyCsv.class,
                        FileKeyLedger.class,
                        // Its instance needs a database, which the tests of it have.
                        JdbcKeyLedger.class,
                        KeyEvent.class,
                        KeyLedger.class));
    }

    @Test
    void theListOfThisTestIsComplete() throws Exception {
        Path folder = Path.of(KeyLedger.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/github/metrckeys/custody");
        Set<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(KeyLedger.class.getPackageName() + "." + name);
                if (Modifier.isPublic(type.getModifiers())) {
                    there.add(type.getName());
                }
            }
        }

        assertThat(there).isEqualTo(types().map(Class::getName).collect(Collectors.toCollection(TreeSet::new)));
    }

    @ParameterizedTest
    @MethodSource("types")
    void noConstructorTakesNull(Class<?> type) {
        tester().testAllPublicConstructors(type);
    }

    @ParameterizedTest
    @MethodSource("types")
    void noStaticMethodTakesNull(Class<?> type) {
        tester().testAllPublicStaticMethods(type);
    }

    @ParameterizedTest
    @MethodSource("values")
    void noInstanceMethodTakesNull(Object value) {
        tester().testAllPublicInstanceMethods(value);
    }

    @Test
    void noInstanceMethodOfALedgerInAFileTakesNull(@TempDir Path directory) {
        tester().testAllPublicInstanceMethods(FileKeyLedger.open(directory.resolve("ledger")));
    }

    private static NullPointerTester tester() {
        return new NullPointerTester()
                .setDefault(Jurisdiction.class, COLORADO)
                .setDefault(Facility.class, SHOP)
                .setDefault(UserId.class, KIM)
                .setDefault(KeyOwner.class, KIMS)
                .setDefault(KeyOwner.Master.class, MASTER)
                .setDefault(KeyVersion.class, V1)
                .setDefault(
                        KeyInfo.class,
                        new KeyInfo(KIMS, KeyState.IN_FORCE, V1, NINE, new KeyFingerprint("0123456789ab")))
                .setDefault(UserApiKey.class, KEY)
                .setDefault(KeyStore.class, STORE)
                .setDefault(KeyLedger.class, LEDGER)
                .setDefault(PermissionProbe.class, PROBE)
                .setDefault(ProbeRequest.class, REQUEST)
                .setDefault(ValidationReport.class, REPORT)
                .setDefault(KeyResolver.class, RESOLVER)
                .setDefault(KeyRequest.class, KeyRequest.read(SHOP))
                .setDefault(KeyHistory.class, HISTORY)
                .setDefault(KeyEvent.class, LEFT)
                .setDefault(CustodyEvidence.class, EVIDENCE)
                .setDefault(String.class, "a reason")
                .setDefault(List.class, List.of())
                .setDefault(Set.class, Set.of())
                .setDefault(Map.class, Map.of())
                .setDefault(Instant.class, NINE)
                .setDefault(InstantSource.class, InstantSource.system())
                .setDefault(Duration.class, Duration.ofDays(1));
    }
}
