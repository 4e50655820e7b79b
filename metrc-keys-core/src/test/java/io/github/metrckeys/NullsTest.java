package io.github.metrckeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.google.common.testing.NullPointerTester;
import io.github.metrckeys.access.CallResult;
import io.github.metrckeys.catalog.Endpoint;
import io.github.metrckeys.catalog.EndpointCatalog;
import io.github.metrckeys.catalog.FacilityFlag;
import io.github.metrckeys.catalog.FacilityFlags;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.catalog.Operation;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.catalog.PermissionCategory;
import io.github.metrckeys.catalog.Provenance;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.file.EncryptedFileKeyStore;
import io.github.metrckeys.internal.diagnosis.CallDiagnostician;
import io.github.metrckeys.internal.diagnosis.Diagnostician;
import io.github.metrckeys.internal.diagnosis.FacilityList;
import io.github.metrckeys.internal.diagnosis.FacilityProfile;
import io.github.metrckeys.internal.diagnosis.Observation;
import io.github.metrckeys.internal.diagnosis.Outcome;
import io.github.metrckeys.internal.diagnosis.ProbeCase;
import io.github.metrckeys.internal.diagnosis.ProbeEvidence;
import io.github.metrckeys.internal.diagnosis.ProbePlan;
import io.github.metrckeys.jdbc.JdbcKeyStore;
import io.github.metrckeys.jdbc.SchemaMode;
import io.github.metrckeys.probe.Circumstance;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Evidence;
import io.github.metrckeys.report.Explanation;
import io.github.metrckeys.report.PermissionList;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ReportComparison;
import io.github.metrckeys.report.ReportLine;
import io.github.metrckeys.report.ReportTexts;
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
import io.github.metrckeys.secret.KeyShape;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.store.EncryptedKeyStore;
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
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.ListResourceBundle;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
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
    private static final Observation OBSERVATION = Observation.answered(ENDPOINT, Outcome.SUCCEEDED, 200);
    private static final FacilityList LIVENESS = FacilityList.without(OBSERVATION);
    private static final FacilityProfile PROFILE = new FacilityProfile(
            SHOP.license(), Optional.empty(), Optional.empty(), FacilityFlags.UNKNOWN, Optional.empty());
    private static final ProbeCase CASE = new ProbeCase(
            OWNER, SHOP, Optional.empty(), Set.of(), Set.of(), false, ProbeRequest.Depth.FULL, LocalDate.EPOCH);
    private static final ProbeEvidence EVIDENCE = ProbeEvidence.opened(CASE, LIVENESS);
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
    private static final CallResult CALL = CallResult.of(HttpMethod.GET, "/packages/v2/active", 401);
    private static final Explanation EXPLANATION = new Explanation(Optional.empty(), Optional.empty(), List.of());
    private static final PermissionList.None NOT_READ = new PermissionList.None(PermissionList.Reason.REFUSED);
    private static final ReportComparison COMPARISON = ReportComparison.of(REPORT, REPORT);
    private static final KeyInfo INFO =
            new KeyInfo(OWNER, KeyState.IN_FORCE, VERSION, Instant.EPOCH, new KeyFingerprint("0123456789ab"));
    private static final KeyStore STORE = InMemoryKeyStore.create();
    private static final KeyEncryptionKey KEY_ENCRYPTION_KEY = KeyEncryptionKey.ofBytes("id", new byte[32]);
    private static final KeyEncryptionKeys KEY_ENCRYPTION_KEYS = KeyEncryptionKeys.of(KEY_ENCRYPTION_KEY);

    private static final DataSource NO_DATABASE = (DataSource) Proxy.newProxyInstance(
            NullsTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                throw new SQLException("There is no database here.");
            });

    @TempDir
    static Path directory;

    private static final KeyRequest REQUEST = KeyRequest.read(SHOP);

    /** One value of every public class: its instance methods are tried on it. */
    static Stream<Object> values() {
        return Stream.of(
                Access.READ,
                ErrorCode.MISMATCH,
                SHOP,
                Jurisdiction.IndividualKeys.UNKNOWN,
                Jurisdiction.IndividualKeys.Demand.UNKNOWN,
                new InvalidInputException(ErrorCode.MISMATCH, "message"),
                COLORADO,
                COLORADO.environment(),
                KeyMode.MASTER,
                OWNER,
                KeyOwner.master(SHOP),
                SHOP.license(),
                new MetrcKeysException(ErrorCode.MISMATCH, "message"),
                USER,
                Endpoint.AnswerShape.PAGE,
                Provenance.OBSERVED,
                ENDPOINT,
                Role.Need.REQUIRED,
                Operation.RING_SALE,
                Role.BUDTENDER,
                new Endpoint.Gate(Endpoint.Gate.Holder.SETTING, "name"),
                Endpoint.Gate.Holder.SETTING,
                EndpointCatalog.standard(),
                FacilityFlag.of("CanGrowPlants"),
                FacilityFlags.UNKNOWN,
                Endpoint.FacilityRule.NONE,
                HttpMethod.GET,
                Permission.of("View Sales"),
                PermissionCategory.SALES,
                Endpoint.PermissionRule.NONE,
                Endpoint.PermissionRule.Match.ALL,
                Endpoint.Sources.ONE,
                PROFILE,
                LIVENESS,
                OBSERVATION,
                Outcome.REFUSED,
                Outcome.BodyForm.JSON,
                CASE,
                CALL,
                Circumstance.OWNER_LEFT,
                ProbeRequest.Depth.FULL,
                EVIDENCE,
                ProbePlan.of(PROFILE),
                ProbePlan.of(PROFILE).steps().get(0),
                ProbeRequest.master(SHOP, VENDOR_KEY, USER_KEY),
                Cause.THROTTLED,
                DIAGNOSIS,
                OBSERVATION.evidence(),
                Evidence.Signed.WITH_THE_KEY,
                new Evidence.Declared(Permission.of("View Sales"), true),
                EXPLANATION,
                ValidationReport.Findings.NONE,
                NOT_READ,
                PermissionList.Found.GIVEN,
                PermissionList.Reason.REFUSED,
                PermissionList.Says.GRANTED,
                new PermissionList.Read("E-1", PermissionList.Found.GIVEN, KeyMode.MASTER, Set.of()),
                COMPARISON,
                ReportLine.Status.SUCCESS,
                REMEDY,
                Remedy.Code.WAIT,
                LINE,
                ReportTexts.english(),
                Remedy.Responsible.NOBODY,
                REPORT,
                Verdict.ALL_GOOD,
                KeyPolicy.master(),
                REQUEST,
                new KeyResolution.Resolved(OWNER, USER_KEY, VERSION, KeyResolution.Choice.OWN_KEY),
                KeyResolution.Choice.OWN_KEY,
                new KeyResolution.Unresolved(REQUEST, KeyResolution.Gap.NO_ACTOR),
                KeyResolution.Gap.NO_ACTOR,
                KeyPolicy.MasterFallback.NEVER,
                StoreKeyResolver.builder(STORE).build(),
                StoreKeyResolver.builder(STORE),
                AuthorizationHeader.of(VENDOR_KEY, USER_KEY),
                KeyShape.UNUSUAL_LENGTH,
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
                SchemaMode.CHECK,
                JdbcKeyStore.builder(NO_DATABASE, KEY_ENCRYPTION_KEYS),
                EncryptedFileKeyStore.builder(directory.resolve("nulls"), KEY_ENCRYPTION_KEYS),
                EncryptedFileKeyStore.open(directory.resolve("nulls"), KEY_ENCRYPTION_KEYS));
    }

    /** What cannot be instantiated, or has no method to be tried on an instance. */
    static Stream<Class<?>> typesWithoutAValue() {
        return Stream.of(
                KeyOwner.class,
                CallDiagnostician.class,
                Diagnostician.class,
                PermissionProbe.class,
                Evidence.class,
                PermissionList.class,
                KeyResolution.class,
                KeyResolver.class,
                EncryptedKeyStore.class,
                // Its instance needs a database, which the tests of it have.
                JdbcKeyStore.class,
                KeyEncryptionKey.class,
                KeyStore.class,
                StoreResult.class);
    }

    static Stream<Class<?>> types() {
        return Stream.concat(values().map(NullsTest::typeOf), typesWithoutAValue())
                .distinct();
    }

    @Test
    void theListsOfThisTestAreComplete() throws Exception {
        Set<String> listed = types().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));

        assertThat(publicTypes()).isEqualTo(listed);
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
                .setDefault(ProbeCase.class, CASE)
                .setDefault(ProbeRequest.class, ProbeRequest.master(SHOP, VENDOR_KEY, USER_KEY))
                .setDefault(CallResult.class, CALL)
                .setDefault(Explanation.class, EXPLANATION)
                .setDefault(ValidationReport.Findings.class, ValidationReport.Findings.NONE)
                .setDefault(PermissionList.class, NOT_READ)
                .setDefault(ReportComparison.class, COMPARISON)
                .setDefault(Set.class, Set.of())
                .setDefault(Permission.class, Permission.of("View Sales"))
                .setDefault(Endpoint.PermissionRule.class, Endpoint.PermissionRule.NONE)
                .setDefault(FacilityProfile.class, PROFILE)
                .setDefault(FacilityList.class, LIVENESS)
                .setDefault(Observation.class, OBSERVATION)
                .setDefault(ProbeEvidence.class, EVIDENCE)
                .setDefault(ValidationReport.Diagnosis.class, DIAGNOSIS)
                .setDefault(Evidence.class, OBSERVATION.evidence())
                .setDefault(Remedy.class, REMEDY)
                .setDefault(ReportLine.class, LINE)
                .setDefault(ReportTexts.class, ReportTexts.english())
                .setDefault(ValidationReport.class, REPORT)
                .setDefault(String.class, "CO")
                .setDefault(URI.class, URI.create("https://metrc.example"))
                .setDefault(Instant.class, Instant.EPOCH)
                .setDefault(InstantSource.class, InstantSource.system())
                .setDefault(Duration.class, Duration.ZERO)
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

    /** Of a constant of an enum with bodies, the enum itself. */
    private static Class<?> typeOf(Object value) {
        return value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
    }

    private static Set<String> publicTypes() throws Exception {
        Path classes = Path.of(Jurisdiction.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("internal"))
                    .filter(name -> !name.endsWith("-info.class"))
                    // These packages have tests of their own.
                    .filter(name -> !name.contains("check") && !name.contains("custody"))
                    .map(name -> name.substring(0, name.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.'))
                    .filter(NullsTest::isPublic)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isPublic(String name) {
        try {
            return Modifier.isPublic(Class.forName(name).getModifiers());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }
}
