/**
 * Keys in a database, encrypted: {@link io.github.metrckeys.store.jdbc.JdbcKeyStore}, for every {@link
 * javax.sql.DataSource} of H2, SQLite or PostgreSQL.
 *
 * <p>Several processes can use the same tables at once, and several tenants can share them: none sees the keys of another.
 */
@NullMarked
package io.github.metrckeys.store.jdbc;

import org.jspecify.annotations.NullMarked;
