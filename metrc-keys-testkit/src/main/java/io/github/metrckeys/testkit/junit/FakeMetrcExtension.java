package io.github.metrckeys.testkit.junit;

import io.github.metrckeys.testkit.FakeMetrc;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * A JUnit extension that gives each test and its {@code @BeforeEach} methods a {@link FakeMetrc} of its own and closes
 * it after the test.
 *
 * <pre>{@code
 * @ExtendWith(FakeMetrcExtension.class)
 * class SalesTest {
 *     @Test
 *     void aSaleIsSignedWithTheCashiersKey(FakeMetrc metrc) { ... }
 * }
 * }</pre>
 *
 * <p>It also fails a test that otherwise passed if a declared fault affected no call, or if a key was sent outside the
 * Authorization header. It works in {@code @Nested} classes and in parallel.
 */
public final class FakeMetrcExtension implements ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(FakeMetrcExtension.class);

    /** Creates the extension. JUnit calls this. */
    public FakeMetrcExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FakeMetrc.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "Each test has a FakeMetrc of its own: make it a parameter of the test or of a @BeforeEach method,"
                            + " not of @BeforeAll or a constructor.");
        }
        return context.getStore(NAMESPACE).getOrComputeIfAbsent(FakeMetrc.class, type -> FakeMetrc.start());
    }

    @Override
    public void afterEach(ExtensionContext context) {
        FakeMetrc metrc = context.getStore(NAMESPACE).remove(FakeMetrc.class, FakeMetrc.class);
        if (metrc == null) {
            return;
        }
        try (metrc) {
            if (context.getExecutionException().isEmpty()) {
                metrc.verifyFaultsFired();
                metrc.verifyNoKeyLeaks();
            }
        }
    }
}
