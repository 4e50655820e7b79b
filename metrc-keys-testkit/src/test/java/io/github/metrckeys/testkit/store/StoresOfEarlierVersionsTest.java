package io.github.metrckeys.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.custody.CustodyEvidence;
import io.github.metrckeys.custody.KeyHistory;
import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.file.EncryptedFileKeyStore;
import io.github.metrckeys.file.FileKeyLedger;
import io.github.metrckeys.jdbc.JdbcKeyLedger;
import io.github.metrckeys.jdbc.JdbcKeyStore;
import io.github.metrckeys.json.CustodyJson;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.EncryptedKeyStore;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.KeysByOwner;
import io.github.metrckeys.store.StoredKey;
import io.github.metrckeys.testkit.Golden;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What an earlier version has written is read as it was meant.
 *
 * <p>The files in {@code earlier/0.1.0-SNAPSHOT-2026-11-24} were written by version 0.1.0-SNAPSHOT of 2026-11-24, with a clock
 * that began at 12:00 and went on by a minute at each look, and are never written again. Each store got the same keys in the
 * same order: two for emp-7 in CO, one after the other; one for emp-7 in OR; the master key; one in force and then one that
 * waits for emp-8; one that waits for emp-9; one each in the sandbox and at an address of its own; one for emp-11, which was
 * removed; one in force and one that waits for a second master key. The keys end in 001 to 012. The tenant south, and the
 * file that bytes encrypt, have one in force (021) and one that waits (022). {@code h2.sql} is what H2's {@code SCRIPT} gave,
 * {@code postgresql.sql} has the rows as {@code INSERT} statements below the statements that had made the tables. The same
 * events went to each ledger, the first two of them to the tenant south too.
 */
class StoresOfEarlierVersionsTest {

    private static final String EARLIER = "earlier/0.1.0-SNAPSHOT-2026-11-24/";

    private static final KeyEncryptionKeys PASSPHRASE = KeyEncryptionKeys.of(
            KeyEncryptionKey.ofPassphrase("passphrase-1", "six obviously fake words of 2026".toCharArray()));

    /** The numbers from 0 to 31. */
    private static final KeyEncryptionKeys BYTES = KeyEncryptionKeys.of(KeyEncryptionKey.ofBytes("2026-11", bytes()));

    private static final List<String> IN_THE_FILE = List.of(
            "key of emp-7 in CO, v2, 2026-11-24T12:02:00Z, 002",
            "key of emp-7 in CO/sandbox, v8, 2026-11-24T12:08:00Z, 008",
            "key of emp-7 in OR, v3, 2026-11-24T12:03:00Z, 003",
            "key of emp-8 in CO, v5, 2026-11-24T12:05:00Z, 005",
            "key of josé \"pepe\" núñez in CO@https://metrc.example:8443/api, v9, 2026-11-24T12:09:00Z, 009",
            "master key of CO 402-00001, v4, 2026-11-24T12:04:00Z, 004",
            "master key of OR 050-1000C2C, v11, 2026-11-24T12:11:00Z, 011",
            "unverified key of emp-8 in CO, v6, 2026-11-24T12:06:00Z, 006",
            "unverified key of emp-9 in MI, v7, 2026-11-24T12:07:00Z, 007",
            "unverified master key of OR 050-1000C2C, v12, 2026-11-24T12:12:00Z, 012");

    /** A database counts the versions of each owner, and the file those of all. */
    private static final List<String> IN_A_DATABASE = IN_THE_FILE.stream()
            .map(key -> key.startsWith("key of emp-7 in CO,") ? key : key.replaceFirst(", v[0-9]+,", ", v1,"))
            .toList();

    private static final KeyOwner REMOVED = KeyOwner.individual(Jurisdiction.of("CO"), UserId.of("emp-11"));

    @TempDir
    private Path directory;

    @Test
    void theFileHasEveryKey() throws IOException {
        EncryptedFileKeyStore store = EncryptedFileKeyStore.open(copy("keys.store"), PASSPHRASE);
        assertThat(keysOf(store)).isEqualTo(IN_THE_FILE);
        assertFingerprints(store);
    }

    @Test
    void theFileThatBytesEncryptHasEveryKey() throws IOException {
        EncryptedFileKeyStore store = EncryptedFileKeyStore.open(copy("keys-of-bytes.store"), BYTES);
        assertThat(keysOf(store))
                .containsExactly(
                        "key of emp-7 in CO, v1, 2026-11-24T12:01:00Z, 021",
                        "unverified key of emp-7 in CO, v2, 2026-11-24T12:02:00Z, 022");
        assertFingerprints(store);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aDatabaseHasEveryKey(Database database) throws IOException {
        JdbcKeyStore store = JdbcKeyStore.builder(opened(database), PASSPHRASE).open();
        assertThat(keysOf(store)).isEqualTo(IN_A_DATABASE);
        assertFingerprints(store);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aDatabaseHasEveryKeyOfTheOtherTenant(Database database) throws IOException {
        JdbcKeyStore store = JdbcKeyStore.builder(opened(database), PASSPHRASE)
                .tenant("south")
                .open();
        assertThat(keysOf(store))
                .containsExactly(
                        "key of emp-7 in CO, v1, 2026-11-24T12:01:00Z, 021",
                        "unverified key of emp-7 in CO, v1, 2026-11-24T12:02:00Z, 022");
        assertFingerprints(store);
    }

    @Test
    void theFileIsWrittenOn() throws IOException {
        Path file = copy("keys.store");
        assertIsWrittenOn(EncryptedFileKeyStore.open(file, rotated()), 13, IN_THE_FILE);
        assertThat(keysOf(EncryptedFileKeyStore.open(file, BYTES))).containsAll(IN_THE_FILE);
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aDatabaseIsWrittenOn(Database database) throws IOException {
        DataSource source = opened(database);
        assertIsWrittenOn(JdbcKeyStore.builder(source, rotated()).open(), 2, IN_A_DATABASE);
        assertThat(keysOf(JdbcKeyStore.builder(source, BYTES).open())).containsAll(IN_A_DATABASE);
    }

    @Test
    void theLedgerInAFileHasEveryEvent() throws IOException {
        assertThat(writtenAnew(FileKeyLedger.open(copy("keys.ledger")))).isEqualTo(text("keys.ledger"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aLedgerInADatabaseHasEveryEvent(Database database) throws IOException {
        assertThat(writtenAnew(JdbcKeyLedger.builder(opened(database)).open())).isEqualTo(text("keys.ledger"));
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void aLedgerInADatabaseHasEveryEventOfTheOtherTenant(Database database) throws IOException {
        KeyLedger south =
                JdbcKeyLedger.builder(opened(database)).tenant("south").open();
        String firstTwo = text("keys.ledger").lines().limit(3).reduce("", (text, line) -> text + line + "\n");
        assertThat(writtenAnew(south)).isEqualTo(firstTwo);
    }

    /** What is exported of them; {@code -Dmetrckeys.golden=write} writes it anew. */
    @Test
    void theEvidenceIsTheSame() throws IOException {
        CustodyEvidence evidence = CustodyEvidence.of(
                EncryptedFileKeyStore.open(copy("keys.store"), PASSPHRASE),
                KeyHistory.of(FileKeyLedger.open(copy("keys.ledger")).events()));
        Golden.compare(StoresOfEarlierVersionsTest.class, "custody.csv", evidence.toCsv());
        Golden.compare(StoresOfEarlierVersionsTest.class, "custody-fallback-uses.csv", evidence.fallbackUsesToCsv());
        Golden.compare(StoresOfEarlierVersionsTest.class, "custody.json", CustodyJson.write(evidence));
        Golden.compare(StoresOfEarlierVersionsTest.class, "custody.schema.json", CustodyJson.jsonSchema());
    }

    /** The version of a removed key does not come again, and everything is encrypted anew under another key. */
    private static void assertIsWrittenOn(EncryptedKeyStore store, long nextVersion, List<String> keys) {
        assertThat(store.put(REMOVED, UserApiKey.of(key("099")), KeyVersion.NONE)
                        .orThrow())
                .isEqualTo(new KeyVersion(nextVersion));
        assertThat(store.rewrap()).isPositive();
        assertThat(store.keyEncryptionKeysInUse()).containsExactly("2026-11");
        assertThat(keysOf(store)).containsAll(keys);
    }

    /** Each owner, version and time, and the last three characters of the key, of which the others are the same. */
    private static List<String> keysOf(KeyStore store) {
        return Stream.of(KeyState.values())
                .flatMap(state -> store.keys(state).list().stream().map(info -> line(store.keys(state), info)))
                .toList();
    }

    private static String line(KeysByOwner keys, KeyInfo info) {
        StoredKey found = keys.find(info.owner()).orElseThrow();
        assertThat(found.info()).isEqualTo(info);
        String key = found.key().revealSecret();
        String end = key.substring(key.length() - 3);
        assertThat(key).isEqualTo(key(end));
        return info.state().keyOf(info.owner()) + ", " + info.version() + ", " + info.storedAt() + ", " + end;
    }

    private static String key(String end) {
        return "an-old-key-of-nobody-that-has-the-usual-form-" + end;
    }

    /** A key that is entered again is known to be the same. */
    private static void assertFingerprints(KeyStore store) {
        for (KeysByOwner keys : List.of(store, store.pending())) {
            assertThat(keys.list())
                    .allSatisfy(info -> assertThat(store.fingerprint(
                                    keys.find(info.owner()).orElseThrow().key()))
                            .isEqualTo(info.fingerprint()));
        }
    }

    /** The new key first, as in a rotation. */
    private static KeyEncryptionKeys rotated() {
        return KeyEncryptionKeys.of(BYTES.newest(), PASSPHRASE.newest());
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[32];
        IntStream.range(0, bytes.length).forEach(i -> bytes[i] = (byte) i);
        return bytes;
    }

    /** The text of a new ledger that got the same events: nothing of an event was lost where it is the same text. */
    private String writtenAnew(KeyLedger ledger) throws IOException {
        Path file = directory.resolve("anew.ledger");
        FileKeyLedger anew = FileKeyLedger.open(file);
        ledger.events().forEach(anew::append);
        return Files.readString(file);
    }

    private DataSource opened(Database database) throws IOException {
        if (database == Database.SQLITE) {
            return Database.sqlite(copy("keys.sqlite"), false);
        }
        DataSource source = database.fresh();
        Database.execute(source, text(database == Database.H2 ? "h2.sql" : "postgresql.sql"));
        return source;
    }

    private Path copy(String name) throws IOException {
        try (InputStream in = resource(name)) {
            Path copy = directory.resolve(name);
            Files.copy(in, copy);
            return copy;
        }
    }

    private static String text(String name) throws IOException {
        try (InputStream in = resource(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static InputStream resource(String name) {
        InputStream in = StoresOfEarlierVersionsTest.class.getResourceAsStream(EARLIER + name);
        assertThat(in).as(name).isNotNull();
        return in;
    }
}
