package io.github.metrckeys.file;

import io.github.metrckeys.custody.KeyEvent;
import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.check.Checks;
import io.github.metrckeys.internal.storage.EventText;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keeps events in a text file, one line for each, which grows at its end only.
 *
 * <p>A line that was being written when its process died is no event: readers pass it over, and the next writer cuts
 * it off. Any other line that cannot be read is damage, and is named. The file holds no key; if this class makes it,
 * its owner alone can read it (on file systems with POSIX permissions).
 *
 * <p>Writers take turns under a lock that other processes honor, on a file of its own ({@code keys.ledger.lock}); a
 * reader never waits. A network file system is no place for it: locks do not hold what they promise there.
 *
 * <p>Safe for use by several threads. Nothing is held open between calls, and there is nothing to be closed.
 */
public final class FileKeyLedger implements KeyLedger {

    private static final String HEADER = "metrc-keys key ledger 1";
    private static final Pattern NEWER_HEADER = Pattern.compile("metrc-keys key ledger ([1-9][0-9]{0,8})");

    private final PrivateFile file;
    private final ProcessLock lock;

    private FileKeyLedger(PrivateFile file) {
        this.file = file;
        this.lock = new ProcessLock(file, ProcessLock.PATIENCE);
    }

    /**
     * Opens a ledger, and makes its file if there is none.
     *
     * @param path where the file is or is to be; its directory has to be there
     * @return the ledger
     * @throws InvalidInputException with {@link ErrorCode#STORE_PATH_REFUSED} if the path leads to a directory, a
     *     symbolic link or nothing that can be a file, or ends in {@code .new} or {@code .lock}, as what stands
     *     beside a store or a ledger does
     * @throws MetrcKeysException with {@link ErrorCode#STORE_NOT_WRITABLE} if the file cannot be made, and as {@link
     *     #events()}
     */
    public static FileKeyLedger open(Path path) {
        FileKeyLedger ledger = new FileKeyLedger(new PrivateFile(Checks.notNull(path, "path")));
        ledger.make();
        List<KeyEvent> unused = ledger.events();
        return ledger;
    }

    /**
     * Adds an event at the end. Once this returned, the event is on the disk.
     *
     * @param event what happened
     * @throws MetrcKeysException with {@link ErrorCode#STORE_NOT_WRITABLE} if the file or its directory is read-only
     *     or the disk full, with {@link ErrorCode#STORE_LOCKED} if somebody else holds its lock for more than 10
     *     seconds, with {@link ErrorCode#INTERRUPTED} if the thread was interrupted before it came to write, with
     *     {@link ErrorCode#STORE_OUTCOME_UNKNOWN} if the disk failed in the middle of it, and as {@link #events()} if
     *     the file is gone or no ledger
     */
    @Override
    public void append(KeyEvent event) {
        String line = EventText.of(Checks.notNull(event, "event")) + "\n";
        long unused = lock.holding(() -> opened("rw", ledger -> append(ledger, line)));
    }

    /**
     * Everything that happened.
     *
     * @return a snapshot, in the order in which it was appended
     * @throws InvalidInputException with {@link ErrorCode#STORE_PATH_REFUSED} if the file was replaced by something
     *     else than a plain file
     * @throws MetrcKeysException with {@link ErrorCode#STORE_DAMAGED} if a line cannot be read (the message names
     *     it), with {@link ErrorCode#STORE_FOREIGN} if the file was not made by this library, with {@link
     *     ErrorCode#STORE_TOO_NEW} if a newer version made it, and with {@link ErrorCode#STORE_UNREACHABLE} if it is
     *     gone or cannot be read
     */
    @Override
    public List<KeyEvent> events() {
        // Without the lock: what stands before the end of a whole line is not changed any more.
        return opened("r", ledger -> {
            int end = Math.toIntExact(endOfWholeLines(ledger));
            return parsed(start(ledger, end));
        });
    }

    /** {@return the name of the type and where the file is} */
    @Override
    public String toString() {
        return "FileKeyLedger[" + file.path() + "]";
    }

    private List<KeyEvent> parsed(String text) {
        List<KeyEvent> events = new ArrayList<>();
        int number = 1;
        int from = text.indexOf('\n') + 1;
        for (int to = text.indexOf('\n', from); to >= 0; to = text.indexOf('\n', from)) {
            number++;
            try {
                events.add(EventText.parse(text.substring(from, to)));
            } catch (IllegalArgumentException e) {
                // What stands there is not shown: somebody may have pasted anything into the file.
                throw trouble(
                        ErrorCode.STORE_DAMAGED,
                        "cannot be read in line " + number
                                + ", which something else than this library wrote: put the file back from a backup, or take"
                                + " the line out");
            }
            from = to + 1;
        }
        return List.copyOf(events);
    }

    /** Where the next line begins: behind the last line that was written whole, 0 if there is not even the first. */
    private long endOfWholeLines(RandomAccessFile ledger) throws IOException {
        String text = start(ledger, HEADER.length() + 16);
        if (HEADER.startsWith(text)) {
            return 0;
        }
        String first = text.substring(0, Math.max(0, text.indexOf('\n')));
        if (!first.equals(HEADER)) {
            throw NEWER_HEADER.matcher(first).matches()
                    ? trouble(
                            ErrorCode.STORE_TOO_NEW,
                            "was made by a newer version of metrc-keys: use that version here too")
                    : trouble(
                            ErrorCode.STORE_FOREIGN,
                            "was not made by this library: give another path, or move the file away");
        }
        long end = ledger.length();
        while (end > 0 && byteAt(ledger, end - 1) != '\n') {
            end--;
        }
        return end;
    }

    /** As much as there is: a writer may be cutting off what another one left torn. */
    private static String start(RandomAccessFile ledger, int length) throws IOException {
        ledger.seek(0);
        byte[] bytes = new FileInputStream(ledger.getFD()).readNBytes(length);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static int byteAt(RandomAccessFile ledger, long position) throws IOException {
        ledger.seek(position);
        return ledger.read();
    }

    /** Writes behind the whole lines, and returns where that is. */
    private long append(RandomAccessFile ledger, String line) throws IOException {
        long end = endOfWholeLines(ledger);
        try {
            String added = line;
            if (end == 0) {
                // Every event hangs on the name of the file: it is on the disk before the first of them.
                file.forceDirectory();
                added = HEADER + "\n" + line;
            }
            ledger.setLength(end);
            ledger.seek(end);
            ledger.write(added.getBytes(StandardCharsets.US_ASCII));
            ledger.getFD().sync();
            return end;
        } catch (IOException e) {
            throw takenBack(ledger, end, e);
        }
    }

    private MetrcKeysException takenBack(RandomAccessFile ledger, long end, IOException e) {
        try {
            ledger.setLength(end);
            return file.unwritable(e);
        } catch (IOException again) {
            e.addSuppressed(again);
            return new MetrcKeysException(
                    ErrorCode.STORE_OUTCOME_UNKNOWN,
                    file.path() + " could not be written (" + PrivateFile.reason(e)
                            + "), and what was written could not be taken back: the event is there or not. Look at the"
                            + " disk, and read the ledger again.",
                    e);
        }
    }

    /** Something that is done with the file. */
    private interface Work<T> {
        T with(RandomAccessFile ledger) throws IOException;
    }

    private <T> T opened(String mode, Work<T> work) {
        if (!file.exists()) {
            throw trouble(ErrorCode.STORE_UNREACHABLE, "is gone since it was opened: put it back, or open a new one");
        }
        try (RandomAccessFile ledger = new RandomAccessFile(file.path().toFile(), mode)) {
            return work.with(ledger);
        } catch (FileNotFoundException e) {
            throw mode.equals("r") ? file.unreadable(e) : file.unwritable(e);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    private void make() {
        if (file.exists()) {
            return;
        }
        try {
            PrivateFile.create(file.path());
        } catch (FileAlreadyExistsException e) {
            // Somebody else made it meanwhile.
            return;
        } catch (IOException e) {
            throw file.unwritable(e);
        }
    }

    private MetrcKeysException trouble(ErrorCode code, String what) {
        return new MetrcKeysException(code, "The key ledger " + file.path() + " " + what + ". Nothing was changed.");
    }
}
