package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.UserId;
import io.github.metrckeys.error.InvalidInputException;
import io.github.metrckeys.secret.UserApiKey;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file of keys, one line {@code user,key} each. Mistakes are told by the number of their line, never by what stands
 * there.
 */
final class KeysFile {

    private KeysFile() {}

    /** The keys by their users, in the order of the file. */
    static Map<UserId, UserApiKey> read(Path file) {
        Map<UserId, UserApiKey> keys = new LinkedHashMap<>();
        CsvFile.read(file, "user,key").forEach(line -> add(keys, line.text(), line.place()));
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
            if (CsvFile.looksLikeKey(CsvFile.unquoted(line.substring(0, comma)))) {
                throw new UsageException(place + " has a key where the user belongs: write the user's id first.");
            }
            UserApiKey key = UserApiKey.of(line.substring(comma + 1));
            UserId user = UserId.of(CsvFile.unquoted(line.substring(0, comma)));
            if (keys.putIfAbsent(user, key) != null) {
                throw new UsageException(place + " has a user who stood there before: keep one line for each user.");
            }
        } catch (InvalidInputException e) {
            throw new UsageException(place + ": " + e.getMessage());
        }
    }
}
