package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metrckeys.report.Cause;
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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** What the README and the pages in {@code docs} show is true: the Java compiles, runs and prints what they say. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path README = ROOT.resolve("README.md");

    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern TYPE = Pattern.compile("`([A-Z]\\w*[a-z]\\w*)\\b");
    private static final Pattern LINK = Pattern.compile("(?:\\]\\(|src=\")([^)\"\\s]+)");

    /** What the shorter pieces of code take for granted. */
    private static final String FRAME = """
            import io.github.metrckeys.*;
            import io.github.metrckeys.access.*;
            import io.github.metrckeys.catalog.*;
            import io.github.metrckeys.custody.*;
            import io.github.metrckeys.error.*;
            import io.github.metrckeys.file.*;
            import io.github.metrckeys.http.*;
            import io.github.metrckeys.jdbc.*;
            import io.github.metrckeys.json.*;
            import io.github.metrckeys.probe.*;
            import io.github.metrckeys.report.*;
            import io.github.metrckeys.resolve.*;
            import io.github.metrckeys.secret.*;
            import io.github.metrckeys.store.*;
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

    /** A fenced block. The text that follows a piece of Java on a page is what that piece prints. */
    private record Block(Path page, String language, String code) {
        @Override
        public String toString() {
            return ROOT.relativize(page) + ": "
                    + code.lines().findFirst().orElse("").strip();
        }
    }

    /** Java, and what it prints if the page says so. */
    private record Piece(Block java, Optional<String> printed) {
        @Override
        public String toString() {
            return java.toString();
        }
    }

    static List<Path> pages() throws IOException {
        List<Path> pages = new ArrayList<>();
        for (Path folder : List.of(ROOT, ROOT.resolve("metrc-keys-testkit"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(DocumentationTest::isPage).forEach(pages::add);
            }
        }
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            files.filter(DocumentationTest::isPage).forEach(pages::add);
        }
        assertThat(pages).contains(README, ROOT.resolve("docs").resolve("map.md"));
        return pages.stream().sorted().toList();
    }

    static List<Piece> piecesOfJava() throws IOException {
        List<Piece> pieces = new ArrayList<>();
        for (Path page : pages()) {
            List<Block> blocks = blocks(page);
            for (int i = 0; i < blocks.size(); i++) {
                if (blocks.get(i).language().equals("java")) {
                    Optional<String> printed = blocks.stream()
                            .skip(i + 1L)
                            .limit(1)
                            .filter(next -> next.language().equals("text"))
                            .map(Block::code)
                            .findFirst();
                    pieces.add(new Piece(blocks.get(i), printed));
                }
            }
        }
        return pieces;
    }

    static Stream<String> commandsOfTheWorkbench() throws IOException {
        return blocks("sh").stream()
                .flatMap(block -> block.code().lines())
                .filter(line -> line.contains("metrc-keys-workbench.jar"))
                .map(line -> line.replaceFirst(".*metrc-keys-workbench\\.jar\\s*", "")
                        .replaceAll("\\s+[#<>|].*", ""));
    }

    @ParameterizedTest
    @MethodSource("piecesOfJava")
    void everyPieceOfJavaRunsAndPrintsWhatThePageSays(Piece piece) throws Exception {
        String printed = run(piece.java().code()).replaceAll("http://127\\.0\\.0\\.1:\\d+", "http://127.0.0.1:8080");

        piece.printed().ifPresent(said -> assertThat(printed).isEqualTo(said));
    }

    @Test
    void everyTextIsWhatSomeJavaPrints() throws IOException {
        assertThat(piecesOfJava().stream().filter(piece -> piece.printed().isPresent()))
                .hasSameSizeAs(blocks("text"))
                .isNotEmpty();
    }

    @Test
    void theReadmeIsReadInThreeMinutes() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(150);
    }

    @Test
    void theFirstProgramIsShort() throws IOException {
        String first = blocks(README).stream()
                .filter(block -> block.language().equals("java"))
                .findFirst()
                .orElseThrow()
                .code();
        assertThat(first).startsWith("import ");
        assertThat(first.lines().filter(line -> !line.isBlank() && !line.startsWith("import ")))
                .hasSizeLessThanOrEqualTo(15);
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Path page) throws IOException {
        String text = Files.readString(page);
        for (String link : LINK.matcher(BLOCK.matcher(text).replaceAll(""))
                .results()
                .map(match -> match.group(1))
                .filter(target -> !target.startsWith("https://"))
                .toList()) {
            String[] parts = link.split("#", 2);
            Path target =
                    parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
            assertThat(target).as(link).exists();
            if (parts.length == 2) {
                assertThat(anchors(target)).contains(parts[1]);
            }
        }
    }

    @Test
    void everyTypeOnTheMapIsThere() throws IOException {
        Set<String> types;
        try (Stream<Path> files = Files.walk(ROOT)) {
            types = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
        String map = Files.readString(ROOT.resolve("docs").resolve("map.md"));
        assertThat(TYPE.matcher(map).results().map(match -> match.group(1)))
                .hasSizeGreaterThan(20)
                .allSatisfy(type -> assertThat(types).contains(type));
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void everyCauseIsExplained(Cause cause) throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs").resolve("diagnoses.md")))
                .contains("`" + cause + "`");
    }

    @Test
    void ciRunsTheCommandThatTheReadmeTellsForTheTests() throws IOException {
        List<String> commands = blocks(README).stream()
                .filter(block -> block.language().equals("sh"))
                .flatMap(block -> block.code().lines())
                .map(line -> line.replaceAll("\\s+#.*", ""))
                .toList();
        assertThat(commands).contains("mvn -B -ntp verify").anyMatch(line -> line.contains("exec:java"));
        assertThat(Files.readString(ROOT.resolve(".ci").resolve("run"))).contains("\nmvn -B -ntp verify\n");
    }

    @ParameterizedTest
    @MethodSource("commandsOfTheWorkbench")
    void theWorkbenchKnowsEveryCommandAndOption(String command) throws Exception {
        List<String> words = Stream.of(command.split("\\s+"))
                .takeWhile(word -> !word.startsWith("-"))
                .toList();
        String help = workbench(Stream.concat(words.stream(), Stream.of("--help")));
        assertThat(help).startsWith("Usage: metrc-keys-workbench " + String.join(" ", words));
        assertThat(Pattern.compile("--[a-z-]+")
                        .matcher(command)
                        .results()
                        .map(MatchResult::group)
                        .toList())
                .allSatisfy(option -> assertThat(help).contains(option));
    }

    @Test
    void theDependencyIsTheOneThatIsBuilt() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        Matcher version = Pattern.compile("<version>(.*?)</version>").matcher(pom);
        assertThat(version.find()).isTrue();
        assertThat(blocks("xml"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.code()).contains(">" + version.group(1) + "<"))
                .filteredOn(block -> block.code().contains("<dependency>"))
                .isNotEmpty()
                .allSatisfy(block -> assertThat(block.code()).contains("<groupId>io.github.metrckeys</groupId>"));
    }

    private static boolean isPage(Path file) {
        return file.getFileName().toString().endsWith(".md");
    }

    private static List<Block> blocks(String language) throws IOException {
        List<Block> found = new ArrayList<>();
        for (Path page : pages()) {
            blocks(page).stream()
                    .filter(block -> block.language().equals(language))
                    .forEach(found::add);
        }
        return found;
    }

    private static List<Block> blocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map(match -> new Block(page, match.group(1), match.group(2)))
                .toList();
    }

    /** The names that GitHub gives to the headings of a page. */
    private static List<String> anchors(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+\\s+", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    /** The workbench's main class is called as a program, for its package keeps everything else to itself. */
    private static String workbench(Stream<String> arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.github.metrckeys.testkit.workbench.Main"),
                        arguments)
                .toList();
        Process process = new ProcessBuilder(command).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
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
        assertThat(summary.getSummary().getTestsSucceededCount()).isPositive();
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
        return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
