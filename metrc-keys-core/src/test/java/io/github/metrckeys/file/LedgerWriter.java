package io.github.metrckeys.file;

import io.github.metrckeys.UserId;
import io.github.metrckeys.custody.KeyEvent;
import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.fixture.CustodyFixture;
import java.nio.file.Path;

/** A process that writes into a ledger, and says so after each event. */
final class LedgerWriter {

    static final int EVENTS = 50;

    private LedgerWriter() {}

    public static void main(String[] arguments) {
        KeyLedger ledger = FileKeyLedger.open(Path.of(arguments[0]));
        boolean forever = arguments.length > 2;
        for (int i = 0; forever || i < EVENTS; i++) {
            ledger.append(new KeyEvent.Left(CustodyFixture.NINE, UserId.of(arguments[1] + "-" + i)));
            if (forever) {
                System.out.println(i);
            }
        }
    }
}
