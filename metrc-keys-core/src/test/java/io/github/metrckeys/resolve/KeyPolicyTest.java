package io.github.metrckeys.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.KeyMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyPolicyTest {

    @Test
    void individualKeysHaveNoFallbackUnlessOneIsChosen() {
        assertThat(KeyPolicy.individual()).isEqualTo(new KeyPolicy(KeyMode.INDIVIDUAL, KeyPolicy.MasterFallback.NEVER));
    }

    @ParameterizedTest
    @CsvSource({
        "MASTER, NEVER, true",
        "MASTER, READS_ONLY, true",
        "MASTER, ALWAYS, true",
        "INDIVIDUAL, NEVER, false",
        "INDIVIDUAL, READS_ONLY, false",
        "INDIVIDUAL, ALWAYS, true"
    })
    void theMasterKeyWritesInMasterModeAndUnderAFallbackThatCoversWrites(
            KeyMode mode, KeyPolicy.MasterFallback fallback, boolean writes) {
        assertThat(new KeyPolicy(mode, fallback).writesWithMasterKey()).isEqualTo(writes);
    }
}
