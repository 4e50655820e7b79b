package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.Facility;
import io.github.metrckeys.KeyOwner;
import io.github.metrckeys.UserId;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.json.ReportJson;
import io.github.metrckeys.probe.BatchValidation;
import io.github.metrckeys.probe.ProbeRequest;
import io.github.metrckeys.report.ReportFormat;
import io.github.metrckeys.report.Roster;
import io.github.metrckeys.report.ValidationReport;
import io.github.metrckeys.secret.UserApiKey;
import io.github.metrckeys.secret.VendorApiKey;
import io.github.metrckeys.store.KeyStore;
import io.github.metrckeys.store.StoredKey;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command that shows who of a facility's employees is ready to work with their own key. */
@Command(
        name = "roster",
        description = "Shows who is ready to work with their own stored key, and what to do for the others.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "The stored master key of the facility, or else METRC_MASTER_KEY, reads the lists of permissions.",
            "The exit code is the highest of those that validate would give for each key; no key counts as 1."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class RosterCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private StoreOptions storeOptions;

    @Mixin
    private ProbeOptions options;

    @Option(
            names = "--employees",
            paramLabel = "FILE",
            description =
                    "A CSV of lines \"user,name\"; if it is not given, everybody with a stored key of this server.")
    private @Nullable Path employeesFile;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "text, json, markdown, html, or csv for spreadsheets (text).")
    private Format format = Format.TEXT;

    private enum Format {
        TEXT,
        JSON,
        MARKDOWN,
        HTML,
        CSV
    }

    @Override
    public Integer call() {
        HttpPermissionProbe probe = options.probe();
        Role role =
                options.role().orElseThrow(() -> new UsageException("Who is ready depends on the work: name --role."));
        Facility facility = options.facility();
        EnvironmentKeys environment = storeOptions.environment();
        VendorApiKey vendorKey = environment.vendorKey();
        KeyStore store = storeOptions.open();
        Optional<UserApiKey> masterKey = KeySource.masterKey(store, facility, environment);
        List<Roster.Employee> employees = new ArrayList<>();
        List<ProbeRequest> requests = new ArrayList<>();
        named(facility, store).forEach((user, name) -> {
            Optional<UserApiKey> key = store.find(KeyOwner.individual(facility.jurisdiction(), user))
                    .map(StoredKey::key);
            employees.add(new Roster.Employee(user, name, key.isPresent()));
            key.map(stored -> ProbeRequest.individual(facility, user, vendorKey, stored))
                    .map(request -> name.map(request::employeeName).orElse(request))
                    .map(request -> masterKey.map(request::withMasterKey).orElse(request))
                    .map(options::forRole)
                    .ifPresent(requests::add);
        });
        Roster roster = Roster.of(facility, role, employees, validated(probe, requests));
        spec.commandLine().getOut().print(written(roster));
        return roster.rows().stream()
                .mapToInt(row -> ExitCode.of(row.state()))
                .max()
                .orElse(0);
    }

    private Map<UserId, Optional<String>> named(Facility facility, KeyStore store) {
        if (employeesFile != null) {
            return EmployeesFile.read(employeesFile);
        }
        Map<UserId, Optional<String>> owners = new LinkedHashMap<>();
        store.list().forEach(info -> {
            if (info.owner() instanceof KeyOwner.Individual individual
                    && individual.jurisdiction().equals(facility.jurisdiction())) {
                owners.put(individual.user(), Optional.empty());
            }
        });
        if (owners.isEmpty()) {
            throw new UsageException("No employee has a stored key of " + facility.jurisdiction()
                    + ": add keys with \"keys add\", or name the employees with --employees.");
        }
        return owners;
    }

    private List<ValidationReport> validated(HttpPermissionProbe probe, List<ProbeRequest> requests) {
        PrintWriter err = spec.commandLine().getErr();
        return BatchValidation.builder(probe)
                .onProgress(progress -> err.println(progress.done() + " of " + progress.total() + " done"))
                .start(requests)
                .completion()
                .join()
                .stream()
                .map(BatchValidation.Result::report)
                .flatMap(Optional::stream)
                .toList();
    }

    private String written(Roster roster) {
        return switch (format) {
            case TEXT -> roster.render(ReportFormat.TEXT);
            case JSON -> ReportJson.write(roster) + "\n";
            case MARKDOWN -> roster.render(ReportFormat.MARKDOWN);
            case HTML -> roster.render(ReportFormat.HTML);
            case CSV -> roster.toCsv();
        };
    }
}
