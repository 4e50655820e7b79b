package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Facility;
import io.github.metrckeys.UserId;
import io.github.metrckeys.probe.BatchValidation;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ReportMatrix;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command that validates the keys of many users at one facility. */
@Command(
        name = "validate-all",
        description = "Validates the keys of many users at one facility.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {"", "The exit code is the highest of those that validate would give for each key."})
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ValidateAllCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProbeOptions options;

    @Option(
            names = "--keys-file",
            required = true,
            paramLabel = "FILE",
            description = "A CSV of lines \"user,key\". METRC_MASTER_KEY, if set, reads the permissions out and"
                    + " tells a bad user key from a bad vendor key.")
    private Path keysFile;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text for one table, json for a report a line, markdown for one report after another (text).")
    private Format format = Format.TEXT;

    @Option(
            names = "--details",
            description =
                    "Show flags, grants and evidence, which the short report leaves out. The one table of text has none.")
    private boolean details;

    @Override
    public Integer call() {
        if (format == Format.HTML) {
            throw new UsageException("--format html is for one report: choose text, json or markdown here.");
        }
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        BatchValidation batch = BatchValidation.builder(options.probe())
                .onReport(report -> print(report, out))
                .onProgress(progress -> err.println(progress.done() + " of " + progress.total() + " done"
                        + (progress.failed() == 0 ? "" : ", " + progress.failed() + " without a verdict")))
                .start(requests(err));
        List<BatchValidation.Result> results = batch.completion().join();
        List<ValidationReport> reports = results.stream()
                .map(BatchValidation.Result::report)
                .flatMap(Optional::stream)
                .toList();
        if (format == Format.TEXT) {
            out.print(ReportMatrix.of(reports).render());
        }
        return results.stream()
                .mapToInt(result -> result.report()
                        .map(report -> ExitCode.of(report.verdict()))
                        .orElse(ExitCode.NO_VERDICT))
                .max()
                .orElse(0);
    }

    /** Prints a report as soon as it is there. The table is not printed here: it needs all reports. */
    private void print(ValidationReport report, PrintWriter out) {
        if (format != Format.TEXT) {
            out.print(format.render(report, detail()));
            out.flush();
        }
    }

    private ReportFormat.Detail detail() {
        return details ? ReportFormat.Detail.FULL : ReportFormat.Detail.BRIEF;
    }

    private List<ProbeRequest> requests(PrintWriter err) {
        Facility facility = options.facility();
        EnvironmentKeys secrets = new EnvironmentKeys(main.environment(), err);
        VendorApiKey vendorKey = secrets.vendorKey();
        Optional<UserApiKey> masterKey = secrets.masterKey();
        List<ProbeRequest> requests = new ArrayList<>();
        for (Map.Entry<UserId, UserApiKey> entry : KeysFile.read(keysFile).entrySet()) {
            ProbeRequest request = ProbeRequest.individual(facility, entry.getKey(), vendorKey, entry.getValue());
            requests.add(options.forRole(
                    masterKey.map(request::withMasterKey).orElse(request).inBatch()));
        }
        return requests;
    }
}
