package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.error.ErrorCode;
import io.github.metrckeys.error.MetrcKeysException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command line of the workbench. */
@Command(
        name = "metrc-keys-workbench",
        description = "Tries out metrc-keys: validates Metrc API keys, and serves a fake Metrc.",
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        subcommands = {
            DemoCommand.class,
            FakeCommand.class,
            ValidateCommand.class,
            ValidateAllCommand.class,
            RosterCommand.class,
            ExplainCommand.class,
            KeysCommand.class,
            EndpointsCommand.class,
            PermissionsCommand.class
        },
        footer = {
            "",
            "Secrets come from the environment, never from arguments: METRC_VENDOR_KEY, METRC_USER_KEY,"
                    + " METRC_MASTER_KEY, METRC_KEYS_SECRET.",
            "Exit codes: 0 all good, 1 permissions missing or a role that does not fit,",
            "            2 key refused, 3 no verdict or not verified, 64 wrong usage."
        })
public final class Main implements Callable<Integer> {

    static {
        // Set before any logger is created: otherwise SLF4J reports on standard error that there is no provider.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
    }

    private static final Set<ErrorCode> ABOUT_A_FILE =
            EnumSet.range(ErrorCode.STORE_UNREACHABLE, ErrorCode.KEY_ENCRYPTION_KEY_MISSING);

    private static final String LONG_WORD = "[^\\s'\"=]{33,}";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final Map<String, String> environment;
    private final InputStream input;

    private Main(Map<String, String> environment, InputStream input) {
        this.environment = environment;
        this.input = input;
    }

    /**
     * Runs the workbench and ends the JVM with its exit code.
     *
     * @param args the command and its options; without any, it runs {@code demo}
     */
    public static void main(String[] args) {
        System.exit(run(
                args,
                System.getenv(),
                System.in,
                new PrintWriter(System.out, true, StandardCharsets.UTF_8),
                new PrintWriter(System.err, true, StandardCharsets.UTF_8)));
    }

    /** Runs the workbench in this JVM. */
    static int run(
            String[] args, Map<String, String> environment, InputStream input, PrintWriter out, PrintWriter err) {
        CommandLine commandLine = new CommandLine(new Main(environment, input))
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                // Otherwise people would keep keys in a file of arguments.
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((e, arguments) -> refuse(err, said(e)))
                .setExecutionExceptionHandler((e, command, result) -> explain(err, e));
        int code = commandLine.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        return DemoCommand.tell(spec.commandLine().getOut());
    }

    Map<String, String> environment() {
        return environment;
    }

    InputStream input() {
        return input;
    }

    /**
     * Picocli's message, and where to find help. Long words are left out: if somebody passes a key as an argument,
     * which the workbench never asks for, the key must not end up in a log.
     */
    private static String said(CommandLine.ParameterException e) {
        String message =
                String.valueOf(e.getMessage()).replaceFirst("^Error: ", "").replaceAll(LONG_WORD, "...");
        return message + "; see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
    }

    private static int explain(PrintWriter err, Exception e) {
        if (e instanceof IllegalArgumentException || e instanceof UsageException) {
            return refuse(err, e.getMessage());
        }
        if (e instanceof MetrcKeysException refused && ABOUT_A_FILE.contains(refused.code())) {
            return refuse(err, e.getMessage());
        }
        err.println(e instanceof MetrcKeysException ? oneLine(e.getMessage()) : "metrc-keys failed: " + e.getClass());
        return ExitCode.NO_VERDICT;
    }

    private static int refuse(PrintWriter err, @Nullable String message) {
        err.println(oneLine(message));
        return ExitCode.USAGE;
    }

    private static String oneLine(@Nullable String message) {
        return message == null
                ? "This cannot be done."
                : message.replaceAll("\\s*\\R\\s*", " ").strip();
    }

    /** The version that {@code --version} prints. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"metrc-keys-workbench " + (version == null ? "(built from source)" : version)};
        }
    }
}
