package io.github.metrckeys.testkit.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who types the key where it does not belong, or reads nothing but the exit code. */
@ExtendWith(FakeMetrcExtension.class)
class KeysAdversaryTest {

    private static final String LICENSE = "402-00001";
    /** Of the usual form, and nobody's. */
    private static final String KEY = "a-key-of-nobody-that-has-the-usual-form-00000001";

    @TempDir
    private Path directory;

    private FakeMetrc metrc;
    private FakeUser user;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void aShopInColorado(FakeMetrc given) {
        metrc = given;
        user = metrc.addUser("emp-7");
        environment.put("METRC_VENDOR_KEY", metrc.vendorKey().revealSecret());
        environment.put("METRC_KEYS_SECRET", "six random words are best here");
    }

    private WorkbenchRun add(String pasted, String... options) {
        List<String> args = new ArrayList<>(List.of(
                "keys", "add", "--store", directory.resolve("keys.store").toString()));
        args.addAll(List.of("--jurisdiction", "CO"));
        args.addAll(Arrays.asList(options));
        return WorkbenchRun.withInput(environment, pasted, args.toArray(String[]::new));
    }

    @Test
    void aKeyInThePlaceOfItsUserIsNeitherShownNorWrittenDown() {
        for (String[] owner : new String[][] {{"--user", KEY}, {"--master", "--license", KEY}}) {
            WorkbenchRun ran = add(KEY, owner);

            assertThat(ran.code()).isEqualTo(ExitCode.USAGE);
            assertThat(ran.out() + ran.err()).doesNotContain(KEY);
        }
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void theCodeOfAKeyThatLacksPermissionsAndWasNotStoredIsNotThatOfOneThatWas() {
        user.attach(metrc.addFacility(LICENSE).flags("CanSellToConsumers"));
        String key = user.key().revealSecret();
        String[] server = {"--base-uri", metrc.baseUri().toString(), "--license", LICENSE};
        assertThat(add(key, "--user", "emp-8", "--base-uri", metrc.baseUri().toString())
                        .code())
                .isZero();

        WorkbenchRun refused = add(key, "--user", "emp-7", "--verify", server[0], server[1], server[2], server[3]);
        WorkbenchRun stored = add(key, "--user", "emp-8", "--verify", server[0], server[1], server[2], server[3]);

        assertThat(refused.err()).contains("was not stored");
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE);
        assertThat(stored.code()).isEqualTo(1);
    }
}
