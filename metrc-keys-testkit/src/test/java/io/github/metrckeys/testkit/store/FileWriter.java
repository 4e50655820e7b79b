package io.github.metrckeys.testkit.store;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.file.EncryptedFileKeyStore;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoredKey;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A process that replaces keys without end, two threads at once, each the keys of its own people, and says of each key that it
 * was stored once the store has said so. The keys of a person are numbered.
 */
final class FileWriter {

    static final int PEOPLE = 12;
    private static final int WRITERS = 2;

    private FileWriter() {}

    /**
     * Writes until it is killed, or until the store has refused each thread.
     *
     * @param args the file
     */
    public static void main(String[] args) throws InterruptedException {
        KeyStore store = open(Path.of(args[0]));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        AtomicInteger turn = new AtomicInteger();
        Thread[] threads = new Thread[WRITERS];
        for (int i = 0; i < WRITERS; i++) {
            int first = i;
            threads[i] = new Thread(() -> {
                while (true) {
                    int person = (turn.incrementAndGet() * WRITERS + first) % PEOPLE;
                    long number = replace(store, person);
                    out.println("stored " + person + " " + number);
                }
            });
            threads[i].setUncaughtExceptionHandler((thread, e) -> out.println("refused " + e.getMessage()));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    static KeyStore open(Path file) {
        byte[] secret = new byte[32];
        Arrays.fill(secret, (byte) 5);
        return EncryptedFileKeyStore.open(file, KeyEncryptionKeys.of(KeyEncryptionKey.ofBytes("killed", secret)));
    }

    static KeyOwner owner(int person) {
        return KeyOwner.individual(Jurisdiction.of("CO"), UserId.of("person-" + person));
    }

    static UserApiKey key(int person, long number) {
        return UserApiKey.of("canary-of-person-" + person + "-number-" + number);
    }

    /** The number of the key that is there, 0 where none is. */
    static long numberOf(Optional<StoredKey> stored, int person) {
        return stored.map(found -> found.key().revealSecret())
                .map(text -> {
                    long number = Long.parseLong(text.substring(text.lastIndexOf('-') + 1));
                    if (!text.equals(key(person, number).revealSecret())) {
                        throw new AssertionError("the key of person " + person + " is another one");
                    }
                    return number;
                })
                .orElse(0L);
    }

    /** Puts the next key in the place of the one that is there. */
    private static long replace(KeyStore store, int person) {
        Optional<StoredKey> before = store.find(owner(person));
        long number = numberOf(before, person) + 1;
        store.put(
                        owner(person),
                        key(person, number),
                        before.map(StoredKey::version).orElse(KeyVersion.NONE))
                .orThrow();
        return number;
    }
}
