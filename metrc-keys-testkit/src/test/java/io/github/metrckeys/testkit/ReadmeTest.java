package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What the README shows is true: its Java compiles and runs, and its output is what it prints. */
class ReadmeTest {

    private static final Pattern BLOCK = Pattern.compile("```(\\w+)\\n(.*?)```", Pattern.DOTALL);

    /** What the shorter pieces of code take for granted. */
    private static final String FRAME = """
            import io.github.metrckeys.*;
            import io.github.metrckeys.catalog.*;
            import io.github.metrckeys.check.*;
            import io.github.metrckeys.crypto.*;
            import io.github.metrckeys.custody.*;
            import io.github.metrckeys.http.*;
            import io.github.metrckeys.json.*;
            import io.github.metrckeys.probe.*;
            import io.github.metrckeys.report.*;
            import io.github.metrckeys.resolve.*;
            import io.github.metrckeys.secret.*;
            import io.github.metrckeys.store.*;
            import io.github.metrckeys.store.file.*;
            import io.github.metrckeys.store.jdbc.*;
            import io.github.metrckeys.testkit.*;
            import java.net.URI;
            import java.nio.file.*;
            import java.time.*;
            import java.util.*;
            import javax.sql.DataSource;
            import static org.junit.jupiter.api.Assertions.*;

            public class Piece {
                public static void main(String[] args) throws Exception {
                    try (FakeMetrc metrc = FakeMetrc.start()) {
                        FakeFacility store = metrc.addFacility("402-00001").flags("CanSellToConsumers");
                        FakeUser blake = metrc.addUser("blake").attach(store, "View Packages", "View Sales");
                        Facility shop = store.facility();
                        VendorApiKey vendorKey = metrc.vendorKey();
                        UserId employee = UserId.of("blake");
                        UserApiKey userKey = blake.key();
                        UserApiKey masterKey = metrc.addUser("owner").attach(store).key();
                        KeyStore keys = InMemoryKeyStore.create();
                        PermissionProbe probe = HttpPermissionProbe.builder().build();
                        ValidationReport report =
                                probe.validate(ProbeRequest.individual(shop, employee, vendorKey, userKey));
                        piece(metrc, shop, vendorKey, employee, userKey, masterKey, keys, probe, report);
                    }
                }

                static final Path folder = Path.of("FOLDER");
                static final char[] passphrase = "six random words are best here".toCharArray();
                static final byte[] randomBytes = new byte[32];
                static final byte[] otherBytes = new byte[32];
                static final DataSource dataSource = org.h2.jdbcx.JdbcConnectionPool.create(
                        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "", "");

                static void piece(FakeMetrc metrc, Facility shop, VendorApiKey vendorKey, UserId employee,
                        UserApiKey userKey, UserApiKey masterKey, KeyStore keys, PermissionProbe probe,
                        ValidationReport report) throws Exception {
                    String pasted = userKey.revealSecret();
            %s
                }
            }
            """;

    /** For code that starts a fake of its own. */
    private static final String BARE_FRAME = FRAME.substring(0, FRAME.indexOf("try (FakeMetrc")) + "%s}}";

    @TempDir
    private Path classes;

    static Stream<String> piecesOfJava() throws IOException {
        return Stream.concat(blocks("java").stream(), blocks(Path.of("README.md"), "java").stream());
    }

    @ParameterizedTest
    @MethodSource("piecesOfJava")
    void everyPieceOfJavaCompilesAndRuns(String code) throws Exception {
        run(code);
    }

    @Test
    void theFirstProgramPrintsWhatIsSaid() throws Exception {
        String port = "http://127\\.0\\.0\\.1:\\d+";
        assertThat(run(blocks("java").get(0)).replaceAll(port, "http://127.0.0.1:8080"))
                .isEqualTo(blocks("text").get(0));
    }

    @Test
    void ciRunsTheCommandThatTheReadmeTellsForTheTests() throws IOException {
        List<String> commands = blocks("sh").stream()
                .flatMap(String::lines)
                .map(line -> line.replaceAll("\\s+#.*", ""))
                .toList();
        assertThat(commands).contains("mvn -B -ntp verify").anyMatch(line -> line.contains("exec:java"));
        assertThat(Files.readString(Path.of("..", ".ci", "run"))).contains("\nmvn -B -ntp verify\n");
    }

    @Test
    void theDependencyIsTheOneThatIsBuilt() throws IOException {
        String pom = Files.readString(Path.of("..", "pom.xml"));
        Matcher version = Pattern.compile("<version>(.*?)</version>").matcher(pom);
        assertThat(version.find()).isTrue();
        assertThat(blocks("xml"))
                .allSatisfy(dependency -> assertThat(dependency)
                        .contains("<groupId>io.github.metrckeys</groupId>")
                        .contains("<version>" + version.group(1) + "</version>"));
    }

    private static List<String> blocks(String language) throws IOException {
        return blocks(Path.of("..", "README.md"), language);
    }

    private static List<String> blocks(Path file, String language) throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(file));
        while (matcher.find()) {
            if (matcher.group(1).equals(language)) {
                blocks.add(matcher.group(2));
            }
        }
        assertThat(blocks).as(language).isNotEmpty();
        return blocks;
    }

    private String run(String code) throws Exception {
        boolean whole = code.startsWith("import");
        Matcher named = Pattern.compile("public class (\\w+)").matcher(code);
        String name = whole && named.find() ? named.group(1) : "Piece";
        String frame = code.startsWith("try (FakeMetrc") ? BARE_FRAME : FRAME;
        compile(
                name,
                whole
                        ? code
                        : frame.formatted(code)
                                .replace("FOLDER", classes.toString().replace("\\", "\\\\")));
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Class<?> program = loader.loadClass(name);
            return name.endsWith("Test")
                    ? passed(program)
                    : printed(() -> program.getMethod("main", String[].class).invoke(null, (Object) new String[0]));
        }
    }

    private void compile(String name, String code) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options =
                List.of("-d", classes.toString(), "-proc:none", "-cp", System.getProperty("java.class.path"));
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return code;
                    }
                };
        assertThat(compiler.getTask(null, null, problems, options, null, List.of(source))
                        .call())
                .as(problems.getDiagnostics().toString())
                .isTrue();
    }

    /** Runs a class of tests the way that JUnit does. */
    private static String passed(Class<?> tests) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(DiscoverySelectors.selectClass(tests))
                                .build(),
                        summary);
        assertThat(summary.getSummary().getTestsSucceededCount()).isEqualTo(1);
        assertThat(summary.getSummary().getFailures()).isEmpty();
        return "";
    }

    private interface Program {
        Object run() throws Exception;
    }

    /** Nothing else of these tests prints, and they do not run side by side. */
    private static String printed(Program program) throws Exception {
        PrintStream before = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            program.run();
        } finally {
            System.setOut(before);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
