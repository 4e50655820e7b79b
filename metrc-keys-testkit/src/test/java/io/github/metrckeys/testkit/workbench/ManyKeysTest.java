package io.github.metrckeys.testkit.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeFault;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code validate-all}: the keys of many users at one facility. */
@ExtendWith(FakeMetrcExtension.class)
class ManyKeysTest {

    private static final String DEAD = "a-key-of-nobody-that-has-the-usual-form-0000000";

    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder;

    private Path keysFile;
    private FakeMetrc metrc;
    private FakeUser blake;
    private FakeUser riley;

    @BeforeEach
    void twoBudtenders(FakeMetrc given) throws Exception {
        metrc = given;
        FakeFacility shop = metrc.addFacility("402-00001").flags("AdvancedSales", "CanSellToConsumers");
        blake = metrc.addUser("blake").attach(shop, "View Packages", "Manage Sales");
        riley = metrc.addUser("riley").attach(shop, "View Packages", "View Sales");
        environment.put("METRC_VENDOR_KEY", metrc.vendorKey().revealSecret());
        environment.put(
                "METRC_MASTER_KEY",
                metrc.addUser("owner").attach(shop, "Manage Employees").key().revealSecret());
        keysFile = folder.resolve("keys.csv");
        write("user,key", line(blake), line(riley));
    }

    private static String line(FakeUser user) {
        return user.id() + "," + user.key().revealSecret();
    }

    private void write(String... lines) throws Exception {
        Files.write(keysFile, List.of(lines));
    }

    private WorkbenchRun validateAll(String... options) {
        List<String> args = new ArrayList<>(List.of(
                "validate-all",
                "--jurisdiction",
                "CO",
                "--license",
                "402-00001",
                "--base-uri",
                metrc.baseUri().toString(),
                "--keys-file",
                keysFile.toString()));
        args.addAll(List.of(options));
        return WorkbenchRun.workbench(environment, args.toArray(String[]::new));
    }

    private static List<JsonNode> json(WorkbenchRun ran) {
        return ran.out()
                .lines()
                .map(line -> {
                    try {
                        return new ObjectMapper().readTree(line);
                    } catch (IOException e) {
                        throw new AssertionError(line, e);
                    }
                })
                .toList();
    }

    @Test
    void oneTableSaysWhatBecameOfEach() {
        WorkbenchRun ran = validateAll("--role", "budtender");

        assertThat(ran.out())
                .containsPattern("blake +All good")
                .containsPattern("riley +Permissions missing")
                .contains("for a budtender it lacks Manage Sales.");
    }

    @Test
    void eachReportIsALineOfJson() {
        assertThat(json(validateAll("--role", "budtender", "--format", "json")))
                .hasSize(2)
                .extracting(report -> report.path("subject").path("user").asText()
                        + " " + report.path("verdict").asText()
                        + " " + report.path("role").asText())
                .containsExactlyInAnyOrder("blake ALL_GOOD BUDTENDER", "riley PERMISSIONS_MISSING BUDTENDER");
    }

    @Test
    void aDeadKeyAmongOthersThatWorkIsADeadUserKey() throws Exception {
        environment.remove("METRC_MASTER_KEY");
        write("nobody," + DEAD + "1", line(blake), line(riley));

        assertThat(causes()).contains("nobody USER_KEY_REJECTED");
    }

    @Test
    void deadKeysOfSeveralPeopleAndNoneThatWorksAreADeadVendorKey() throws Exception {
        environment.remove("METRC_MASTER_KEY");
        write("nobody," + DEAD + "1", "noone," + DEAD + "2");

        assertThat(causes()).containsExactlyInAnyOrder("nobody VENDOR_KEY_REJECTED", "noone VENDOR_KEY_REJECTED");
    }

    @Test
    void oneDeadKeyAloneLeavesBothKeysOpen() throws Exception {
        environment.remove("METRC_MASTER_KEY");
        write("nobody," + DEAD + "1");

        assertThat(causes()).containsExactly("nobody KEY_PAIR_REJECTED");
    }

    private List<String> causes() {
        return json(validateAll("--format", "json")).stream()
                .map(report -> report.path("subject").path("user").asText() + " "
                        + report.path("cause").asText())
                .toList();
    }

    @Test
    void theExitCodeIsThatOfTheWorst() throws Exception {
        assertThat(validateAll("--role", "budtender").code()).isEqualTo(1);

        write(line(blake));
        assertThat(validateAll("--role", "budtender").code()).isZero();

        write(line(blake), "nobody,a-key-of-nobody-that-has-the-usual-form-00000001");
        assertThat(validateAll("--role", "budtender").code()).isEqualTo(2);

        metrc.fault(FakeFault.status(503).by(blake));
        assertThat(validateAll("--role", "budtender").code()).isEqualTo(3);
    }

    @Test
    void howFarItIsStandsOnStandardError() {
        assertThat(validateAll().err()).contains("1 of 2 done").contains("2 of 2 done");
    }

    @Test
    void noKeyIsPrinted() {
        for (String format : List.of("text", "json", "markdown")) {
            WorkbenchRun ran = validateAll("--format", format);

            assertThat(ran.out() + ran.err())
                    .doesNotContain(blake.key().revealSecret())
                    .doesNotContain(riley.key().revealSecret())
                    .doesNotContain(metrc.vendorKey().revealSecret());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            blake                   | line 1 is no "user,key"
            blake,one-key,two-key   | line 1 is no "user,key"
            blake,                  | line 1: The
            ,a-key-of-somebody      | line 1: The
            a-key-of-somebody-in-the-place-of-the-user-0001,emp-7 | line 1 has a key where the user belongs
            """)
    void aLineThatIsNoneIsNamedByItsNumberAndNotRepeated(String line, String named) throws Exception {
        write(line);
        WorkbenchRun ran = validateAll();

        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.err()).contains("keys.csv, " + named).doesNotContain("one-key", "a-key-of-somebody");
        assertThat(ran.err().lines()).hasSize(1);
    }

    @Test
    void aUserStandsThereOnce() throws Exception {
        write(line(blake), line(blake));

        assertThat(validateAll().err()).contains("line 2 has a user who stood there before");
    }

    @Test
    void aFileThatIsNotThereOrEmptyOrNoFileIsSaidToBeSo() throws Exception {
        write("user,key");
        assertThat(validateAll().err()).contains("has no keys");

        Files.delete(keysFile);
        assertThat(validateAll().err()).contains("is not there");

        Files.createDirectory(keysFile);
        assertThat(validateAll().err()).contains("is a directory");
    }

    @Test
    void anUnknownRoleIsNamedWithTheNearestOnes() {
        WorkbenchRun ran = validateAll("--role", "budtendr");

        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.err()).contains("There is no role \"budtendr\": the nearest are BUDTENDER");
    }

    @Test
    void aPageOfHtmlIsForOneReport() {
        assertThat(validateAll("--format", "html").code()).isEqualTo(64);
    }
}
