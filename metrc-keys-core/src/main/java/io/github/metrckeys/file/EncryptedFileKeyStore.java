package io.github.metrckeys.file;

import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.storage.DataKey;
import io.github.metrckeys.internal.storage.EntryCipher;
import io.github.metrckeys.internal.storage.KeySlot;
import io.github.metrckeys.internal.storage.SealedEntry;
import io.github.metrckeys.secret.Fingerprinter;
import io.github.metrckeys.secret.KeyFingerprint;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.EncryptedKeyStore;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyState;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.KeysByOwner;
import io.github.metrckeys.store.StoreResult;
import io.github.metrckeys.store.StoredKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Keeps keys in one encrypted file on this machine: for a single shop, up to some thousands of keys, in one or several
 * processes.
 *
 * <pre>{@code
 * KeyStore store = EncryptedFileKeyStore.open(
 *         Path.of("keys.store"), KeyEncryptionKeys.of(KeyEncryptionKey.ofPassphrase("passphrase-1", passphrase)));
 * }</pre>
 *
 * <p>A change writes a new file beside the old one, forces it to the disk and puts it in the old one's place, under a
 * lock that other processes honor ({@code keys.store.lock}). What was answered with {@link StoreResult.Done} is there
 * after {@code kill -9} and after the power is cut, as far as the disk keeps what it was forced to keep. The file is
 * readable for its owner alone if the file system knows that. What is in memory is encrypted too; a key is decrypted
 * when it is asked for.
 *
 * <p>A file that was cut short or changed is refused with an error that names it and what is wrong, and is not
 * touched. That the whole file was replaced by an older copy of itself cannot be noticed.
 *
 * <p>A network file system is no place for it: locks and renames do not hold what they promise there.
 *
 * <p>Safe for use by several threads. Nothing is held open between calls, and there is nothing to be closed.
 */
public final class EncryptedFileKeyStore implements EncryptedKeyStore {

    private final PrivateFile file;
    private final AtomicFile atomicFile;
    private final EntryCipher cipher;
    private final SnapshotFormat format;
    private final ProcessLock lock;
    private final InstantSource clock;

    private final KeysByOwner inForce = new Keys(KeyState.IN_FORCE);
    private final KeysByOwner pending = new Keys(KeyState.PENDING);

    private volatile Snapshot known;

    private EncryptedFileKeyStore(Builder builder) {
        this.file = new PrivateFile(builder.file);
        this.atomicFile = new AtomicFile(file);
        this.cipher = new EntryCipher(builder.keys);
        this.format = new SnapshotFormat(file.path(), cipher);
        this.lock = new ProcessLock(file, builder.lockTimeout);
        this.clock = builder.clock;
        this.known = file.exists() ? format.read(atomicFile.read()) : create();
    }

    /**
     * Opens the file, or makes it if there is none.
     *
     * @param file the path of the file; its directory must be there
     * @param keys what encrypts it
     * @return the store
     * @throws InvalidInputException with {@link ErrorCode#STORE_PATH_REFUSED} if the path leads to a directory, a
     *     symbolic link or nothing that can be a file, or ends in {@code .new} or {@code .lock}, as what stands
     *     beside a store does
     * @throws MetrcKeysException if the file cannot be read, is none of this library, is damaged, or the keys are not
     *     the ones that it was encrypted with; the code tells which
     */
    public static EncryptedFileKeyStore open(Path file, KeyEncryptionKeys keys) {
        return builder(file, keys).open();
    }

    /**
     * Begins a store with other settings than the usual ones.
     *
     * @param file the path of the file; its directory must be there
     * @param keys what encrypts it
     * @return a builder
     */
    public static Builder builder(Path file, KeyEncryptionKeys keys) {
        return new Builder(file, keys);
    }

    @Override
    public KeysByOwner keys(KeyState state) {
        return Checks.notNull(state, "state") == KeyState.PENDING ? pending : inForce;
    }

    @Override
    public KeyFingerprint fingerprint(UserApiKey key) {
        return fingerprintIn(current(), Checks.notNull(key, "key"));
    }

    /**
     * {@inheritDoc}
     *
     * <p>All entries of a file move at once, in one change: an interruption stops it before, or not at all.
     */
    @Override
    public int rewrap() {
        return lock.holding(() -> {
            Snapshot snapshot = current();
            if (snapshot.dataKeys().values().stream().allMatch(cipher::isNewest)) {
                return 0;
            }
            DataKey to = cipher.newest(snapshot.dataKeys().values()).orElseGet(cipher::newDataKey);
            Rewrapped rewrapped = rewrapped(snapshot, to);
            write(rewrapped.snapshot());
            return rewrapped.moved();
        });
    }

    @Override
    public Set<String> keyEncryptionKeysInUse() {
        return current().dataKeys().values().stream()
                .map(DataKey::keyEncryptionKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** {@return the name of the type and the path of the file} */
    @Override
    public String toString() {
        return "EncryptedFileKeyStore[" + file.path() + "]";
    }

    private record Rewrapped(Snapshot snapshot, int moved) {}

    private Rewrapped rewrapped(Snapshot snapshot, DataKey to) {
        String scope = SnapshotFormat.scope(snapshot.store());
        Map<KeySlot, SealedEntry> entries = new LinkedHashMap<>();
        int moved = 0;
        for (SealedEntry entry : snapshot.entries().values()) {
            DataKey from = snapshot.dataKeyOf(entry);
            SealedEntry kept = entry;
            if (!from.equals(to)) {
                UserApiKey key = cipher.open(scope, entry, from)
                        .orElseThrow(
                                () -> cipher.unreadable(file.path().toString(), scope, entry, from, snapshot.infos()));
                kept = cipher.seal(scope, entry.info(), key, to);
                moved++;
            }
            entries.put(KeySlot.of(kept.info()), kept);
        }
        String secret = cipher.moveFingerprintSecret(
                        scope, snapshot.fingerprintSecret(), snapshot.fingerprintDataKey(), to)
                .orElseThrow(this::fingerprintsDamaged);
        return new Rewrapped(
                new Snapshot(
                        snapshot.store(),
                        newName(),
                        snapshot.lastVersion(),
                        to.id(),
                        secret,
                        Map.of(to.id(), to),
                        entries),
                moved);
    }

    /** The state on the disk, read anew if it is not the one that is known. */
    private Snapshot current() {
        Snapshot before = known;
        byte[] head = atomicFile.head(SnapshotFormat.HEAD_LENGTH);
        if (SnapshotFormat.written(head).filter(before.written()::equals).isPresent()) {
            return before;
        }
        Snapshot now = format.read(atomicFile.read());
        known = now;
        return now;
    }

    private Snapshot create() {
        return lock.holding(() -> {
            if (file.exists()) {
                return format.read(atomicFile.read());
            }
            DataKey dataKey = cipher.newDataKey();
            String store = newName();
            Snapshot empty = new Snapshot(
                    store,
                    newName(),
                    0,
                    dataKey.id(),
                    cipher.newFingerprintSecret(SnapshotFormat.scope(store), dataKey),
                    Map.of(dataKey.id(), dataKey),
                    Map.of());
            atomicFile.replace(format.write(empty));
            return empty;
        });
    }

    private void write(Snapshot snapshot) {
        atomicFile.replace(format.write(snapshot));
        known = snapshot;
    }

    private KeyFingerprint fingerprintIn(Snapshot snapshot, UserApiKey key) {
        Fingerprinter fingerprinter = cipher.fingerprinter(
                        SnapshotFormat.scope(snapshot.store()),
                        snapshot.fingerprintSecret(),
                        snapshot.fingerprintDataKey())
                .orElseThrow(this::fingerprintsDamaged);
        return fingerprinter.of(key);
    }

    private MetrcKeysException fingerprintsDamaged() {
        return new MetrcKeysException(
                ErrorCode.STORE_DAMAGED,
                file.path()
                        + " was changed: its secret for fingerprints cannot be decrypted. It was not touched: put the"
                        + " copy from your backup in its place.");
    }

    private static String newName() {
        return UUID.randomUUID().toString();
    }

    /** The keys of one state. */
    private final class Keys implements KeysByOwner {

        private final KeyState state;

        Keys(KeyState state) {
            this.state = state;
        }

        @Override
        public Optional<StoredKey> find(KeyOwner owner) {
            Snapshot snapshot = current();
            return entry(snapshot, owner).map(entry -> {
                DataKey dataKey = snapshot.dataKeyOf(entry);
                String scope = SnapshotFormat.scope(snapshot.store());
                UserApiKey key = cipher.open(scope, entry, dataKey)
                        .orElseThrow(() ->
                                cipher.unreadable(file.path().toString(), scope, entry, dataKey, snapshot.infos()));
                return new StoredKey(entry.info(), key);
            });
        }

        @Override
        public StoreResult put(KeyOwner owner, UserApiKey key, KeyVersion expected) {
            Checks.notNull(owner, "owner");
            Checks.notNull(key, "key");
            Checks.notNull(expected, "expected");
            return lock.holding(() -> {
                Snapshot snapshot = current();
                KeyVersion actual = version(snapshot, owner);
                if (!actual.equals(expected)) {
                    return new StoreResult.Conflict(owner, state, expected, actual);
                }
                KeyVersion next = new KeyVersion(snapshot.lastVersion() + 1);
                Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                KeyInfo info = new KeyInfo(owner, state, next, now, fingerprintIn(snapshot, key));
                DataKey dataKey = cipher.newest(snapshot.dataKeys().values()).orElseGet(cipher::newDataKey);
                SealedEntry entry = cipher.seal(SnapshotFormat.scope(snapshot.store()), info, key, dataKey);
                write(snapshot.with(newName(), entry, dataKey));
                return new StoreResult.Done(next);
            });
        }

        @Override
        public StoreResult remove(KeyOwner owner, KeyVersion expected) {
            Checks.notNull(owner, "owner");
            Checks.notNull(expected, "expected");
            return lock.holding(() -> {
                Snapshot snapshot = current();
                KeyVersion actual = version(snapshot, owner);
                if (!actual.equals(expected) || actual.equals(KeyVersion.NONE)) {
                    return new StoreResult.Conflict(owner, state, expected, actual);
                }
                write(snapshot.without(newName(), new KeySlot(owner, state)));
                return new StoreResult.Done(expected);
            });
        }

        @Override
        public List<KeyInfo> list() {
            return current().infos().stream()
                    .filter(info -> info.state() == state)
                    .sorted(Comparator.comparing(info -> info.owner().toString()))
                    .toList();
        }

        private Optional<SealedEntry> entry(Snapshot snapshot, KeyOwner owner) {
            return Optional.ofNullable(snapshot.entries().get(new KeySlot(Checks.notNull(owner, "owner"), state)));
        }

        private KeyVersion version(Snapshot snapshot, KeyOwner owner) {
            return entry(snapshot, owner).map(entry -> entry.info().version()).orElse(KeyVersion.NONE);
        }
    }

    /** Collects the settings. Not safe for use by several threads. */
    public static final class Builder {

        private final Path file;
        private final KeyEncryptionKeys keys;
        private InstantSource clock = InstantSource.system();
        private Duration lockTimeout = ProcessLock.PATIENCE;

        private Builder(Path file, KeyEncryptionKeys keys) {
            this.file = Checks.notNull(file, "file");
            this.keys = Checks.notNull(keys, "keys");
        }

        /**
         * Takes the time from a clock.
         *
         * @param value tells when a key is stored
         * @return this builder
         */
        public Builder clock(InstantSource value) {
            clock = Checks.notNull(value, "value");
            return this;
        }

        /**
         * Sets how long a change waits for another process to finish its own; 10 seconds unless told. A reader never
         * waits.
         *
         * @param value more than zero and one day at most
         * @return this builder
         * @throws InvalidInputException with {@link ErrorCode#SETTING_INVALID} if it is out of this range
         */
        public Builder lockTimeout(Duration value) {
            if (Checks.notNull(value, "value").isNegative()
                    || value.isZero()
                    || value.compareTo(Duration.ofDays(1)) > 0) {
                throw new InvalidInputException(
                        ErrorCode.SETTING_INVALID,
                        "The time to wait for the lock is " + value + ": give more than zero and one day at most.");
            }
            lockTimeout = value;
            return this;
        }

        /**
         * Opens the file, or makes it if there is none.
         *
         * @return the store
         * @throws InvalidInputException with {@link ErrorCode#STORE_PATH_REFUSED} if the path leads to a directory, a
         *     symbolic link or nothing that can be a file
         * @throws MetrcKeysException if the file cannot be read, is none of this library, is damaged, or the keys are
         *     not the ones that it was encrypted with; the code tells which
         */
        public EncryptedFileKeyStore open() {
            return new EncryptedFileKeyStore(this);
        }
    }
}
