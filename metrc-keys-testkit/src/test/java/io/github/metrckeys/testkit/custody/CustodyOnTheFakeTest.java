package io.github.metrckeys.testkit.custody;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.custody.Enrollment;
import io.github.metrckeys.custody.EnrollmentResult;
import io.github.metrckeys.custody.KeyEvent;
import io.github.metrckeys.custody.KeyHistory;
import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.custody.Offboarding;
import io.github.metrckeys.custody.RecordedKeyStore;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.file.FileKeyLedger;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Circumstance;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoredKey;
import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeFault;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Entering keys and leaving, against a Metrc over a real socket, and with everything logged. */
@ExtendWith(FakeMetrcExtension.class)
class CustodyOnTheFakeTest {

    private static final UserId EMPLOYEE = UserId.of("emp-7");
    private static final UserId OWNER = UserId.of("owner");

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level levelBefore = root.getLevel();
    private final PermissionProbe probe = HttpPermissionProbe.builder().build();
    private final KeyStore store = InMemoryKeyStore.create();

    @TempDir
    private Path directory;

    private FakeMetrc metrc;
    private FakeFacility shop;
    private FakeUser user;
    private FakeUser owner;
    private KeyLedger ledger;
    private Enrollment enrollment;

    @BeforeEach
    void aShopInColorado(FakeMetrc given) {
        metrc = given;
        shop = metrc.addFacility("402-00001").licenseType("Retail Store").flags("AdvancedSales", "CanSellToConsumers");
        user = metrc.addUser("emp-7").attachWithAllPermissions(shop);
        owner = metrc.addUser("owner").attachWithAllPermissions(shop);
        ledger = FileKeyLedger.open(directory.resolve("keys.ledger"));
        enrollment = Enrollment.builder(store, probe).ledger(ledger).build();
        root.setLevel(Level.TRACE);
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void noKeyIsLogged() {
        root.detachAppender(log);
        root.setLevel(levelBefore);
        String logged = logged(Level.TRACE);
        assertThat(logged)
                .isNotEmpty()
                .doesNotContain(user.key().revealSecret(), owner.key().revealSecret());
    }

    private String logged(Level level) {
        return log.list.stream()
                .filter(event -> event.getLevel().isGreaterOrEqual(level))
                .map(event -> event.getFormattedMessage()
                        + (event.getThrowableProxy() == null
                                ? ""
                                : ThrowableProxyUtil.asString(event.getThrowableProxy())))
                .collect(Collectors.joining("\n"));
    }

    private ProbeRequest request(UserApiKey key) {
        return ProbeRequest.individual(shop.facility(), EMPLOYEE, metrc.vendorKey(), key);
    }

    private KeyOwner employee() {
        return KeyOwner.individual(metrc.jurisdiction(), EMPLOYEE);
    }

    private boolean signsWith(KeyOwner of, UserApiKey key) {
        return store.find(of).filter(stored -> stored.key().equals(key)).isPresent();
    }

    @Test
    void aGoodKeyIsSaved() {
        EnrollmentResult result = enrollment.verifyAndSave(request(user.key()));

        assertThat(result.outcome()).isEqualTo(EnrollmentResult.Outcome.SAVED);
        assertThat(result.report().verdict()).isEqualTo(Verdict.ALL_GOOD);
        assertThat(result.notices()).isEmpty();
        assertThat(signsWith(employee(), user.key())).isTrue();
    }

    @Test
    void aDeadKeyIsNotSavedAndTheOldOneStays() {
        UserApiKey old = user.key();
        enrollment.verifyAndSave(request(old));
        UserApiKey dead = user.generateKey();
        user.replaceKey(old);

        EnrollmentResult result = enrollment.verifyAndSave(request(dead).withMasterKey(owner.key()));

        assertThat(result.outcome()).isEqualTo(EnrollmentResult.Outcome.NOT_SAVED);
        assertThat(result.report().cause()).contains(Cause.USER_KEY_REJECTED);
        assertThat(signsWith(employee(), old)).isTrue();
    }

    @Test
    void aKeyThatLacksAPermissionIsSavedAndTheReportSaysWhatIsMissing() {
        user.revoke(shop, "Manage Items");
        EnrollmentResult result = enrollment.verifyAndSave(request(user.key()));

        assertThat(result.outcome()).isEqualTo(EnrollmentResult.Outcome.SAVED);
        assertThat(result.report().verdict()).isEqualTo(Verdict.PERMISSIONS_MISSING);
        assertThat(signsWith(employee(), user.key())).isTrue();
    }

    @Test
    void whileMetrcIsDownAKeyWaitsAndIsVerifiedLater() {
        metrc.fault(FakeFault.status(503));
        EnrollmentResult down = enrollment.verifyAndSave(request(user.key()));
        assertThat(down.outcome()).isEqualTo(EnrollmentResult.Outcome.UNDECIDED);
        enrollment.savePending(request(user.key())).orThrow();
        assertThat(store.find(employee())).isEmpty();

        metrc.clearFaults();
        UserApiKey pending = enrollment.pending(employee()).orElseThrow().key();
        EnrollmentResult later = enrollment.verifyAndSave(request(pending));

        assertThat(later.outcome()).isEqualTo(EnrollmentResult.Outcome.SAVED);
        assertThat(signsWith(employee(), user.key())).isTrue();
        assertThat(enrollment.pending(employee())).isEmpty();
    }

    @Test
    void aMasterKeyWhoseHolderLeftIsKnownToBeThat() {
        ProbeRequest master = ProbeRequest.master(shop.facility(), metrc.vendorKey(), owner.key());
        assertThat(enrollment.verifyAndSave(master).outcome()).isEqualTo(EnrollmentResult.Outcome.SAVED);
        enrollment.nameHolder(shop.facility(), OWNER);

        assertThat(Offboarding.of(store, ledger).leave(OWNER).masterKeysEnding())
                .containsExactly(shop.facility());
        owner.deactivate();

        StoredKey stored = store.find(KeyOwner.master(shop.facility())).orElseThrow();
        Set<Circumstance> known =
                KeyHistory.of(ledger.events()).circumstances(stored.info(), Instant.now(), Duration.ofDays(365));
        assertThat(known).containsExactly(Circumstance.WORKED_BEFORE, Circumstance.OWNER_LEFT);
        ValidationReport report =
                probe.validate(master.withControlKey(user.key()).knowing(known.toArray(Circumstance[]::new)));
        assertThat(report.cause()).contains(Cause.MASTER_KEY_OWNER_LEFT);
    }

    @Test
    void aReasonThatOverridesIsAWarningInTheLog() {
        metrc.fault(FakeFault.status(503));
        enrollment.verifyAndSave(request(user.key()), "the shop opens and Metrc is down");

        assertThat(logged(Level.WARN))
                .contains("key of emp-7 in CO", "INCONCLUSIVE", "the shop opens and Metrc is down");
    }

    @Test
    void aLedgerThatFailsIsAWarningInTheLog() {
        KeyLedger broken = new KeyLedger() {
            @Override
            public void append(KeyEvent event) {
                throw new MetrcKeysException(ErrorCode.STORE_NOT_WRITABLE, "the disk is full");
            }

            @Override
            public List<KeyEvent> events() {
                return List.of();
            }
        };
        RecordedKeyStore.of(store, broken)
                .put(employee(), user.key(), KeyVersion.NONE)
                .orThrow();

        assertThat(logged(Level.WARN)).contains("Stored[", "the disk is full");
    }
}
