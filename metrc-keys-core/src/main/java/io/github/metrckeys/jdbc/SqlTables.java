package io.github.metrckeys.jdbc;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.error.MetrcKeysException;
import io.github.metrckeys.internal.check.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What all that is kept in a database has in common: how tables and tenants are named, and whether tables are there. */
final class SqlTables {

    /** What the names of tables begin with where nobody says otherwise. */
    public static final String DEFAULT_PREFIX = "metrc_keys_";

    /** The tenant where nobody names one. */
    public static final String DEFAULT_TENANT = "default";

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");
    private static final Pattern TENANT = Pattern.compile("[ -~]{1,60}");
    private static final int ATTEMPTS = 3;

    private SqlTables() {}

    /** The prefix, or a refusal of one that no name of a table can begin with. */
    public static String prefix(String prefix) {
        if (!PREFIX.matcher(Checks.notNull(prefix, "prefix")).matches()) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "The prefix of the tables has 1 to 40 letters, digits and underscores of ASCII, with no digit in"
                            + " front: this one has not (" + prefix.length() + " characters).");
        }
        return prefix;
    }

    /** The tenant, or a refusal of a name that no tenant can have. */
    public static String tenant(String tenant) {
        if (!TENANT.matcher(Checks.notNull(tenant, "tenant")).matches()) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "The name of a tenant has 1 to 60 printable ASCII characters: this one has not (" + tenant.length()
                            + " characters).");
        }
        return tenant;
    }

    /** Names the table and the tenant, as a message begins. */
    public static String where(String table, String tenant) {
        return "Table " + table + ", tenant " + tenant;
    }

    /**
     * Sees to it that tables are there.
     *
     * @param make whether to make them where they are not
     * @param fault tells what is wrong with them
     * @param create makes them, and tells why the database refused, where it did
     */
    public static void ensure(
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
    public static Optional<MetrcKeysException> fault(Sql.Session session, String table, List<String> columns) {
        if (session.understands(probe(String.join(", ", columns), table))) {
            return Optional.empty();
        }
        List<String> missing = new ArrayList<>(columns);
        missing.removeIf(column -> session.understands(probe(column, table)));
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
    public static MetrcKeysException wrong(String message) {
        return new MetrcKeysException(ErrorCode.STORE_SCHEMA, message);
    }

    private static String probe(String columns, String table) {
        return "SELECT " + columns + " FROM " + table + " WHERE 1 = 0";
    }
}
