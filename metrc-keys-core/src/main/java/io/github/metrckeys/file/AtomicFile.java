package io.github.metrckeys.file;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is replaced as a whole, so that readers see the old or the new one, and so does who comes after a crash.
 */
final class AtomicFile {

    /** 5,000 keys take some 2 MB. */
    private static final int LARGEST = 256 << 20;

    private final PrivateFile file;
    private final Path beside;

    AtomicFile(PrivateFile file) {
        this.file = file;
        this.beside = file.beside("new");
    }

    /** Reads the first bytes, or as many as there are. An interruption does not stop it: it is short. */
    byte[] head(int length) {
        try (FileInputStream in = new FileInputStream(file.path().toFile())) {
            return in.readNBytes(length);
        } catch (IOException e) {
            throw file.unreadable(e);
        }
    }

    /** Reads all of it. */
    byte[] read() {
        boolean unused = file.exists();
        byte[] bytes = head(LARGEST + 1);
        if (bytes.length > LARGEST) {
            throw new MetrcKeysException(
                    ErrorCode.STORE_FOREIGN,
                    file.path() + " is larger than any key store: give the path of another file.");
        }
        return bytes;
    }

    /**
     * Puts other content in the place of what is there, or of nothing.
     *
     * @throws MetrcKeysException with {@link ErrorCode#STORE_NOT_WRITABLE} if nothing was changed, with {@link
     *     ErrorCode#STORE_OUTCOME_UNKNOWN} if the change was made and may not survive a power cut
     */
    void replace(byte[] content) {
        try {
            Files.deleteIfExists(beside);
            PrivateFile.create(beside);
            try (FileOutputStream out = new FileOutputStream(beside.toFile())) {
                out.write(content);
                out.getFD().sync();
            }
            Files.move(beside, file.path(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            deleteBeside(e);
            throw file.unwritable(e);
        }
        try {
            file.forceDirectory();
        } catch (IOException e) {
            throw new MetrcKeysException(
                    ErrorCode.STORE_OUTCOME_UNKNOWN,
                    file.path() + " was written, and its directory could not be forced to the disk ("
                            + PrivateFile.reason(e)
                            + "): the change may be lost if the power goes now. Read it again.",
                    e);
        }
    }

    private void deleteBeside(IOException e) {
        try {
            Files.deleteIfExists(beside);
        } catch (IOException again) {
            e.addSuppressed(again);
        }
    }
}
