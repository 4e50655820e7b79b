package io.github.metrckeys.testkit.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.metrckeys.Messages;
import io.github.metrckeys.access.CallResult;
import io.github.metrckeys.catalog.HttpMethod;
import io.github.metrckeys.http.HttpPermissionProbe;
import io.github.metrckeys.json.ReportJson;
import io.github.metrckeys.report.Explanation;
import io.github.metrckeys.report.Remedy;
import io.github.metrckeys.report.ValidationReport;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command that turns a refused call into the text of a ticket. */
@Command(
        name = "explain",
        description =
                "Explains what Metrc answered to a call: validates the key that signed it, and says why and what to"
                        + " do.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        footer = {
            "",
            "Exit codes: 0 nothing is wrong, 1 the key is good, and a permission, the license or the call is the reason,",
            "            2 the key is refused, 3 it cannot be told."
        })
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ExplainCommand implements Callable<Integer> {

    private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7E]{1,500}");

    @Spec
    private CommandSpec spec;

    @Mixin
    private ProbeOptions options;

    @Mixin
    private KeySource keySource;

    @Option(names = "--format", paramLabel = "FORMAT", description = "text or json (text).")
    private Format format = Format.TEXT;

    @Parameters(index = "0", paramLabel = "METHOD", description = "The method of the call: GET, POST, PUT or DELETE.")
    private String method;

    @Parameters(index = "1", paramLabel = "PATH", description = "Its path, such as /sales/v2/receipts.")
    private String path;

    @Parameters(index = "2", paramLabel = "STATUS", description = "The HTTP status of the answer, such as 401.")
    private String status;

    private enum Format {
        TEXT,
        JSON
    }

    @Override
    public Integer call() {
        HttpMethod called = method();
        String place = path();
        int answered = status();
        HttpPermissionProbe probe = options.probe();
        ValidationReport report = probe.validate(options.forRole(keySource.request(options.facility())));
        Explanation explanation = CallResult.of(called, place, answered).explainedBy(report);
        PrintWriter out = spec.commandLine().getOut();
        if (format == Format.JSON) {
            out.println(json(called, place, answered, explanation, report));
        } else {
            tell(called + " " + place, answered, explanation, report, out);
        }
        return explanation.cause().map(ExitCode::of).orElse(0);
    }

    private static void tell(
            String call, int status, Explanation explanation, ValidationReport report, PrintWriter out) {
        Messages english = Messages.english();
        out.println("Called:   " + call + ", signed by " + report.subject().label(english) + ", at "
                + report.facility().license() + ", "
                + report.facility().jurisdiction().displayName(english));
        out.println("Answered: " + status);
        out.println("Why:      " + explanation.sentence(report, english));
        out.println("Checked:  " + report.checkedAt());
        if (!explanation.remedies().isEmpty()) {
            out.println();
            out.println("What to do:");
            String who = "";
            for (Remedy.Step step : explanation.steps(report, english)) {
                String addressee = step.who().label(english);
                if (!addressee.equals(who)) {
                    out.println("For " + addressee + ":");
                    who = addressee;
                }
                out.println(step.number() + ". " + step.text());
            }
        }
    }

    private static String json(
            HttpMethod method, String path, int status, Explanation explanation, ValidationReport report) {
        try {
            ObjectNode json = (ObjectNode) new ObjectMapper().readTree(ReportJson.write(explanation, report));
            json.putObject("call")
                    .put("method", method.name())
                    .put("path", path)
                    .put("httpStatus", status);
            return json.toString();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private HttpMethod method() {
        return Arrays.stream(HttpMethod.values())
                .filter(known -> known.name().equals(method.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UsageException("The method is not known: name GET, POST, PUT or DELETE first."));
    }

    /** Without the query, which may hold names of customers and is of no use here. */
    private String path() {
        if (!PATH.matcher(path).matches()) {
            throw new UsageException(
                    "The path cannot be read: after the method, name it from its first slash, such as /sales/v2/receipts.");
        }
        return path.replaceFirst("\\?.*", "");
    }

    private int status() {
        if (!status.matches("[1-5]\\d\\d")) {
            throw new UsageException("The status is no HTTP status: name one such as 401 after the path.");
        }
        return Integer.parseInt(status);
    }
}
