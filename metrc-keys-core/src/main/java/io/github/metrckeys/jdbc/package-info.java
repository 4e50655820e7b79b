/**
 * Keys and their ledger in a database: {@link io.github.metrckeys.jdbc.JdbcKeyStore} and {@link
 * io.github.metrckeys.jdbc.JdbcKeyLedger}, for every {@link javax.sql.DataSource} of H2, SQLite or PostgreSQL.
 *
 * <p>Several processes can use the same tables at once, and several tenants can share them: none sees the keys of
 * another. An application that is a module and uses this package requires the module {@code java.sql} itself.
 */
@NullMarked
package io.github.metrckeys.jdbc;

import org.jspecify.annotations.NullMarked;
