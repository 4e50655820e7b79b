package io.github.metrckeys.testkit.workbench;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of lines of a form such as {@code user,key}. */
final class CsvFile {

    private static final long LARGEST = 4L * 1024 * 1024;

    private CsvFile() {}

    /** A line that is not blank and not the heading, and where it stands. */
    record Line(String place, String text) {}

    static List<Line> read(Path file, String form) {
        List<String> texts = texts(file, form);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            String text = i == 0 ? texts.get(i).replace("\uFEFF", "") : texts.get(i);
            boolean heading = i == 0 && text.strip().equalsIgnoreCase(form);
            if (!text.isBlank() && !heading) {
                lines.add(new Line(file + ", line " + (i + 1), text));
            }
        }
        return lines;
    }

    /** A key in another place would be printed. Ids and names of the usual form of keys are seldom, and long. */
    static boolean looksLikeKey(String text) {
        return text.length() >= 32 && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }

    static String unquoted(String text) {
        String stripped = text.strip();
        return stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"")
                ? stripped.substring(1, stripped.length() - 1).replace("\"\"", "\"")
                : stripped;
    }

    private static List<String> texts(Path file, String form) {
        try {
            if (Files.isDirectory(file)) {
                throw new UsageException(file + " is a directory: name a file of lines \"" + form + "\".");
            }
            if (Files.size(file) > LARGEST) {
                throw new UsageException(file + " is larger than 4 MB: name a file of lines \"" + form + "\".");
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new UsageException(file + " is not there: name a file of lines \"" + form + "\".");
        } catch (MalformedInputException e) {
            throw new UsageException(file + " is no text in UTF-8: save it as such.");
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read: look at its permissions.");
        }
    }
}
