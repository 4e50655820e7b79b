package io.github.metrckeys.file;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import java.io.FileNotFoundException;
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
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A plain file that this library makes and writes, for its owner alone, and the place of the files that stand beside
 * it.
 */
final class PrivateFile {

    /** What stands beside a file named without this end is that file's own, which deletes it or takes its lock away. */
    private static final Pattern BESIDE = Pattern.compile("\\.(?:new|lock)$", Pattern.CASE_INSENSITIVE);

    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<?>[] OWNER_ONLY = POSIX
            ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];

    private final Path path;
    private final Path directory;

    /**
     * Names a file that is there or not.
     *
     * @throws InvalidInputException with {@link ErrorCode#STORE_PATH_REFUSED} if no file of this library can be there
     */
    public PrivateFile(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new InvalidInputException(
                    ErrorCode.STORE_PATH_REFUSED,
                    path + " is not on this machine's file system: give a path that is there. Nothing was changed.");
        }
        Path absolute = path.toAbsolutePath().normalize();
        Path parent = absolute.getParent();
        if (parent == null) {
            throw refused(path, "is the root of the file system");
        }
        if (BESIDE.matcher(absolute.getFileName().toString()).find()) {
            throw refused(
                    path,
                    "has a name that a file beside another file of this library can have, which is overwritten at will");
        }
        this.directory = real(parent);
        this.path = directory.resolve(absolute.getFileName());
    }

    /** Where it is: the same for every way that leads to it. */
    public Path path() {
        return path;
    }

    /** A file beside it, whose name ends in a dot and the word. */
    public Path beside(String word) {
        return path.resolveSibling(path.getFileName() + "." + word);
    }

    /** Whether there is a file; what is there and is none is refused. */
    public boolean exists() {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isSymbolicLink()) {
                throw refused(path, "is a symbolic link, which is not followed");
            }
            if (!attributes.isRegularFile()) {
                throw refused(path, attributes.isDirectory() ? "is a directory" : "is no plain file");
            }
            return true;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Makes an empty file, this one or one beside it. */
    public static void create(Path path) throws IOException {
        Files.createFile(path, OWNER_ONLY);
    }

    /** A handle on the file beside it that carries its lock, which is made if there is none. */
    FileChannel openLock() throws IOException {
        return FileChannel.open(
                beside("lock"),
                Set.<OpenOption>of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                OWNER_ONLY);
    }

    /**
     * Forces the names in its directory to the disk: without it, a new name may be lost with the power although the
     * content is there. An interruption does not stop it, and is heard afterwards.
     */
    public void forceDirectory() throws IOException {
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
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Says that it could not be read. */
    public MetrcKeysException unreadable(IOException e) {
        return new MetrcKeysException(
                ErrorCode.STORE_UNREACHABLE,
                path + " cannot be read (" + reason(e)
                        + "); nothing was changed. Look whether it is there and readable for this user.",
                e);
    }

    /** Says that it could not be written, and is as it was. */
    public MetrcKeysException unwritable(IOException e) {
        return new MetrcKeysException(
                ErrorCode.STORE_NOT_WRITABLE,
                path + " cannot be written (" + reason(e)
                        + "); nothing was changed. Look at its permissions and its directory's, and at the free space.",
                e);
    }

    /** What went wrong, in words without a stack. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (e instanceof NoSuchFileException) {
            return "there is no such file or directory";
        }
        if (e instanceof FileSystemException failed && failed.getReason() != null) {
            return failed.getReason();
        }
        String message = e.getMessage();
        if (message == null) {
            return e.getClass().getSimpleName();
        }
        // Its message is the path, which was said already, and the reason in parentheses.
        return e instanceof FileNotFoundException ? message.replaceFirst("(?s)^.*\\((.*)\\)$", "$1") : message;
    }

    private static Path real(Path directory) {
        try {
            return directory.toRealPath();
        } catch (NoSuchFileException e) {
            throw new InvalidInputException(
                    ErrorCode.STORE_PATH_REFUSED,
                    "There is no directory " + directory + ": make it, or give another path. Nothing was changed.");
        } catch (IOException e) {
            throw new MetrcKeysException(
                    ErrorCode.STORE_UNREACHABLE,
                    directory + " cannot be looked into (" + reason(e)
                            + "); nothing was changed. Look at its permissions.",
                    e);
        }
    }

    private static InvalidInputException refused(Path path, String why) {
        return new InvalidInputException(
                ErrorCode.STORE_PATH_REFUSED,
                path + " " + why + ": give the path of the file itself, which may be a new one. Nothing was changed.");
    }
}
