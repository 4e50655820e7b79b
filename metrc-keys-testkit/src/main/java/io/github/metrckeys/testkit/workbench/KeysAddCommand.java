package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.custody.Enrollment;
import io.github.metrckeys.custody.EnrollmentResult;
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
import io.github.metrckeys.store.KeyVersion;
import io.github.metrckeys.store.StoredKey;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads a key from standard input and stores it, after it was verified if that is asked for. */
@Command(
        name = "add",
        description = "Reads a pasted key from standard input and stores it, in place of the owner's present one.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class KeysAddCommand implements Callable<Integer> {

    private static final int LONGEST_INPUT = 65_536;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions storeOptions;

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
            description = "With --verify: if Metrc cannot be reached, keep the key in the file as pending.")
    private boolean keepsPending;

    @Option(
            names = "--override",
            paramLabel = "REASON",
            description = "Store the key in spite of what speaks against it; the reason is recorded.")
    private @Nullable String override;

    @Option(names = "--format", paramLabel = "FORMAT", description = "Of the report: text, json, markdown or html.")
    private Format format = Format.TEXT;

    @Override
    public Integer call() throws IOException {
        KeyOwner owner = ownerOptions.owner();
        EnvironmentKeys environment = storeOptions.environment();
        return verify
                ? verified(owner, ownerOptions.facility("--verify"), environment)
                : unverified(owner, environment);
    }

    private int unverified(KeyOwner owner, EnvironmentKeys environment) throws IOException {
        if (keepsPending || override != null) {
            throw new UsageException("--park and --override go with --verify: say that too.");
        }
        UserApiKey key = pasted(environment);
        if (key.standsIn(owner.toString())) {
            // It would be printed, and stand in the file in the clear.
            throw new UsageException(
                    "The key was given in the place of the user or the license too: name those there.");
        }
        EncryptedFileKeyStore file = storeOptions.openOrMake();
        KeyLedger ledger = storeOptions.ledger();
        RecordedKeyStore store = RecordedKeyStore.of(file, ledger);
        List<Notice> notices =
                Enrollment.builder(store, check.probe()).ledger(ledger).build().notices(owner, key);
        tell(notices);
        if (notices.stream().anyMatch(Notice::blocks)) {
            throw new UsageException(
                    "The key was not stored: enter another one, or give --verify and --override" + " with a reason.");
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

    private int verified(KeyOwner owner, Facility facility, EnvironmentKeys environment) throws IOException {
        HttpPermissionProbe probe = check.probe();
        VendorApiKey vendorKey = environment.vendorKey();
        UserApiKey key = pasted(environment);
        EncryptedFileKeyStore store = storeOptions.openOrMake();
        Enrollment enrollment =
                Enrollment.builder(store, probe).ledger(storeOptions.ledger()).build();
        Optional<KeyVersion> before = store.find(owner).map(StoredKey::version);
        ProbeRequest request = check.forRole(request(owner, facility, vendorKey, key, environment));
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
                complain("Somebody else stored a key for this owner meanwhile: look at it, and decide again.");
        }
        Verdict verdict = result.report().verdict();
        // Who reads the code alone must not take a key that works for one that is stored.
        return verdict.keyWorks() && !result.inForce() ? ExitCode.USAGE : ExitCode.of(verdict);
    }

    private void undecided(Enrollment enrollment, ProbeRequest request) {
        if (keepsPending) {
            enrollment.savePending(request).orThrow();
            complain("The key waits in the file, unverified, and signs nothing: add it again with --verify when Metrc"
                    + " answers.");
        } else {
            complain(
                    "Nothing is known about the key, and it was not stored: try again when Metrc answers, or let it wait"
                            + " with --park.");
        }
    }

    private static ProbeRequest request(
            KeyOwner owner, Facility facility, VendorApiKey vendorKey, UserApiKey key, EnvironmentKeys environment) {
        if (owner instanceof KeyOwner.Individual individual) {
            ProbeRequest request = ProbeRequest.individual(facility, individual.user(), vendorKey, key);
            return environment.masterKey().map(request::withMasterKey).orElse(request);
        }
        return ProbeRequest.master(facility, vendorKey, key);
    }

    private UserApiKey pasted(EnvironmentKeys environment) throws IOException {
        byte[] bytes = ((Main) spec.root().userObject()).input().readNBytes(LONGEST_INPUT + 1);
        if (bytes.length > LONGEST_INPUT) {
            throw new UsageException("Standard input has more than a key: paste the key alone.");
        }
        return environment.pastedKey(new String(bytes, StandardCharsets.UTF_8));
    }

    private void tell(List<Notice> notices) {
        // The form of the key was spoken of when it was read.
        notices.stream()
                .filter(notice -> notice.code() != Notice.Code.UNUSUAL_SHAPE && notice.code() != Notice.Code.UNCHANGED)
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
        to.println("The " + KeysCommand.name(info) + " " + what + " as " + info.version()
                + replaced.map(version -> ", in place of " + version).orElse("") + " (fingerprint "
                + info.fingerprint() + ").");
    }
}
