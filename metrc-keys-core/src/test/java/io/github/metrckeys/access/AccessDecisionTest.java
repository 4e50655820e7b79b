package io.github.metrckeys.access;

import static io.github.metrckeys.fixture.AccessFixture.EMPLOYEE;
import static io.github.metrckeys.fixture.AccessFixture.NINE;
import static io.github.metrckeys.fixture.AccessFixture.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.access.AccessDecision.Reason;
import io.github.metrckeys.catalog.Permission;
import io.github.metrckeys.fixture.AccessFixture;
import io.github.metrckeys.report.Cause;
import io.github.metrckeys.report.Remedy;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccessDecisionTest {

    @Test
    void aYesSaysWhenItWasProven() {
        assertThat(new AccessDecision.Yes(NINE).sentence()).isEqualTo("The key could do this on 2026-11-24T09:00:00Z.");
    }

    @Test
    void aNoSaysWhatIsMissing() {
        Remedy grant = new Remedy(Remedy.Code.GRANT_PERMISSION, List.of(Permission.of("Manage Sales")));

        assertThat(new AccessDecision.No(
                                Cause.PERMISSION_MISSING,
                                List.of(grant),
                                NINE,
                                AccessFixture.report(EMPLOYEE, SHOP, NINE))
                        .sentence())
                .isEqualTo("The key of emp-7 works at 402-00001, but it lacks Manage Sales.");
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownSaysThatItIsNotKnownAndWhy(Reason reason) {
        assertThat(new AccessDecision.Unknown(reason, Optional.of(NINE)).sentence())
                .matches("(Not known|No longer known|Not proven): .+\\.")
                .doesNotContain("{", "''");
    }
}
