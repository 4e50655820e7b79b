package io.github.metrckeys.jdbc;

import io.github.metrckeys.internal.storage.EntryCipher;

/**
 * What all parts of one tenant's store share.
 *
 * @param database the database
 * @param tables the tables
 * @param tenant whose rows these are
 * @param scope what everything encrypted is bound to: it decrypts in this store alone
 * @param label names the table of entries and the tenant, as a message begins
 * @param cipher encrypts and decrypts
 */
record StoreContext(
        Database database, StoreTables tables, String tenant, String scope, String label, EntryCipher cipher) {}
