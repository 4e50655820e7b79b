package io.github.metrckeys.testkit.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.postgresql.ds.PGConnectionPoolDataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ds.common.BaseDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** The databases that the store is tested with. */
public enum Database {
    H2 {
        @Override
        public DataSource fresh() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:" + unique("h2") + ";DB_CLOSE_DELAY=-1");
            return JdbcConnectionPool.create(source);
        }
    },
    SQLITE {
        @Override
        public DataSource fresh() {
            return sqlite(file(), false);
        }
    },
    POSTGRESQL {
        @Override
        public DataSource fresh() {
            return pooled(schema());
        }
    };

    /**
     * A connection pool, where there is need for one, of a new and empty database.
     *
     * @return the pool
     */
    public abstract DataSource fresh();

    /** The file of a new SQLite database. */
    static Path file() {
        try {
            Path file = Files.createTempFile("keys", ".sqlite");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DataSource sqlite(Path file, boolean readOnly) {
        return sqlite(file, readOnly, 20_000);
    }

    static DataSource sqlite(Path file, boolean readOnly, int millisecondsToWait) {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(millisecondsToWait);
        config.setReadOnly(readOnly);
        // Nobody pulls the plug in a test.
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    /** Makes a schema in the server that this process has started, and returns its name. */
    static String schema() {
        String name = unique("s");
        execute(plain("public"), "CREATE SCHEMA " + name);
        return name;
    }

    /** Connections to a schema, each of them a new one. */
    static PGSimpleDataSource plain(String schema) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        aim(source, schema);
        return source;
    }

    static DataSource pooled(String schema) {
        PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
        aim(source, schema);
        return JdbcConnectionPool.create(source);
    }

    private static void aim(BaseDataSource source, String schema) {
        source.setServerNames(new String[] {"localhost"});
        source.setPortNumbers(new int[] {Server.POSTGRES.getPort()});
        source.setDatabaseName("postgres");
        source.setUser("postgres");
        source.setCurrentSchema(schema);
        source.setApplicationName(schema);
    }

    static void execute(DataSource source, String... statements) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Every row of an answer, as one text each. */
    static List<String> rows(DataSource source, String sql) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData columns = rows.getMetaData();
            List<String> read = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= columns.getColumnCount(); i++) {
                    row.add(String.valueOf(rows.getString(i)));
                }
                read.add(String.join("|", row));
            }
            return read;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String unique(String kind) {
        return kind + UUID.randomUUID().toString().replace("-", "");
    }

    /** Started at the first use and stopped with the process. */
    private static final class Server {

        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
