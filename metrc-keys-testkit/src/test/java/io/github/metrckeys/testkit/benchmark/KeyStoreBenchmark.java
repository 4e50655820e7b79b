package io.github.metrckeys.testkit.benchmark;

import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.file.EncryptedFileKeyStore;
import io.github.metrckeys.jdbc.JdbcKeyStore;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.store.KeyEncryptionKey;
import io.github.metrckeys.store.KeyEncryptionKeys;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoredKey;
import io.github.metrckeys.testkit.store.Database;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import javax.sql.DataSource;

/** Prints the measurements of the stores, each next to its target. */
public final class KeyStoreBenchmark {

    private static final int KEYS_IN_FILE = 5_000;
    private static final int KEYS_IN_DATABASE = 50_000;
    private static final int ROUNDS = 7;
    private static final int LOOKS = 10_000;
    private static final int OPENINGS = 15;
    private static final int CHANGES = 60;

    private KeyStoreBenchmark() {}

    /**
     * Measures and prints.
     *
     * @param args none
     * @throws Exception if a measurement failed
     */
    public static void main(String[] args) throws Exception {
        file();
        for (Database database : Database.values()) {
            database(database);
        }
        System.exit(0);
    }

    private static void database(Database database) throws SQLException {
        try (Connection connection = database.fresh().getConnection()) {
            KeyStore store = JdbcKeyStore.builder(
                            only(connection), KeyEncryptionKeys.of(KeyEncryptionKey.ofBytes("figures", new byte[32])))
                    .open();
            for (int i = 0; i < KEYS_IN_DATABASE; i++) {
                store.put(owner(i), key(i), KeyVersion.NONE).orThrow();
            }
            double[] ratios = new double[ROUNDS];
            double[] finds = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                double bare = micros(i -> bare(connection, i));
                finds[round] = micros(i -> store.find(owner(i)).isPresent());
                ratios[round] = finds[round] / bare;
            }
            Arrays.sort(finds);
            print(
                    "find among 50,000 keys, " + database,
                    String.format(
                            Locale.ROOT,
                            "%.1f us, times a bare select: first %.2f, median %.2f",
                            finds[ROUNDS / 2],
                            ratios[0],
                            median(ratios)),
                    "3");
        }
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static double micros(IntPredicate look) {
        Random random = new Random(1);
        int found = 0;
        long began = System.nanoTime();
        for (int i = 0; i < LOOKS; i++) {
            found += look.test(random.nextInt(KEYS_IN_DATABASE)) ? 1 : 0;
        }
        double micros = millisSince(began) * 1e3 / LOOKS;
        if (found != LOOKS) {
            throw new IllegalStateException("Of " + LOOKS + " keys " + found + " were found.");
        }
        return micros;
    }

    private static boolean bare(Connection connection, int number) {
        try (PreparedStatement select =
                connection.prepareStatement("SELECT sealed FROM metrc_keys_entries WHERE tenant = ? AND owner = ?")) {
            select.setString(1, "default");
            select.setString(2, "user CO emp-" + number);
            try (ResultSet row = select.executeQuery()) {
                return row.next() && row.getString(1) != null;
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A data source that always returns the same connection and never closes it. */
    private static DataSource only(Connection connection) {
        Connection kept = (Connection) Proxy.newProxyInstance(
                KeyStoreBenchmark.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        return (DataSource) Proxy.newProxyInstance(
                KeyStoreBenchmark.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("getConnection")) {
                        return kept;
                    }
                    throw new SQLFeatureNotSupportedException(method.getName());
                });
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
