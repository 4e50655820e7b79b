package io.github.metrckeys.file;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the writers of a file apart, in this process and in others.
 *
 * <p>The operating system gives its locks to processes and takes them all back when any handle on the file is closed.
 * Hence the lock is on a file beside it that nobody else opens, such as a backup would, and hence the threads of a
 * process agree before they ask for it: one lock for each path of the process.
 */
final class ProcessLock {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessLock.class);
    private static final ConcurrentMap<Path, ReentrantLock> OF_THIS_PROCESS = new ConcurrentHashMap<>();
    private static final long PAUSE_MILLIS = 2;

    /** How long a writer waits unless told. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private final PrivateFile file;
    private final Duration patience;
    private final ReentrantLock threads;

    /** The lock of a file, for which writers wait so long. */
    public ProcessLock(PrivateFile file, Duration patience) {
        this.file = file;
        this.patience = patience;
        this.threads = OF_THIS_PROCESS.computeIfAbsent(file.path(), ignored -> new ReentrantLock());
    }

    /** Does something while nobody else does it. */
    public <T> T holding(Supplier<T> work) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            if (!threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
        try {
            FileChannel channel = acquired(deadline);
            try {
                return work.get();
            } finally {
                release(channel);
            }
        } finally {
            threads.unlock();
        }
    }

    /** A handle on the lock's file that holds the lock until it is closed. */
    private FileChannel acquired(long deadline) {
        try {
            FileChannel channel = file.openLock();
            try {
                while (tried(channel) == null) {
                    if (System.nanoTime() - deadline >= 0) {
                        throw busy();
                    }
                    Thread.sleep(PAUSE_MILLIS);
                }
                return channel;
            } catch (IOException | RuntimeException | InterruptedException e) {
                release(channel);
                throw e;
            }
        } catch (InterruptedException | ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (IOException e) {
            throw new MetrcKeysException(
                    ErrorCode.STORE_NOT_WRITABLE,
                    file.path() + " cannot be locked for writing (" + PrivateFile.reason(e)
                            + "); nothing was changed. Make its directory and "
                            + file.beside("lock").getFileName()
                            + " writable for this user.",
                    e);
        }
    }

    private static void release(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // What was done is done, and must not look as if it had failed; the system takes the lock back by itself.
            LOG.warn("A lock file could not be closed: {}", PrivateFile.reason(e));
        }
    }

    /** Null if another process holds it, or another class loader of this one. */
    private static @Nullable FileLock tried(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private MetrcKeysException interrupted(Exception e) {
        Thread.currentThread().interrupt();
        return new MetrcKeysException(
                ErrorCode.INTERRUPTED,
                "The thread was interrupted before it came to write " + file.path() + "; nothing was changed.",
                e);
    }

    private MetrcKeysException busy() {
        return new MetrcKeysException(
                ErrorCode.STORE_LOCKED,
                file.path() + " has been locked by somebody else for " + patience.toMillis()
                        + " ms; nothing was changed. Try again, or look for a process that hangs.");
    }
}
