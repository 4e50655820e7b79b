package io.github.metrckeys.jdbc;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tables: their names, how they are made, and whether they are there. */
final class StoreTables {

    /** The longest owner's text that the column takes. */
    static final int OWNER_LENGTH = 700;

    private static final int VERSION = 1;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private final String entries;
    private final String dataKeys;
    private final String settings;

    StoreTables(String prefix) {
        this.entries = prefix + "entries";
        this.dataKeys = prefix + "data_keys";
        this.settings = prefix + "settings";
    }

    String entries() {
        return entries;
    }

    String dataKeys() {
        return dataKeys;
    }

    String settings() {
        return settings;
    }

    /** Sees to it that the tables are there, in the form of this version. */
    void ensure(AutoCommitConnection connection, boolean make) {
        TableSetup.ensure(make, () -> fault(connection), () -> create(connection));
    }

    private @Nullable MetrcKeysException create(AutoCommitConnection connection) {
        List<String> statements = List.of(
                "CREATE TABLE IF NOT EXISTS " + dataKeys + " (tenant VARCHAR(60) NOT NULL, id VARCHAR(36) NOT NULL,"
                        + " kek VARCHAR(200) NOT NULL, wrapped VARCHAR(12000) NOT NULL,"
                        + " retired SMALLINT DEFAULT 0 NOT NULL, PRIMARY KEY (tenant, id))",
                "CREATE TABLE IF NOT EXISTS " + entries + " (tenant VARCHAR(60) NOT NULL, owner VARCHAR(" + OWNER_LENGTH
                        + ") NOT NULL, version BIGINT NOT NULL, stored_at BIGINT NOT NULL, fingerprint VARCHAR(12) NOT NULL,"
                        + " data_key VARCHAR(36), sealed VARCHAR(30000), PRIMARY KEY (tenant, owner),"
                        + " FOREIGN KEY (tenant, data_key) REFERENCES " + dataKeys + " (tenant, id))",
                "CREATE TABLE IF NOT EXISTS " + settings + " (tenant VARCHAR(60) NOT NULL, name VARCHAR(40) NOT NULL,"
                        + " text VARCHAR(400) NOT NULL, data_key VARCHAR(36), PRIMARY KEY (tenant, name),"
                        + " FOREIGN KEY (tenant, data_key) REFERENCES " + dataKeys + " (tenant, id))");
        MetrcKeysException refused = null;
        for (String statement : statements) {
            refused = first(refused, connection.stage(statement).failure());
        }
        if (refused == null && versions(connection).isEmpty()) {
            refused = connection
                    .stage("INSERT INTO " + settings + " (tenant, name, text) VALUES ('', 'schema', '" + VERSION + "')")
                    .failure();
        }
        return refused;
    }

    private static @Nullable MetrcKeysException first(
            @Nullable MetrcKeysException one, @Nullable MetrcKeysException other) {
        return one != null ? one : other;
    }

    private List<String> versions(AutoCommitConnection connection) {
        return connection.query(
                "SELECT text FROM " + settings + " WHERE tenant = '' AND name = 'schema'",
                row -> String.valueOf(row.getString(1)));
    }

    /** What is wrong with the tables; the version first, for a newer one may have other tables. */
    private Optional<MetrcKeysException> fault(AutoCommitConnection connection) {
        return TableSetup.fault(connection, settings, List.of("tenant", "name", "text"))
                .or(() -> versionFault(connection))
                .or(() -> columns().entrySet().stream()
                        .flatMap(table -> TableSetup.fault(connection, table.getKey(), table.getValue()).stream())
                        .findFirst());
    }

    private Map<String, List<String>> columns() {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        columns.put(dataKeys, List.of("tenant", "id", "kek", "wrapped", "retired"));
        columns.put(entries, List.of("tenant", "owner", "version", "stored_at", "fingerprint", "data_key", "sealed"));
        columns.put(settings, List.of("tenant", "name", "text", "data_key"));
        return columns;
    }

    private Optional<MetrcKeysException> versionFault(AutoCommitConnection connection) {
        List<String> versions = versions(connection);
        if (versions.isEmpty()) {
            return Optional.of(TableSetup.wrong(
                    "The table " + settings + " does not say which version of the tables it belongs to:"
                            + " open the store once with SchemaMode.CREATE, or put it back from your backup."));
        }
        String version = versions.get(0);
        if (!NUMBER.matcher(version).matches() || Integer.parseInt(version) < VERSION || versions.size() > 1) {
            return Optional.of(TableSetup.wrong(
                    "The table " + settings + " names no version of the tables that this library has made"
                            + " (it makes version " + VERSION
                            + "): put it back from your backup, or give the store another table"
                            + " prefix."));
        }
        return Integer.parseInt(version) == VERSION
                ? Optional.empty()
                : Optional.of(new MetrcKeysException(
                        ErrorCode.STORE_TOO_NEW,
                        "The table " + settings + " says that the tables are of version " + version
                                + ", made by a newer version of this library, which knows " + VERSION
                                + ": use that one. Nothing was touched."));
    }
}
