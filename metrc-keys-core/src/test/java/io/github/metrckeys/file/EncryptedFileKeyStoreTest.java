package io.github.metrckeys.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EncryptedFileKeyStoreTest {

    private static final Jurisdiction COLORADO = Jurisdiction.of("CO");
    private static final KeyOwner KIM = KeyOwner.individual(COLORADO, UserId.of("kim"));
    private static final KeyOwner LEE = KeyOwner.individual(COLORADO, UserId.of("lee"));
    private static final KeyOwner MASTER = KeyOwner.master(Facility.of(COLORADO, "402-00001"));
    private static final UserApiKey KIMS_KEY = UserApiKey.of("CanaryOfKim0123456789".repeat(2));
    private static final UserApiKey LEES_KEY = UserApiKey.of("CanaryOfLee0123456789".repeat(2));
    private static final UserApiKey MASTER_KEY = UserApiKey.of("CanaryOfMaster0123456789".repeat(2));

    private static final KeyEncryptionKey OLD = KeyEncryptionKey.ofBytes("old", filled(1));
    private static final KeyEncryptionKey NEW = KeyEncryptionKey.ofBytes("new", filled(2));
    private static final KeyEncryptionKeys KEYS = KeyEncryptionKeys.of(OLD);

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("keys.store");
    }

    @Test
    void aPassphraseOpensWhatItEncrypted() {
        EncryptedFileKeyStore.open(file, passphrase("correct horse"))
                .put(KIM, KIMS_KEY, KeyVersion.NONE)
                .orThrow();

        assertThat(EncryptedFileKeyStore.open(file, passphrase("correct horse"))
                        .find(KIM)
                        .map(StoredKey::key))
                .contains(KIMS_KEY);
    }

    @Test
    void aWrongPassphraseIsToldFromADamagedFile() throws IOException {
        EncryptedFileKeyStore.open(file, passphrase("correct horse"))
                .put(KIM, KIMS_KEY, KeyVersion.NONE)
                .orThrow();

        assertRefused(ErrorCode.KEY_ENCRYPTION_KEY_WRONG, passphrase("battery staple"), "passphrase-1", "keys.store");
    }

    @Test
    void wrongBytesUnderTheRightNameAreToldFromADamagedFile() throws IOException {
        written();

        assertRefused(
                ErrorCode.KEY_ENCRYPTION_KEY_WRONG,
                KeyEncryptionKeys.of(KeyEncryptionKey.ofBytes("old", filled(9))),
                "old",
                "keys.store");
    }

    @Test
    void aKeyEncryptionKeyThatWasNotGivenIsNamed() throws IOException {
        written();

        assertRefused(ErrorCode.KEY_ENCRYPTION_KEY_MISSING, KeyEncryptionKeys.of(NEW), "old", "new", "keys.store");
    }

    @Test
    void aFileThatWasCutShortAnywhereIsRefusedByNameAndNotTouched() throws IOException {
        byte[] whole = written();
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));

            assertRefused(ErrorCode.STORE_DAMAGED, KEYS, "keys.store");
        }
    }

    @Test
    void aFileWithABitOfAnyByteFlippedIsRefusedByNameAndNotTouched() throws IOException {
        byte[] whole = written();
        Set<ErrorCode> seen = EnumSet.noneOf(ErrorCode.class);
        for (int i = 0; i < whole.length; i++) {
            byte[] flipped = whole.clone();
            flipped[i] ^= (byte) (1 << (i + 5) % Byte.SIZE);
            Files.write(file, flipped);

            Throwable refused = catchThrowable(() -> EncryptedFileKeyStore.open(file, KEYS));

            assertThat(refused)
                    .as("byte " + i + " of " + whole.length)
                    .isInstanceOf(MetrcKeysException.class)
                    .hasMessageContaining("keys.store");
            seen.add(((MetrcKeysException) refused).code());
            assertThat(Files.readAllBytes(file)).isEqualTo(flipped);
        }
        assertThat(seen)
                .containsExactlyInAnyOrder(
                        ErrorCode.STORE_DAMAGED,
                        ErrorCode.STORE_FOREIGN,
                        ErrorCode.STORE_TOO_NEW,
                        ErrorCode.ENTRY_DAMAGED);
    }

    @Test
    void entriesWhoseOwnersWereSwappedByHandAreNamed() throws IOException {
        changed(text -> text.replace("user CO kim", "user CO ???")
                .replace("user CO lee", "user CO kim")
                .replace("user CO ???", "user CO lee"));

        assertRefused(ErrorCode.ENTRY_SWAPPED, KEYS, "key of kim in CO", "key of lee in CO", "keys.store");
    }

    @Test
    void anEntryThatWasGivenToAnotherOwnerIsNamed() throws IOException {
        changed(text -> text.replace("user CO lee\n", "user CO mo\n"));

        assertRefused(ErrorCode.ENTRY_DAMAGED, KEYS, "key of mo in CO", "keys.store");
    }

    @Test
    void anEntryThatStandsTwiceIsNamed() throws IOException {
        changed(text -> text.replace(
                lineOf(text, "user CO kim"), lineOf(text, "user CO kim").repeat(2)));

        assertRefused(ErrorCode.ENTRY_DUPLICATE, KEYS, "key of kim in CO", "keys.store");
    }

    @Test
    void aKeyThatWasCopiedToAnotherOwnerIsNamed() throws IOException {
        changed(text -> text.replace(
                lineOf(text, "user CO lee"), lineOf(text, "user CO kim").replace("user CO kim", "user CO lee")));

        assertRefused(ErrorCode.ENTRY_SWAPPED, KEYS, "key of lee in CO", "key of kim in CO", "keys.store");
    }

    @Test
    void anEntryWithABitFlippedIsNamed() throws IOException {
        changed(text -> {
            String line = lineOf(text, "master CO 402-00001");
            String[] words = line.split(" ", -1);
            char first = words[5].charAt(0);
            words[5] = (first == 'A' ? 'B' : 'A') + words[5].substring(1);
            return text.replace(line, String.join(" ", words));
        });

        assertRefused(ErrorCode.ENTRY_DAMAGED, KEYS, "master key of CO 402-00001", "keys.store");
    }

    @Test
    void anEntryThatIsOlderThanItsTimeSaysIsNamed() throws IOException {
        changed(text -> {
            String line = lineOf(text, "user CO kim");
            String[] words = line.split(" ", -1);
            words[2] = "1";
            return text.replace(line, String.join(" ", words));
        });

        assertRefused(ErrorCode.ENTRY_DAMAGED, KEYS, "key of kim in CO");
    }

    @Test
    void anEntryThatWasTakenOutIsNoticedAlthoughTheSumWasCorrected() throws IOException {
        changed(text -> withCorrectedSum(text.replace(lineOf(text, "user CO kim"), "")));

        assertRefused(ErrorCode.STORE_DAMAGED, KEYS, "without the key", "keys.store");
    }

    @Test
    void whatWasWrittenBehindTheLastLineIsNoticed() throws IOException {
        changed(text -> text + "entry\n");

        assertRefused(ErrorCode.STORE_DAMAGED, KEYS, "after its last line", "keys.store");
    }

    @Test
    void aFileOfSomebodyElseIsNotTouched() throws IOException {
        Files.writeString(file, "Dear diary,\n");

        assertRefused(ErrorCode.STORE_FOREIGN, KEYS, "keys.store");
    }

    @Test
    void aFileOfANewerVersionIsNotTouched() throws IOException {
        changed(text -> text.replace("format 1\n", "format 2\n"));

        assertRefused(ErrorCode.STORE_TOO_NEW, KEYS, "format 2", "keys.store");
    }

    @Test
    void aDirectoryInTheFilesPlaceIsRefused() throws IOException {
        Files.createDirectory(file);

        assertPathRefused("is a directory");
    }

    @Test
    void aSymbolicLinkIsRefusedAndWhatItLeadsToIsNotTouched() throws IOException {
        written();
        Path elsewhere = Files.move(file, directory.resolve("elsewhere"));
        try {
            Files.createSymbolicLink(file, elsewhere);
        } catch (IOException | UnsupportedOperationException e) {
            assumeTrue(false, "no symbolic links here");
        }

        assertPathRefused("is a symbolic link");
        assertThat(Files.isSymbolicLink(file)).isTrue();
    }

    @Test
    void aDirectoryThatIsNotThereIsNamed() {
        file = directory.resolve("nowhere").resolve("keys.store");

        assertPathRefused("There is no directory");
    }

    @Test
    void theFileIsForItsOwnerAlone() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"), "no permissions here");
        written();

        try (var files = Files.list(directory)) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aFileThatWasOpenedToOthersIsClosedAgainByTheNextChange() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"), "no permissions here");
        written();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        KeyVersion version = open().find(KIM).orElseThrow().version();
        open().remove(KIM, version).orThrow();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatAKilledWriterLeftBesideTheFileIsReplaced() throws IOException {
        written();
        Files.writeString(directory.resolve("keys.store.new"), "half of a");

        KeyVersion version = open().find(KIM).orElseThrow().version();
        open().put(KIM, LEES_KEY, version).orThrow();

        assertThat(open().find(KIM).map(StoredKey::key)).contains(LEES_KEY);
        assertThat(directory.resolve("keys.store.new")).doesNotExist();
    }

    @Test
    void aChangeThatCannotBeWrittenChangesNothing() throws IOException {
        byte[] before = written();
        Files.createDirectories(directory.resolve("keys.store.new").resolve("in the way"));
        EncryptedFileKeyStore store = open();

        Throwable refused = catchThrowable(() -> store.put(MASTER, KIMS_KEY, versionOf(store, MASTER)));

        assertThat(refused).isInstanceOf(MetrcKeysException.class).hasMessageContaining("nothing was changed");
        assertThat(((MetrcKeysException) refused).code()).isEqualTo(ErrorCode.STORE_NOT_WRITABLE);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(store.find(MASTER).map(StoredKey::key)).contains(MASTER_KEY);
    }

    @Test
    void aDirectoryThatIsReadOnlyIsReadAndNotWritten() throws IOException {
        assumeTrue(Files.getFileStore(directory).supportsFileAttributeView("posix"), "no permissions here");
        written();
        Files.delete(directory.resolve("keys.store.lock"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assumeFalse(Files.isWritable(directory), "this user may write everywhere");
            EncryptedFileKeyStore store = open();

            assertThat(store.find(KIM).map(StoredKey::key)).contains(KIMS_KEY);
            assertCode(ErrorCode.STORE_NOT_WRITABLE, () -> store.remove(KIM, versionOf(store, KIM)));
        } finally {
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aPlaceWhereNobodyMayWriteIsNamed() {
        Path nobodys = Path.of("/sys/keys.store");

        assertThat(catchThrowable(() -> EncryptedFileKeyStore.open(nobodys, KEYS)))
                .isInstanceOfSatisfying(
                        MetrcKeysException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.STORE_NOT_WRITABLE))
                .hasMessageContaining("/sys/keys.store");
    }

    @Test
    void aFileThatVanishedIsNoEmptyStore() throws IOException {
        written();
        EncryptedFileKeyStore store = open();
        Files.delete(file);

        assertCode(ErrorCode.STORE_UNREACHABLE, () -> store.find(KIM));
        assertCode(ErrorCode.STORE_UNREACHABLE, store::list);
        assertCode(ErrorCode.STORE_UNREACHABLE, () -> store.put(KIM, LEES_KEY, KeyVersion.NONE));
    }

    @Test
    void aFileThatWasDamagedWhileItIsInUseIsRefused() throws IOException {
        byte[] whole = written();
        EncryptedFileKeyStore store = open();
        byte[] torn = Arrays.copyOf(whole, 40);
        Files.write(file, torn);

        assertCode(ErrorCode.STORE_DAMAGED, () -> store.find(KIM));
        assertCode(ErrorCode.STORE_DAMAGED, () -> store.put(MASTER, KIMS_KEY, KeyVersion.NONE));
        assertThat(Files.readAllBytes(file)).isEqualTo(torn);
    }

    @Test
    void aClockThatJumpsBackDisturbsNoVersion() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T12:00:00Z"));
        InstantSource clock = now::get;
        EncryptedFileKeyStore store =
                EncryptedFileKeyStore.builder(file, KEYS).clock(clock).open();
        KeyVersion first = store.put(KIM, KIMS_KEY, KeyVersion.NONE).orThrow();
        now.set(Instant.parse("1999-01-01T00:00:00.123456789Z"));

        KeyVersion second = store.put(KIM, LEES_KEY, first).orThrow();

        assertThat(second).isGreaterThan(first);
        assertThat(open().find(KIM).orElseThrow().info().storedAt())
                .isEqualTo(Instant.parse("1999-01-01T00:00:00.123Z"));
    }

    @Test
    void aLockThatSomebodyElseHoldsIsWaitedForAndThenNamed() throws IOException {
        written();
        EncryptedFileKeyStore store = EncryptedFileKeyStore.builder(file, KEYS)
                .lockTimeout(Duration.ofMillis(30))
                .open();
        KeyVersion version = versionOf(store, KIM);
        try (FileChannel channel = FileChannel.open(directory.resolve("keys.store.lock"), StandardOpenOption.WRITE);
                FileLock held = channel.lock()) {
            assertThat(held.isValid()).isTrue();
            assertCode(ErrorCode.STORE_LOCKED, () -> store.remove(KIM, version));
            assertThat(store.find(KIM)).as("readers do not wait").isPresent();
        }

        assertThat(store.remove(KIM, version)).isEqualTo(new StoreResult.Done(version));
    }

    @Test
    void anInterruptedThreadReadsAndDoesNotWrite() throws IOException {
        byte[] before = written();
        EncryptedFileKeyStore store = open();
        KeyVersion version = versionOf(store, KIM);
        Thread.currentThread().interrupt();
        try {
            assertThat(store.find(KIM).map(StoredKey::key)).contains(KIMS_KEY);
            assertCode(ErrorCode.INTERRUPTED, () -> store.remove(KIM, version));
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void rewrapMovesEveryEntryToTheNewestKeyEncryptionKey() throws IOException {
        written();
        List<KeyInfo> before = open().list();
        EncryptedFileKeyStore store = EncryptedFileKeyStore.open(file, KeyEncryptionKeys.of(NEW, OLD));
        assertThat(store.keyEncryptionKeysInUse()).containsExactly("old");

        assertThat(store.rewrap()).isEqualTo(3);

        assertThat(store.keyEncryptionKeysInUse()).containsExactly("new");
        EncryptedFileKeyStore withNewAlone = EncryptedFileKeyStore.open(file, KeyEncryptionKeys.of(NEW));
        assertThat(withNewAlone.list()).isEqualTo(before);
        assertThat(withNewAlone.find(KIM).map(StoredKey::key)).contains(KIMS_KEY);
        assertThat(withNewAlone.fingerprint(KIMS_KEY)).isEqualTo(before.get(0).fingerprint());
        assertThat(store.rewrap()).isZero();
        assertRefused(ErrorCode.KEY_ENCRYPTION_KEY_MISSING, KEYS, "new");
    }

    @Test
    void aChangeAfterANewKeyEncryptionKeyUsesItAndLeavesTheOthersReadable() throws IOException {
        written();
        EncryptedFileKeyStore store = EncryptedFileKeyStore.open(file, KeyEncryptionKeys.of(NEW, OLD));

        store.put(KIM, LEES_KEY, versionOf(store, KIM)).orThrow();

        assertThat(store.keyEncryptionKeysInUse()).containsExactlyInAnyOrder("new", "old");
        assertThat(store.find(MASTER).map(StoredKey::key)).contains(MASTER_KEY);
        assertThat(store.rewrap()).isEqualTo(2);
    }

    @Test
    void readersAndWritersGoOnWhileEverythingIsEncryptedAnew() throws Exception {
        written();
        KeyEncryptionKeys both = KeyEncryptionKeys.of(NEW, OLD);
        KeyEncryptionKeys still = KeyEncryptionKeys.of(OLD, NEW);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            Future<KeyVersion> writing = threads.submit(() -> {
                EncryptedFileKeyStore writer = EncryptedFileKeyStore.open(file, still);
                KeyVersion version = KeyVersion.NONE;
                KeyOwner mo = KeyOwner.individual(COLORADO, UserId.of("mo"));
                for (int i = 0; i < 40; i++) {
                    version = writer.put(mo, UserApiKey.of("CanaryOfMo-" + i), version)
                            .orThrow();
                }
                return version;
            });
            Future<Boolean> reading = threads.submit(() -> {
                EncryptedFileKeyStore reader = EncryptedFileKeyStore.open(file, still);
                boolean always = true;
                while (!writing.isDone()) {
                    always &= reader.find(KIM).map(StoredKey::key).equals(Optional.of(KIMS_KEY));
                }
                return always;
            });
            EncryptedFileKeyStore rewrapping = EncryptedFileKeyStore.open(file, both);
            while (!writing.isDone()) {
                rewrapping.rewrap();
            }
            assertThat(reading.get()).isTrue();
            KeyVersion last = writing.get();
            rewrapping.rewrap();

            EncryptedFileKeyStore withNewAlone = EncryptedFileKeyStore.open(file, KeyEncryptionKeys.of(NEW));
            StoredKey mo = withNewAlone
                    .find(KeyOwner.individual(COLORADO, UserId.of("mo")))
                    .orElseThrow();
            assertThat(mo.version()).isEqualTo(last);
            assertThat(mo.key()).isEqualTo(UserApiKey.of("CanaryOfMo-39"));
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aKeyManagerThatIsOutOfReachIsNoWrongKey() throws IOException {
        byte[] before = written();
        KeyEncryptionKey away = new KeyEncryptionKey() {
            @Override
            public String id() {
                return "old";
            }

            @Override
            public byte[] wrap(byte[] dataKey) {
                throw new MetrcKeysException(ErrorCode.STORE_UNREACHABLE, "The key manager does not answer.");
            }

            @Override
            public Optional<byte[]> unwrap(byte[] wrapped) {
                throw new MetrcKeysException(ErrorCode.STORE_UNREACHABLE, "The key manager does not answer.");
            }
        };

        assertCode(ErrorCode.STORE_UNREACHABLE, () -> EncryptedFileKeyStore.open(file, KeyEncryptionKeys.of(away)));
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void aKeyManagerThatGivesBackHalfOfADataKeyIsNotTheRightOne() throws IOException {
        written();
        KeyEncryptionKey halving = new KeyEncryptionKey() {
            @Override
            public String id() {
                return OLD.id();
            }

            @Override
            public byte[] wrap(byte[] dataKey) {
                return OLD.wrap(dataKey);
            }

            @Override
            public Optional<byte[]> unwrap(byte[] wrapped) {
                return OLD.unwrap(wrapped).map(whole -> Arrays.copyOf(whole, 16));
            }
        };

        assertRefused(ErrorCode.KEY_ENCRYPTION_KEY_WRONG, KeyEncryptionKeys.of(halving), "keys.store", "old");
    }

    @Test
    void theRawFileHasNothingOfAKeyInIt() throws Exception {
        String raw = new String(written(), StandardCharsets.ISO_8859_1);

        for (UserApiKey key : List.of(KIMS_KEY, LEES_KEY, MASTER_KEY)) {
            for (String form : formsOf(key.revealSecret())) {
                assertThat(raw).doesNotContainIgnoringCase(form);
            }
        }
        assertThat(raw).doesNotContain("Canary").contains("user CO kim");
    }

    @Test
    void noFileIsHeldOpenBetweenCalls() throws IOException {
        written();
        EncryptedFileKeyStore store = open();
        store.find(KIM);
        try (RandomAccessFile mine = new RandomAccessFile(
                        directory.resolve("keys.store.lock").toFile(), "rw");
                FileLock lock = mine.getChannel().tryLock()) {
            assertThat(lock).as("nobody holds the lock").isNotNull();
        }
    }

    @Test
    void aPatienceOutOfRangeIsRefused() {
        for (Duration wrong : List.of(Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(2))) {
            assertThat(catchThrowable(
                            () -> EncryptedFileKeyStore.builder(file, KEYS).lockTimeout(wrong)))
                    .isInstanceOf(InvalidInputException.class);
        }
    }

    /** Every form in which a key could give itself away. */
    private static List<String> formsOf(String key) throws GeneralSecurityException {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        List<String> forms = new ArrayList<>(List.of(
                key,
                key.substring(0, 12),
                HexFormat.of().formatHex(bytes),
                Base64.getEncoder().withoutPadding().encodeToString(bytes)));
        for (String algorithm : List.of("MD5", "SHA-1", "SHA-256", "SHA-512")) {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(bytes);
            forms.add(HexFormat.of().formatHex(hash));
            forms.add(HexFormat.of().formatHex(hash).substring(0, 12));
            forms.add(Base64.getEncoder().withoutPadding().encodeToString(hash));
        }
        return Collections.unmodifiableList(forms);
    }

    private byte[] written() throws IOException {
        EncryptedFileKeyStore store = open();
        store.put(KIM, KIMS_KEY, KeyVersion.NONE).orThrow();
        store.put(LEE, LEES_KEY, KeyVersion.NONE).orThrow();
        store.put(MASTER, MASTER_KEY, KeyVersion.NONE).orThrow();
        return Files.readAllBytes(file);
    }

    private void changed(UnaryOperator<String> change) throws IOException {
        String before = new String(written(), StandardCharsets.US_ASCII);
        String after = change.apply(before);
        assertThat(after).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    private static String lineOf(String text, String owner) {
        return text.lines()
                        .filter(line -> line.endsWith(" " + owner))
                        .findFirst()
                        .orElseThrow() + "\n";
    }

    private static String withCorrectedSum(String text) {
        int end = text.lastIndexOf("end ");
        String lines = text.substring(0, end);
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(lines.getBytes(StandardCharsets.US_ASCII));
            return lines + "end " + HexFormat.of().formatHex(sum) + text.substring(text.lastIndexOf(' '));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private EncryptedFileKeyStore open() {
        return EncryptedFileKeyStore.open(file, KEYS);
    }

    private static KeyVersion versionOf(EncryptedFileKeyStore store, KeyOwner owner) {
        return store.find(owner).orElseThrow().version();
    }

    private void assertRefused(ErrorCode code, KeyEncryptionKeys keys, String... named) throws IOException {
        byte[] before = Files.readAllBytes(file);

        Throwable refused = catchThrowable(() -> EncryptedFileKeyStore.open(file, keys));

        assertThat(refused).isInstanceOf(MetrcKeysException.class).hasMessageContainingAll(named);
        assertThat(((MetrcKeysException) refused).code()).isEqualTo(code);
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private void assertPathRefused(String why) {
        assertThat(catchThrowable(() -> EncryptedFileKeyStore.open(file, KEYS)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        refused -> assertThat(refused.code()).isEqualTo(ErrorCode.STORE_PATH_REFUSED))
                .hasMessageContaining(why);
    }

    private static void assertCode(ErrorCode code, Runnable use) {
        assertThat(catchThrowable(use::run))
                .isInstanceOfSatisfying(
                        MetrcKeysException.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static KeyEncryptionKeys passphrase(String passphrase) {
        return KeyEncryptionKeys.of(KeyEncryptionKey.ofPassphrase("passphrase-1", passphrase.toCharArray()));
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
