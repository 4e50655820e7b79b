package io.github.metrckeys.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.testing.NullPointerTester;
import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.UserId;
import io.github.metrckeys.fixture.AccessFixture;
import io.github.metrckeys.fixture.ManualProbe;
import io.github.metrckeys.probe.BatchValidation;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.ReportMatrix;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No public method of this package takes null. */
class AccessNullsTest {

    private static final VendorApiKey VENDOR_KEY = VendorApiKey.of("vendor-key");
    private static final UserApiKey USER_KEY = UserApiKey.of("user-key");
    private static final ProbeRequest REQUEST = ProbeRequest.master(AccessFixture.SHOP, VENDOR_KEY, USER_KEY);
    private static final ValidationReport REPORT =
            AccessFixture.report(AccessFixture.EMPLOYEE, AccessFixture.SHOP, AccessFixture.NINE);
    private static final AccessCache BOOK = AccessCache.builder().build();
    private static final PermissionProbe PROBE = new ManualProbe();

    /** One value of every public class: its instance methods are tried on it. */
    static Stream<Object> values() {
        return Stream.of(
                BOOK,
                AccessCache.builder(),
                AccessDecision.Reason.TOO_OLD,
                new AccessDecision.Yes(AccessFixture.NINE),
                new AccessDecision.No(Cause.PERMISSION_MISSING, List.of(), AccessFixture.NINE, REPORT),
                new AccessDecision.Unknown(AccessDecision.Reason.NEVER_CHECKED, Optional.empty()),
                new BatchValidation.Result.Finished(REPORT),
                new BatchValidation.Result.Failed(
                        AccessFixture.EMPLOYEE, AccessFixture.SHOP, Optional.empty(), "java.io.IOException"),
                new BatchValidation.Result.Skipped(AccessFixture.EMPLOYEE, AccessFixture.SHOP),
                new BatchValidation.Result.Pending(AccessFixture.EMPLOYEE, AccessFixture.SHOP),
                BatchValidation.start(PROBE, List.of()),
                BatchValidation.builder(PROBE),
                new BatchValidation.Progress(0, 0, 0, 0),
                ReportMatrix.of(List.of()),
                LoginCheck.of(BOOK),
                new LoginCheck.Result(
                        AccessFixture.EMPLOYEE, AccessFixture.SHOP, Map.of(), Map.of(), Optional.empty()));
    }

    static Stream<Class<?>> types() {
        return Stream.concat(
                values().<Class<?>>map(Object::getClass),
                Stream.<Class<?>>of(AccessDecision.class, BatchValidation.Result.class));
    }

    @Test
    void theListOfThisTestIsComplete() throws Exception {
        Path folder = Path.of(AccessDecision.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve("io/github/metrckeys/check");
        Set<String> there = new TreeSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".class", "");
                Class<?> type = Class.forName(AccessDecision.class.getPackageName() + "." + name);
                if (Modifier.isPublic(type.getModifiers()) && isPublicWithin(type)) {
                    there.add(type.getName());
                }
            }
        }

        Set<String> listed = types().map(Class::getName).collect(Collectors.toCollection(TreeSet::new));
        assertThat(there).isEqualTo(listed);
    }

    /** What is public inside of a type that is not, nobody sees. */
    private static boolean isPublicWithin(Class<?> type) {
        return type.getEnclosingClass() == null
                || Modifier.isPublic(type.getEnclosingClass().getModifiers());
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

    private static NullPointerTester tester() {
        return new NullPointerTester()
                .setDefault(Facility.class, AccessFixture.SHOP)
                .setDefault(UserId.class, AccessFixture.USER)
                .setDefault(KeyOwner.class, AccessFixture.EMPLOYEE)
                .setDefault(VendorApiKey.class, VENDOR_KEY)
                .setDefault(UserApiKey.class, USER_KEY)
                .setDefault(PermissionProbe.class, PROBE)
                .setDefault(ProbeRequest.class, REQUEST)
                .setDefault(ValidationReport.class, REPORT)
                .setDefault(Messages.class, Messages.english())
                .setDefault(AccessCache.class, BOOK)
                .setDefault(Instant.class, AccessFixture.NINE);
    }
}
