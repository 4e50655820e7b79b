package io.github.metrckeys.file;

import static io.github.metrckeys.fixture.CustodyFixture.KIM;
import static io.github.metrckeys.fixture.CustodyFixture.KIMS;
import static io.github.metrckeys.fixture.CustodyFixture.NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.metrckeys.UserId;
import io.github.metrckeys.custody.KeyEvent;
import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.storage.EventText;
import io.github.metrckeys.resolve.KeyResolution;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import java.io.File;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;

class FileKeyLedgerTest {

    private static final KeyEvent STORED =
            new KeyEvent.Stored(NINE, KIMS, KeyState.IN_FORCE, new KeyVersion(1), Optional.of("the audit waits"));
    private static final KeyEvent LEFT = new KeyEvent.Left(NINE, KIM);
    private static final String HEADER = "metrc-keys key ledger 1\n";

    @TempDir
    Path directory;

    private Path file() {
        return directory.resolve("keys.ledger");
    }

    private Path fileOf(String text) throws Exception {
        return Files.writeString(file(), text, StandardCharsets.ISO_8859_1);
    }

    private static String text(KeyEvent... events) {
        StringBuilder text = new StringBuilder(HEADER);
        List.of(events).forEach(event -> text.append(EventText.of(event)).append('\n'));
        return text.toString();
    }

    private static void fails(ErrorCode code, Runnable action) {
        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(action::run)
                .satisfies(e -> assertThat(e.code()).isEqualTo(code))
                .withMessageContaining("keys.ledger");
    }

    private static void refuses(String why, Path path) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> FileKeyLedger.open(path))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_PATH_REFUSED))
                .withMessageContaining(why);
    }

    @Test
    void aNewLedgerIsEmpty() {
        assertThat(FileKeyLedger.open(file()).events()).isEmpty();
    }

    @Test
    void theFileIsALineForEachEvent() throws Exception {
        KeyLedger ledger = FileKeyLedger.open(file());

        ledger.append(STORED);
        ledger.append(LEFT);

        assertThat(file()).hasContent("""
                metrc-keys key ledger 1
                stored\t2026-11-24T09:00:00Z\tuser CO kim\t1\tthe audit waits
                left\t2026-11-24T09:00:00Z\tkim
                """);
    }

    @Test
    void whatWasAppendedIsThereForTheNextProcess() {
        FileKeyLedger.open(file()).append(STORED);

        assertThat(FileKeyLedger.open(file()).events()).containsExactly(STORED);
    }

    /** Earlier versions wrote down the use of any owner's key. */
    @Test
    void aUseOfAnUnverifiedKeyIsRead() throws Exception {
        Path file = fileOf(HEADER
                + "used\t2026-11-24T09:00:00Z\t2026-11-24T09:00:00Z\tunverified user CO kim\t1\tkim\tOWN_KEY\t2\n");

        assertThat(FileKeyLedger.open(file).events())
                .containsExactly(new KeyEvent.Used(
                        NINE,
                        NINE,
                        KIMS,
                        KeyState.PENDING,
                        new KeyVersion(1),
                        Optional.of(KIM),
                        KeyResolution.Choice.OWN_KEY,
                        2));
    }

    @Test
    void theOwnerAloneReadsANewFile() throws Exception {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
        FileKeyLedger.open(file()).append(STORED);

        try (var files = Files.list(directory)) {
            assertThat(files)
                    .containsExactlyInAnyOrder(file(), directory.resolve("keys.ledger.lock"))
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void whereverAWriterDiesReadersSeeWhatWasThereBeforeAndTheNextWriterGoesOnFromThere() throws Exception {
        String before = text(STORED);
        String after = text(STORED, LEFT);
        for (int length = before.length(); length < after.length(); length++) {
            fileOf(after.substring(0, length));

            KeyLedger ledger = FileKeyLedger.open(file());
            assertThat(ledger.events()).as("cut at %d", length).containsExactly(STORED);
            ledger.append(LEFT);
            assertThat(file()).hasContent(after);
        }
    }

    @Test
    void aWriterThatDiedBeforeTheFirstLineWasWholeLeavesAnEmptyLedger() throws Exception {
        for (int length = 0; length < HEADER.length(); length++) {
            fileOf(HEADER.substring(0, length));

            KeyLedger ledger = FileKeyLedger.open(file());
            assertThat(ledger.events()).isEmpty();
            ledger.append(LEFT);
            assertThat(file()).hasContent(text(LEFT));
        }
    }

    @Test
    void aTornLineThatIsLongerThanTheNextOneLeavesNothingBehind() throws Exception {
        fileOf(HEADER + "stored\t" + "x".repeat(10_000));

        FileKeyLedger.open(file()).append(LEFT);

        assertThat(file()).hasContent(text(LEFT));
    }

    @Test
    void aBlockOfZerosFromALossOfPowerIsNoEvent() throws Exception {
        fileOf(text(STORED) + "\0".repeat(512));

        assertThat(FileKeyLedger.open(file()).events()).containsExactly(STORED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "",
                "left\t2026-11-24T09:00:00Z\tkim\r",
                "left\t2026-11-24T09:00:00Z\tkim\tlee",
                "left\tyesterday\tkim",
                "left\t2026-11-24T09:00:00Z\t%006bim",
                "stored\t2026-11-24T09:00:00Z\tunverified unverified user CO kim\t1\t",
                "holder\t2026-11-24T09:00:00Z\tuser CO kim\tkim",
                "sold\t2026-11-24T09:00:00Z\tkim",
                "\u00e9"
            })
    void anyOtherLineThatCannotBeReadIsNamedAndNotShown(String line) throws Exception {
        Path path = fileOf(text(STORED) + line + "\n" + EventText.of(LEFT) + "\n");

        assertThatExceptionOfType(MetrcKeysException.class)
                .isThrownBy(() -> FileKeyLedger.open(path))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_DAMAGED))
                .withMessageContaining(path.toString())
                .withMessageContaining("line 3")
                .withMessageNotContaining("kim")
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "hello\n",
                "\n",
                "metrc-keys key ledger one\n",
                "metrc-keys key ledger 1 \n",
                "{\"schema\":\"metrc-keys/custody/1\"}"
            })
    void aFileOfSomethingElseIsLeftAlone(String text) throws Exception {
        fileOf(text);

        fails(ErrorCode.STORE_FOREIGN, () -> FileKeyLedger.open(file()));
        assertThat(file()).hasContent(text);
    }

    @Test
    void aLedgerOfANewerVersionIsLeftAlone() throws Exception {
        fileOf("metrc-keys key ledger 2\nsomething new\n");

        fails(ErrorCode.STORE_TOO_NEW, () -> FileKeyLedger.open(file()));
    }

    @Test
    void aDirectoryIsRefused() throws Exception {
        Files.createDirectory(file());

        refuses("keys.ledger is a directory", file());
    }

    @Test
    void aLinkIsRefused() throws Exception {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), HEADER);
        Files.createSymbolicLink(file(), elsewhere);

        refuses("keys.ledger is a symbolic link", file());
        assertThat(elsewhere).hasContent(HEADER);
    }

    @Test
    void aLinkThatTookThePlaceOfTheFileIsRefused() throws Exception {
        KeyLedger ledger = FileKeyLedger.open(file());
        Path elsewhere = Files.move(file(), directory.resolve("elsewhere"));
        Files.createSymbolicLink(file(), elsewhere);

        assertThatExceptionOfType(InvalidInputException.class).isThrownBy(() -> ledger.append(LEFT));
        assertThat(elsewhere).isEmptyFile();
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        refuses("There is no directory", directory.resolve("nowhere").resolve("keys.ledger"));
    }

    @Test
    void aFileSystemThatIsNotTheMachinesIsRefused() throws Exception {
        try (FileSystem archive = FileSystems.newFileSystem(directory.resolve("a.zip"), Map.of("create", "true"))) {
            refuses("keys.ledger is not on this machine's file system", archive.getPath("keys.ledger"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys.ledger.lock", "keys.store.new"})
    void noLedgerStandsWhereAFileBesideAnotherOneDoes(String name) {
        refuses(name, directory.resolve(name));
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void aDirectoryThatIsReadOnlyIsReadAndNotWritten() throws Exception {
        assumeTrue(directory.getFileSystem().supportedFileAttributeViews().contains("posix"));
        fileOf(text(STORED));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(directory), "not for root");
            KeyLedger ledger = FileKeyLedger.open(file());

            assertThat(ledger.events()).containsExactly(STORED);
            fails(ErrorCode.STORE_NOT_WRITABLE, () -> ledger.append(LEFT));
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlaceWhereNobodyMayWriteIsNamed() {
        fails(ErrorCode.STORE_NOT_WRITABLE, () -> FileKeyLedger.open(Path.of("/sys/keys.ledger")));
    }

    @Test
    void aFileThatIsReadOnlyIsReadAndNotWritten() throws Exception {
        fileOf(text(STORED));
        assumeTrue(file().toFile().setWritable(false) && !Files.isWritable(file()), "not for root");
        KeyLedger ledger = FileKeyLedger.open(file());

        assertThat(ledger.events()).containsExactly(STORED);
        fails(ErrorCode.STORE_NOT_WRITABLE, () -> ledger.append(LEFT));
    }

    @Test
    void aLedgerThatIsGoneIsNotMadeAnewInSilence() throws Exception {
        KeyLedger ledger = FileKeyLedger.open(file());
        ledger.append(STORED);
        Files.delete(file());

        fails(ErrorCode.STORE_UNREACHABLE, ledger::events);
        fails(ErrorCode.STORE_UNREACHABLE, () -> ledger.append(LEFT));
        assertThat(file()).doesNotExist();
    }

    @Test
    void anInterruptedThreadDoesNotWait() throws Exception {
        KeyLedger ledger = FileKeyLedger.open(file());
        Thread.currentThread().interrupt();
        try {
            fails(ErrorCode.INTERRUPTED, () -> ledger.append(LEFT));
            assertThat(ledger.events()).as("readers do not wait").isEmpty();
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(ledger.events()).isEmpty();
    }

    @Test
    @Timeout(60)
    void whileSomebodyElseHoldsTheLockWritersWait() throws Exception {
        KeyLedger ledger = FileKeyLedger.open(file());
        Thread writer;
        try (FileChannel channel = FileChannel.open(
                        directory.resolve("keys.ledger.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            writer = new Thread(() -> ledger.append(LEFT));
            writer.start();
            while (writer.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertThat(ledger.events()).as("readers do not wait").isEmpty();
        }
        writer.join();

        assertThat(ledger.events()).containsExactly(LEFT);
    }

    @Test
    @Timeout(60)
    void whoeverReadsWhileAnotherOneWritesSeesWholeEventsInTheirOrder() throws Exception {
        fileOf(text(STORED) + "stored\t" + "x".repeat(100_000));
        KeyLedger ledger = FileKeyLedger.open(file());
        List<KeyEvent> all = new ArrayList<>(List.of(STORED));
        for (int i = 0; i < 200; i++) {
            all.add(new KeyEvent.Left(NINE, UserId.of("kim-" + i)));
        }
        Thread writer = new Thread(() -> all.stream().skip(1).forEach(ledger::append));
        writer.start();
        int seen = 1;
        while (seen < all.size()) {
            List<KeyEvent> events = ledger.events();
            assertThat(events).hasSizeGreaterThanOrEqualTo(seen).isEqualTo(all.subList(0, events.size()));
            seen = events.size();
        }
        writer.join();
    }

    @Test
    @Timeout(60)
    void severalProcessesLoseNothing() throws Exception {
        FileKeyLedger.open(file());
        List<Process> writers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            writers.add(writer("writer-" + i).redirectErrorStream(true).start());
        }
        for (Process writer : writers) {
            assertThat(new String(writer.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
            assertThat(writer.waitFor()).isZero();
        }

        List<KeyEvent> events = FileKeyLedger.open(file()).events();
        assertThat(events).hasSize(3 * LedgerWriter.EVENTS).doesNotHaveDuplicates();
    }

    @Test
    @Timeout(60)
    void whatAKilledProcessWasToldWasAppendedIsThere() throws Exception {
        FileKeyLedger.open(file());
        Process writer = writer("killed", "forever").redirectErrorStream(true).start();
        long acknowledged = 0;
        try (var lines = writer.inputReader()) {
            while (acknowledged < 20) {
                assertThat(lines.readLine()).isNotNull();
                acknowledged++;
            }
            // Through its handle, which leaves the stream open.
            assertThat(writer.toHandle().destroyForcibly()).isTrue();
            while (lines.readLine() != null) {
                acknowledged++;
            }
        }

        KeyLedger ledger = FileKeyLedger.open(file());
        assertThat((long) ledger.events().size()).isBetween(acknowledged, acknowledged + 1);
        ledger.append(LEFT);
        assertThat(ledger.events()).endsWith(LEFT);
    }

    private ProcessBuilder writer(String... arguments) throws Exception {
        Path classes = classesOf(FileKeyLedger.class);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                classes
                        + File.pathSeparator
                        + classes.resolveSibling("test-classes")
                        + File.pathSeparator
                        + classesOf(Logger.class),
                LedgerWriter.class.getName(),
                file().toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    private static Path classesOf(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    }
}
