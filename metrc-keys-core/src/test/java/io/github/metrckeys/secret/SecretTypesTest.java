package io.github.metrckeys.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every type that has a secret in it. */
class SecretTypesTest {

    private static final String CANARY = "CanaryCanary0123".repeat(3);

    static Stream<Object> secrets() {
        UserApiKey userKey = UserApiKey.of(CANARY);
        VendorApiKey vendorKey = VendorApiKey.of(CANARY);
        return Stream.of(userKey, vendorKey, AuthorizationHeader.of(vendorKey, userKey));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void toStringIsRedacted(Object secret) {
        assertThat(secret).hasToString(secret.getClass().getSimpleName() + "[redacted]");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void theTypeIsNoRecordAndHasNoSubtypes(Object secret) {
        assertThat(secret.getClass().isRecord()).isFalse();
        assertThat(secret.getClass()).isFinal();
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void itCannotBeSerialized(Object secret) throws IOException {
        try (ObjectOutputStream out = new ObjectOutputStream(new ByteArrayOutputStream())) {
            assertThatExceptionOfType(NotSerializableException.class).isThrownBy(() -> out.writeObject(secret));
        }
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void serializersThatReadFieldsPassItBy(Object secret) {
        assertThat(Arrays.stream(secret.getClass().getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers())))
                .isNotEmpty()
                .allMatch(field -> Modifier.isTransient(field.getModifiers()));
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void noFieldIsOpenToOthers(Object secret) {
        assertThat(Arrays.stream(secret.getClass().getDeclaredFields())
                        .filter(field -> !Modifier.isStatic(field.getModifiers())))
                .isNotEmpty()
                .extracting(Field::getModifiers)
                .allMatch(Modifier::isPrivate);
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void onlyOneLoudlyNamedMethodGivesTheSecretAway(Object secret) throws ReflectiveOperationException {
        Object text = secret.getClass().getMethod("revealSecret").invoke(secret);
        List<String> giving = new ArrayList<>();
        for (Method method : secret.getClass().getMethods()) {
            boolean asks = method.getParameterCount() == 0 && method.getDeclaringClass() != Object.class;
            if (asks && String.valueOf(method.invoke(secret)).contains(text.toString())) {
                giving.add(method.getName());
            }
        }

        assertThat(giving).containsExactly("revealSecret");
    }

    @ParameterizedTest
    @MethodSource("secrets")
    void noOtherMethodReturnsTextThanTheHintAndTheRedactedForm(Object secret) {
        assertThat(Arrays.stream(secret.getClass().getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .filter(method -> CharSequence.class.isAssignableFrom(method.getReturnType())
                                || method.getReturnType().isArray())
                        .map(Method::getName))
                .contains("revealSecret")
                .isSubsetOf("revealSecret", "lastCharacters", "toString");
    }
}
