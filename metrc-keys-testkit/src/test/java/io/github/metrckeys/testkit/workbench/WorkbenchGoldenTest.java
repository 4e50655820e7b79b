package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.testkit.FakeFacility;
import io.github.metrckeys.testkit.FakeFault;
import io.github.metrckeys.testkit.FakeMetrc;
import io.github.metrckeys.testkit.FakeUser;
import io.github.metrckeys.testkit.Golden;
import io.github.metrckeys.testkit.junit.FakeMetrcExtension;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Pins what the command line prints, word for word, in golden files: {@code golden/NAME.txt} has every command of the
 * story with that name, its exit code, its standard output and its standard error.
 *
 * <p>What differs from run to run is replaced: ports, directories, times, durations and fingerprints. After an intended
 * change, {@code -Dmetrckeys.golden=write} rewrites the files. Review the difference before you commit it.
 */
@ExtendWith(FakeMetrcExtension.class)
class WorkbenchGoldenTest {

    private static final String LICENSE = "402-00001";

    /** In the usual format, and not a real key. */
    private static final String STRANGE_KEY = "a-key-of-nobody-that-has-the-usual-form-00000001";

    private static final String OTHER_STRANGE_KEY = "a-key-of-nobody-that-has-the-usual-form-00000002";

    private static final String VENDOR_KEY = "METRC_VENDOR_KEY";
    private static final String USER_KEY = "METRC_USER_KEY";
    private static final String MASTER_KEY = "METRC_MASTER_KEY";
    private static final String PASSPHRASE = "METRC_KEYS_SECRET";

    @TempDir
    private Path directory;

    private FakeMetrc metrc;
    private FakeFacility shop;
    private FakeUser user;
    private FakeUser owner;
    private final Map<String, String> environment = new HashMap<>();
    private final StringBuilder told = new StringBuilder();

    @BeforeEach
    void aShopInColorado(FakeMetrc given) {
        metrc = given;
        shop = metrc.addFacility(LICENSE)
                .name("Main Street")
                .licenseType("Retail Store")
                .startDate(LocalDate.of(2020, 1, 1))
                .flags("AdvancedSales", "CanSellToConsumers");
        user = metrc.addUser("emp-7").fullName("Budtender Seven").attachWithAllPermissions(shop);
        owner = metrc.addUser("owner").fullName("Olive Owner").attachWithAllPermissions(shop);
        user.employeeLicense(shop, "E-1007");
        owner.employeeLicense(shop, "E-1001");
        environment.put(VENDOR_KEY, metrc.vendorKey().revealSecret());
        environment.put(USER_KEY, user.key().revealSecret());
        environment.put(PASSPHRASE, "six random words are best here");
    }

    private void withMasterKey() {
        environment.put(MASTER_KEY, owner.key().revealSecret());
    }

    @Test
    void validateAllGoodForARole() {
        withMasterKey();
        validate("--user emp-7 --role budtender");
        compare("validate-all-good-for-a-role");
    }

    @Test
    void validateWithoutARole() {
        validate("--user emp-7");
        compare("validate-without-a-role");
    }

    @Test
    void validateWithAPermissionMissing() {
        user.revoke(shop, "View Sales", "Manage Sales");
        validate("--user emp-7 --role budtender");
        compare("validate-permission-missing");
    }

    @Test
    void validateWithAPermissionMissingThatTheMasterKeyReadsOut() {
        withMasterKey();
        user.revoke(shop, "Manage Sales");
        validate("--user emp-7 --role budtender");
        compare("validate-permission-missing-read-out");
    }

    @Test
    void validateForARoleThatTheLicenseCannotHold() {
        validate("--user emp-7 --role cultivator");
        compare("validate-role-that-the-license-cannot-hold");
    }

    @Test
    void validateADeadUserKeyAlone() {
        user.deactivate();
        validate("--user emp-7 --role budtender");
        compare("validate-dead-user-key-alone");
    }

    @Test
    void validateADeadUserKeyBesideAMasterKey() {
        withMasterKey();
        environment.put(USER_KEY, STRANGE_KEY);
        validate("--user emp-7 --role budtender");
        compare("validate-dead-user-key-beside-a-master-key");
    }

    @Test
    void validateWithADeadVendorKey() {
        withMasterKey();
        environment.put(VENDOR_KEY, STRANGE_KEY);
        validate("--user emp-7 --role budtender");
        compare("validate-dead-vendor-key");
    }

    @Test
    void validateWithBothKeysSwapped() {
        environment.put(VENDOR_KEY, user.key().revealSecret());
        environment.put(USER_KEY, metrc.vendorKey().revealSecret());
        validate("--user emp-7 --role budtender");
        compare("validate-swapped-keys");
    }

    @Test
    void validateAKeyThatIsNotAttachedToTheLicense() {
        user.detach(shop);
        user.attachWithAllPermissions(metrc.addFacility("402-00002"));
        validate("--user emp-7 --role budtender");
        compare("validate-not-attached");
    }

    @Test
    void validateAtALicenseThatHasEnded() {
        shop.endDate(LocalDate.of(2021, 1, 31));
        validate("--user emp-7 --role budtender");
        compare("validate-license-ended");
    }

    @Test
    void validateAMasterKey() {
        withMasterKey();
        validate("--master --role master-key-owner");
        compare("validate-master-key");
    }

    @Test
    void validateWhileMetrcThrottles() {
        metrc.fault(FakeFault.throttled(3600));
        validate("--user emp-7 --role budtender");
        compare("validate-throttled");
    }

    @Test
    void validateWhileMetrcIsDown() {
        metrc.fault(FakeFault.status(503));
        validate("--user emp-7 --role budtender");
        compare("validate-unavailable");
    }

    @Test
    void validateWhereNobodyListens() throws IOException {
        validateAt(nobodyListens(), "--user emp-7");
        compare("validate-nobody-listens");
    }

    @Test
    void validateAKeyOfAnOddForm() {
        environment.put(USER_KEY, "seven@shop.example");
        run(validation(metrc.baseUri().toString(), "--user emp-7"));
        environment.put(USER_KEY, "cut!short");
        run(validation(metrc.baseUri().toString(), "--user emp-7"));
        compare("validate-odd-form");
    }

    @Test
    void validateTheKeysOfAllUsers() throws IOException {
        withMasterKey();
        FakeUser seller = metrc.addUser("riley").attach(shop, "View Packages", "View Sales");
        seller.employeeLicense(shop, "E-1008");
        Path keys = directory.resolve("keys.csv");
        Files.write(
                keys,
                List.of(
                        "user,key",
                        "emp-7," + user.key().revealSecret(),
                        "riley," + seller.key().revealSecret(),
                        "nobody," + STRANGE_KEY));
        String command =
                "validate-all --jurisdiction CO --license 402-00001 --role budtender --parallelism 1 --base-uri "
                        + metrc.baseUri() + " --keys-file " + keys;
        run(command);
        run(command + " --format json");
        run(command + " --format markdown");
        run(command + " --format html");
        compare("validate-all");
    }

    @Test
    void keysAddListAndRemove() {
        runWith(STRANGE_KEY, keys("add --jurisdiction CO --user emp-7"));
        runWith(STRANGE_KEY, keys("add --jurisdiction CO --user emp-7"));
        runWith(OTHER_STRANGE_KEY, keys("add --jurisdiction CO --user emp-7"));
        runWith("cut!short", keys("add --jurisdiction MI --sandbox --user emp-8"));
        run(keys("list"));
        run(keys("list --warn-after 0"));
        run(keys("remove --jurisdiction CO --user emp-7"));
        run(keys("remove --jurisdiction CO --user emp-7"));
        run(keys("remove --jurisdiction MI --user emp-8"));
        run(keys("list"));
        ledger();
        compare("keys-add-list-remove");
    }

    @Test
    void keysThatAreStoredForAnotherToo() {
        runWith(STRANGE_KEY, keys("add --jurisdiction CO --user emp-7"));
        runWith(STRANGE_KEY, keys("add --jurisdiction CO --user emp-8"));
        runWith(STRANGE_KEY, keys("add --jurisdiction OR --user emp-7"));
        runWith(STRANGE_KEY, keys("add --jurisdiction CO --master --license 402-00001"));
        runWith(OTHER_STRANGE_KEY, keys("add --jurisdiction CO --master --license 402-00002"));
        runWith(OTHER_STRANGE_KEY, keys("add --jurisdiction CO --user emp-9"));
        run(keys("list"));
        ledger();
        compare("keys-duplicates");
    }

    @Test
    void keysVerified() {
        withMasterKey();
        String add = keys(verified());
        String key = user.key().revealSecret();
        runWith(key, add + " --role budtender");
        runWith(key, add + " --role budtender");
        runWith(STRANGE_KEY, add);
        runWith(STRANGE_KEY, add + " --override On-the-phone-Metrc-said-that-it-works-tomorrow");
        runWith(key, add + " --format json");
        runWith(key, add + " --format markdown");
        user.revoke(shop, "Manage Sales");
        runWith(key, add + " --role budtender");
        user.detach(shop);
        runWith(key, add);
        runWith(owner.key().revealSecret(), add.replace("--user emp-7", "--master"));
        run(keys("list"));
        ledger();
        compare("keys-verified");
    }

    @Test
    void keysVerifiedThatAreStoredForAnotherToo() {
        String add = keys(verified());
        runWith(user.key().revealSecret(), add);
        runWith(user.key().revealSecret(), add.replace("--user emp-7", "--user emp-8"));
        runWith(user.key().revealSecret(), add.replace("--user emp-7", "--user emp-8") + " --override They-share-it");
        runWith(user.key().revealSecret(), add.replace("--user emp-7", "--master"));
        user.generateKey();
        runWith(user.key().revealSecret(), add);
        run(keys("list"));
        ledger();
        compare("keys-verified-duplicates");
    }

    @Test
    void keysThatWait() {
        metrc.fault(FakeFault.status(503).by(user));
        String add = keys(verified());
        runWith(user.key().revealSecret(), add);
        runWith(user.key().revealSecret(), add + " --park");
        run(keys("list"));
        run(keys("remove --jurisdiction CO --user emp-7"));
        run(keys("remove --jurisdiction CO --user emp-7 --parked"));
        run(keys("list"));
        runWith(user.key().revealSecret(), add + " --park");
        metrc.clearFaults();
        runWith(user.key().revealSecret(), add);
        run(keys("list"));
        ledger();
        compare("keys-that-wait");
    }

    @Test
    void keysWronglyUsed() throws IOException {
        run(keys("list"));
        run(keys("remove --jurisdiction CO --user emp-7"));
        runWith(STRANGE_KEY, keys("add --jurisdiction CO --sandbox --user emp-7"));
        runWith(OTHER_STRANGE_KEY, keys("add --jurisdiction CO --base-uri http://127.0.0.1:9 --user emp-7"));
        run(keys("remove --jurisdiction CO --user emp-7"));
        runWith("", keys("add --jurisdiction CO --user emp-9"));
        runWith(STRANGE_KEY + "\n" + OTHER_STRANGE_KEY, keys("add --jurisdiction CO --user emp-9"));
        runWith("x".repeat(70_000), keys("add --jurisdiction CO --user emp-9"));
        runWith(STRANGE_KEY, keys("add --jurisdiction CO --master"));
        runWith(STRANGE_KEY, keys("add --jurisdiction CO"));
        runWith(STRANGE_KEY, keys("add --jurisdiction CO --user emp-9 --park"));
        runWith(STRANGE_KEY, keys("add --jurisdiction CO --user emp-9 --verify"));
        run("keys");
        environment.put(PASSPHRASE, "another one");
        run(keys("list"));
        environment.remove(PASSPHRASE);
        run(keys("list"));
        environment.put(PASSPHRASE, "six random words are best here");
        Files.writeString(directory.resolve("keys.store"), "Dear diary,\n");
        run(keys("list"));
        compare("keys-wrongly-used");
    }

    @Test
    void endpoints() {
        run("endpoints");
        compare("endpoints");
    }

    @Test
    void endpointsLookedUp() {
        run("endpoints --path /packages/v2/4711");
        run("endpoints --path receipts");
        run("endpoints --path /pakages/v2");
        runAll("endpoints", "--permission", "manage tags");
        runAll("endpoints", "--permission", "Manage Tag");
        run("endpoints --role budtender");
        run("endpoints --role budtendr");
        runAll("endpoints", "--role", "budtender", "--permission", "Manage Sales");
        compare("endpoints-looked-up");
    }

    @Test
    void demo() {
        run("demo");
        compare("demo");
    }

    @Test
    void help() {
        Stream.of(
                        "",
                        "demo ",
                        "fake ",
                        "validate ",
                        "validate-all ",
                        "keys ",
                        "keys add ",
                        "keys list ",
                        "keys remove ")
                .forEach(command -> run(command + "--help"));
        run("endpoints --help");
        run("fake --print-example");
        compare("help");
    }

    @Test
    void wrongUsage() throws IOException {
        String validate = "validate --jurisdiction CO --license 402-00001 ";
        String there = validate + "--user emp-7 --base-uri http://127.0.0.1:9 ";
        Stream.of(
                        "validate --jurisdiction ZZ --license 402-00001 --user emp-7",
                        "validate --jurisdiction Colorado! --license 402-00001 --user emp-7",
                        "validate --jurisdiction CO --license= --user emp-7",
                        "validate --user emp-7 --jurisdiction CO",
                        "validate --user emp-7 --license 402-00001",
                        validate.strip(),
                        validate + "--user=",
                        validate + "--user emp-7 --base-uri http://metrc.example",
                        validate + "--user emp-7 --base-uri ftp://127.0.0.1",
                        validate + "--user emp-7 --base-uri http://127.0.0.1:65536",
                        there + "--sandbox",
                        there + "--master",
                        there + "--parallelism four",
                        there + "--parallelism 11",
                        there + "--deadline 0",
                        there + "--bogus",
                        there + "--key " + STRANGE_KEY,
                        there + "--format xml",
                        there + "--role budtendr",
                        "frobnicate",
                        "demo frobnicate",
                        "fake --port 65536",
                        "fake --seed not-there.json")
                .forEach(this::run);
        environment.remove(USER_KEY);
        run(there);
        run(validate + "--master --base-uri http://127.0.0.1:9");
        environment.put(USER_KEY, STRANGE_KEY + "\n" + STRANGE_KEY);
        run(there);
        environment.put(VENDOR_KEY, "a:" + STRANGE_KEY);
        run(there);
        environment.remove(VENDOR_KEY);
        run(there);
        compare("wrong-usage");
    }

    @Test
    void wrongKeyFiles() throws IOException {
        Path keys = directory.resolve("keys.csv");
        String command = "validate-all --jurisdiction CO --license 402-00001 --base-uri " + metrc.baseUri()
                + " --keys-file " + keys;
        run(command);
        for (String line : List.of(
                "user,key", "blake", "blake,", ",a-key-of-somebody", "blake,one-key,two-key", STRANGE_KEY + ",emp-7")) {
            Files.writeString(keys, line + "\n");
            run(command);
        }
        compare("wrong-key-files");
    }

    /** In every format. */
    private void validate(String options) {
        validateAt(metrc.baseUri().toString(), options);
    }

    private void validateAt(String address, String options) {
        for (String format : List.of("text", "json", "markdown", "html")) {
            run(validation(address, options + " --format " + format));
        }
    }

    /** One call at a time, so that it is the same call every time after which nothing more is asked. */
    private static String validation(String address, String options) {
        return "validate --jurisdiction CO --license " + LICENSE + " --parallelism 1 --deadline 20 --base-uri "
                + address + " " + options;
    }

    private String keys(String command) {
        return "keys " + command + " --store " + directory.resolve("keys.store");
    }

    private String verified() {
        return "add --jurisdiction CO --user emp-7 --verify --license " + LICENSE + " --parallelism 1 --base-uri "
                + metrc.baseUri();
    }

    private static String nobodyListens() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return "http://127.0.0.1:" + socket.getLocalPort();
        }
    }

    private void run(String command) {
        runWith("", command);
    }

    private void runWith(String input, String command) {
        run(input, command.strip().split(" +"));
    }

    private void runAll(String... arguments) {
        run("", arguments);
    }

    private void run(String input, String... arguments) {
        WorkbenchRun ran = WorkbenchRun.withInput(environment, input, arguments);
        told.append(Arrays.stream(arguments)
                .map(argument -> argument.contains(" ") ? '"' + argument + '"' : argument)
                .collect(Collectors.joining(" ", "$ ", "\n")));
        told.append("exit code ").append(ran.code()).append('\n');
        add("standard output", sorted(ran.out()));
        add("standard error", ran.err());
        told.append('\n');
    }

    /** What the commands so far recorded. */
    private void ledger() {
        try {
            add("keys.store.ledger", Files.readString(directory.resolve("keys.store.ledger")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String what, String text) {
        if (!text.isEmpty()) {
            told.append("--- ").append(what).append('\n').append(text);
        }
    }

    private void compare(String name) {
        Golden.compare(WorkbenchGoldenTest.class, name + ".txt", normal(told.toString()));
    }

    /** Without what differs from run to run; Markdown has a backslash before each mark. */
    private String normal(String text) {
        return text.replace("\r\n", "\n")
                .replace(directory + File.separator, "DIRECTORY/")
                .replaceAll("(127\\\\?\\.0\\\\?\\.0\\\\?\\.1\\\\?:)(?!65536)\\d{4,5}\\b", "$1PORT")
                .replaceAll("20\\d\\d-\\d\\d-\\d\\dT\\d\\d\\\\?:\\d\\d\\\\?:\\d\\d(\\\\?\\.\\d+)?Z", "TIME")
                .replaceAll("\\b20(2[6-9]|[3-9]\\d)-\\d\\d-\\d\\d\\b", "TODAY_____")
                .replaceAll("\"durationMillis\":\\d+", "\"durationMillis\":MILLIS")
                .replaceAll("Duration: \\d+ ms", "Duration: MILLIS ms")
                .replaceAll("\\b[0-9a-f]{12}\\b", "FINGERPRINT_");
    }

    /** The reports of a batch come in the order in which they are done. */
    private static String sorted(String reports) {
        return Pattern.compile("(?m)(?=^(?:## |\\{))")
                .splitAsStream(reports)
                .sorted()
                .collect(Collectors.joining());
    }
}
