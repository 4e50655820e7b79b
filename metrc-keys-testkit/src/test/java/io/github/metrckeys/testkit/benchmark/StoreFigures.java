package io.github.metrckeys.testkit.benchmark;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.crypto.KeyEncryptionKey;
import io.github.metrckeys.crypto.KeyEncryptionKeys;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoredKey;
import io.github.metrckeys.store.file.EncryptedFileKeyStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;

/** Prints the figures of the stores, each beside its bar. */
public final class StoreFigures {

    private static final int KEYS_IN_FILE = 5_000;
    private static final int OPENINGS = 15;
    private static final int CHANGES = 60;

    private StoreFigures() {}

    /**
     * Measures and prints.
     *
     * @param args none
     * @throws Exception where a measurement failed
     */
    public static void main(String[] args) throws Exception {
        file();
    }

    private static void file() throws IOException {
        Path directory = Files.createTempDirectory("metrc-keys-figures");
        Path path = directory.resolve("keys.store");
        KeyEncryptionKeys keys = KeyEncryptionKeys.of(KeyEncryptionKey.ofBytes("figures", new byte[32]));
        try {
            KeyStore store = EncryptedFileKeyStore.open(path, keys);
            for (int i = 0; i < KEYS_IN_FILE; i++) {
                store.put(owner(i), key(i), KeyVersion.NONE).orThrow();
            }
            print("an encrypted file of 5,000 keys", Files.size(path) / 1024 + " KB", "none");
            double[] opening = new double[OPENINGS];
            for (int i = 0; i < OPENINGS; i++) {
                long began = System.nanoTime();
                EncryptedFileKeyStore.open(path, keys);
                opening[i] = millisSince(began);
            }
            print("opening it, the first time and the median after it", figures(opening), "200 ms");
            double[] changing = new double[CHANGES];
            for (int i = 0; i < CHANGES; i++) {
                KeyVersion version =
                        store.find(owner(i)).map(StoredKey::version).orElseThrow();
                long began = System.nanoTime();
                store.put(owner(i), key(i + 1), version).orThrow();
                changing[i] = millisSince(began);
            }
            print("one change of it, forced to the disk: first, median", figures(changing), "20 ms");
            long began = System.nanoTime();
            int finds = 20_000;
            int found = 0;
            for (int i = 0; i < finds; i++) {
                found += store.find(owner(i % KEYS_IN_FILE)).isPresent() ? 1 : 0;
            }
            print("one find in it", String.format(Locale.ROOT, "%.1f us", millisSince(began) * 1e3 / found), "none");
        } finally {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path each : files.toList()) {
                    Files.delete(each);
                }
            }
            Files.delete(directory);
        }
    }

    private static KeyOwner owner(int number) {
        return KeyOwner.individual(Jurisdiction.of("CO"), UserId.of("emp-" + number));
    }

    private static UserApiKey key(int number) {
        return UserApiKey.of(String.format(Locale.ROOT, "a-key-of-the-usual-form-that-is-no-bodys-%07d", number));
    }

    private static double millisSince(long began) {
        return (System.nanoTime() - began) / 1e6;
    }

    private static String figures(double[] millis) {
        double first = millis[0];
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%.1f ms, %.1f ms", first, sorted[sorted.length / 2]);
    }

    private static void print(String what, String figure, String bar) {
        System.out.printf(Locale.ROOT, "%-60s %s (bar: %s)%n", what, figure, bar);
    }
}
