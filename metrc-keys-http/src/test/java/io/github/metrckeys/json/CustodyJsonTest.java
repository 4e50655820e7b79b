package io.github.metrckeys.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.custody.CustodyEvidence;
import io.github.metrckeys.custody.CustodyRecord;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.store.KeyVersion;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;

class CustodyJsonTest {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final UserId KIM = UserId.of("kim");
    private static final Instant NINE = Instant.parse("2026-11-24T09:00:00Z");

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text);
    }

    private static String written(CustodyRecord... keys) {
        return CustodyJson.write(new CustodyEvidence(List.of(keys), Map.of(KIM, 6L)));
    }

    @Test
    void aKeyIsWrittenWithEverythingThatIsKnown() throws Exception {
        CustodyRecord key = new CustodyRecord(
                KeyOwner.individual(COLORADO, KIM),
                new KeyVersion(3),
                Optional.of(NINE),
                Optional.of(NINE.plusSeconds(60)),
                false,
                Optional.of(NINE.plusSeconds(1)),
                Optional.of(Verdict.PERMISSIONS_MISSING),
                Optional.of(NINE.plusSeconds(2)),
                42,
                Optional.of("the \"audit\" waits"));

        assertThat(json(written(key))).isEqualTo(json("""
                        {"schema": "metrc-keys/custody/1",
                         "keys": [{"kind": "INDIVIDUAL", "jurisdiction": "CO", "user": "kim", "license": null,
                           "waiting": false, "version": 3, "from": "2026-11-24T09:00:00Z",
                           "until": "2026-11-24T09:01:00Z", "held": false, "verifiedAt": "2026-11-24T09:00:01Z",
                           "verdict": "PERMISSIONS_MISSING", "lastUsedAt": "2026-11-24T09:00:02Z", "uses": 42,
                           "overrideReason": "the \\"audit\\" waits"}],
                         "fallbackUses": [{"user": "kim", "calls": 6}]}
                        """));
    }

    @Test
    void whatIsNotKnownIsNull() throws Exception {
        CustodyRecord key = new CustodyRecord(
                KeyOwner.unverified(KeyOwner.master(Facility.of(COLORADO.sandbox(), "402-00001"))),
                new KeyVersion(1),
                Optional.empty(),
                Optional.empty(),
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty());

        assertThat(json(written(key)).get("keys").get(0)).isEqualTo(json("""
                        {"kind": "MASTER", "jurisdiction": "CO/sandbox", "user": null, "license": "402-00001",
                         "waiting": true, "version": 1, "from": null, "until": null, "held": true,
                         "verifiedAt": null, "verdict": null, "lastUsedAt": null, "uses": 0, "overrideReason": null}
                        """));
    }

    @ParameterizedTest
    @NullSource
    void theArgumentIsNamed(CustodyEvidence evidence) {
        assertThatNullPointerException()
                .isThrownBy(() -> CustodyJson.write(evidence))
                .withMessage("evidence must not be null");
    }
}
