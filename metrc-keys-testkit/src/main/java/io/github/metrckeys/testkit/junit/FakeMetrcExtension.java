package io.github.metrckeys.testkit.junit;

import io.github.metrckeys.testkit.FakeMetrc;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test, and its {@code @BeforeEach} methods, a {@link FakeMetrc} of its own, and ends it afterwards.
 *
 * <pre>{@code
 * @ExtendWith(FakeMetrcExtension.class)
 * class SalesTest {
 *     @Test
 *     void aSaleIsSignedByWhoRangIt(FakeMetrc metrc) { ... }
 * }
 * }</pre>
 *
 * <p>After a test that passed it also fails the test where a declared fault befell no call, or where a key was sent
 * outside of the Authorization header. Works in {@code @Nested} classes and in parallel.
 */
public final class FakeMetrcExtension implements ParameterResolver, AfterEachCallback {

    private static final ExtensionContext.Namespace NAMESPACE =
            ExtensionContext.Namespace.create(FakeMetrcExtension.class);

    /** Makes the extension; JUnit does that. */
    public FakeMetrcExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == FakeMetrc.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "Each test has a FakeMetrc of its own:"
                            + " take it as a parameter of the test or of a @BeforeEach method, not of @BeforeAll or a constructor.");
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
