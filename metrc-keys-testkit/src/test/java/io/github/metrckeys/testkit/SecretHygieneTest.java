package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.metrckeys.file.EncryptedFileKeyStore;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.PermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.AuthorizationHeader;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every public type of every module, found by reflection and made out of the others, with keys wherever keys go in: no text
 * that it gives of itself holds one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretHygieneTest {

    private static final String ROOT = "io.github.metrckeys";
    private static final String USER_KEY = "HygieneUserZq7xKp2mWn8vRt4yLs6dFh3gJb9cXeAu01";
    private static final String VENDOR_KEY = "HygieneVendorHy5tGr3eDw2sAq9zXc7vBn4mKj8uIo6p";
    private static final String PASSPHRASE = "HygienePassphraseMn1bVc5xZl9kJh7gFd3sAp8oIu6y";
    private static final String PASSPHRASE_ID = "passphrase";
    private static final byte[] SECRET_BYTES = "HygieneBytes-0123456789abcdefghi".getBytes(StandardCharsets.US_ASCII);

    /** Rounds of making values out of values; a type that takes one of the last round's makes no difference any more. */
    private static final int ROUNDS = 4;

    private static final int VALUES_OF_A_TYPE = 3;
    private static final int COMBINATIONS = 12;

    private final Map<Class<?>, List<Object>> pool = new LinkedHashMap<>();
    private List<Class<?>> types;

    @BeforeAll
    void makeWhatCanBeMade(@TempDir Path directory) {
        types = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages(ROOT).stream()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.getPackageName().contains("internal"))
                        .filter(type -> !type.getPackageName().startsWith(ROOT + ".testkit.workbench"))
                        .sorted(Comparator.comparing(JavaClass::getName))
                        .<Class<?>>map(JavaClass::reflect)
                        .toList();
        KeyEncryptionKey bytes = KeyEncryptionKey.ofBytes("bytes", SECRET_BYTES);
        Stream.of(
                        UserApiKey.of(USER_KEY),
                        VendorApiKey.of(VENDOR_KEY),
                        bytes,
                        KeyEncryptionKey.ofPassphrase(PASSPHRASE_ID, PASSPHRASE.toCharArray()),
                        SECRET_BYTES,
                        database(),
                        new NoProbe(),
                        "CO",
                        "402-00001",
                        // Made first, or the ledger would take every path there is.
                        EncryptedFileKeyStore.open(directory.resolve("one.file"), KeyEncryptionKeys.of(bytes)),
                        directory.resolve("one.file"),
                        directory.resolve("other.file"),
                        Instant.EPOCH,
                        LocalDate.EPOCH,
                        Duration.ofSeconds(1),
                        1,
                        1L,
                        OptionalInt.of(200),
                        true)
                .forEach(this::keep);
        for (int round = 0; round < ROUNDS; round++) {
            types.forEach(this::makeBy);
        }
    }

    @Test
    void nothingPrintsASecret() {
        Set<String> leaking = new TreeSet<>();
        values().filter(value -> leaks(String.valueOf(value)))
                .forEach(value -> leaking.add(value.getClass().getName()));

        assertThat(leaking).isEmpty();
    }

    @Test
    void aValueThatWouldPrintASecretIsFound() {
        assertThat(leaks("key=" + USER_KEY)).isTrue();
        assertThat(leaks(AuthorizationHeader.of(VendorApiKey.of(VENDOR_KEY), UserApiKey.of(USER_KEY))
                        .revealSecret()))
                .isTrue();
        assertThat(leaks(Arrays.toString(SECRET_BYTES))).isTrue();
        assertThat(leaks("..." + USER_KEY.substring(USER_KEY.length() - 4))).isFalse();
    }

    @Test
    void noTextOfATypeButTheLoudOneGivesASecretAway() {
        Set<String> loud = new TreeSet<>();
        for (Object value : values().toList()) {
            for (Method method : value.getClass().getMethods()) {
                if (method.getParameterCount() == 0
                        && method.getReturnType() == String.class
                        && isOurs(method.getDeclaringClass())
                        && leaks(String.valueOf(call(method, value)))) {
                    loud.add(method.getName());
                }
            }
        }
        assertThat(loud).containsExactly("revealSecret");
    }

    @Test
    void whatHoldsAKeyInAFieldCannotBeSerialized() throws IOException {
        for (Object value : values().toList()) {
            if (Arrays.stream(value.getClass().getDeclaredFields())
                    .filter(field -> !Modifier.isStatic(field.getModifiers()))
                    .map(Field::getType)
                    .anyMatch(Set.of(UserApiKey.class, VendorApiKey.class, AuthorizationHeader.class)::contains)) {
                try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
                    out.writeObject(value);
                    assertThat(value.getClass())
                            .as("is serialized with its key")
                            .isNull();
                } catch (NotSerializableException e) {
                    assertThat(e.getMessage()).isNotNull();
                }
            }
        }
    }

    /** A new type that cannot be made like that has to be named here, and thought of. */
    @Test
    void everyTypeWasMadeOrIsNamed() {
        Set<String> unmade = types.stream()
                .filter(type -> !pool.containsKey(type) || pool.get(type).isEmpty())
                .filter(type -> Arrays.stream(type.getMethods())
                        .anyMatch(method -> !Modifier.isStatic(method.getModifiers())
                                && method.getDeclaringClass() != Object.class))
                .map(type -> type.getName().substring(ROOT.length() + 1))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(unmade)
                .as("types that are made by a server, by a framework or by an implementor")
                .containsExactlyInAnyOrder(
                        "http.CallGate$Permit",
                        "http.Reply$Response",
                        "testkit.FakeCall",
                        "testkit.FakeFacility",
                        "testkit.FakeFault",
                        "testkit.FakeLimits",
                        "testkit.FakeMetrc",
                        "testkit.FakeMetrc$Builder",
                        "testkit.FakeUser",
                        "testkit.assertj.ValidationReportAssert",
                        "testkit.contract.KeyLedgerContract",
                        "testkit.contract.KeyStoreContract",
                        "testkit.junit.FakeMetrcExtension");
    }

    /** Nothing is asked of Metrc here. */
    private record NoProbe() implements PermissionProbe {
        @Override
        public ValidationReport validate(ProbeRequest request) {
            throw new IllegalStateException("Nothing is validated here.");
        }

        @Override
        public CompletableFuture<ValidationReport> validateAsync(ProbeRequest request) {
            return CompletableFuture.failedFuture(new IllegalStateException("Nothing is validated here."));
        }
    }

    private static DataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:hygiene;DB_CLOSE_DELAY=-1");
        return database;
    }

    private Stream<Object> values() {
        return pool.values().stream().flatMap(List::stream).filter(value -> isOurs(value.getClass()));
    }

    private static boolean isOurs(Class<?> type) {
        return type.getName().startsWith(ROOT);
    }

    private void makeBy(Class<?> type) {
        if (type.isEnum()) {
            keep(type.getEnumConstants()[0]);
            return;
        }
        Stream.concat(
                        Arrays.stream(type.getConstructors()),
                        Arrays.stream(type.getDeclaredMethods())
                                .filter(method -> Modifier.isPublic(method.getModifiers()))
                                .filter(method -> makes(method.getReturnType())))
                .sorted(Comparator.comparing(Executable::toGenericString))
                .forEach(this::makeBy);
    }

    /** What opens a port, starts a process or waits is not tried. */
    private static boolean makes(Class<?> type) {
        return (isOurs(type) && !type.getName().startsWith(ROOT + ".testkit"))
                || type == Optional.class
                || type == List.class;
    }

    private void makeBy(Executable maker) {
        boolean asks = PermissionProbe.class.isAssignableFrom(maker.getDeclaringClass())
                && !Modifier.isStatic(maker.getModifiers());
        if (asks || maker.getDeclaringClass().getName().startsWith(ROOT + ".testkit")) {
            return;
        }
        List<Object> owners = maker instanceof Method method && !Modifier.isStatic(method.getModifiers())
                ? List.copyOf(pool.getOrDefault(method.getDeclaringClass(), List.of()))
                : List.of(this);
        for (Object owner : owners) {
            for (int i = 0; i < COMBINATIONS; i++) {
                Object[] arguments = arguments(maker, i);
                if (arguments.length < maker.getParameterCount()) {
                    break;
                }
                made(maker, owner, arguments).ifPresent(this::keep);
                if (maker.getParameterCount() == 0) {
                    break;
                }
            }
        }
    }

    private Object[] arguments(Executable maker, int combination) {
        List<Object> arguments = new ArrayList<>();
        int rest = combination;
        for (Class<?> type : maker.getParameterTypes()) {
            List<?> candidates = candidates(type);
            if (candidates.isEmpty()) {
                return new Object[0];
            }
            arguments.add(candidates.get(rest % candidates.size()));
            rest = rest / candidates.size() + 1;
        }
        return arguments.toArray();
    }

    private List<?> candidates(Class<?> type) {
        if (type == Optional.class) {
            return List.of(Optional.empty());
        }
        if (type == List.class || type == Collection.class) {
            return List.of(List.of());
        }
        if (type == Set.class) {
            return List.of(Set.of());
        }
        if (type == Map.class) {
            return List.of(Map.of());
        }
        if (type.isArray() && !type.getComponentType().isPrimitive()) {
            return List.of(Array.newInstance(type.getComponentType(), 0));
        }
        return pool.getOrDefault(type, List.of());
    }

    private Optional<Object> made(Executable maker, Object owner, Object... arguments) {
        try {
            Object made = maker instanceof Method method
                    ? method.invoke(owner, arguments)
                    : ((Constructor<?>) maker).newInstance(arguments);
            return made instanceof Optional<?> optional
                    ? optional.map(value -> (Object) value)
                    : Optional.ofNullable(made);
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            // Not every combination of arguments makes sense.
            return Optional.empty();
        }
    }

    private void keep(Object value) {
        // The real probe would really ask, and a passphrase is slow on purpose.
        boolean alone = value instanceof HttpPermissionProbe
                || value.toString().equals("KeyEncryptionKey[" + PASSPHRASE_ID + "]");
        Set<Class<?>> as = alone ? Set.of(value.getClass()) : allTypes(value.getClass());
        for (Class<?> type : as) {
            List<Object> values = pool.computeIfAbsent(type, ignored -> new ArrayList<>());
            boolean known = values.stream().anyMatch(each -> each.getClass() == value.getClass());
            if (!known || values.size() < VALUES_OF_A_TYPE) {
                values.add(value);
            }
        }
    }

    /** The class with all that it is, and the primitive that it boxes. */
    private static Set<Class<?>> allTypes(Class<?> type) {
        Set<Class<?>> all = new LinkedHashSet<>();
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            all.add(each);
            all.addAll(Arrays.asList(each.getInterfaces()));
        }
        if (type == Integer.class) {
            all.add(int.class);
        } else if (type == Long.class) {
            all.add(long.class);
        } else if (type == Boolean.class) {
            all.add(boolean.class);
        }
        return all;
    }

    private static Object call(Method method, Object value) {
        try {
            return method.invoke(value);
        } catch (ReflectiveOperationException e) {
            return "";
        }
    }

    private static boolean leaks(String text) {
        return Stream.of(USER_KEY, VENDOR_KEY, PASSPHRASE, new String(SECRET_BYTES, StandardCharsets.US_ASCII))
                .anyMatch(secret -> text.contains(secret)
                        || text.contains(secret.substring(secret.length() - 5))
                        || text.contains("Hygiene")
                        || text.contains(Base64.getEncoder()
                                .withoutPadding()
                                .encodeToString(secret.getBytes(StandardCharsets.US_ASCII)))
                        || text.contains(Base64.getEncoder()
                                .encodeToString((VENDOR_KEY + ":" + USER_KEY).getBytes(StandardCharsets.US_ASCII)))
                        || text.contains(Arrays.toString(secret.getBytes(StandardCharsets.US_ASCII))
                                .substring(1, 40)));
    }
}
