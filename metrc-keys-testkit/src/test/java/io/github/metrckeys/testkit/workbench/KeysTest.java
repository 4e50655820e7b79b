package io.github.metrckeys.testkit.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeFault;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

/** {@code keys add | list | remove}. */
@ExtendWith(FakeMetrcExtension.class)
class KeysTest {

    private static final String LICENSE = "402-00001";
    /** Of the usual form, and nobody's. */
    private static final String KEY = "a-key-of-nobody-that-has-the-usual-form-00000001";

    private static final String OTHER_KEY = "a-key-of-nobody-that-has-the-usual-form-00000002";

    @TempDir
    private Path directory;

    private Path file;
    private FakeMetrc metrc;
    private FakeUser user;
    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void aShopInColorado(FakeMetrc given) {
        metrc = given;
        FakeFacility shop = metrc.addFacility(LICENSE).flags("AdvancedSales", "CanSellToConsumers");
        user = metrc.addUser("emp-7").attachWithAllPermissions(shop);
        environment.put("METRC_VENDOR_KEY", metrc.vendorKey().revealSecret());
        environment.put("METRC_KEYS_SECRET", "six random words are best here");
        file = directory.resolve("keys.store");
    }

    @Test
    void aKeyFromStandardInputIsStoredAndListedWithoutIt() throws IOException {
        WorkbenchRun added = add("  \"" + KEY + "\"\r\n", "--jurisdiction", "CO", "--user", "emp-7");
        WorkbenchRun listed = keys("list");

        assertThat(added.code()).as(added.err()).isZero();
        assertThat(added.out()).matches("The key of emp-7 in CO is stored as v1 \\(fingerprint [0-9a-f]{12}\\)\\.\\R");
        assertThat(listed.code()).as(listed.err()).isZero();
        assertThat(listed.out())
                .containsPattern("key of emp-7 in CO +v1 +\\d{4}-\\d\\d-\\d\\d +0 days +[0-9a-f]{12} +never\\R")
                .contains("1 key.");
        assertNoKeyIn(added, listed);
    }

    @Test
    void aMasterKeyStandsUnderItsFacility() throws IOException {
        add(KEY, "--jurisdiction", "CO", "--master", "--license", LICENSE);

        assertThat(keys("list").out()).contains("master key of CO 402-00001");
    }

    @Test
    void aKeyInThePlaceOfAnotherIsANewVersion() throws IOException {
        add(KEY, "--jurisdiction", "CO", "--user", "emp-7");

        assertThat(add(OTHER_KEY, "--jurisdiction", "CO", "--user", "emp-7").out())
                .contains("is stored as v2, in place of v1");
        assertThat(add(OTHER_KEY, "--jurisdiction", "CO", "--user", "emp-7").out())
                .contains("is stored already as v2");
    }

    @Test
    void aKeyThatIsAnotherPersonsIsNotStored() throws IOException {
        add(KEY, "--jurisdiction", "CO", "--user", "emp-7");

        WorkbenchRun refused = add(KEY, "--jurisdiction", "CO", "--user", "emp-8");

        assertThat(refused.code()).isEqualTo(64);
        assertThat(refused.err()).contains("This is also the key of emp-7 in CO", "The key was not stored");
        assertThat(keys("list").out()).contains("1 key.").doesNotContain("emp-8");
        assertNoKeyIn(refused);
    }

    @Test
    void aKeyThatWorksIsVerifiedAndSaved() throws IOException {
        WorkbenchRun added = verify(user.key().revealSecret(), "--role", "budtender");

        assertThat(added.code()).as(added.out() + added.err()).isZero();
        assertThat(added.out())
                .startsWith("Validating key for: emp-7")
                .containsPattern("The key of emp-7 in CO@http://127.0.0.1:\\d+ is stored as v1");
        assertThat(keys("list").out()).doesNotContain("never");
        assertNoKeyIn(added);
    }

    @Test
    void aKeyThatIsRefusedIsNotSavedAndTheOldOneStays() throws IOException {
        verify(user.key().revealSecret());
        byte[] before = Files.readAllBytes(file);

        WorkbenchRun refused = verify(KEY);

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.out()).contains("refuses the key of emp-7");
        assertThat(refused.complaints()).containsExactly("The key was not stored; the present one stays.");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertNoKeyIn(refused);
    }

    @Test
    void aKeyThatIsRefusedIsSavedForAReasonThatIsRecorded() throws IOException {
        WorkbenchRun added = verify(KEY, "--override", "Metrc said on the phone that it works tomorrow");

        assertThat(added.code()).isEqualTo(2);
        assertThat(added.out()).contains("is stored as v1");
        assertThat(Files.readString(directory.resolve("keys.store.ledger"))).contains("works tomorrow");
    }

    @Test
    void whileMetrcIsDownNothingIsJudgedAndTheKeyMayWait() throws IOException {
        metrc.fault(HttpMethod.GET, "/facilities/v2", FakeFault.status(503).by(user));

        WorkbenchRun undecided = verify(user.key().revealSecret());
        assertThat(undecided.code()).isEqualTo(3);
        assertThat(keys("list").out()).contains("0 keys.");

        WorkbenchRun parked = verify(user.key().revealSecret(), "--park");
        assertThat(parked.code()).isEqualTo(3);
        assertThat(keys("list").out()).contains("unverified key of emp-7");

        metrc.clearFaults();
        assertThat(verify(user.key().revealSecret()).code()).isZero();
        assertThat(keys("list").out()).contains("1 key.").doesNotContain("unverified");
    }

    @Test
    void theReportAsJsonStandsAloneOnStandardOutput() throws IOException {
        WorkbenchRun added = verify(user.key().revealSecret(), "--format", "json");

        assertThat(added.json().get("schema").asText()).isEqualTo("metrc-keys/validation-report/1");
        assertThat(added.err()).contains("is stored as v1");
        assertThat(new ObjectMapper().readTree(added.out()).get("verdict").asText())
                .isEqualTo("ALL_GOOD");
    }

    @Test
    void aRemovedKeyIsGone() throws IOException {
        add(KEY, "--jurisdiction", "CO", "--user", "emp-7");

        WorkbenchRun removed = keys("remove", "--jurisdiction", "CO", "--user", "emp-7");

        assertThat(removed.code()).isZero();
        assertThat(removed.out()).startsWith("The key of emp-7 in CO is removed (it was v1).");
        assertThat(keys("list").out()).contains("0 keys.");
    }

    @Test
    void aKeyThatWaitsIsRemovedWhereThatIsSaid() throws IOException {
        metrc.fault(FakeFault.status(503));
        verify(user.key().revealSecret(), "--park");

        assertUsage(keys("remove", "--jurisdiction", "CO", "--user", "emp-7"), "--parked");
        WorkbenchRun removed = keys("remove", "--jurisdiction", "CO", "--user", "emp-7", "--parked");

        assertThat(removed.code()).isZero();
        assertThat(removed.out()).startsWith("The unverified key of emp-7 in CO");
        assertThat(keys("list").out()).contains("0 keys.");
    }

    @Test
    void theOnlyKeyOfAPersonInAStateIsFoundWithoutNamingTheServer() throws IOException {
        verify(user.key().revealSecret());

        assertThat(keys("remove", "--jurisdiction", "CO", "--user", "emp-7").code())
                .isZero();
    }

    @Test
    void ofTwoServersTheOneIsToBeNamed() throws IOException {
        add(KEY, "--jurisdiction", "CO", "--sandbox", "--user", "emp-7");
        add(OTHER_KEY, "--jurisdiction", "CO", "--base-uri", "http://127.0.0.1:9", "--user", "emp-7");

        WorkbenchRun refused = keys("remove", "--jurisdiction", "CO", "--user", "emp-7");

        assertThat(refused.code()).isEqualTo(64);
        assertThat(refused.err()).contains("CO/sandbox", "CO@http://127.0.0.1:9");
        assertThat(keys("remove", "--jurisdiction", "CO", "--sandbox", "--user", "emp-7")
                        .code())
                .isZero();
    }

    @Test
    void whatIsWrongIsToldInOneLineAndLeavesTheFileAsItIs() throws IOException {
        add(KEY, "--jurisdiction", "CO", "--user", "emp-7");
        byte[] before = Files.readAllBytes(file);

        assertUsage(keys("remove", "--jurisdiction", "CO", "--user", "emp-9"), "There is no key of emp-9 in CO");
        assertUsage(add("", "--jurisdiction", "CO", "--user", "emp-9"), "standard input", "empty");
        assertUsage(add(KEY + "\n" + OTHER_KEY, "--jurisdiction", "CO", "--user", "emp-9"), "line break");
        assertUsage(add("x".repeat(70_000), "--jurisdiction", "CO", "--user", "emp-9"), "paste the key alone");
        assertUsage(add(KEY, "--jurisdiction", "CO", "--master"), "--license");
        assertUsage(add(KEY, "--jurisdiction", "CO"), "--user", "--master");
        assertUsage(add(KEY, "--jurisdiction", "CO", "--user", "emp-9", "--park"), "--verify");
        assertUsage(add(KEY, "--jurisdiction", "CO", "--user", "emp-9", "--verify"), "--license");
        assertUsage(WorkbenchRun.workbench(environment, "keys"), "keys add");
        environment.put("METRC_KEYS_SECRET", "another one");
        assertUsage(keys("list"), "keys.store", "METRC_KEYS_SECRET", "give the right one");
        environment.remove("METRC_KEYS_SECRET");
        assertUsage(keys("list"), "METRC_KEYS_SECRET is not set");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aFileThatIsNoneIsNamedAndNotMade() throws IOException {
        assertUsage(keys("list"), "keys.store is not there", "keys add");
        assertUsage(keys("remove", "--jurisdiction", "CO", "--user", "emp-7"), "keys.store is not there");
        assertThat(file).doesNotExist();

        Files.writeString(file, "Dear diary,\n", StandardCharsets.UTF_8);
        assertUsage(keys("list"), "is no key store");
        Files.delete(file);
        Files.createDirectory(file);
        assertUsage(keys("list"), "is a directory");
    }

    private WorkbenchRun add(String pasted, String... options) {
        return run(pasted, "add", options);
    }

    private WorkbenchRun verify(String pasted, String... options) {
        List<String> all = new ArrayList<>(
                List.of("--jurisdiction", "CO", "--user", "emp-7", "--verify", "--license", LICENSE, "--base-uri"));
        all.add(metrc.baseUri().toString());
        all.addAll(Arrays.asList(options));
        return run(pasted, "add", all.toArray(String[]::new));
    }

    private WorkbenchRun keys(String command, String... options) {
        return run("", command, options);
    }

    private WorkbenchRun run(String pasted, String command, String... options) {
        List<String> args = new ArrayList<>(List.of("keys", command, "--store", file.toString()));
        args.addAll(Arrays.asList(options));
        return WorkbenchRun.withInput(environment, pasted, args.toArray(String[]::new));
    }

    private static void assertUsage(WorkbenchRun ran, String... named) {
        assertThat(ran.code()).as(ran.out() + ran.err()).isEqualTo(64);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.complaints()).hasSize(1);
        assertThat(ran.err()).contains(named).doesNotContain(KEY, OTHER_KEY, "Exception");
    }

    /** Neither in what was said nor in any file. */
    private void assertNoKeyIn(WorkbenchRun... runs) throws IOException {
        for (WorkbenchRun ran : runs) {
            assertThat(WorkbenchRun.keysIn(ran.out() + ran.err())).isEmpty();
        }
        try (var files = Files.list(directory)) {
            for (Path each : files.toList()) {
                assertThat(Files.readString(each, StandardCharsets.ISO_8859_1))
                        .doesNotContain(KEY, OTHER_KEY, user.key().revealSecret());
            }
        }
    }
}
