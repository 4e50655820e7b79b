package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.Messages;
import io.github.metrckeys.custody.Enrollment;
import io.github.metrckeys.custody.EnrollmentResult;
import io.github.metrckeys.custody.KeyAges;
import io.github.metrckeys.custody.KeyHistory;
import io.github.metrckeys.custody.KeyLedger;
import io.github.metrckeys.custody.Notice;
import io.github.metrckeys.custody.RecordedKeyStore;
import io.github.metrckeys.file.EncryptedFileKeyStore;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.Verdict;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.store.KeyInfo;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoredKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Keeps keys in an encrypted file. */
@Command(
        name = "keys",
        description = "Keeps keys in an encrypted file.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {KeysCommand.Add.class, KeysCommand.ListKeys.class, KeysCommand.Remove.class})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeysCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        throw new CommandLine.ParameterException(
                spec.commandLine(), "Name what to do: keys add, keys list or keys remove");
    }

    private EnvironmentKeys secrets(PrintWriter err) {
        return new EnvironmentKeys(main.environment(), err);
    }

    /** Reads a key from standard input and stores it, after it was verified if that is asked for. */
    @Command(
            name = "add",
            description = "Reads a pasted key from standard input and stores it, in place of the owner's present one.",
            mixinStandardHelpOptions = true,
            versionProvider = Main.Version.class)
    static final class Add implements Callable<Integer> {

        private static final int LONGEST_INPUT = 65_536;

        @ParentCommand
        private KeysCommand keys;

        @Spec
        private CommandSpec spec;

        @Mixin
        private StoreOptions storeOptions;

        @Mixin
        private ServerOptions server;

        @Mixin
        private OwnerOptions ownerOptions;

        @Mixin
        private CheckOptions check;

        @Option(
                names = "--verify",
                description = "Validate the key at --license first, and store it only if it works."
                        + " Needs METRC_VENDOR_KEY; METRC_MASTER_KEY reads a user's permissions out.")
        private boolean verify;

        @Option(
                names = "--park",
                description = "With --verify: where Metrc cannot be reached, let the key wait in the file, unverified.")
        private boolean park;

        @Option(
                names = "--override",
                paramLabel = "REASON",
                description = "Store the key in spite of what speaks against it; the reason is recorded.")
        private @Nullable String override;

        @Option(names = "--format", paramLabel = "FORMAT", description = "Of the report: text, json, markdown or html.")
        private Format format = Format.TEXT;

        @Override
        public Integer call() throws IOException {
            Jurisdiction jurisdiction = server.jurisdiction();
            KeyOwner owner = ownerOptions.owner(jurisdiction);
            PrintWriter err = spec.commandLine().getErr();
            EnvironmentKeys secrets = keys.secrets(err);
            return verify
                    ? verified(owner, ownerOptions.facility(jurisdiction, "--verify"), secrets)
                    : unverified(owner, secrets);
        }

        private int unverified(KeyOwner owner, EnvironmentKeys secrets) throws IOException {
            if (park || override != null) {
                throw new UsageException("--park and --override go with --verify: say that too.");
            }
            UserApiKey key = pasted(secrets);
            if (key.standsIn(owner.toString())) {
                // It would be printed, and stand in the file in the clear.
                throw new UsageException(
                        "The key was given in the place of the user or the license too: name those there.");
            }
            EncryptedFileKeyStore file = storeOptions.openOrMake(secrets);
            KeyLedger ledger = storeOptions.ledger();
            RecordedKeyStore store = RecordedKeyStore.of(file, ledger);
            List<Notice> notices = Enrollment.builder(store, check.probe())
                    .ledger(ledger)
                    .build()
                    .notices(owner, key);
            tell(notices);
            if (notices.stream().anyMatch(Notice::blocks)) {
                throw new UsageException("The key was not stored: enter another one, or give --verify and --override"
                        + " with a reason.");
            }
            Optional<StoredKey> before = store.find(owner);
            if (before.filter(stored -> stored.key().equals(key)).isPresent()) {
                say(before.get().info(), "is stored already", Optional.empty());
                return 0;
            }
            Optional<KeyVersion> replaced = before.map(StoredKey::version);
            store.put(owner, key, replaced.orElse(KeyVersion.NONE)).orThrow();
            say(store.find(owner).orElseThrow().info(), "is stored", replaced);
            return 0;
        }

        private int verified(KeyOwner owner, Facility facility, EnvironmentKeys secrets) throws IOException {
            HttpPermissionProbe probe = check.probe();
            VendorApiKey vendorKey = secrets.vendorKey();
            UserApiKey key = pasted(secrets);
            EncryptedFileKeyStore store = storeOptions.openOrMake(secrets);
            Enrollment enrollment = Enrollment.builder(store, probe)
                    .ledger(storeOptions.ledger())
                    .build();
            Optional<KeyVersion> before = store.find(owner).map(StoredKey::version);
            ProbeRequest request = check.forRole(request(owner, facility, vendorKey, key, secrets));
            EnrollmentResult result =
                    override == null ? enrollment.verifyAndSave(request) : enrollment.verifyAndSave(request, override);
            spec.commandLine().getOut().print(format.render(result.report()));
            tell(result.notices());
            switch (result.outcome()) {
                case SAVED -> say(store.find(owner).orElseThrow().info(), "is stored", before);
                case UNCHANGED -> say(store.find(owner).orElseThrow().info(), "is stored already", Optional.empty());
                case NOT_SAVED ->
                    complain("The key was not stored" + (before.isPresent() ? "; the present one stays" : "")
                            + (result.notices().stream().anyMatch(Notice::blocks)
                                    ? ": enter another one, or give --override with a reason."
                                    : "."));
                case UNDECIDED -> undecided(enrollment, request);
                case CONFLICT ->
                    complain("Somebody else stored a key for this owner meanwhile: look, and decide anew.");
            }
            int code = ExitCode.of(result.report().verdict());
            boolean works = code == ExitCode.of(Verdict.ALL_GOOD) || code == ExitCode.of(Verdict.PERMISSIONS_MISSING);
            // Who reads the code alone must not take a key that works for one that is stored.
            return works && !result.inForce() ? ExitCode.USAGE : code;
        }

        private void undecided(Enrollment enrollment, ProbeRequest request) {
            if (park) {
                enrollment.park(request).orThrow();
                complain(
                        "The key waits in the file, unverified, and signs nothing: add it again with --verify when Metrc"
                                + " answers.");
            } else {
                complain(
                        "Nothing is known about the key, and it was not stored: try again when Metrc answers, or let it wait"
                                + " with --park.");
            }
        }

        private static ProbeRequest request(
                KeyOwner owner, Facility facility, VendorApiKey vendorKey, UserApiKey key, EnvironmentKeys secrets) {
            if (owner instanceof KeyOwner.Individual individual) {
                ProbeRequest request = ProbeRequest.individual(facility, individual.user(), vendorKey, key);
                return secrets.masterKey().map(request::withMasterKey).orElse(request);
            }
            return ProbeRequest.master(facility, vendorKey, key);
        }

        private UserApiKey pasted(EnvironmentKeys secrets) throws IOException {
            byte[] bytes = keys.main.input().readNBytes(LONGEST_INPUT + 1);
            if (bytes.length > LONGEST_INPUT) {
                throw new UsageException("Standard input has more than a key: paste the key alone.");
            }
            return secrets.pastedKey(new String(bytes, StandardCharsets.UTF_8));
        }

        private void tell(List<Notice> notices) {
            // The form of the key was spoken of when it was read.
            notices.stream()
                    .filter(notice ->
                            notice.code() != Notice.Code.UNUSUAL_SHAPE && notice.code() != Notice.Code.UNCHANGED)
                    .forEach(notice -> complain("Note: " + notice.sentence()));
        }

        private void complain(String sentence) {
            spec.commandLine().getErr().println(sentence);
        }

        /** Where the report is for programs, what is said beside it goes to standard error. */
        private void say(KeyInfo info, String what, Optional<KeyVersion> replaced) {
            PrintWriter to = verify && format != Format.TEXT
                    ? spec.commandLine().getErr()
                    : spec.commandLine().getOut();
            to.println("The " + info.owner() + " " + what + " as " + info.version()
                    + replaced.map(version -> ", in place of " + version).orElse("") + " (fingerprint "
                    + info.fingerprint() + ").");
        }
    }

    /** Lists what is in the file. */
    @Command(
            name = "list",
            description = "Lists owners, versions, ages and fingerprints, and never keys.",
            mixinStandardHelpOptions = true,
            versionProvider = Main.Version.class)
    static final class ListKeys implements Callable<Integer> {

        private static final DateTimeFormatter DAY = DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC);
        private static final String FORM = "  %7s  %-10s  %10s  %-12s  %s%n";

        @ParentCommand
        private KeysCommand keys;

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
            EncryptedFileKeyStore store =
                    storeOptions.open(keys.secrets(spec.commandLine().getErr()));
            KeyHistory history = KeyHistory.of(storeOptions.ledger().events());
            List<KeyInfo> infos = store.list();
            List<KeyAges.KeyAge> ages = KeyAges.of(infos, history, Instant.now(), Duration.ofDays(warnAfter))
                    .keys();
            int width = infos.stream()
                    .mapToInt(info -> info.owner().toString().length())
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
                        info.owner(),
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
            return age.warning(Messages.english())
                    .map(warning -> "  (" + warning + ")")
                    .orElse("");
        }
    }

    /** Removes a key. */
    @Command(
            name = "remove",
            description = "Removes the key of an owner.",
            mixinStandardHelpOptions = true,
            versionProvider = Main.Version.class)
    static final class Remove implements Callable<Integer> {

        @ParentCommand
        private KeysCommand keys;

        @Spec
        private CommandSpec spec;

        @Mixin
        private StoreOptions storeOptions;

        @Mixin
        private ServerOptions server;

        @Mixin
        private OwnerOptions ownerOptions;

        @Option(names = "--parked", description = "The key that waits, unverified, and not the one in force.")
        private boolean parked;

        @Override
        public Integer call() {
            EncryptedFileKeyStore file =
                    storeOptions.open(keys.secrets(spec.commandLine().getErr()));
            KeyStore store = RecordedKeyStore.of(file, storeOptions.ledger());
            KeyInfo info = meant(store.list());
            store.remove(info.owner(), info.version()).orThrow();
            spec.commandLine().getOut().println("The " + info.owner() + " is removed (it was " + info.version() + ").");
            return 0;
        }

        /** The owner that was named; where no server was named, that of the only one of the state that is there. */
        private KeyInfo meant(List<KeyInfo> infos) {
            Jurisdiction jurisdiction = server.jurisdiction();
            KeyOwner owner = owner(jurisdiction);
            List<KeyInfo> exact =
                    infos.stream().filter(info -> info.owner().equals(owner)).toList();
            List<KeyInfo> found = exact.isEmpty() && server.isPlain()
                    ? infos.stream()
                            .filter(info -> info.owner().jurisdiction().code().equals(jurisdiction.code()))
                            .filter(info ->
                                    info.owner().equals(owner(info.owner().jurisdiction())))
                            .toList()
                    : exact;
            if (found.isEmpty()) {
                throw new UsageException("There is no " + owner + ": \"keys list\" shows what is there"
                        + (parked ? "." : "; one that is unverified goes with --parked."));
            }
            if (found.size() > 1) {
                throw new UsageException("There is more than one, "
                        + found.stream().map(info -> "the " + info.owner()).collect(Collectors.joining(" and "))
                        + ": say which with --sandbox or --base-uri.");
            }
            return found.get(0);
        }

        private KeyOwner owner(Jurisdiction jurisdiction) {
            KeyOwner owner = ownerOptions.owner(jurisdiction);
            return parked ? KeyOwner.unverified(owner) : owner;
        }
    }
}
