package io.github.metrckeys.jdbc;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes tables, or checks whether they are there. */
final class TableSetup {

    private static final int ATTEMPTS = 3;

    private TableSetup() {}

    /**
     * Sees to it that tables are there.
     *
     * @param make whether to make them if they are not
     * @param fault tells what is wrong with them
     * @param create makes them, and tells why the database refused, if it did
     */
    static void ensure(
            boolean make, Supplier<Optional<MetrcKeysException>> fault, Supplier<@Nullable MetrcKeysException> create) {
        Optional<MetrcKeysException> found = fault.get();
        for (int attempt = 0; attempt < ATTEMPTS && make && found.isPresent(); attempt++) {
            if (found.get().code() == ErrorCode.STORE_TOO_NEW) {
                break;
            }
            MetrcKeysException refused = create.get();
            found = fault.get();
            if (found.isPresent() && refused != null) {
                // Another process may have been in the way; the last word is the database's own.
                found = Optional.of(refused);
            }
        }
        found.ifPresent(last -> {
            throw last;
        });
    }

    /** What is wrong with a table that has to have these columns. */
    static Optional<MetrcKeysException> fault(AutoCommitConnection connection, String table, List<String> columns) {
        if (connection.understands(probe(String.join(", ", columns), table))) {
            return Optional.empty();
        }
        List<String> missing = new ArrayList<>(columns);
        missing.removeIf(column -> connection.understands(probe(column, table)));
        return Optional.of(
                missing.size() == columns.size()
                        ? wrong("The table " + table
                                + " is missing, or the database user may not read it: open the store or ledger"
                                + " once with SchemaMode.CREATE as a user who may create tables, or grant the rights.")
                        : wrong("The table " + table + " lacks " + String.join(", ", missing)
                                + ": it was made or altered by something else. Put it back from your backup, or choose"
                                + " another table prefix."));
    }

    /** The error for tables that are not the ones of this library. */
    static MetrcKeysException wrong(String message) {
        return new MetrcKeysException(ErrorCode.STORE_SCHEMA, message);
    }

    private static String probe(String columns, String table) {
        return "SELECT " + columns + " FROM " + table + " WHERE 1 = 0";
    }
}
