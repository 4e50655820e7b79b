package io.github.metrckeys.testkit.store;

import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.jdbc.JdbcKeyLedger;
import io.github.metrckeys.testkit.contract.KeyLedgerContract;
import javax.sql.DataSource;

class JdbcLedgerSqliteContractTest extends KeyLedgerContract {

    private static final DataSource DATABASE = Database.SQLITE.fresh();

    @Override
    protected KeyLedger open(String name) {
        return JdbcKeyLedger.builder(DATABASE).tenant(name).open();
    }
}
