package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application that is a module itself, and has of the library only what its poms bring along at run time. */
class ModularConsumerTest {

    private static final List<String> BROUGHT_ALONG =
            List.of("metrc-keys-core", "metrc-keys-http", "jackson-", "slf4j-api", "jspecify");

    private static final String HTTP_ALONE = "module shop { requires io.github.metrckeys.http; }";

    private static final String USES_A_DATABASE = """
            package shop;
            import io.github.metrckeys.jdbc.JdbcKeyLedger;
            public class Shop {
                public static JdbcKeyLedger ledger(javax.sql.DataSource database) {
                    return JdbcKeyLedger.builder(database).open();
                }
            }
            """;

    @TempDir
    private Path classes;

    @Test
    void aModuleThatRequiresHttpCompilesAndRunsWithoutJavaSql() throws Exception {
        assertThat(compiled(HTTP_ALONE, """
                package shop;
                import io.github.metrckeys.http.HttpPermissionProbe;
                import io.github.metrckeys.probe.PermissionProbe;
                import io.github.metrckeys.resolve.StoreKeyResolver;
                import io.github.metrckeys.store.InMemoryKeyStore;
                public class Shop {
                    public static void main(String[] arguments) {
                        PermissionProbe probe = HttpPermissionProbe.builder().build();
                        StoreKeyResolver.builder(InMemoryKeyStore.create()).build();
                        System.out.print("java.sql is there: " + ModuleLayer.boot().findModule("java.sql").isPresent());
                    }
                }
                """)).isEmpty();

        assertThat(ran("--limit-modules", "shop")).isEqualTo("java.sql is there: false");
    }

    @Test
    void aModuleThatUsesTheDatabaseAndRequiresJavaSqlCompiles() {
        assertThat(compiled("module shop { requires io.github.metrckeys.http; requires java.sql; }", USES_A_DATABASE))
                .isEmpty();
    }

    @Test
    void aModuleThatUsesTheDatabaseWithoutRequiringJavaSqlIsToldToRequireIt() {
        assertThat(compiled(HTTP_ALONE, USES_A_DATABASE)).contains("error", "java.sql");
    }

    @ParameterizedTest
    @ValueSource(strings = {"internal.check.Checks", "internal.diagnosis.Diagnostician"})
    void whatIsInternalIsClosedToIt(String name) {
        String type = "io.github.metrckeys." + name;

        assertThat(compiled(HTTP_ALONE, """
                package shop;
                public class Shop {
                    public static final Class<?> HELPER = %s.class;
                }
                """.formatted(type)))
                .contains("package " + type.substring(0, type.lastIndexOf('.')) + " is not visible");
    }

    private String compiled(String module, String type) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options = List.of("--release", "17", "-proc:none", "-d", classes.toString(), "-p", broughtAlong());
        List<JavaFileObject> sources = List.of(source("module-info", module), source("shop/Shop", type));
        StringWriter problems = new StringWriter();
        compiler.getTask(problems, null, null, options, null, sources).call();
        return problems.toString();
    }

    private String ran(String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(options));
        command.add("-Dslf4j.internal.verbosity=ERROR");
        command.addAll(List.of("-p", classes + File.pathSeparator + broughtAlong(), "-m", "shop/shop.Shop"));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private static String broughtAlong() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> BROUGHT_ALONG.stream().anyMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static JavaFileObject source(String name, String code) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
    }
}
