package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Facility;
import io.github.metrckeys.Jurisdiction;
import io.github.metrckeys.UserId;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.json.ReportJson;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.TextReport;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.VendorApiKey;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Validates one key and prints the report. */
@Command(
        name = "validate",
        description = "Validates one key: is it good, for what, and if not, why.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ValidateCommand implements Callable<Integer> {

    private static final int LONGEST_DEADLINE = 86_400;

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--jurisdiction",
            required = true,
            paramLabel = "CODE",
            description = "The state or territory, such as CO.")
    private String jurisdiction;

    @Option(names = "--license", required = true, paramLabel = "L", description = "The license number.")
    private String license;

    @ArgGroup(multiplicity = "1")
    private Subject subject;

    @ArgGroup
    private @Nullable Server server;

    @Option(names = "--parallelism", paramLabel = "N", description = "Calls at a time, 1 to 10 (4).")
    private int parallelism = 4;

    @Option(names = "--deadline", paramLabel = "SECONDS", description = "How long the check may take (30).")
    private int deadline = 30;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json (text).")
    private Format format = Format.TEXT;

    private static final class Subject {
        @Option(
                names = "--master",
                required = true,
                description = "Validate the master key: METRC_MASTER_KEY, or METRC_USER_KEY where that is not set.")
        private boolean master;

        @Option(
                names = "--user",
                required = true,
                paramLabel = "ID",
                description =
                        "Validate METRC_USER_KEY as the key of this user; the id is a name for the report, since Metrc"
                                + " does not say whose key it is. METRC_MASTER_KEY, where set, tells a bad"
                                + " user key from a bad vendor key.")
        private @Nullable String user;
    }

    private static final class Server {
        @Option(names = "--sandbox", required = true, description = "Ask Metrc's sandbox instead of production.")
        private boolean sandbox;

        @Option(
                names = "--base-uri",
                required = true,
                paramLabel = "URI",
                description = "Ask the server at this address: https, or http on loopback.")
        private @Nullable String baseUri;
    }

    private enum Format {
        TEXT,
        JSON
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        if (deadline < 1 || deadline > LONGEST_DEADLINE) {
            throw new UsageException(
                    "--deadline " + deadline + " is out of range: choose 1 to " + LONGEST_DEADLINE + " seconds.");
        }
        HttpPermissionProbe probe = HttpPermissionProbe.builder()
                .parallelism(parallelism)
                .deadline(Duration.ofSeconds(deadline))
                .build();
        ValidationReport report = probe.validate(request(spec.commandLine().getErr()));
        switch (format) {
            case TEXT -> out.print(TextReport.render(report));
            case JSON -> out.println(ReportJson.write(report));
        }
        return ExitCode.of(report.verdict());
    }

    private ProbeRequest request(PrintWriter err) {
        Facility facility = Facility.of(jurisdiction(), license);
        Secrets secrets = new Secrets(main.environment(), err);
        VendorApiKey vendorKey = secrets.vendorKey();
        if (subject.master || subject.user == null) {
            return ProbeRequest.master(facility, vendorKey, secrets.masterOrUserKey());
        }
        ProbeRequest request = ProbeRequest.individual(facility, UserId.of(subject.user), vendorKey, secrets.userKey());
        return secrets.masterKey().map(request::withMasterKey).orElse(request);
    }

    private Jurisdiction jurisdiction() {
        if (server == null) {
            return Jurisdiction.of(jurisdiction);
        }
        return server.sandbox || server.baseUri == null
                ? Jurisdiction.of(jurisdiction).sandbox()
                : Jurisdiction.of(jurisdiction, uri(server.baseUri));
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new UsageException(
                    "The address after --base-uri cannot be read: give one like https://host or http://127.0.0.1:8080.");
        }
    }
}
