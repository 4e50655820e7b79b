package io.github.metrckeys.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that is a module itself, and has of the library only what its poms bring along at run time. */
class ModularConsumerTest {

    private static final List<String> BROUGHT_ALONG =
            List.of("metrc-keys-core", "metrc-keys-http", "jackson-", "slf4j-api", "jspecify");

    @TempDir
    private Path classes;

    @Test
    void aModuleThatRequiresHttpCompiles() {
        assertThat(compiled("""
                package shop;
                import io.github.metrckeys.http.HttpPermissionProbe;
                import io.github.metrckeys.probe.PermissionProbe;
                public class Shop {
                    public static final PermissionProbe PROBE = HttpPermissionProbe.builder().build();
                }
                """)).isEmpty();
    }

    @Test
    void whatIsInternalIsClosedToIt() {
        assertThat(compiled("""
                package shop;
                public class Shop {
                    public static final Class<?> HELPER = io.github.metrckeys.internal.check.Checks.class;
                }
                """)).contains("io.github.metrckeys.internal");
    }

    private String compiled(String type) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String path = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> BROUGHT_ALONG.stream().anyMatch(entry::contains))
                .collect(Collectors.joining(File.pathSeparator));
        List<String> options = List.of("--release", "17", "-proc:none", "-d", classes.toString(), "-p", path);
        List<JavaFileObject> sources = List.of(
                source("module-info", "module shop { requires io.github.metrckeys.http; }"), source("shop/Shop", type));
        StringWriter problems = new StringWriter();
        compiler.getTask(problems, null, null, options, null, sources).call();
        return problems.toString();
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
