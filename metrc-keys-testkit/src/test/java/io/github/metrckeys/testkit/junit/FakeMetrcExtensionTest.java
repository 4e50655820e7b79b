package io.github.metrckeys.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.testkit.FakeMetrc;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

@ExtendWith(FakeMetrcExtension.class)
@Execution(ExecutionMode.CONCURRENT)
class FakeMetrcExtensionTest {

    private static final Set<String> WORLDS = ConcurrentHashMap.newKeySet();

    private FakeMetrc given;

    @BeforeEach
    void aWorld(FakeMetrc metrc) {
        given = metrc;
    }

    @Test
    void aTestAndItsPreparationsHaveTheSameWorld(FakeMetrc metrc) {
        assertThat(metrc).isSameAs(given);
    }

    @RepeatedTest(5)
    void eachTestHasAWorldOfItsOwn(FakeMetrc metrc) {
        VendorApiKey key = metrc.vendorKey();
        assertThat(WORLDS.add(key.revealSecret())).isTrue();
        assertThat(metrc.calls()).isEmpty();
    }

    @Nested
    class InANestedClass {

        @Test
        void theWorldIsThatOfThisTestToo(FakeMetrc metrc) {
            assertThat(metrc).isSameAs(given);
        }
    }
}
