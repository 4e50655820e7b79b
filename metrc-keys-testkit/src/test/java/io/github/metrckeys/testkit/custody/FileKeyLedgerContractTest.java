package io.github.metrckeys.testkit.custody;

import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.file.FileKeyLedger;
import io.github.metrckeys.testkit.contract.KeyLedgerContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FileKeyLedgerContractTest extends KeyLedgerContract {

    @TempDir
    Path directory;

    @Override
    protected KeyLedger open(String name) {
        return FileKeyLedger.open(directory.resolve(name));
    }
}
