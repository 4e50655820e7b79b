package io.github.metrckeys.testkit.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeFault;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code roster}, {@code validate --store} and {@code explain}: what is done with keys in an encrypted file. */
@ExtendWith(FakeMetrcExtension.class)
class StoredKeysTest {

    private static final String LICENSE = "402-00001";

    private final Map<String, String> environment = new HashMap<>();

    @TempDir
    private Path folder;

    private FakeMetrc metrc;
    private FakeFacility shop;

    @BeforeEach
    void aShopInColorado(FakeMetrc given) {
        metrc = given;
        shop = metrc.addFacility(LICENSE).flags("AdvancedSales", "CanSellToConsumers");
        environment.put("METRC_VENDOR_KEY", metrc.vendorKey().revealSecret());
        environment.put("METRC_KEYS_SECRET", "six random words are best here");
    }

    private FakeUser user(String id, String... permissions) {
        return metrc.addUser(id).attach(shop, permissions);
    }

    private void store(FakeUser user) {
        add(user, "--user", user.id());
    }

    private void storeMasterKey() {
        add(user("owner", "Manage Employees"), "--master", "--license", LICENSE);
    }

    private void add(FakeUser user, String... owner) {
        List<String> args = new ArrayList<>(List.of("keys", "add"));
        args.addAll(server());
        args.addAll(List.of(owner));
        WorkbenchRun added =
                WorkbenchRun.withInput(environment, user.key().revealSecret(), args.toArray(String[]::new));
        assertThat(added.code()).as(added.err()).isZero();
    }

    private List<String> server() {
        return List.of(
                "--store",
                folder.resolve("keys.store").toString(),
                "--jurisdiction",
                "CO",
                "--base-uri",
                metrc.baseUri().toString());
    }

    private WorkbenchRun run(String command, String... options) {
        List<String> args = new ArrayList<>(List.of(command));
        args.addAll(server());
        args.addAll(List.of("--license", LICENSE));
        args.addAll(Arrays.asList(options));
        WorkbenchRun ran = WorkbenchRun.workbench(environment, args.toArray(String[]::new));
        assertThat(WorkbenchRun.keysIn(ran.out() + ran.err())).isEmpty();
        return ran;
    }

    private WorkbenchRun roster(String... options) {
        List<String> args = new ArrayList<>(List.of("--role", "budtender"));
        args.addAll(Arrays.asList(options));
        return run("roster", args.toArray(String[]::new));
    }

    private static List<String> states(WorkbenchRun ran) {
        List<String> states = new ArrayList<>();
        for (JsonNode row : ran.json().path("rows")) {
            states.add(row.path("user").textValue() + " " + row.path("state").textValue());
        }
        return states;
    }

    private Path employees(String... lines) throws Exception {
        return Files.write(folder.resolve("employees.csv"), List.of(lines));
    }

    private Path everybody() throws Exception {
        storeMasterKey();
        FakeUser blake = user("blake", "View Packages", "View Sales", "Manage Sales");
        FakeUser riley = user("riley", "View Packages", "View Sales");
        FakeUser olive = user("olive", "View Packages", "View Sales", "Manage Sales");
        FakeUser dana = user("dana", "View Packages", "View Sales", "Manage Sales");
        List.of(blake, riley, olive, dana).forEach(this::store);
        olive.generateKey();
        metrc.fault(FakeFault.status(503).by(dana));
        return employees("user,name", "blake,", "riley", "olive,\"Olive, the owner's sister\"", "dana,", "nia,Nia New");
    }

    @Test
    void everyEmployeeHasAStateAndWhatToDo() throws Exception {
        WorkbenchRun ran = roster("--employees", everybody().toString(), "--format", "json");

        assertThat(states(ran))
                .containsExactly(
                        "blake READY",
                        "riley PERMISSIONS_MISSING",
                        "olive KEY_REFUSED",
                        "dana INCONCLUSIVE",
                        "nia NO_KEY");
        assertThat(ran.json().path("schema").textValue()).isEqualTo("metrc-keys/roster/1");
        assertThat(ran.json().path("rows").get(1).path("summary").textValue()).contains("Manage Sales");
        assertThat(ran.json().path("rows").get(4).path("name").textValue()).isEqualTo("Nia New");
        assertThat(ran.json()
                        .path("rows")
                        .get(4)
                        .path("remedies")
                        .get(0)
                        .path("code")
                        .textValue())
                .isEqualTo("USE_OWN_KEY");
        assertThat(ran.code()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "text, 1 of 5 ready",
        "markdown, **1 of 5 ready**",
        "html, <!DOCTYPE html>",
        "csv, 'user,name,state,summary,what_to_do'"
    })
    void aRosterIsWrittenInEveryFormat(String format, String holds) throws Exception {
        assertThat(roster("--employees", everybody().toString(), "--format", format)
                        .out())
                .contains(holds)
                .contains("Nia New");
    }

    @Test
    void whoMayOnlyLookIsNotVerifiedIfNobodyReadsThePermissions() {
        store(user("vic", "View Packages", "View Sales"));
        WorkbenchRun ran = roster("--format", "json");

        assertThat(states(ran)).containsExactly("vic NOT_VERIFIED");
        assertThat(ran.code()).isEqualTo(3);
    }

    @Test
    void aLicenseThatCannotSellDoesNotFitABudtender() {
        shop.flags("CanGrowPlants");
        store(user("blake", "View Packages", "View Sales", "Manage Sales"));
        storeMasterKey();
        WorkbenchRun ran = roster("--format", "json");

        assertThat(states(ran)).containsExactly("blake ROLE_DOES_NOT_FIT");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void withoutAListOfEmployeesItIsAboutTheOwnersOfStoredKeys() {
        storeMasterKey();
        store(user("blake", "View Packages", "View Sales", "Manage Sales"));
        WorkbenchRun ran = roster("--format", "json");

        assertThat(states(ran)).containsExactly("blake READY");
        assertThat(ran.code()).isZero();
    }

    @Test
    void noKeyCountsAsSomethingThatIsMissing() throws Exception {
        storeMasterKey();

        assertThat(roster("--employees", employees("nia").toString()).code()).isEqualTo(1);
    }

    @Test
    void theMasterKeyOfTheEnvironmentReadsThePermissionsIfNoneIsStored() {
        store(user("riley", "View Packages", "View Sales"));
        environment.put(
                "METRC_MASTER_KEY", user("owner", "Manage Employees").key().revealSecret());

        assertThat(states(roster("--format", "json"))).containsExactly("riley PERMISSIONS_MISSING");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            emp-7,a-key-of-somebody-in-the-place-of-the-name-000001 | line 1 has a key in it
            a-key-of-somebody-in-the-place-of-the-user-0000001      | line 1 has a key in it
            ,Nobody                                                 | line 1: The user id is empty
            'user,name'                                             | has no employees
            """)
    void aFileOfEmployeesThatIsNoneIsSaidToBeSo(String line, String said) throws Exception {
        storeMasterKey();
        WorkbenchRun ran = roster("--employees", employees(line).toString());

        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.complaints()).singleElement().asString().contains(said);
    }

    @Test
    void aRosterOfNobodyOrOfNoWorkIsRefused() {
        storeMasterKey();

        assertThat(roster().complaints()).singleElement().asString().contains("No employee has a stored key");
        assertThat(run("roster").complaints()).singleElement().asString().contains("name --role");
    }

    @Test
    void aStoredKeyIsValidatedWithTheStoredMasterKey() {
        storeMasterKey();
        store(user("riley", "View Packages", "View Sales"));
        WorkbenchRun ran = run("validate", "--user", "riley", "--role", "budtender", "--format", "json");

        assertThat(ran.json().path("readOut").path("readWith").textValue()).isEqualTo("MASTER");
        assertThat(ran.code()).isEqualTo(1);
    }

    @Test
    void theStoredMasterKeyIsValidated() {
        storeMasterKey();

        assertThat(run("validate", "--master", "--format", "json")
                        .json()
                        .path("subject")
                        .path("kind")
                        .textValue())
                .isEqualTo("MASTER");
    }

    @Test
    void aKeyThatIsNotStoredIsNamed() {
        storeMasterKey();
        WorkbenchRun ran = run("validate", "--user", "nia");

        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.complaints()).singleElement().asString().contains("There is no key of nia in CO", "keys add");
    }

    @Test
    void aRefusalForAPermissionIsExplainedForATicket() {
        storeMasterKey();
        store(user("riley", "View Packages", "View Sales"));
        WorkbenchRun ran =
                run("explain", "--user", "riley", "post", "/sales/v2/receipts?licenseNumber=" + LICENSE, "401");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.out())
                .startsWith("Called:   POST /sales/v2/receipts, signed by riley, at 402-00001")
                .contains(
                        "Answered: 401\n",
                        "\nWhy:      ",
                        "Manage Sales",
                        "\nWhat to do:\nFor the Metrc administrator:\n1. ")
                .doesNotContain("licenseNumber");
    }

    @Test
    void anExplanationAsJsonHasACauseAndSteps() {
        storeMasterKey();
        store(user("riley", "View Packages", "View Sales"));
        JsonNode json = run("explain", "--user", "riley", "--format", "json", "POST", "/sales/v2/receipts", "401")
                .json();

        assertThat(json.path("cause").textValue()).isEqualTo("PERMISSION_MISSING");
        assertThat(json.path("call").path("httpStatus").intValue()).isEqualTo(401);
        assertThat(json.path("summary").textValue()).contains("Manage Sales");
        assertThat(json.path("remedies").get(0).path("code").textValue()).isEqualTo("GRANT_PERMISSION");
        assertThat(json.path("steps").get(0).path("number").intValue()).isEqualTo(1);
    }

    @Test
    void theExitCodeOfAnExplanationIsThatOfItsMeaning() {
        storeMasterKey();
        FakeUser olive = user("olive", "View Packages", "View Sales", "Manage Sales");
        store(olive);

        assertThat(run("explain", "--user", "olive", "POST", "/sales/v2/receipts", "200")
                        .code())
                .isZero();
        assertThat(run("explain", "--user", "olive", "POST", "/sales/v2/receipts", "503")
                        .code())
                .isEqualTo(3);
        olive.generateKey();
        assertThat(run("explain", "--user", "olive", "POST", "/sales/v2/receipts", "401")
                        .code())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PATCH /sales/v2/receipts 401", "POST sales/v2/receipts 401", "POST /sales/v2/receipts no"})
    void aCallThatIsNoneIsRefusedBeforeAnyKeyIsRead(String call) {
        environment.clear();
        List<String> args = new ArrayList<>(List.of("--user", "riley"));
        args.addAll(List.of(call.split(" ")));
        WorkbenchRun ran = run("explain", args.toArray(String[]::new));

        assertThat(ran.code()).isEqualTo(64);
        assertThat(ran.complaints()).singleElement().asString().startsWith("The ");
    }
}
