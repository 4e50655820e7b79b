package io.github.metrckeys.jdbc;

/** What is done about tables when what they keep, such as {@link JdbcKeyStore}, is opened. */
public enum SchemaMode {
    /** Makes the tables that are missing, if the database user may. Several processes can do so at once. */
    CREATE,
    /** Only looks whether the tables are there, and refuses to open if one of them is not. */
    CHECK
}
