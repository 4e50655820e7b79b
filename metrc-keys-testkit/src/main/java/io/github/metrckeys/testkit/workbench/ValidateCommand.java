package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Facility;
import io.github.metrckeys.UserId;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.VendorApiKey;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** The command that validates one key and prints the report. */
@Command(
        name = "validate",
        description = "Validates one key: is it good, for what, and if not, why.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ValidateCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProbeOptions options;

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    @Option(
            names = "--employee-license",
            paramLabel = "NUMBER",
            description = "By which the permission read-out finds the employee; else by what the list of facilities"
                    + " says, or by name.")
    private @Nullable String employeeLicense;

    @Option(
            names = "--employee-name",
            paramLabel = "NAME",
            description = "As in Metrc's list of employees, if there is no number.")
    private @Nullable String employeeName;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text, json, markdown or html (text).")
    private Format format = Format.TEXT;

    @Option(names = "--details", description = "Show flags, grants and evidence, which the short report leaves out.")
    private boolean details;

    private static final class Subject {
        @Option(
                names = "--master",
                required = true,
                description = "Validate the master key: METRC_MASTER_KEY, or METRC_USER_KEY if that is not set.")
        private boolean master;

        @Option(
                names = "--user",
                required = true,
                paramLabel = "ID",
                description =
                        "Validate METRC_USER_KEY as the key of this user; the id is a name for the report, since Metrc"
                                + " does not say whose key it is. METRC_MASTER_KEY, if set, reads the"
                                + " permissions out and tells a bad user key from a bad vendor key.")
        private @Nullable String user;
    }

    @Override
    public Integer call() {
        HttpPermissionProbe probe = options.probe();
        ValidationReport report = probe.validate(request(spec.commandLine().getErr()));
        spec.commandLine().getOut().print(format.render(report, detail()));
        return ExitCode.of(report.verdict());
    }

    private ReportFormat.Detail detail() {
        return details ? ReportFormat.Detail.FULL : ReportFormat.Detail.BRIEF;
    }

    private ProbeRequest request(PrintWriter err) {
        Facility facility = options.facility();
        EnvironmentKeys secrets = new EnvironmentKeys(main.environment(), err);
        VendorApiKey vendorKey = secrets.vendorKey();
        ProbeRequest request = subject.master || subject.user == null
                ? ProbeRequest.master(facility, vendorKey, secrets.masterOrUserKey())
                : individual(facility, UserId.of(subject.user), vendorKey, secrets);
        if (employeeLicense != null) {
            request = request.employeeLicense(employeeLicense);
        }
        if (employeeName != null) {
            request = request.employeeName(employeeName);
        }
        return options.forRole(request);
    }

    private static ProbeRequest individual(
            Facility facility, UserId user, VendorApiKey vendorKey, EnvironmentKeys secrets) {
        ProbeRequest request = ProbeRequest.individual(facility, user, vendorKey, secrets.userKey());
        return secrets.masterKey().map(request::withMasterKey).orElse(request);
    }
}
