package io.github.metrckeys.testkit.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code permissions}: the boxes that a role needs. And {@code --role} with a file. */
class PermissionsTest {

    @TempDir
    private Path directory;

    private String closer;

    @BeforeEach
    void aRoleOfTheShop() throws IOException {
        closer = file("""
                {"name": "CLOSER", "looksAt": ["SALES"], "mainlyDoes": ["RING_SALE"], "does": [],
                 "optionallyDoes": ["VOID_SALE"], "optionallyLooksAt": ["PACKAGES"]}
                """);
    }

    private String file(String json) throws IOException {
        return Files.writeString(directory.resolve("role.json"), json).toString();
    }

    private static WorkbenchRun permissions(String... options) {
        String[] args = new String[options.length + 1];
        args[0] = "permissions";
        System.arraycopy(options, 0, args, 1, options.length);
        return WorkbenchRun.workbench(Map.of(), args);
    }

    @Test
    void theBoxesOfARoleArePrinted() {
        WorkbenchRun ran = permissions("--role", "cashier", "--license-type", "Retail Store");

        assertThat(ran.code()).isZero();
        assertThat(ran.out())
                .startsWith("Which boxes does a budtender need in Metrc, at a license of type Retail Store?\n")
                .contains("[ ] Manage Sales (under Sales Menu): ");
        assertThat(ran.err()).isEmpty();
    }

    @Test
    void withoutALicenseTypeEverythingCounts() {
        assertThat(permissions("--role", "owner").out()).doesNotContain("Not at this type of license");
    }

    @Test
    void theFlagsThatAreNamedAreTrueAndTheOthersFalse() {
        assertThat(permissions("--role", "grower", "--flags", "canGrowPlants,EnableSublocations")
                        .out())
                .contains("[ ] ")
                .doesNotContain("does not have CanGrowPlants")
                .doesNotContain("main work");
        assertThat(permissions("--role", "grower", "--flags", "EnableSublocations")
                        .out())
                .contains("This type of license does not have the main work of this role");
    }

    @Test
    void programsReadJson() {
        JsonNode json = permissions("--role", closer, "--license-type", "Retail Store", "--format", "json")
                .json();

        assertThat(json.path("schema").textValue()).isEqualTo("metrc-keys/permission-checklist/1");
        assertThat(json.path("role").textValue()).isEqualTo("CLOSER");
        assertThat(json.path("licenseType").textValue()).isEqualTo("Retail Store");
        assertThat(json.path("fits").booleanValue()).isTrue();
        JsonNode box = json.path("boxes").get(0);
        assertThat(box.path("permission").textValue()).isEqualTo("Manage Sales");
        assertThat(box.path("need").textValue()).isEqualTo("REQUIRED");
        assertThat(box.path("screen").textValue()).isEqualTo("Sales Menu");
        assertThat(box.path("uses").findValuesAsText("label"))
                .containsExactly("Look at Sales", "Ring a sale", "Void a sale");
        assertThat(json.path("excluded")).isEmpty();
    }

    @Test
    void whatALicenseExcludesIsInTheJson() {
        JsonNode excluded = permissions("--role", closer, "--license-type", "Retail Cultivation", "--format", "json")
                .json()
                .path("excluded")
                .get(0);

        assertThat(excluded.path("category").textValue()).isEqualTo("SALES");
        assertThat(excluded.path("operation").isNull()).isTrue();
        assertThat(excluded.path("flags")).isNotEmpty();
        assertThat(excluded.path("certain").booleanValue()).isTrue();
    }

    @Test
    void aPageAndMarkdownArePrintedToo() {
        assertThat(permissions("--role", "lab", "--format", "html").out()).startsWith("<!DOCTYPE html>");
        assertThat(permissions("--role", "lab", "--format", "markdown").out()).startsWith("## Which boxes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--role budtendr | There is no role \"budtendr\"",
                "--role cashier --license-type Shop | There is no license type \"Shop\": the nearest are ",
                "--role cashier --flags CanSell | There is no facility flag \"CanSell\": the nearest are ",
                "--role cashier --flags CanGrowPlants --license-type MIP | mutually exclusive",
                "--license-type MIP | --role",
                "--role none/such.json | such.json cannot be read: check the path"
            })
    void whatIsWrongIsToldInOneLine(String options, String complaint) {
        WorkbenchRun ran = permissions(options.split(" "));

        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.out()).isEmpty();
        assertThat(ran.err().lines()).singleElement().asString().contains(complaint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"name\": \"X\" | is not valid JSON, or names a field twice, at line 1",
                "{\"name\": \"X\", \"name\": \"Y\"} | is not valid JSON, or names a field twice",
                "[] | is not a JSON object",
                "{\"does\": []} | has no name",
                "{\"name\": \"X\", \"needs\": []} | has an unknown field: use only does, looksAt, ",
                "{\"name\": \"X\", \"does\": \"RING_SALE\"} | has a field does that is not a list",
                "{\"name\": \"X\", \"does\": [1]} | has something other than a name in does",
                "{\"name\": \"X\", \"does\": [\"RING\"]} | There is no operation \"RING\": the nearest are RING_SALE",
                "{\"name\": \"X\", \"looksAt\": [\"SALE\"]} | There is no category \"SALE\": the nearest are SALES",
                "{\"name\": \" \", \"does\": [\"RING_SALE\"]} | The name of a role is empty",
                "{\"name\": \"X\", \"optionallyDoes\": [\"RING_SALE\"]} | requires nothing"
            })
    void aFileThatDefinesNoRoleIsRefused(String json, String complaint) throws IOException {
        WorkbenchRun ran = permissions("--role", file(json));

        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.err().lines())
                .singleElement()
                .asString()
                .contains("role.json")
                .contains(complaint);
    }

    @Test
    void theEndpointsOfARoleInAFileAreListed() {
        assertThat(WorkbenchRun.workbench(Map.of(), "endpoints", "--role", closer)
                        .out())
                .contains("POST /sales/v2/receipts")
                .contains("GET /packages/v2/active")
                .doesNotContain("/plants/");
    }
}
