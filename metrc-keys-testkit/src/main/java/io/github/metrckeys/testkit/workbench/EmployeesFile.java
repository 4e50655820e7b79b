package io.github.metrckeys.testkit.workbench;

import io.github.metrckeys.UserId;
import io.github.metrckeys.error.InvalidInputException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A file of employees, one line {@code user,name} each; a name may be missing. */
final class EmployeesFile {

    private EmployeesFile() {}

    /** The names by their users, in the order of the file. */
    static Map<UserId, Optional<String>> read(Path file) {
        Map<UserId, Optional<String>> employees = new LinkedHashMap<>();
        CsvFile.read(file, "user,name").forEach(line -> add(employees, line.text(), line.place()));
        if (employees.isEmpty()) {
            throw new UsageException(file + " has no employees: put a line \"user,name\" there for each.");
        }
        return employees;
    }

    private static void add(Map<UserId, Optional<String>> employees, String line, String place) {
        int comma = line.indexOf(',');
        String user = CsvFile.unquoted(comma < 0 ? line : line.substring(0, comma));
        String name = comma < 0 ? "" : CsvFile.unquoted(line.substring(comma + 1));
        if (CsvFile.looksLikeKey(user) || CsvFile.looksLikeKey(name)) {
            throw new UsageException(place + " has a key in it: write the user's id, one comma, and the name.");
        }
        try {
            if (employees.putIfAbsent(UserId.of(user), Optional.of(name).filter(given -> !given.isEmpty())) != null) {
                throw new UsageException(place + " has a user who stood there before: keep one line for each user.");
            }
        } catch (InvalidInputException e) {
            throw new UsageException(place + ": " + e.getMessage());
        }
    }
}
