package io.github.metrckeys.custody;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.MetrcKeysException;
import io.github.metrckeys.internal.Checks;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps events in a text file, one line for each, which grows at its end only.
 *
 * <p>A line that was being written when its process died is no event: readers pass it over, and the next writer cuts it off.
 * Any other line that cannot be read is damage, and is named. The file holds no key; where this class makes it, its owner alone
 * can read it (on file systems with POSIX permissions).
 *
 * <p>Safe for use by several threads, and by several processes on file systems with locks.
 */
public final class FileKeyLedger implements KeyLedger {

    private static final String HEADER = "metrc-keys key ledger 1";
    private static final Pattern NEWER_HEADER = Pattern.compile("metrc-keys key ledger ([1-9][0-9]{0,8})");
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final long PAUSE_MILLIS = 2;

    /** A lock on a file is one of the whole process: among themselves, its threads need another one. */
    private static final ConcurrentMap<Path, ReentrantLock> IN_THIS_PROCESS = new ConcurrentHashMap<>();

    private final Path path;
    private final ReentrantLock inThisProcess;

    private FileKeyLedger(Path path) {
        this.path = path;
        this.inThisProcess = IN_THIS_PROCESS.computeIfAbsent(path, ignored -> new ReentrantLock());
    }

    /**
     * Opens a ledger, and makes its file where there is none.
     *
     * @param path where the file is or is to be; its directory has to be there
     * @return the ledger
     * @throws MetrcKeysException with {@link ErrorCode#STORE_PATH_REFUSED} where the path leads to something else than a plain
     *     file, with {@link ErrorCode#STORE_NOT_WRITABLE} where the file cannot be made, and as {@link #events()}
     */
    public static FileKeyLedger open(Path path) {
        Checks.notNull(path, "path");
        FileKeyLedger ledger = new FileKeyLedger(made(path.toAbsolutePath().normalize()));
        List<KeyEvent> unused = ledger.events();
        return ledger;
    }

    /**
     * Adds an event at the end. Once this returned, the event is on the disk.
     *
     * @param event what happened
     * @throws MetrcKeysException with {@link ErrorCode#STORE_NOT_WRITABLE} where the file is read-only or the disk full, with
     *     {@link ErrorCode#STORE_LOCKED} where another process holds its lock for more than 10 seconds, with {@link
     *     ErrorCode#STORE_UNREACHABLE} where it is gone, and as {@link #events()} where it is no ledger
     */
    @Override
    public void append(KeyEvent event) {
        Checks.notNull(event, "event");
        byte[] line = (EventText.of(event) + "\n").getBytes(StandardCharsets.US_ASCII);
        locked("rw", file -> {
            long end = endOfWholeLines(file);
            byte[] header = end == 0 ? (HEADER + "\n").getBytes(StandardCharsets.US_ASCII) : new byte[0];
            byte[] added = new byte[header.length + line.length];
            System.arraycopy(header, 0, added, 0, header.length);
            System.arraycopy(line, 0, added, header.length, line.length);
            write(file, end, added);
            return added.length;
        });
    }

    /**
     * Everything that happened.
     *
     * @return a snapshot, in the order in which it was appended
     * @throws MetrcKeysException with {@link ErrorCode#STORE_DAMAGED} where a line cannot be read (the message names it), with
     *     {@link ErrorCode#STORE_FOREIGN} where the file was not made by this library, with {@link ErrorCode#STORE_TOO_NEW}
     *     where a newer version made it, and with {@link ErrorCode#STORE_UNREACHABLE} where it is gone or cannot be read
     */
    @Override
    public List<KeyEvent> events() {
        return locked("r", file -> {
            byte[] bytes = new byte[Math.toIntExact(endOfWholeLines(file))];
            file.seek(0);
            file.readFully(bytes);
            return parsed(new String(bytes, StandardCharsets.ISO_8859_1));
        });
    }

    /** {@return the name of the type and where the file is} */
    @Override
    public String toString() {
        return "FileKeyLedger[" + path + "]";
    }

    private List<KeyEvent> parsed(String text) {
        List<KeyEvent> events = new ArrayList<>();
        int number = 1;
        for (int from = text.indexOf('\n') + 1; from < text.length(); from = text.indexOf('\n', from) + 1) {
            number++;
            try {
                events.add(EventText.parse(text.substring(from, text.indexOf('\n', from))));
            } catch (IllegalArgumentException e) {
                // What stands there is not shown: somebody may have pasted anything into the file.
                throw trouble(
                        ErrorCode.STORE_DAMAGED,
                        "cannot be read in line " + number
                                + ", which something else than this library wrote: put the file back from a backup, or take"
                                + " the line out",
                        null);
            }
        }
        return List.copyOf(events);
    }

    /** Where the next line begins: behind the last line that was written whole, 0 where there is not even the first. */
    private long endOfWholeLines(RandomAccessFile file) throws IOException {
        byte[] start = new byte[(int) Math.min(file.length(), HEADER.length() + 16L)];
        file.seek(0);
        file.readFully(start);
        String text = new String(start, StandardCharsets.ISO_8859_1);
        if (HEADER.startsWith(text)) {
            return 0;
        }
        String first = text.substring(0, Math.max(0, text.indexOf('\n')));
        if (!first.equals(HEADER)) {
            throw NEWER_HEADER.matcher(first).matches()
                    ? trouble(
                            ErrorCode.STORE_TOO_NEW,
                            "was made by a newer version of metrc-keys: use that version here too",
                            null)
                    : trouble(
                            ErrorCode.STORE_FOREIGN,
                            "was not made by this library: give another path, or move the file away",
                            null);
        }
        long end = file.length();
        while (byteAt(file, end - 1) != '\n') {
            end--;
        }
        return end;
    }

    private static int byteAt(RandomAccessFile file, long position) throws IOException {
        file.seek(position);
        return file.read();
    }

    private void write(RandomAccessFile file, long end, byte[] added) throws IOException {
        try {
            if (file.length() > end) {
                file.setLength(end);
            }
            file.seek(end);
            file.write(added);
            file.getFD().sync();
        } catch (IOException e) {
            cutBack(file, end);
            throw trouble(
                    ErrorCode.STORE_NOT_WRITABLE,
                    "could not be written: look for a full disk or a file system that is read-only",
                    e);
        }
    }

    private static void cutBack(RandomAccessFile file, long end) {
        try {
            file.setLength(end);
        } catch (IOException e) {
            // It is the first trouble that counts.
            return;
        }
    }

    /** Something that is done with the file while nobody else writes it. */
    private interface Work<T> {
        T with(RandomAccessFile file) throws IOException;
    }

    private <T> T locked(String mode, Work<T> work) {
        long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            if (!inThisProcess.tryLock(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            refuseOthersThanPlainFiles(path);
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), mode);
                    FileLock lock = lock(file.getChannel(), mode.equals("r"), deadline)) {
                Checks.notNull(lock, "lock");
                return work.with(file);
            }
        } catch (FileNotFoundException e) {
            throw mode.equals("r")
                    ? trouble(ErrorCode.STORE_UNREACHABLE, "cannot be opened: look at its permissions", e)
                    : trouble(ErrorCode.STORE_NOT_WRITABLE, "cannot be opened for writing: look at its permissions", e);
        } catch (NoSuchFileException e) {
            throw trouble(
                    ErrorCode.STORE_UNREACHABLE, "is gone since it was opened: put it back, or open a new one", e);
        } catch (IOException e) {
            throw trouble(ErrorCode.STORE_UNREACHABLE, "cannot be read: look at its disk", e);
        } finally {
            inThisProcess.unlock();
        }
    }

    private FileLock lock(FileChannel channel, boolean shared, long deadline) throws IOException {
        while (true) {
            FileLock lock = tryLock(channel, shared);
            if (lock != null) {
                return lock;
            }
            if (System.nanoTime() - deadline > 0) {
                throw busy();
            }
            try {
                Thread.sleep(PAUSE_MILLIS);
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel, boolean shared) throws IOException {
        try {
            return channel.tryLock(0, Long.MAX_VALUE, shared);
        } catch (OverlappingFileLockException e) {
            // This class was loaded a second time in this process, by another web application.
            return null;
        }
    }

    /** Makes the file where there is none, and gives its path without links in its directories. */
    private static Path made(Path path) {
        try {
            Files.createFile(path, ownerOnly(path));
            syncDirectoryOf(path);
        } catch (FileAlreadyExistsException e) {
            // It is not made anew.
        } catch (IOException e) {
            throw trouble(
                    path,
                    ErrorCode.STORE_NOT_WRITABLE,
                    "cannot be made: its directory has to be there, and this process has to be allowed to write it",
                    e);
        }
        try {
            refuseOthersThanPlainFiles(path);
            return path.toRealPath();
        } catch (IOException e) {
            throw trouble(path, ErrorCode.STORE_UNREACHABLE, "cannot be read: look at its disk", e);
        }
    }

    private static void refuseOthersThanPlainFiles(Path path) throws IOException {
        if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .isRegularFile()) {
            throw trouble(
                    path,
                    ErrorCode.STORE_PATH_REFUSED,
                    "is a directory, a link or something else that is no plain file: give the path of a file",
                    null);
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        Set<String> views = path.getFileSystem().supportedFileAttributeViews();
        return views.contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** A new file is there after a loss of power only once its directory is. */
    private static void syncDirectoryOf(Path path) {
        Path directory = path.getParent();
        if (directory == null) {
            return;
        }
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            // Windows opens no directories; nothing is lost by it that an empty ledger holds.
            return;
        }
    }

    private MetrcKeysException busy() {
        return trouble(
                ErrorCode.STORE_LOCKED,
                "is locked by another process for more than " + LONGEST_WAIT.toSeconds() + " seconds: try again",
                null);
    }

    private MetrcKeysException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return trouble(ErrorCode.INTERRUPTED, "was waited for when the thread was interrupted", e);
    }

    private MetrcKeysException trouble(ErrorCode code, String what, @Nullable Exception e) {
        return trouble(path, code, what, e);
    }

    private static MetrcKeysException trouble(Path path, ErrorCode code, String what, @Nullable Exception e) {
        return new MetrcKeysException(code, "The key ledger " + path + " " + what + ".", e);
    }
}
