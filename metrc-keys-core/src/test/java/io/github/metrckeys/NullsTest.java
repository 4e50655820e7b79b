package io.github.metrckeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.common.testing.NullPointerTester;
import io.github.metrckeys.access.AccessCache;
import io.github.metrckeys.access.AccessDecision;
import io.github.metrckeys.access.CallResult;
import io.github.metrckeys.access.LoginCheck;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.custody.CustodyEvidence;
import io.github.metrckeys.custody.Enrollment;
import io.github.metrckeys.custody.EnrollmentResult;
import io.github.metrckeys.custody.InMemoryKeyLedger;
import io.github.metrckeys.custody.KeyAges;
import io.github.metrckeys.custody.KeyEvent;
import io.github.metrckeys.custody.KeyHistory;
import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.custody.Notice;
import io.github.metrckeys.custody.Offboarding;
import io.github.metrckeys.custody.RecordedKeyResolver;
import io.github.metrckeys.custody.RecordedKeyStore;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.file.EncryptedFileKeyStore;
import io.github.metrckeys.file.FileKeyLedger;
import io.github.metrckeys.fixture.ManualProbe;
import io.github.metrckeys.jdbc.JdbcKeyLedger;
import io.github.metrckeys.jdbc.JdbcKeyStore;
import io.github.metrckeys.probe.BatchValidation;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.Explanation;
import io.github.metrckeys.report.PermissionChecklist;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportComparison;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ReportMatrix;
import io.github.metrckeys.report.Roster;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.resolve.KeyPolicy;
import io.github.metrckeys.resolve.KeyRequest;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.resolve.KeyResolver;
import io.github.metrckeys.resolve.StoreKeyResolver;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.Fingerprinter;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.store.InMemoryKeyStore;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;

/** No public method takes null. */
class NullsTest {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final Facility SHOP = Facility.of(COLORADO, "402-00001");
    private static final UserId USER = UserId.of("emp-7");
    private static final KeyOwner OWNER = KeyOwner.individual(COLORADO, USER);
    private static final VendorApiKey VENDOR_KEY = VendorApiKey.of("vendor-key");
    private static final UserApiKey USER_KEY = UserApiKey.of("user-key");
    private static final KeyVersion VERSION = new KeyVersion(1);
    private static final Endpoint ENDPOINT = PermissionCategory.SALES.readEndpoint();
    private static final ReportLine LINE = new ReportLine(
            PermissionCategory.SALES,
            Optional.empty(),
            ENDPOINT,
            Role.Need.REQUIRED,
            ReportLine.Status.SUCCESS,
            Optional.empty(),
            List.of(),
            List.of());
    private static final Remedy REMEDY = Remedy.of(Remedy.Code.WAIT);
    private static final ValidationReport.Diagnosis DIAGNOSIS =
            new ValidationReport.Diagnosis(Verdict.ALL_GOOD, Optional.empty(), List.of(), List.of());
    private static final ValidationReport REPORT = new ValidationReport(
            OWNER, SHOP, Optional.empty(), ValidationReport.Findings.NONE, DIAGNOSIS, Instant.EPOCH, Duration.ZERO, 0);
    private static final Roster.Employee EMPLOYEE = new Roster.Employee(USER, Optional.empty(), true);
    private static final Roster ROSTER = Roster.of(SHOP, Role.BUDTENDER, List.of(EMPLOYEE), List.of(REPORT));
    private static final CallResult CALL = CallResult.of(HttpMethod.GET, "/packages/v2/active", 401);
    private static final Explanation EXPLANATION = new Explanation(Optional.empty(), Optional.empty(), List.of());
    private static final PermissionList.None NOT_READ = new PermissionList.None(PermissionList.Reason.REFUSED);
    private static final ReportComparison COMPARISON = ReportComparison.of(REPORT, REPORT);
    private static final KeyInfo INFO =
            new KeyInfo(OWNER, KeyState.IN_FORCE, VERSION, Instant.EPOCH, new KeyFingerprint("0123456789ab"));
    private static final KeyStore STORE = InMemoryKeyStore.create();
    private static final Evidence EVIDENCE = new Evidence.Declared(Permission.of("View Sales"), true);
    private static final PermissionProbe PROBE = new ManualProbe();
    private static final ProbeRequest PROBE_REQUEST = ProbeRequest.master(SHOP, VENDOR_KEY, USER_KEY);
    private static final AccessCache CACHE = AccessCache.builder().build();
    private static final KeyLedger LEDGER = InMemoryKeyLedger.create();
    private static final KeyHistory HISTORY = KeyHistory.of(List.of());
    private static final KeyEvent LEFT = new KeyEvent.Left(Instant.EPOCH, USER);
    private static final KeyEncryptionKey KEY_ENCRYPTION_KEY = KeyEncryptionKey.ofBytes("id", new byte[32]);
    private static final KeyEncryptionKeys KEY_ENCRYPTION_KEYS = KeyEncryptionKeys.of(KEY_ENCRYPTION_KEY);

    private static final DataSource NO_DATABASE = (DataSource) Proxy.newProxyInstance(
            NullsTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                throw new SQLException("There is no database here.");
            });

    @TempDir
    static Path directory;

    private static final KeyRequest REQUEST = KeyRequest.read(SHOP);

    /** A value of every public class but the enums: its instance methods are tried on it. */
    private static final PermissionChecklist CHECKLIST = PermissionChecklist.of(Role.BUDTENDER, FacilityFlags.UNKNOWN);

    private static List<Object> samples() {
        return List.of(
                SHOP,
                new InvalidInputException(ErrorCode.MISMATCH, "message"),
                COLORADO,
                COLORADO.environment(),
                OWNER,
                KeyOwner.master(SHOP),
                SHOP.license(),
                new MetrcKeysException(ErrorCode.MISMATCH, "message"),
                USER,
                ENDPOINT,
                new Endpoint.Gate(Endpoint.Gate.Holder.SETTING, "name"),
                EndpointCatalog.standard(),
                FacilityFlag.of("CanGrowPlants"),
                FacilityFlags.UNKNOWN,
                CHECKLIST,
                CHECKLIST.boxes().get(0),
                CHECKLIST.boxes().get(0).uses().get(0),
                new PermissionChecklist.Excluded(CHECKLIST.boxes().get(0).uses().get(0), List.of(), true),
                Permission.of("View Sales"),
                CALL,
                ProbeRequest.master(SHOP, VENDOR_KEY, USER_KEY),
                DIAGNOSIS,
                new Evidence.Declared(Permission.of("View Sales"), true),
                EXPLANATION,
                NOT_READ,
                new PermissionList.Read("E-1", PermissionList.Found.GIVEN, KeyMode.MASTER, Set.of()),
                COMPARISON,
                REMEDY,
                LINE,
                Messages.english(),
                Remedy.Responsible.NOBODY,
                REPORT,
                ROSTER,
                EMPLOYEE,
                ROSTER.rows().get(0),
                Roster.State.READY,
                KeyPolicy.master(),
                REQUEST,
                new KeyResolution.Resolved(OWNER, USER_KEY, VERSION, KeyResolution.Choice.OWN_KEY),
                new KeyResolution.Unresolved(REQUEST, KeyResolution.Gap.NO_ACTOR),
                StoreKeyResolver.builder(STORE).build(),
                StoreKeyResolver.builder(STORE),
                AuthorizationHeader.of(VENDOR_KEY, USER_KEY),
                USER_KEY,
                VENDOR_KEY,
                STORE,
                INFO,
                VERSION,
                new StoreResult.Done(VERSION),
                new StoreResult.Conflict(OWNER, KeyState.IN_FORCE, VERSION, VERSION),
                new StoredKey(INFO, USER_KEY),
                INFO.fingerprint(),
                Fingerprinter.random(),
                KEY_ENCRYPTION_KEYS,
                JdbcKeyStore.builder(NO_DATABASE, KEY_ENCRYPTION_KEYS),
                EncryptedFileKeyStore.builder(directory.resolve("nulls"), KEY_ENCRYPTION_KEYS),
                EncryptedFileKeyStore.open(directory.resolve("nulls"), KEY_ENCRYPTION_KEYS),
                FileKeyLedger.open(directory.resolve("ledger")),
                CACHE,
                AccessCache.builder(),
                new AccessDecision.Yes(Instant.EPOCH),
                new AccessDecision.No(Cause.PERMISSION_MISSING, List.of(), Instant.EPOCH, REPORT),
                new AccessDecision.Unknown(AccessDecision.Reason.NEVER_CHECKED, Optional.empty()),
                new BatchValidation.Result.Finished(REPORT),
                new BatchValidation.Result.Failed(OWNER, SHOP, Optional.empty(), "java.io.IOException"),
                new BatchValidation.Result.Skipped(OWNER, SHOP),
                new BatchValidation.Result.Pending(OWNER, SHOP),
                BatchValidation.start(PROBE, List.of()),
                BatchValidation.builder(PROBE),
                new BatchValidation.Progress(0, 0, 0, 0),
                ReportMatrix.of(List.of()),
                LoginCheck.of(CACHE),
                new LoginCheck.Result(
                        OWNER,
                        SHOP,
                        Optional.empty(),
                        Map.of(),
                        Map.of(),
                        Optional.empty(),
                        ValidationReport.Findings.NONE),
                new LoginCheck.Item(PermissionCategory.SALES, Optional.empty()),
                new ValidationReport.Findings.Holder("E-1004", Optional.empty(), Optional.empty()),
                new Remedy.Step(Remedy.Responsible.EMPLOYEE, 1, "Log in."),
                new CustodyEvidence.KeyRecord(
                        OWNER,
                        KeyState.IN_FORCE,
                        VERSION,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty()),
                CustodyEvidence.of(STORE, HISTORY),
                new Offboarding.Result(USER, List.of(), List.of(), List.of()),
                Enrollment.builder(STORE, PROBE),
                Enrollment.builder(STORE, PROBE).build(),
                new EnrollmentResult(EnrollmentResult.Outcome.SAVED, OWNER, Optional.empty(), REPORT, List.of()),
                InMemoryKeyLedger.create(),
                JdbcKeyLedger.builder(NO_DATABASE),
                new KeyAges.KeyAge(
                        OWNER,
                        KeyState.IN_FORCE,
                        VERSION,
                        Duration.ZERO,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false),
                new KeyAges(List.of()),
                new KeyEvent.Stored(Instant.EPOCH, OWNER, KeyState.IN_FORCE, VERSION, Optional.empty()),
                new KeyEvent.Verified(Instant.EPOCH, OWNER, KeyState.IN_FORCE, VERSION, SHOP, Verdict.ALL_GOOD),
                new KeyEvent.Removed(Instant.EPOCH, OWNER, KeyState.IN_FORCE, VERSION),
                new KeyEvent.Used(
                        Instant.EPOCH,
                        Instant.EPOCH,
                        OWNER,
                        KeyState.IN_FORCE,
                        VERSION,
                        Optional.empty(),
                        KeyResolution.Choice.OWN_KEY,
                        1),
                new KeyEvent.HolderNamed(Instant.EPOCH, new KeyOwner.Master(SHOP), USER),
                LEFT,
                HISTORY,
                new Notice(Notice.Code.UNCHANGED, Optional.empty(), KeyState.IN_FORCE, Set.of()),
                Offboarding.of(STORE, LEDGER),
                RecordedKeyResolver.of(StoreKeyResolver.builder(STORE).build(), LEDGER),
                RecordedKeyStore.of(STORE, LEDGER),
                EVIDENCE,
                new Evidence.Observed(ENDPOINT, OptionalInt.empty(), Evidence.Signed.WITH_THE_KEY),
                Jurisdiction.IndividualKeys.UNKNOWN,
                Role.BUDTENDER,
                Endpoint.FacilityRule.NONE,
                Endpoint.PermissionRule.NONE,
                ValidationReport.Findings.NONE);
    }

    static Stream<Object> values() {
        return Stream.concat(samples().stream(), types().filter(Class::isEnum).map(type -> type.getEnumConstants()[0]));
    }

    /** Every type that this module shows to everybody, nested ones included. */
    static Stream<Class<?>> types() {
        ModuleReference module =
                ModuleFinder.of(location()).findAll().iterator().next();
        Set<String> exported = module.descriptor().exports().stream()
                .filter(export -> !export.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        try (ModuleReader reader = module.open();
                Stream<String> names = reader.list()) {
            return names
                    .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
                    .map(name ->
                            name.substring(0, name.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> exported.contains(name.substring(0, name.lastIndexOf('.'))))
                    .<Class<?>>map(NullsTest::named)
                    .filter(NullsTest::isVisible)
                    .sorted(Comparator.comparing(Class::getName))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyPublicClassHasASample() {
        Set<Class<?>> sampled = samples().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(types().filter(NullsTest::needsASample)).isSubsetOf(sampled);
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

    @ParameterizedTest
    @NullSource
    void theArgumentIsNamed(Facility facility) {
        assertThatNullPointerException()
                .isThrownBy(() -> KeyOwner.master(facility))
                .withMessage("facility must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> KeyRequest.write(facility))
                .withMessage("facility must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> StoreKeyResolver.builder(STORE).build().policyOf(facility))
                .withMessage("facility must not be null");
    }

    @ParameterizedTest
    @NullSource
    void aMissingKeyIsNamed(UserApiKey key) {
        assertThatNullPointerException()
                .isThrownBy(() -> AuthorizationHeader.of(VENDOR_KEY, key))
                .withMessage("userKey must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> ProbeRequest.master(SHOP, VENDOR_KEY, key))
                .withMessage("masterKey must not be null");
        assertThatNullPointerException()
                .isThrownBy(() -> STORE.put(OWNER, key, VERSION))
                .withMessage("key must not be null");
    }

    private static NullPointerTester tester() {
        return new NullPointerTester()
                .setDefault(Jurisdiction.class, COLORADO)
                .setDefault(Facility.class, SHOP)
                .setDefault(LicenseNumber.class, SHOP.license())
                .setDefault(UserId.class, USER)
                .setDefault(KeyOwner.class, OWNER)
                .setDefault(VendorApiKey.class, VENDOR_KEY)
                .setDefault(UserApiKey.class, USER_KEY)
                .setDefault(KeyVersion.class, VERSION)
                .setDefault(DataSource.class, NO_DATABASE)
                .setDefault(KeyInfo.class, INFO)
                .setDefault(KeyFingerprint.class, INFO.fingerprint())
                .setDefault(KeyEncryptionKey.class, KEY_ENCRYPTION_KEY)
                .setDefault(KeyEncryptionKeys.class, KEY_ENCRYPTION_KEYS)
                .setDefault(Path.class, directory.resolve("nulls"))
                .setDefault(KeyStore.class, STORE)
                .setDefault(KeyPolicy.class, KeyPolicy.individual())
                .setDefault(KeyRequest.class, REQUEST)
                .setDefault(Endpoint.class, ENDPOINT)
                .setDefault(FacilityFlag.class, FacilityFlag.of("CanGrowPlants"))
                .setDefault(FacilityFlags.class, FacilityFlags.UNKNOWN)
                .setDefault(Endpoint.FacilityRule.class, Endpoint.FacilityRule.NONE)
                .setDefault(Role.class, Role.BUDTENDER)
                .setDefault(
                        PermissionChecklist.Use.class,
                        CHECKLIST.boxes().get(0).uses().get(0))
                .setDefault(ProbeRequest.class, PROBE_REQUEST)
                .setDefault(PermissionProbe.class, PROBE)
                .setDefault(AccessCache.class, CACHE)
                .setDefault(KeyOwner.Master.class, new KeyOwner.Master(SHOP))
                .setDefault(KeyLedger.class, LEDGER)
                .setDefault(KeyHistory.class, HISTORY)
                .setDefault(KeyEvent.class, LEFT)
                .setDefault(CustodyEvidence.class, CustodyEvidence.of(STORE, HISTORY))
                .setDefault(KeyResolver.class, StoreKeyResolver.builder(STORE).build())
                .setDefault(List.class, List.of())
                .setDefault(CallResult.class, CALL)
                .setDefault(Explanation.class, EXPLANATION)
                .setDefault(ValidationReport.Findings.class, ValidationReport.Findings.NONE)
                .setDefault(PermissionList.class, NOT_READ)
                .setDefault(ReportComparison.class, COMPARISON)
                .setDefault(Set.class, Set.of())
                .setDefault(Permission.class, Permission.of("View Sales"))
                .setDefault(Endpoint.PermissionRule.class, Endpoint.PermissionRule.NONE)
                .setDefault(ValidationReport.Diagnosis.class, DIAGNOSIS)
                .setDefault(Evidence.class, EVIDENCE)
                .setDefault(Remedy.class, REMEDY)
                .setDefault(Roster.Employee.class, EMPLOYEE)
                .setDefault(ReportLine.class, LINE)
                .setDefault(Messages.class, Messages.english())
                .setDefault(ValidationReport.class, REPORT)
                .setDefault(String.class, "CO")
                .setDefault(URI.class, URI.create("https://metrc.example"))
                .setDefault(Instant.class, Instant.EPOCH)
                .setDefault(InstantSource.class, InstantSource.system())
                .setDefault(Duration.class, Duration.ofDays(1))
                .setDefault(LocalDate.class, LocalDate.EPOCH)
                .setDefault(OptionalInt.class, OptionalInt.empty())
                .setDefault(OptionalLong.class, OptionalLong.empty())
                .setDefault(Map.class, Map.of())
                .setDefault(ResourceBundle.class, new ListResourceBundle() {
                    @Override
                    protected Object[][] getContents() {
                        return new Object[0][];
                    }
                });
    }

    private static Path location() {
        try {
            return Path.of(Jurisdiction.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static Class<?> named(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    /** What is public inside of a type that is not, nobody sees. */
    private static boolean isVisible(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isVisible(type.getEnclosingClass()));
    }

    private static boolean needsASample(Class<?> type) {
        return !type.isEnum()
                && !Modifier.isAbstract(type.getModifiers())
                // Their instances need a database, which their own tests have.
                && !Set.of(JdbcKeyStore.class, JdbcKeyLedger.class).contains(type)
                && Arrays.stream(type.getDeclaredMethods()).anyMatch(NullsTest::isPublicInstanceMethod);
    }

    private static boolean isPublicInstanceMethod(Method method) {
        return Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
    }
}
