package io.github.metrckeys.testkit.workbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** One run of the workbench: its exit code and its output. */
record WorkbenchRun(int code, String out, String err) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LONG_WORD = Pattern.compile("[A-Za-z0-9_-]{40,}");
    private static final Pattern LETTER = Pattern.compile("[A-Za-z]");

    /** Runs the workbench in this JVM. */
    static WorkbenchRun workbench(Map<String, String> environment, String... args) {
        return withInput(environment, "", args);
    }

    /** Runs the workbench in this JVM, with something on its standard input. */
    static WorkbenchRun withInput(Map<String, String> environment, String input, String... args) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.run(
                args,
                environment,
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintWriter(out),
                new PrintWriter(err));
        return new WorkbenchRun(code, out.toString(), err.toString());
    }

    /** The lines on standard error, except notes about the format of keys. */
    List<String> complaints() {
        return err.lines().filter(line -> !line.startsWith("Note: ")).toList();
    }

    /** The one line on standard output, as JSON. */
    JsonNode json() {
        if (out.lines().count() != 1) {
            throw new AssertionError("not one line: " + out + err);
        }
        try {
            return JSON.readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + out, e);
        }
    }

    /** The words that look like keys. A line of hyphens does not. */
    static List<String> keysIn(String text) {
        return LONG_WORD
                .matcher(text)
                .results()
                .map(match -> match.group())
                .filter(word -> LETTER.matcher(word).find())
                .toList();
    }
}
