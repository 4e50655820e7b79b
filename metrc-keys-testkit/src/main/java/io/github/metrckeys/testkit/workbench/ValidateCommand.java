package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.ValidationReport;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that validates one key and prints the report. */
@Command(
        name = "validate",
        description = "Validates one key: is it good, for what, and if not, why.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProbeOptions options;

    @Mixin
    private KeySource keySource;

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

    @Override
    public Integer call() {
        HttpPermissionProbe probe = options.probe();
        ValidationReport report = probe.validate(request());
        spec.commandLine().getOut().print(format.render(report, detail()));
        return ExitCode.of(report.verdict());
    }

    private ReportFormat.Detail detail() {
        return details ? ReportFormat.Detail.FULL : ReportFormat.Detail.BRIEF;
    }

    private ProbeRequest request() {
        ProbeRequest request = keySource.request(options.facility());
        if (employeeLicense != null) {
            request = request.employeeLicense(employeeLicense);
        }
        if (employeeName != null) {
            request = request.employeeName(employeeName);
        }
        return options.forRole(request);
    }
}
