package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.custody.KeyAges;
import io.github.metrckeys.custody.KeyHistory;
import io.github.metrckeys.file.EncryptedFileKeyStore;
import io.github.metrckeys.store.KeyInfo;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists what is in the file. */
@Command(
        name = "list",
        description = "Lists owners, versions, ages and fingerprints, and never keys.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeysListCommand implements Callable<Integer> {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
    private static final String FORM = "  %7s  %-10s  %10s  %-12s  %s%n";

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions storeOptions;

    @Option(
            names = "--warn-after",
            paramLabel = "DAYS",
            description = "Mark keys that are older than this many days (330; one vendor says that keys end after"
                    + " \"usually a year\").")
    private int warnAfter = 330;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        EncryptedFileKeyStore store = storeOptions.open();
        KeyHistory history = KeyHistory.of(storeOptions.ledger().events());
        List<KeyInfo> infos = store.listAll();
        List<KeyAges.KeyAge> ages = KeyAges.of(infos, history, Instant.now(), Duration.ofDays(warnAfter))
                .keys();
        int width = infos.stream()
                .mapToInt(info -> KeysCommand.name(info).length())
                .max()
                .orElse(0);
        String form = "%-" + Math.max(width, "Owner".length()) + "s" + FORM;
        out.printf(Locale.ROOT, form, "Owner", "Version", "Stored", "Age", "Fingerprint", "Verified");
        for (int i = 0; i < infos.size(); i++) {
            KeyInfo info = infos.get(i);
            KeyAges.KeyAge age = ages.get(i);
            out.printf(
                    Locale.ROOT,
                    form,
                    KeysCommand.name(info),
                    info.version(),
                    DAY.format(info.storedAt()),
                    age.age().toDays() + " days",
                    info.fingerprint(),
                    age.lastVerified().map(DAY::format).orElse("never") + remark(age));
        }
        out.println(infos.size() + (infos.size() == 1 ? " key." : " keys."));
        return 0;
    }

    private static String remark(KeyAges.KeyAge age) {
        if (age.storedInTheFuture()) {
            return "  (stored in the future: a clock is wrong)";
        }
        return age.old() ? "  (old: make a new one in Metrc)" : "";
    }
}
