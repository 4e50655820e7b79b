package io.github.metrckeys.jdbc;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.internal.check.Checks;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** What a builder collects to open anything in a database: which database, which tables, whose rows. */
final class JdbcSettings {

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");
    private static final Pattern TENANT = Pattern.compile("[ -~]{1,60}");

    private final DataSource source;
    private String prefix = "metrc_keys_";
    private String tenant = "default";
    private SchemaMode mode = SchemaMode.CREATE;

    JdbcSettings(DataSource source) {
        this.source = Checks.notNull(source, "source");
    }

    void tablePrefix(String value) {
        if (!PREFIX.matcher(Checks.notNull(value, "prefix")).matches()) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "The prefix of the tables has 1 to 40 letters, digits and underscores of ASCII, with no digit in"
                            + " front: this one does not (" + value.length() + " characters).");
        }
        prefix = value;
    }

    void tenant(String value) {
        if (!TENANT.matcher(Checks.notNull(value, "tenant")).matches()) {
            throw new InvalidInputException(
                    ErrorCode.SETTING_INVALID,
                    "The name of a tenant has 1 to 60 printable ASCII characters: this one does not (" + value.length()
                            + " characters).");
        }
        tenant = value;
    }

    void schema(SchemaMode value) {
        mode = Checks.notNull(value, "mode");
    }

    String prefix() {
        return prefix;
    }

    String tenant() {
        return tenant;
    }

    boolean makesTables() {
        return mode == SchemaMode.CREATE;
    }

    /** The database, for work on a table. */
    Database database(String table) {
        return new Database(source, label(table));
    }

    /** Names a table and the tenant, as a message begins. */
    String label(String table) {
        return "Table " + table + ", tenant " + tenant;
    }
}
