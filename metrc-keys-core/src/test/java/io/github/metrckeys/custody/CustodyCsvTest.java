package io.github.metrckeys.custody;

import static io.github.metrckeys.fixture.CustodyFixture.COLORADO;
import static io.github.metrckeys.fixture.CustodyFixture.KIMS;
import static io.github.metrckeys.fixture.CustodyFixture.LEE;
import static io.github.metrckeys.fixture.CustodyFixture.MASTER;
import static io.github.metrckeys.fixture.CustodyFixture.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustodyCsvTest {

    private static final String HEADER = "kind,jurisdiction,user,license,waiting,version,from,until,held,verified_at,"
            + "verdict,last_used_at,uses,override_reason\r\n";

    private static CustodyEvidence.KeyRecord key(KeyOwner owner, Optional<String> overrideReason) {
        return key(owner, KeyState.IN_FORCE, overrideReason);
    }

    private static CustodyEvidence.KeyRecord key(KeyOwner owner, KeyState state, Optional<String> overrideReason) {
        return new CustodyEvidence.KeyRecord(
                owner,
                state,
                new KeyVersion(3),
                Optional.of(NINE),
                Optional.empty(),
                true,
                Optional.of(NINE),
                Optional.of(Verdict.ALL_GOOD),
                Optional.empty(),
                42,
                overrideReason);
    }

    private static String csv(CustodyEvidence.KeyRecord... keys) {
        return new CustodyEvidence(List.of(keys), Map.of()).toCsv();
    }

    @Test
    void withoutKeysThereIsTheHeader() {
        assertThat(csv()).isEqualTo(HEADER);
    }

    @Test
    void aLineForEachKeyEndsAsTheRfcSays() {
        assertThat(csv(key(KIMS, Optional.empty()), key(MASTER, KeyState.PENDING, Optional.empty())))
                .isEqualTo(
                        HEADER
                                + "INDIVIDUAL,CO,kim,,false,3,2026-11-24T09:00:00Z,,true,2026-11-24T09:00:00Z,ALL_GOOD,,42,\r\n"
                                + "MASTER,CO,,402-00001,true,3,2026-11-24T09:00:00Z,,true,2026-11-24T09:00:00Z,ALL_GOOD,,42,\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "plain|plain",
                "a, b|\"a, b\"",
                "say \"yes\"|\"say \"\"yes\"\"\"",
                "=HYPERLINK(1)|'=HYPERLINK(1)",
                "+1|'+1",
                "-1|'-1",
                "@SUM(A1)|'@SUM(A1)",
                "=1,\"2\"|\"'=1,\"\"2\"\"\"",
                "a=1|a=1"
            })
    void aCellSaysWhatItSaysAndRunsNothing(String reason, String cell) {
        assertThat(csv(key(KIMS, Optional.of(reason)))).endsWith(",42," + cell + "\r\n");
    }

    @Test
    void anIdThatBeginsAsAFormulaRunsNothing() {
        assertThat(csv(key(KeyOwner.individual(COLORADO, UserId.of("=1+1")), Optional.empty())))
                .contains("INDIVIDUAL,CO,'=1+1,");
    }

    @Test
    void fallbackUsesAreATableOfTheirOwn() {
        assertThat(new CustodyEvidence(List.of(), Map.of(LEE, 6L)).fallbackUsesToCsv())
                .isEqualTo("user,calls_signed_by_master_key\r\nlee,6\r\n");
    }
}
