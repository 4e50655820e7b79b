package io.github.metrckeys.store.file;

import io.github.metrckeys.ErrorCode;
import io.github.metrckeys.InvalidInputException;
import io.github.metrckeys.MetrcKeysException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;

/** A file that is replaced as a whole, so that readers see the old or the new one, and so does who comes after a crash. */
final class Disk {

    /** 5,000 keys take some 2 MB. */
    private static final int LARGEST = 256 << 20;

    /** What stands beside a store named without this end is the store's own: a change deletes it. */
    private static final Pattern BESIDE = Pattern.compile("\\.(?:new|lock)$", Pattern.CASE_INSENSITIVE);

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<?>[] OWNER_ONLY = POSIX
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];

    private final Path file;
    private final Path directory;
    private final Path beside;

    Disk(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new InvalidInputException(
                    ErrorCode.STORE_PATH_REFUSED,
                    "The store " + path + " is not on this machine's file system: give a path there.");
        }
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw refused(path, "is the root of the file system");
        }
        String name = absolute.getFileName().toString();
        if (BESIDE.matcher(name).find()) {
            throw refused(
                    path, "has a name that a file beside another key store can have, which is overwritten at will");
        }
        this.directory = real(parent);
        this.file = directory.resolve(absolute.getFileName());
        this.beside = file.resolveSibling(file.getFileName() + ".new");
    }

    Path file() {
        return file;
    }

    Path lockFile() {
        return file.resolveSibling(file.getFileName() + ".lock");
    }

    /** Whether there is a file; what is there and is none is refused. */
    boolean exists() {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                throw refused(file, "is a symbolic link, which the first change would replace by a file");
            }
            if (!attributes.isRegularFile()) {
                throw refused(file, attributes.isDirectory() ? "is a directory" : "is no plain file");
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Reads the first bytes, or as many as there are. An interruption does not stop it: it is short. */
    byte[] head(int length) {
        try (FileInputStream in = new FileInputStream(file.toFile())) {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Reads all of it. */
    byte[] read() {
        exists();
        byte[] bytes = head(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new MetrcKeysException(
                    ErrorCode.STORE_FOREIGN, file + " is larger than any key store: give the path of another file.");
        }
        return bytes;
    }

    /**
     * Puts other content in the place of what is there, or of nothing.
     *
     * @throws MetrcKeysException with {@link ErrorCode#STORE_NOT_WRITABLE} where nothing was changed, with {@link
     *     ErrorCode#STORE_OUTCOME_UNKNOWN} where the change was made and may not survive a power cut
     */
    void replace(byte[] content) {
        try {
            Files.deleteIfExists(beside);
            Files.createFile(beside, OWNER_ONLY);
            try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
                out.write(content);
                out.getFD().sync();
            }
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteBeside(e);
            throw new MetrcKeysException(
                    ErrorCode.STORE_NOT_WRITABLE,
                    file + " cannot be written (" + reason(e)
                            + "); nothing was changed. Look at its directory's permissions and at the free space.",
                    e);
        }
        forceDirectory();
    }

    static FileChannel openLock(Path path) throws IOException {
        return FileChannel.open(
                path,
                Set.<OpenOption>of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OWNER_ONLY);
    }

    /** What went wrong, in words without a stack. */
    static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason();
        }
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** Without it, the new name may be lost with the power although the new content is on the disk. */
    private void forceDirectory() {
        if (!POSIX) {
            // Windows opens no directories; its file system writes the change of a name through a journal.
            return;
        }
        boolean interrupted = false;
        try {
            while (true) {
                interrupted |= Thread.interrupted();
                try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    // The change is made: it is finished first, and who interrupted is heard afterwards.
                    interrupted = true;
                }
            }
        } catch (IOException e) {
            throw new MetrcKeysException(
                    ErrorCode.STORE_OUTCOME_UNKNOWN,
                    file + " was written, and its directory could not be forced to the disk (" + reason(e)
                            + "): the change may be lost if the power goes now. Read it again.",
                    e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void deleteBeside(IOException e) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException again) {
            e.addSuppressed(again);
        }
    }

    private MetrcKeysException unreadable(IOException e) {
        return new MetrcKeysException(
                ErrorCode.STORE_UNREACHABLE,
                file + " cannot be read (" + reason(e) + "). Look whether it is there and readable for this user.",
                e);
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(
                    ErrorCode.STORE_PATH_REFUSED,
                    "There is no directory " + directory + ": make it, or give another path.");
        } catch (IOException e) {
            throw new MetrcKeysException(
                    ErrorCode.STORE_UNREACHABLE, directory + " cannot be looked into (" + reason(e) + ").", e);
        }
    }

    private static InvalidInputException refused(Path path, String why) {
        return new InvalidInputException(
                ErrorCode.STORE_PATH_REFUSED,
                path + " " + why + ": give the path of the file itself, which may be a new one.");
    }
}
