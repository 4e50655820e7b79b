package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.UserId;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.secret.UserApiKey;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file of keys, one line {@code user,key} each. Mistakes are told by the number of their line, never by what stands
 * there.
 */
final class KeysFile {

    private static final long LARGEST = 4L * 1024 * 1024;

    private KeysFile() {}

    /** The keys by their users, in the order of the file. */
    static Map<UserId, UserApiKey> read(Path file) {
        List<String> lines = lines(file);
        Map<UserId, UserApiKey> keys = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = i == 0 ? lines.get(i).replace("\uFEFF", "") : lines.get(i);
            boolean heading = i == 0 && line.strip().equalsIgnoreCase("user,key");
            if (!line.isBlank() && !heading) {
                add(keys, line, file + ", line " + (i + 1));
            }
        }
        if (keys.isEmpty()) {
            throw new UsageException(file + " has no keys: put a line \"user,key\" there for each user.");
        }
        return keys;
    }

    private static void add(Map<UserId, UserApiKey> keys, String line, String place) {
        int comma = line.indexOf(',');
        if (comma < 0 || line.indexOf(',', comma + 1) >= 0) {
            throw new UsageException(place + " is no \"user,key\": write the user's id, one comma, and the key.");
        }
        try {
            if (looksLikeKey(unquoted(line.substring(0, comma)))) {
                throw new UsageException(place + " has a key where the user belongs: write the user's id first.");
            }
            UserApiKey key = UserApiKey.of(line.substring(comma + 1));
            UserId user = UserId.of(unquoted(line.substring(0, comma)));
            if (keys.putIfAbsent(user, key) != null) {
                throw new UsageException(place + " has a user who stood there before: keep one line for each user.");
            }
        } catch (InvalidInputException e) {
            throw new UsageException(place + ": " + e.getMessage());
        }
    }

    /** A key in the user's place would be printed. Ids of the usual form of keys are seldom, and long. */
    private static boolean looksLikeKey(String user) {
        return user.length() >= 32 && user.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '-' || c == '_');
    }

    private static String unquoted(String text) {
        String stripped = text.strip();
        return stripped.length() > 1 && stripped.startsWith("\"") && stripped.endsWith("\"")
                ? stripped.substring(1, stripped.length() - 1)
                : stripped;
    }

    private static List<String> lines(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new UsageException(file + " is a directory: name a file of lines \"user,key\".");
            }
            if (Files.size(file) > LARGEST) {
                throw new UsageException(file + " is larger than 4 MB: name a file of lines \"user,key\".");
            }
            return Files.readAllLines(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new UsageException(file + " is not there: name a file of lines \"user,key\".");
        } catch (MalformedInputException e) {
            throw new UsageException(file + " is no text in UTF-8: save it as such.");
        } catch (IOException e) {
            throw new UsageException(file + " cannot be read: look at its permissions.");
        }
    }
}
